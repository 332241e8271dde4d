import { z } from 'zod';
import { change, command, create, refuse } from '../core/command.ts';
import { ref } from '../core/kinds.ts';
import { may } from '../core/rights.ts';
import { CorrectionId, IncomingEventId, IncomingId, Note, OutgoingId, Reason } from '../core/values.ts';
import { unitsOf } from '../office/official.ts';
import { happened } from './happened.ts';
import { CorrectableField, IncomingFields, nextIncomingState } from './incoming.ts';
import { receiptOf } from './receive.ts';

/** Nhận việc: the lead official begins. */
export const start = command({
  name: 'incoming.start',
  args: z.object({ documentId: IncomingId }),
  reads: ({ documentId }) => [ref('incoming', documentId)],
  decide: (read, { documentId }, { actor }) => {
    const document = read('incoming', documentId);
    if (!document) return refuse('incoming.not-found');
    if (document.leadId !== actor.id) return refuse('incoming.only-lead');
    const state = nextIncomingState(document.state, 'start');
    if (!state) return refuse('incoming.already-started');
    return [change('incoming', documentId, { ...document, state }), ...receiptOf(document, '05', '')];
  },
});

/** Kết thúc: the lead official closes the document, with the answer where there is one (NĐ 30/2020 article 24). */
export const finish = command({
  name: 'incoming.finish',
  args: z.object({
    documentId: IncomingId,
    answeredBy: OutgoingId.optional(),
    /** What came of it, in words, kept as an event of its own. */
    result: z.object({ eventId: IncomingEventId, text: Note.min(1) }).optional(),
  }),
  reads: ({ documentId }) => [ref('incoming', documentId)],
  decide: (read, { documentId, answeredBy, result }, { actor, doneAt }) => {
    const document = read('incoming', documentId);
    if (!document) return refuse('incoming.not-found');
    if (document.leadId !== actor.id) return refuse('incoming.only-lead');
    const state = nextIncomingState(document.state, 'finish');
    if (!state) return refuse('incoming.already-done');
    return [
      change('incoming', documentId, { ...document, state, ...(answeredBy && { answeredBy }) }),
      ...(result
        ? [happened(result.eventId, actor, doneAt, { documentId, what: 'finish', text: result.text })]
        : []),
      ...receiptOf(document, '06', ''),
    ];
  },
});

/**
 * Mở lại: the lead official finds that the matter is not closed; that it was closed stays in the log. Where he has left the agency, a leader or the head of his unit opens
 * it, and it goes to somebody else as any open one does, directed or handed over (`office.handOverWork`): nobody takes over what is finished.
 */
export const reopen = command({
  name: 'incoming.reopen',
  args: z.object({ documentId: IncomingId }),
  reads: ({ documentId }, read) => {
    const leadId = read('incoming', documentId)?.leadId;
    const lead = leadId && read('official', leadId);
    return [
      ref('incoming', documentId),
      ...(leadId ? [ref('official', leadId)] : []),
      ...(lead ? unitsOf(lead).map((unitId) => ref('unit', unitId)) : []),
    ];
  },
  decide: (read, { documentId }, { actor }) => {
    const document = read('incoming', documentId);
    if (!document) return refuse('incoming.not-found');
    const lead = document.leadId && read('official', document.leadId);
    const isHeadOfLead =
      lead !== undefined && unitsOf(lead).some((unitId) => read('unit', unitId)?.headId === actor.id);
    const isLeftToOthers = lead?.leftOn !== undefined && (may(actor, 'direct', document) || isHeadOfLead);
    if (document.leadId !== actor.id && !isLeftToOthers) return refuse('incoming.only-lead-reopens');
    const state = nextIncomingState(document.state, 'reopen');
    if (!state) return refuse('incoming.not-done');
    return [change('incoming', documentId, { ...document, state })];
  },
});

/** Sửa sau khi vào sổ: the new value with the old one beside it for ever, marked in the book (invariant 2). */
export const correct = command({
  name: 'incoming.correct',
  args: z.object({
    documentId: IncomingId,
    correctionId: CorrectionId,
    field: CorrectableField,
    /** What the clerk saw when he corrected it: another value by now is a conflict, not an overwrite. */
    oldValue: z.string().max(600),
    newValue: z.string().trim().max(600),
    reason: Reason,
  }),
  reads: ({ documentId }) => [ref('incoming', documentId)],
  decide: (read, { documentId, correctionId, field, oldValue, newValue, reason }, { actor, doneAt }) => {
    const document = read('incoming', documentId);
    if (!document) return refuse('incoming.not-found');
    if (!may(actor, 'correct', document)) return refuse('incoming.only-clerk-registers');
    const state = nextIncomingState(document.state, 'correct');
    if (!state) return refuse('incoming.not-registered');
    if ((document[field] ?? '') !== oldValue) return refuse('incoming.field-changed-meanwhile');
    if (oldValue === newValue) return refuse('incoming.nothing-corrected');
    const accepted = IncomingFields.shape[field].safeParse(newValue === '' ? undefined : newValue);
    if (!accepted.success) return refuse('incoming.field-unusable');
    const { [field]: _replaced, ...rest } = document;
    return [
      change('incoming', documentId, {
        ...(rest as typeof document),
        ...(accepted.data === undefined ? {} : { [field]: accepted.data }),
        correctionCount: document.correctionCount + 1,
      }),
      create('correction', correctionId, {
        v: 1,
        documentId,
        field,
        oldValue,
        newValue,
        reason,
        by: actor.id,
        doneAt,
      }),
    ];
  },
});
