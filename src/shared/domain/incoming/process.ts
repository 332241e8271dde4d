import { z } from 'zod';
import { change, command, create, refuse } from '../core/command.ts';
import { ref } from '../core/kinds.ts';
import { may } from '../core/rights.ts';
import {
  AssignmentId,
  CorrectionId,
  DirectiveId,
  IncomingId,
  LocalDate,
  Note,
  OfficialId,
  OutgoingId,
  Reason,
} from '../core/values.ts';
import { CorrectableField, IncomingFields, nextIncomingState } from './incoming.ts';
import { Part, readingId } from './parts.ts';
import { receiptOf } from './receive.ts';

export const ASSIGNMENTS_MAX = 50;

/** Bút phê: a leader's directive with who leads, who supports, who is informed, and by when (NĐ 30/2020 article 23). */
export const direct = command({
  name: 'incoming.direct',
  args: z.object({
    documentId: IncomingId,
    directiveId: DirectiveId,
    text: Note.min(1),
    assignments: z
      .array(
        z.object({
          assignmentId: AssignmentId,
          officialId: OfficialId,
          part: Part,
          dueOn: LocalDate.optional(),
        }),
      )
      .min(1)
      .max(ASSIGNMENTS_MAX),
  }),
  reads: ({ documentId, assignments }) => [
    ref('incoming', documentId),
    ...assignments.map(({ officialId }) => ref('official', officialId)),
  ],
  decide: (read, { documentId, directiveId, text, assignments }, { actor, today, doneAt }) => {
    const document = read('incoming', documentId);
    if (!document) return refuse('incoming.not-found');
    if (!may(actor, 'direct', document)) return refuse('incoming.only-leader-directs');
    const state = nextIncomingState(document.state, 'direct');
    if (!state)
      return refuse(document.state === 'arrived' ? 'incoming.not-registered' : 'incoming.already-done');
    const leads = assignments.filter(({ part }) => part === 'lead');
    if (leads.length > 1) return refuse('incoming.one-lead');
    const leadId = leads[0]?.officialId ?? document.leadId;
    if (!leadId) return refuse('incoming.lead-missing');
    const outsider = assignments.find(
      ({ officialId }) => read('official', officialId)?.agencyId !== document.agencyId,
    );
    if (outsider) return refuse('incoming.assignee-not-ours');
    const late = assignments.find(({ dueOn }) => dueOn !== undefined && dueOn < today);
    if (late) return refuse('incoming.due-in-the-past');
    const dueOn = leads[0]?.dueOn ?? document.dueOn;
    return [
      change('incoming', documentId, { ...document, state, leadId, ...(dueOn && { dueOn }) }),
      create('directive', directiveId, { v: 1, documentId, by: actor.id, text, doneAt }),
      ...assignments.map(({ assignmentId, officialId, part, dueOn: due }) =>
        create('assignment', assignmentId, {
          v: 1,
          documentId,
          officialId,
          part,
          ...(due && { dueOn: due }),
          by: actor.id,
          state: 'given',
        }),
      ),
      ...(document.state === 'registered' ? receiptOf(document, '04', '') : []),
    ];
  },
});

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
  args: z.object({ documentId: IncomingId, answeredBy: OutgoingId.optional() }),
  reads: ({ documentId }) => [ref('incoming', documentId)],
  decide: (read, { documentId, answeredBy }, { actor }) => {
    const document = read('incoming', documentId);
    if (!document) return refuse('incoming.not-found');
    if (document.leadId !== actor.id) return refuse('incoming.only-lead');
    const state = nextIncomingState(document.state, 'finish');
    if (!state) return refuse('incoming.already-done');
    return [
      change('incoming', documentId, { ...document, state, ...(answeredBy && { answeredBy }) }),
      ...receiptOf(document, '06', ''),
    ];
  },
});

/** Mở lại: the lead official finds that the matter is not closed; that it was closed stays in the log. */
export const reopen = command({
  name: 'incoming.reopen',
  args: z.object({ documentId: IncomingId }),
  reads: ({ documentId }) => [ref('incoming', documentId)],
  decide: (read, { documentId }, { actor }) => {
    const document = read('incoming', documentId);
    if (!document) return refuse('incoming.not-found');
    if (document.leadId !== actor.id) return refuse('incoming.only-lead');
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

/** Đã đọc / chưa đọc: each official's own mark; annex VI III.5a keeps who has seen what. */
export const markRead = command({
  name: 'incoming.markRead',
  args: z.object({
    documentId: IncomingId,
    isRead: z.boolean(),
    /** By what the official sees the document, where he does not by his role. */
    assignmentId: AssignmentId.optional(),
  }),
  reads: ({ documentId, assignmentId }, _read, actorId) => [
    ref('incoming', documentId),
    ref('reading', readingId(documentId, actorId)),
    ...(assignmentId ? [ref('assignment', assignmentId)] : []),
  ],
  decide: (read, { documentId, isRead, assignmentId }, { actor }) => {
    const document = read('incoming', documentId);
    const assignment = assignmentId && read('assignment', assignmentId);
    const isAssigned = assignment?.documentId === documentId && assignment.officialId === actor.id;
    if (!document || !(may(actor, 'oversee', document) || isAssigned)) return refuse('incoming.not-found');
    const id = readingId(documentId, actor.id);
    return [
      change('reading', id, { ...read('reading', id), v: 1, documentId, officialId: actor.id, isRead }),
    ];
  },
  undo: ({ isRead, ...args }) => ({ name: 'incoming.markRead', args: { ...args, isRead: !isRead } }),
});
