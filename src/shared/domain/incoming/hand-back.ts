import { z } from 'zod';
import { type Actor, type Change, change, command, type Read, refuse } from '../core/command.ts';
import { type Ref, ref } from '../core/kinds.ts';
import { may } from '../core/rights.ts';
import {
  AssignmentId,
  IncomingEventId,
  IncomingId,
  type Instant,
  Note,
  OfficialId,
  Reason,
} from '../core/values.ts';
import { isHere } from '../office/leaving-commands.ts';
import { happened } from './happened.ts';
import { type Incoming, nextIncomingState } from './incoming.ts';
import { type Assignment, hasOpened, isLive, mayWithdraw, readingId } from './parts.ts';
import { taskWithout } from './shares.ts';

/** Trình: the clerk puts a registered document before a leader, who directs it (NĐ 30/2020 article 23.1). */
export const present = command({
  name: 'incoming.present',
  args: z.object({
    documentId: IncomingId,
    eventId: IncomingEventId,
    leaderId: OfficialId,
    /** What the clerk proposes. */
    text: Note,
  }),
  reads: ({ documentId, leaderId }) => [ref('incoming', documentId), ref('official', leaderId)],
  decide: (read, { documentId, eventId, leaderId, text }, { actor, at, doneAt }) => {
    const document = read('incoming', documentId);
    if (!document) return refuse('incoming.not-found');
    if (!may(actor, 'present', document)) return refuse('incoming.only-clerk-presents');
    const state = nextIncomingState(document.state, 'present');
    if (!state)
      return refuse(document.state === 'arrived' ? 'incoming.not-registered' : 'incoming.already-directed');
    const leader = read('official', leaderId);
    if (leader?.agencyId !== document.agencyId || !leader.roles.includes('leader') || !isHere(leader))
      return refuse('incoming.not-a-leader');
    const { sentBack: _answered, ...rest } = document;
    return [
      change('incoming', documentId, { ...rest, state, presented: { to: leaderId, by: actor.id, at } }),
      happened(eventId, actor, doneAt, { documentId, what: 'present', text, to: leaderId }),
    ];
  },
});

/** Trả lại: the leader before whom it was put gives it back to the clerk, with the reason. */
export const sendBack = command({
  name: 'incoming.sendBack',
  args: z.object({ documentId: IncomingId, eventId: IncomingEventId, reason: Reason }),
  reads: ({ documentId }) => [ref('incoming', documentId)],
  decide: (read, { documentId, eventId, reason }, { actor, at, doneAt }) => {
    const document = read('incoming', documentId);
    if (!document) return refuse('incoming.not-found');
    if (!may(actor, 'direct', document)) return refuse('incoming.only-presented-sends-back');
    const state = nextIncomingState(document.state, 'sendBack');
    if (!state || !document.presented) return refuse('incoming.not-presented');
    if (document.presented.to !== actor.id) return refuse('incoming.only-presented-sends-back');
    const { presented, ...rest } = document;
    return [
      change('incoming', documentId, { ...rest, state, sentBack: { by: actor.id, at } }),
      happened(eventId, actor, doneAt, { documentId, what: 'send-back', text: reason, to: presented.by }),
    ];
  },
});

const shareReads = (
  { documentId, assignmentId }: { readonly documentId: IncomingId; readonly assignmentId: AssignmentId },
  read: Read,
): readonly Ref[] => {
  const share = read('assignment', assignmentId);
  return [
    ref('incoming', documentId),
    ref('assignment', assignmentId),
    ...(share ? [ref('reading', readingId(documentId, share.officialId))] : []),
    ...(share?.parentId ? [ref('assignment', share.parentId)] : []),
    ...(share?.taskId ? [ref('task', share.taskId)] : []),
  ];
};

/** Trả lại phần việc: whoever has a share gives it back to who gave it, with the reason (not his field, the wrong unit). */
export const handBack = command({
  name: 'incoming.handBack',
  args: z.object({
    documentId: IncomingId,
    assignmentId: AssignmentId,
    eventId: IncomingEventId,
    reason: Reason,
  }),
  reads: shareReads,
  decide: (read, { documentId, assignmentId, eventId, reason }, { actor, at, doneAt }) => {
    const document = read('incoming', documentId);
    const share = read('assignment', assignmentId);
    if (!document) return refuse('incoming.not-found');
    if (share?.documentId !== documentId || share.officialId !== actor.id || !isLive(share))
      return refuse('incoming.only-holder-hands-back');
    if (!nextIncomingState(document.state, 'handBack')) return refuse('incoming.already-done');
    return [
      change('incoming', documentId, {
        ...withoutShare(read, document, share),
        sentBack: { by: actor.id, at },
      }),
      change('assignment', assignmentId, { ...share, state: 'returned' }),
      ...ended(read, share, assignmentId, { actor, doneAt, eventId, what: 'hand-back', text: reason }),
    ];
  },
});

/** Thu hồi chuyển tiếp: whoever gave a share, or typed in for him that he gave it, takes it back while nobody has opened the document by it. */
export const withdrawShare = command({
  name: 'incoming.withdrawShare',
  args: z.object({
    documentId: IncomingId,
    assignmentId: AssignmentId,
    eventId: IncomingEventId,
    reason: Reason,
  }),
  reads: shareReads,
  decide: (read, { documentId, assignmentId, eventId, reason }, { actor, doneAt }) => {
    const document = read('incoming', documentId);
    const share = read('assignment', assignmentId);
    if (!document) return refuse('incoming.not-found');
    if (share?.documentId !== documentId || !mayWithdraw(share, actor.id))
      return refuse('incoming.only-giver-withdraws');
    if (!isLive(share)) return refuse('incoming.share-ended');
    if (!nextIncomingState(document.state, 'handBack')) return refuse('incoming.already-done');
    const isBegun = document.state === 'in-progress' && document.leadId === share.officialId;
    if (isBegun || hasOpened(read('reading', readingId(documentId, share.officialId))))
      return refuse('incoming.already-opened');
    return [
      change('incoming', documentId, withoutShare(read, document, share)),
      change('assignment', assignmentId, { ...share, state: 'withdrawn' }),
      ...ended(read, share, assignmentId, { actor, doneAt, eventId, what: 'withdraw', text: reason }),
    ];
  },
});

/** The document once a share is gone: a lead's falls back to who handed it on; where nobody did, it waits to be directed anew. */
function withoutShare(read: Read, document: Incoming, { part, officialId, parentId }: Assignment): Incoming {
  if (part !== 'lead' || document.leadId !== officialId) return document;
  const parent = parentId && read('assignment', parentId);
  if (parent && isLive(parent)) return { ...document, leadId: parent.officialId };
  const { leadId: _nobody, presented: _over, ...rest } = document;
  return { ...rest, state: nextIncomingState(document.state, 'loseLead') ?? document.state };
}

type Ended = {
  readonly actor: Actor;
  readonly doneAt: Instant;
  readonly eventId: IncomingEventId;
  readonly what: 'hand-back' | 'withdraw';
  readonly text: string;
};

function ended(
  read: Read,
  share: Assignment,
  assignmentId: AssignmentId,
  { actor, doneAt, eventId, what, text }: Ended,
): readonly Change[] {
  const { documentId, by, officialId } = share;
  const to = what === 'hand-back' ? by : officialId;
  return [
    happened(eventId, actor, doneAt, { documentId, what, text, to, assignmentId }),
    ...taskWithout(read, share, { by: actor.id, doneAt, eventId, why: text }),
  ];
}
