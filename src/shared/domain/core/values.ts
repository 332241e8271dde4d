import { z } from 'zod';

/** Ids are minted by whoever first names a thing, as random UUIDs, and never change. */
const id = <const Brand extends string>(_brand: Brand) => z.uuid().brand<Brand, 'inout'>();

export const AgencyId = id('AgencyId');
export const UnitId = id('UnitId');
export const OfficialId = id('OfficialId');
export const IncomingId = id('IncomingId');
export const OutgoingId = id('OutgoingId');
export const AttachmentId = id('AttachmentId');
export const VersionId = id('VersionId');
export const OpinionId = id('OpinionId');
export const DirectiveId = id('DirectiveId');
export const AssignmentId = id('AssignmentId');
export const CorrectionId = id('CorrectionId');
export const IncomingEventId = id('IncomingEventId');
export const DeliveryId = id('DeliveryId');
export const MessageId = id('MessageId');
export const DeviceId = id('DeviceId');
export const OperationId = id('OperationId');
export const DelegationId = id('DelegationId');
export const HandoverId = id('HandoverId');
export const IncidentId = id('IncidentId');
export const DossierId = id('DossierId');
export const DossierItemId = id('DossierItemId');
export const DossierEntryId = id('DossierEntryId');
export const TaskId = id('TaskId');
export const TaskEventId = id('TaskEventId');
export const RecipientGroupId = id('RecipientGroupId');
export const RequestId = id('RequestId');
export const ClassifiedCountId = id('ClassifiedCountId');

export type AgencyId = z.infer<typeof AgencyId>;
export type UnitId = z.infer<typeof UnitId>;
export type OfficialId = z.infer<typeof OfficialId>;
export type IncomingId = z.infer<typeof IncomingId>;
export type OutgoingId = z.infer<typeof OutgoingId>;
export type AttachmentId = z.infer<typeof AttachmentId>;
export type VersionId = z.infer<typeof VersionId>;
export type OpinionId = z.infer<typeof OpinionId>;
export type DirectiveId = z.infer<typeof DirectiveId>;
export type AssignmentId = z.infer<typeof AssignmentId>;
export type CorrectionId = z.infer<typeof CorrectionId>;
export type IncomingEventId = z.infer<typeof IncomingEventId>;
export type DeliveryId = z.infer<typeof DeliveryId>;
export type MessageId = z.infer<typeof MessageId>;
export type DeviceId = z.infer<typeof DeviceId>;
export type OperationId = z.infer<typeof OperationId>;
export type DelegationId = z.infer<typeof DelegationId>;
export type HandoverId = z.infer<typeof HandoverId>;
export type IncidentId = z.infer<typeof IncidentId>;
export type DossierId = z.infer<typeof DossierId>;
export type DossierItemId = z.infer<typeof DossierItemId>;
export type DossierEntryId = z.infer<typeof DossierEntryId>;
export type TaskId = z.infer<typeof TaskId>;
export type TaskEventId = z.infer<typeof TaskEventId>;
export type RecipientGroupId = z.infer<typeof RecipientGroupId>;
export type RequestId = z.infer<typeof RequestId>;
export type ClassifiedCountId = z.infer<typeof ClassifiedCountId>;

/** One book of one year: `agency/book/year`. */
export const RegisterId = z
  .string()
  .regex(/^[0-9a-f-]{36}\/[a-z-]{1,30}\/\d{4}$/)
  .brand<'RegisterId', 'inout'>();
export type RegisterId = z.infer<typeof RegisterId>;

/** One event of a unit or an official: `id/number`. */
export const OfficeEventId = z
  .string()
  .regex(/^[0-9a-f-]{36}\/\d{1,9}$/)
  .brand<'OfficeEventId', 'inout'>();
export type OfficeEventId = z.infer<typeof OfficeEventId>;

/** A day in Asia/Ho_Chi_Minh, `YYYY-MM-DD`; not an instant. */
export const LocalDate = z.iso.date().brand<'LocalDate', 'inout'>();
export type LocalDate = z.infer<typeof LocalDate>;

/** A month, `YYYY-MM`. */
export const Month = z
  .string()
  .regex(/^\d{4}-(?:0[1-9]|1[0-2])$/)
  .brand<'Month', 'inout'>();
export type Month = z.infer<typeof Month>;

/** A moment in UTC, ISO 8601 with `Z` and milliseconds. */
export const Instant = z.iso.datetime({ precision: 3 }).brand<'Instant', 'inout'>();
export type Instant = z.infer<typeof Instant>;

export const Sha256 = z
  .string()
  .regex(/^[0-9a-f]{64}$/)
  .brand<'Sha256', 'inout'>();
export type Sha256 = z.infer<typeof Sha256>;

/** A file kept by content: the bytes are a blob, the name is only for people. */
export const FileRef = z.object({
  sha256: Sha256,
  name: z.string().min(1).max(255),
  sizeBytes: z.int().nonnegative(),
  mediaType: z.string().max(100),
});
export type FileRef = z.infer<typeof FileRef>;
/** The one kind of main file: it can be signed, and NĐ 30/2020 (annex I, part II, I.2) names it for electronic copies. Others may only be attached. */
export const PDF = 'application/pdf';
/** What a draft is written in: its PDF is made from it, and it goes out to nobody. */
export const DOCX = 'application/vnd.openxmlformats-officedocument.wordprocessingml.document';

/** NĐ 30/2020 annex I: thường, khẩn, thượng khẩn, hỏa tốc; edXML Priority 0-3 in this order. */
export const urgencies = ['normal', 'urgent', 'very-urgent', 'express'] as const;
export const Urgency = z.enum(urgencies);
export type Urgency = z.infer<typeof Urgency>;

/** Levels other than `normal` (Mật, Tối mật, Tuyệt mật) are named only so that they can be refused: invariant 5. */
export const Secrecy = z.enum(['normal', 'secret', 'top-secret', 'ultra-secret']);
export type Secrecy = z.infer<typeof Secrecy>;

/** NĐ 30/2020 annex VI part II, lengths of the input fields. */
export const SUBJECT_LENGTH_MAX = 500;
export const Subject = z.string().trim().min(1).max(SUBJECT_LENGTH_MAX);
export const TypeName = z.string().trim().min(1).max(100);
export const OrganName = z.string().trim().min(1).max(200);
export const CodeNumber = z.string().trim().max(11);
export const CodeNotation = z.string().trim().max(30);
export const Reason = z.string().trim().min(1).max(1000);
export const Note = z.string().trim().max(4000);
