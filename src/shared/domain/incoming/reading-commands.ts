import { z } from 'zod';
import { type Actor, change, command, type Read, refuse } from '../core/command.ts';
import { type Ref, ref } from '../core/kinds.ts';
import { may } from '../core/rights.ts';
import { AssignmentId, IncomingId, type OfficialId } from '../core/values.ts';
import { isLive, readingId } from './parts.ts';

const own = {
  documentId: IncomingId,
  /** By what the official sees the document, where he does not by his role. */
  assignmentId: AssignmentId.optional(),
} as const;
type Own = { readonly documentId: IncomingId; readonly assignmentId?: AssignmentId | undefined };

const reads = ({ documentId, assignmentId }: Own, _read: Read, actorId: OfficialId): readonly Ref[] => [
  ref('incoming', documentId),
  ref('reading', readingId(documentId, actorId)),
  ...(assignmentId ? [ref('assignment', assignmentId)] : []),
];

/** Whether he sees the document: by his role, or by a share that he still has. */
function maySee(read: Read, { documentId, assignmentId }: Own, actor: Actor): boolean {
  const document = read('incoming', documentId);
  const share = assignmentId && read('assignment', assignmentId);
  const isHis = share?.documentId === documentId && share.officialId === actor.id && isLive(share);
  return document !== undefined && (may(actor, 'oversee', document) || isHis);
}

/** Đã đọc / chưa đọc: each official's own mark; annex VI III.5a keeps who has seen what, and when first. */
export const markRead = command({
  name: 'incoming.markRead',
  args: z.object({ ...own, isRead: z.boolean() }),
  reads,
  decide: (read, args, { actor, doneAt }) => {
    if (!maySee(read, args, actor)) return refuse('incoming.not-found');
    const { documentId, isRead } = args;
    const id = readingId(documentId, actor.id);
    const known = read('reading', id);
    const openedAt = known?.openedAt ?? (isRead ? doneAt : undefined);
    return [
      change('reading', id, {
        ...known,
        ...{ v: 1, documentId, officialId: actor.id, isRead },
        ...(openedAt && { openedAt }),
      }),
    ];
  },
  undo: ({ isRead, ...args }) => ({ name: 'incoming.markRead', args: { ...args, isRead: !isRead } }),
});

/** Cờ theo dõi: each official's own mark on what he wants to come back to. */
export const flag = command({
  name: 'incoming.flag',
  args: z.object({ ...own, isFlagged: z.boolean() }),
  reads,
  decide: (read, args, { actor }) => {
    if (!maySee(read, args, actor)) return refuse('incoming.not-found');
    const { documentId, isFlagged } = args;
    const id = readingId(documentId, actor.id);
    const known = read('reading', id);
    return [
      change('reading', id, {
        ...known,
        ...{ v: 1, documentId, officialId: actor.id, isRead: known?.isRead ?? false, isFlagged },
      }),
    ];
  },
  undo: ({ isFlagged, ...args }) => ({ name: 'incoming.flag', args: { ...args, isFlagged: !isFlagged } }),
});
