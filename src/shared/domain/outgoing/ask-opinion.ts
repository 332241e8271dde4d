import { z } from 'zod';
import { change, command, create, type Refusal, refuse } from '../core/command.ts';
import { ref } from '../core/kinds.ts';
import { may } from '../core/rights.ts';
import { LocalDate, Note, OfficialId, OpinionId, OutgoingId, Reason, Sha256 } from '../core/values.ts';
import { OPINIONS_MAX, type Opinion, OpinionOutcome, OpinionPurpose } from './opinion.ts';
import { nextOutgoingState, type Outgoing } from './outgoing.ts';

/** While the draft is with its drafter or its signer: what is signed is settled (article 11). */
const isOpen = (document: Outgoing): boolean =>
  nextOutgoingState(document.state, 'revise') !== undefined || document.state === 'submitted';

/** Xin ý kiến, xin ký nháy: the drafter asks an official of the agency about the draft as it is, with a day by which he wants the answer. */
export const askOpinion = command({
  name: 'outgoing.askOpinion',
  args: z.object({
    documentId: OutgoingId,
    opinionId: OpinionId,
    purpose: OpinionPurpose,
    officialId: OfficialId,
    question: Note.optional(),
    dueOn: LocalDate.optional(),
  }),
  reads: ({ documentId, officialId }) => [ref('outgoing', documentId), ref('official', officialId)],
  decide: (read, { documentId, opinionId, ...asked }, { actor, doneAt }) => {
    const document = read('outgoing', documentId);
    if (!document) return refuse('outgoing.not-found');
    if (document.drafterId !== actor.id) return refuse('outgoing.only-drafter');
    if (!isOpen(document)) return refuse('outgoing.opinion-too-late');
    if (!document.file) return refuse('outgoing.file-missing');
    const official = read('official', asked.officialId);
    if (
      !official ||
      asked.officialId === actor.id ||
      !may({ ...official, id: asked.officialId }, 'draft', document)
    )
      return refuse('outgoing.opinion-of-nobody');
    const opinionCount = (document.opinionCount ?? 0) + 1;
    if (opinionCount > OPINIONS_MAX) return refuse('outgoing.too-many-opinions');
    return [
      change('outgoing', documentId, { ...document, opinionCount }),
      create('opinion', opinionId, {
        v: 1,
        documentId,
        ...asked,
        askedBy: actor.id,
        askedAt: doneAt,
        state: 'asked',
      }),
    ];
  },
});

/** Cho ý kiến, ký nháy: by who was asked, on the file that he has seen. Initials on a file that was replaced meanwhile are none. */
export const giveOpinion = command({
  name: 'outgoing.giveOpinion',
  args: z.object({
    documentId: OutgoingId,
    opinionId: OpinionId,
    outcome: OpinionOutcome,
    text: Note.optional(),
    seenSha256: Sha256,
  }),
  reads: ({ documentId, opinionId }) => [ref('outgoing', documentId), ref('opinion', opinionId)],
  decide: (read, { documentId, opinionId, outcome, text, seenSha256 }, { actor, doneAt }) => {
    const document = read('outgoing', documentId);
    const opinion = read('opinion', opinionId);
    if (!document || opinion?.documentId !== documentId) return refuse('outgoing.not-found');
    if (opinion.officialId !== actor.id) return refuse('outgoing.only-asked');
    const problem = givingProblem(document, opinion, seenSha256);
    if (problem) return problem;
    if (outcome === 'changes' && !text) return refuse('outgoing.opinion-needs-text');
    return [
      change('opinion', opinionId, {
        ...opinion,
        state: 'given',
        outcome,
        ...(text && { text }),
        givenAt: doneAt,
        fileSha256: seenSha256,
      }),
    ];
  },
});

function givingProblem(document: Outgoing, opinion: Opinion, seenSha256: Sha256): Refusal | undefined {
  if (opinion.state !== 'asked') return refuse('outgoing.opinion-settled');
  if (!isOpen(document)) return refuse('outgoing.opinion-too-late');
  return document.file?.sha256 === seenSha256 ? undefined : refuse('outgoing.opinion-of-other-file');
}

/** Thôi xin ý kiến: the drafter does not wait for it any more; who was asked sees the draft no longer. */
export const dropOpinion = command({
  name: 'outgoing.dropOpinion',
  args: z.object({ documentId: OutgoingId, opinionId: OpinionId }),
  reads: ({ documentId, opinionId }) => [ref('outgoing', documentId), ref('opinion', opinionId)],
  decide: (read, { documentId, opinionId }, { actor }) => {
    const document = read('outgoing', documentId);
    const opinion = read('opinion', opinionId);
    if (!document || opinion?.documentId !== documentId) return refuse('outgoing.not-found');
    if (document.drafterId !== actor.id) return refuse('outgoing.only-drafter');
    if (opinion.state !== 'asked') return refuse('outgoing.opinion-settled');
    return [change('opinion', opinionId, { ...opinion, state: 'dropped' })];
  },
});

/**
 * Trả lại sau khi ký: a signed draft that must still be changed goes back to its drafter, by the clerk who checks its form or by its signer (articles 11.2, 12.2). What was
 * signed stays among its versions; the draft is submitted, and signed, anew. With a number it is too late: that is void, or corrected by another document.
 */
export const sendBack = command({
  name: 'outgoing.sendBack',
  args: z.object({ documentId: OutgoingId, reason: Reason }),
  reads: ({ documentId }) => [ref('outgoing', documentId)],
  decide: (read, { documentId, reason }, { actor }) => {
    const document = read('outgoing', documentId);
    if (!document) return refuse('outgoing.not-found');
    if (!may(actor, 'number', document) && document.signerId !== actor.id)
      return refuse('outgoing.only-clerk-sends-back');
    const state = nextOutgoingState(document.state, 'sendBack');
    // A copy has no drafter to whom it could go, and no signer.
    if (!state || document.copy) return refuse('outgoing.nothing-to-send-back');
    return [change('outgoing', documentId, { ...document, state, returnedReason: reason })];
  },
});
