import { z } from 'zod';
import { DocumentRef } from '../core/document-ref.ts';
import { bodyOf } from '../core/schema.ts';
import {
  AssignmentId,
  DirectiveId,
  FileRef,
  IncomingId,
  Instant,
  LocalDate,
  Note,
  OfficialId,
  Reason,
  TaskId,
  UnitId,
} from '../core/values.ts';
import { AnswerCode } from '../exchange/delivery.ts';
import { CorrectableField } from './incoming.ts';

/**
 * A directive (bút phê, ý kiến chỉ đạo) on an incoming document; only ever added. A leader's is part 1 of the phiếu giải quyết (NĐ 30/2020 annex IV.VII);
 * one that hands a share on inside a unit is part 2.
 */
export const Directive = bodyOf({
  v: z.literal(1),
  documentId: IncomingId,
  by: OfficialId,
  text: Note.min(1),
  doneAt: Instant,
  /** The share that it hands on, where it is given inside a unit. */
  fromId: AssignmentId.optional(),
  unitId: UnitId.optional(),
  /** `by` wrote it on paper on `writtenOn`; this clerk typed it in. */
  recordedBy: OfficialId.optional(),
  writtenOn: LocalDate.optional(),
});
export type Directive = z.infer<typeof Directive>;

/** lead = chủ trì, supporting = phối hợp, information = nhận để biết. */
export const Part = z.enum(['lead', 'supporting', 'information']);
export type Part = z.infer<typeof Part>;

/** Given; handed back by its holder; taken back by whoever gave it, before it was opened. The two in between are of older programs. */
export const AssignmentState = z.enum(['given', 'started', 'finished', 'returned', 'withdrawn']);

/** One official's share of a document, given by a directive. */
export const Assignment = bodyOf({
  v: z.literal(1),
  documentId: IncomingId,
  officialId: OfficialId,
  part: Part,
  dueOn: LocalDate.optional(),
  by: OfficialId,
  /** The clerk who typed in for him what he had written on paper. */
  recordedBy: OfficialId.optional(),
  state: AssignmentState,
  /** The unit that it is for; the official is who answers for it there. */
  unitId: UnitId.optional(),
  /** By which directive it was given. */
  directiveId: DirectiveId.optional(),
  /** The share out of which it was handed on. */
  parentId: AssignmentId.optional(),
  /** The task that counts its deadline: its own, or the lead's that it supports. */
  taskId: TaskId.optional(),
});
export type Assignment = z.infer<typeof Assignment>;

/** Whether its holder still has it. */
export const isLive = ({ state }: Pick<Assignment, 'state'>): boolean =>
  state !== 'returned' && state !== 'withdrawn';

/** Whether the share is his to take back: he gave it, or typed it in off the paper of who did. */
export const mayWithdraw = ({ by, recordedBy }: Assignment, officialId: OfficialId): boolean =>
  by === officialId || recordedBy === officialId;

/** A correction of a registered field: the old value stays readable for ever (invariant 2). */
export const Correction = bodyOf({
  v: z.literal(1),
  documentId: IncomingId,
  field: CorrectableField,
  oldValue: z.string(),
  newValue: z.string(),
  reason: Reason,
  by: OfficialId,
  doneAt: Instant,
});
export type Correction = z.infer<typeof Correction>;

/** The sender's wish to have a document back (status 13), as it reached the receiver, and what was answered; only ever added. */
export const RecallRequest = bodyOf({
  v: z.literal(1),
  documentId: IncomingId,
  reason: Reason,
  askedAt: Instant,
  answer: AnswerCode.optional(),
  answerReason: z.string().max(1000).optional(),
  answeredBy: OfficialId.optional(),
  answeredAt: Instant.optional(),
});
export type RecallRequest = z.infer<typeof RecallRequest>;

/** A further file of a document (phụ lục, tài liệu kèm theo); the main file stands in the document's own body. */
export const Attachment = bodyOf({
  v: z.literal(1),
  of: DocumentRef,
  ordinal: z.int().positive(),
  file: FileRef,
  isRemoved: z.boolean().optional(),
  /** The file as it was before the agency signed it (NĐ 30/2020 annex I part I, II.8b). */
  unsealed: FileRef.optional(),
  /** Why the agency could not sign it: a fault's code. */
  unsignable: z.string().max(100).optional(),
});
export type Attachment = z.infer<typeof Attachment>;

/** Whether one official has read one document, and whether he follows it; its id is made of both. */
export const Reading = bodyOf({
  v: z.literal(1),
  documentId: IncomingId,
  officialId: OfficialId,
  isRead: z.boolean(),
  /** When he opened it first; it stays, though he marks it as unread. */
  openedAt: Instant.optional(),
  /** Cờ theo dõi: he wants to come back to it. */
  isFlagged: z.boolean().optional(),
});
export type Reading = z.infer<typeof Reading>;

/** Whether its official has had the document before him. */
export const hasOpened = (reading: Reading | undefined): boolean =>
  reading !== undefined && (reading.isRead || reading.openedAt !== undefined);

export const readingId = (documentId: IncomingId, officialId: OfficialId): string =>
  `${documentId}/${officialId}`;
export const documentOfReading = (id: string): string => id.split('/', 1)[0] ?? '';
