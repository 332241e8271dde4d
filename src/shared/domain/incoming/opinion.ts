import { z } from 'zod';
import { command, refuse } from '../core/command.ts';
import { ref } from '../core/kinds.ts';
import { may } from '../core/rights.ts';
import { AssignmentId, IncomingEventId, IncomingId, Note } from '../core/values.ts';
import { happened } from './happened.ts';
import { nextIncomingState } from './incoming.ts';
import { isLive } from './parts.ts';

/** Cho ý kiến: a leader, the head of a unit that has a share, or whoever works on it proposes (phiếu giải quyết, annex IV.VII). */
export const giveOpinion = command({
  name: 'incoming.giveOpinion',
  args: z.object({
    documentId: IncomingId,
    eventId: IncomingEventId,
    text: Note.min(1),
    /** His own share, where he does not speak as a leader. */
    assignmentId: AssignmentId.optional(),
  }),
  reads: ({ documentId, assignmentId }) => [
    ref('incoming', documentId),
    ...(assignmentId ? [ref('assignment', assignmentId)] : []),
  ],
  decide: (read, { documentId, eventId, text, assignmentId }, { actor, doneAt }) => {
    const document = read('incoming', documentId);
    if (!document) return refuse('incoming.not-found');
    const named = assignmentId && read('assignment', assignmentId);
    const share = named && isLive(named) && named.officialId === actor.id ? named : undefined;
    const isLeader = may(actor, 'direct', document);
    if (!isLeader && share?.documentId !== documentId) return refuse('incoming.only-involved-speaks');
    if (!nextIncomingState(document.state, 'opine'))
      return refuse(document.state === 'arrived' ? 'incoming.not-registered' : 'incoming.already-done');
    const level = isLeader ? 'leader' : share?.unitId ? 'unit' : 'specialist';
    return [happened(eventId, actor, doneAt, { documentId, what: 'opinion', text, level })];
  },
});
