import { z } from 'zod';
import { DocumentRef } from '../core/document-ref.ts';
import { bodyOf } from '../core/schema.ts';
import { FileRef, IncomingId, Instant, LocalDate, Note, OfficialId, Reason } from '../core/values.ts';
import { CorrectableField } from './incoming.ts';

/** A leader's directive (bút phê, ý kiến chỉ đạo) on an incoming document; only ever added. */
export const Directive = bodyOf({
  v: z.literal(1),
  documentId: IncomingId,
  by: OfficialId,
  text: Note.min(1),
  doneAt: Instant,
});
export type Directive = z.infer<typeof Directive>;

/** lead = chủ trì, supporting = phối hợp, information = nhận để biết. */
export const Part = z.enum(['lead', 'supporting', 'information']);
export type Part = z.infer<typeof Part>;

/** One official's share of a document, given by a directive. */
export const Assignment = bodyOf({
  v: z.literal(1),
  documentId: IncomingId,
  officialId: OfficialId,
  part: Part,
  dueOn: LocalDate.optional(),
  by: OfficialId,
  state: z.enum(['given', 'started', 'finished']),
});
export type Assignment = z.infer<typeof Assignment>;

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

/** Whether one official has read one document; its id is made of both. */
export const Reading = bodyOf({
  v: z.literal(1),
  documentId: IncomingId,
  officialId: OfficialId,
  isRead: z.boolean(),
});
export type Reading = z.infer<typeof Reading>;

export const readingId = (documentId: IncomingId, officialId: OfficialId): string =>
  `${documentId}/${officialId}`;
export const documentOfReading = (id: string): string => id.split('/', 1)[0] ?? '';
