import { z } from 'zod';
import { type Change, change, command, create, type Read, type Refusal, refuse } from '../core/command.ts';
import { ref } from '../core/kinds.ts';
import { may } from '../core/rights.ts';
import { AssignmentId, DirectiveId, IncomingId, type LocalDate, Note } from '../core/values.ts';
import { isColleague } from '../office/official.ts';
import { type Incoming, nextIncomingState } from './incoming.ts';
import { type Directive, isLive } from './parts.ts';
import { receiptOf } from './receive.ts';
import { NewShares, refsOf, shareChanges, sharesProblem } from './shares.ts';

/** Bút phê: a leader's directive with who leads, who supports, who is informed, and by when (NĐ 30/2020 article 23). */
export const direct = command({
  name: 'incoming.direct',
  args: z.object({
    documentId: IncomingId,
    directiveId: DirectiveId,
    text: Note.min(1),
    assignments: NewShares,
  }),
  reads: ({ documentId, assignments }) => [ref('incoming', documentId), ...refsOf(assignments)],
  decide: (read, args, { actor, today, doneAt }) => {
    const document = read('incoming', args.documentId);
    if (!document) return refuse('incoming.not-found');
    if (!may(actor, 'direct', document)) return refuse('incoming.only-leader-directs');
    const given = directed(read, document, args, { by: actor.id, text: args.text, doneAt, today });
    if ('refused' in given) return given;
    return [change('incoming', args.documentId, given.document), ...given.rest];
  },
});

/** A directive as it is given: the shares in it, and by which document and id it goes. */
export type GivenDirective = {
  readonly documentId: IncomingId;
  readonly directiveId: DirectiveId;
  readonly assignments: z.infer<typeof NewShares>;
};
type Said = Omit<Directive, 'v' | 'documentId'> & { readonly today: LocalDate };

/** What a leader's directive makes of the document, and what else comes of it: the directive, the shares, the word to the sender. */
export function directed(
  read: Read,
  document: Incoming,
  { documentId, directiveId, assignments }: GivenDirective,
  { today, ...said }: Said,
): { readonly document: Incoming; readonly rest: readonly Change[] } | Refusal {
  const state = nextIncomingState(document.state, 'direct');
  if (!state)
    return refuse(document.state === 'arrived' ? 'incoming.not-registered' : 'incoming.already-done');
  const { agencyId, sentBack: _answered, recorded: _seen, ...kept } = document;
  const problem = sharesProblem(read, assignments, { agencyId, today });
  if (problem) return problem;
  const lead = assignments.find(({ part }) => part === 'lead');
  const leadId = lead?.officialId ?? document.leadId;
  if (!leadId) return refuse('incoming.lead-missing');
  const dueOn = lead?.dueOn ?? document.dueOn;
  const { by, recordedBy, text } = said;
  return {
    document: { ...kept, agencyId, state, leadId, ...(dueOn && { dueOn }) },
    rest: [
      create('directive', directiveId, { v: 1, documentId, ...said }),
      ...shareChanges(assignments, { documentId, agencyId, directiveId, text, by, recordedBy, today }),
      ...(document.state === 'registered' ? receiptOf(document, '04', '') : []),
    ],
  };
}

/**
 * Chuyển tiếp trong đơn vị: whoever has a share hands it on to colleagues of his own unit, with his words and a deadline within his own (annex IV.VII part 2).
 * An office without units is one unit.
 */
export const forward = command({
  name: 'incoming.forward',
  args: z.object({
    documentId: IncomingId,
    /** His own share. */
    fromId: AssignmentId,
    directiveId: DirectiveId,
    text: Note.min(1),
    assignments: NewShares,
  }),
  reads: ({ documentId, fromId, assignments }) => [
    ref('incoming', documentId),
    ref('assignment', fromId),
    ...refsOf(assignments),
  ],
  decide: (read, { documentId, fromId, directiveId, text, assignments }, { actor, today, doneAt }) => {
    const document = read('incoming', documentId);
    const share = read('assignment', fromId);
    if (!document) return refuse('incoming.not-found');
    if (share?.documentId !== documentId || share.officialId !== actor.id || !isLive(share))
      return refuse('incoming.only-holder-forwards');
    const state = nextIncomingState(document.state, 'forward');
    if (!state) return refuse('incoming.already-done');
    const { agencyId } = document;
    const problem = sharesProblem(read, assignments, { agencyId, today });
    if (problem) return problem;
    const lead = assignments.find(({ part }) => part === 'lead');
    for (const { officialId, part, dueOn } of assignments) {
      if (officialId === actor.id) return refuse('incoming.forward-to-oneself');
      const colleague = read('official', officialId);
      if (!colleague || !isColleague(colleague, actor)) return refuse('incoming.other-unit');
      if (share.part !== 'lead' && part === 'lead') return refuse('incoming.lead-not-yours');
      if (share.part === 'information' && part !== 'information') return refuse('incoming.lead-not-yours');
      if (share.dueOn !== undefined && dueOn !== undefined && dueOn > share.dueOn)
        return refuse('incoming.due-after-share');
    }
    return [
      change('incoming', documentId, { ...document, state, ...(lead && { leadId: lead.officialId }) }),
      create('directive', directiveId, {
        ...{ v: 1, documentId, by: actor.id, text, doneAt, fromId },
        ...(actor.unitId && { unitId: actor.unitId }),
      }),
      ...shareChanges(assignments, {
        ...{ documentId, agencyId, directiveId, text, by: actor.id, today },
        from: { id: fromId, share },
      }),
    ];
  },
});
