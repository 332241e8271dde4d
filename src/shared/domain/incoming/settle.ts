import { z } from 'zod';
import {
  type Actor,
  type Change,
  change,
  command,
  type Read,
  type Refusal,
  refuse,
} from '../core/command.ts';
import { ref } from '../core/kinds.ts';
import { may } from '../core/rights.ts';
import {
  type DossierId,
  IncomingEventId,
  IncomingId,
  type Instant,
  Reason,
  type TaskId,
} from '../core/values.ts';
import { itemIdOf, nextDossierState } from '../dossier/dossier.ts';
import { HangingRef, Settlement } from './event.ts';
import { happened } from './happened.ts';

type Asked = {
  readonly documentId: IncomingId;
  readonly decision: Settlement;
  readonly reason: string;
  readonly actor: Actor;
  readonly at: Instant;
};
/** What the decision does to the thing, and what the thing is called. */
type Settled = { readonly name: string; readonly changes: readonly Change[] };

const placeOf = (dossierId: DossierId, documentId: IncomingId): string =>
  itemIdOf(dossierId, { kind: 'incoming', id: documentId });

/**
 * Giữ, gỡ: what becomes of a task or a place in a dossier that hangs on a document which its sender took back (NĐ 30/2020 annex VI part I, III.8). Kept, it stays with the struck line; detached,
 * the task goes on without the document, and the dossier lists it no more. Whoever answers for the thing decides, each time for one, with the reason; all of it stays to be read. Kept, it may be
 * detached later. Refused of a document that was not taken back, and of what does not hang on it.
 */
export const settleHanging = command({
  name: 'incoming.settleHanging',
  args: z.object({
    documentId: IncomingId,
    eventId: IncomingEventId,
    of: HangingRef,
    decision: Settlement,
    reason: Reason,
  }),
  reads: ({ documentId, of }) => [
    ref('incoming', documentId),
    ...(of.kind === 'task'
      ? [ref('task', of.id)]
      : [ref('dossier', of.id), ref('dossierItem', placeOf(of.id, documentId))]),
  ],
  decide: (read, { documentId, eventId, of, decision, reason }, { actor, at, doneAt }) => {
    const document = read('incoming', documentId);
    if (!document) return refuse('incoming.not-found');
    if (document.state !== 'recalled') return refuse('incoming.not-recalled');
    const asked = { documentId, decision, reason, actor, at };
    const settled = of.kind === 'task' ? taskSettled(read, of.id, asked) : placeSettled(read, of.id, asked);
    if ('refused' in settled) return settled;
    return [
      ...settled.changes,
      happened(eventId, actor, doneAt, { documentId, what: decision, text: reason, of, name: settled.name }),
    ];
  },
});

/** Of whoever gave the task, or a leader. */
function taskSettled(read: Read, id: TaskId, { documentId, decision, actor }: Asked): Settled | Refusal {
  const task = read('task', id);
  if (!task || task.of?.id !== documentId) return refuse('incoming.nothing-hangs');
  if (task.givenBy !== actor.id && !may(actor, 'direct', task)) return refuse('incoming.only-giver-settles');
  const { of: _gone, ...rest } = task;
  return { name: task.content, changes: decision === 'detach' ? [change('task', id, rest)] : [] };
}

/** Of whoever files in the dossier; a list that was closed is opened again before anything leaves it. */
function placeSettled(read: Read, id: DossierId, asked: Asked): Settled | Refusal {
  const { documentId, decision, actor, at, reason } = asked;
  const itemId = placeOf(id, documentId);
  const [dossier, item] = [read('dossier', id), read('dossierItem', itemId)];
  if (!dossier || !item || item.removed) return refuse('incoming.nothing-hangs');
  if (dossier.ownerId !== actor.id && !dossier.helperIds.includes(actor.id))
    return refuse('incoming.only-owner-settles');
  if (decision === 'keep') return { name: dossier.title, changes: [] };
  if (!nextDossierState(dossier.state, 'file')) return refuse('dossier.not-open');
  return {
    name: dossier.title,
    changes: [
      change('dossierItem', itemId, { ...item, removed: { by: actor.id, at, reason } }),
      change('dossier', id, { ...dossier, itemCount: dossier.itemCount - 1 }),
    ],
  };
}
