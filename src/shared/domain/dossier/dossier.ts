import { z } from 'zod';
import { DocumentRef } from '../core/document-ref.ts';
import { bodyOf } from '../core/schema.ts';
import {
  AgencyId,
  CodeNotation,
  CodeNumber,
  DossierEntryId,
  type DossierId,
  FileRef,
  Instant,
  LocalDate,
  Note,
  OfficialId,
  Reason,
  Subject,
} from '../core/values.ts';
import { DossierGroup, Retention } from './retention.ts';

/** NĐ 30/2020 articles 29-30: open, closed (kết thúc), submitted to the agency's archive (nộp lưu, chờ nhận), archived. */
export const dossierStates = ['open', 'closed', 'submitted', 'archived'] as const;
export const DossierState = z.enum(dossierStates);
export type DossierState = z.infer<typeof DossierState>;

export const dossierActions = [
  'edit',
  'file',
  'close',
  'reopen',
  'submit',
  'accept',
  'sendBack',
  'keep',
] as const;
export type DossierAction = (typeof dossierActions)[number];

const transitions: Record<DossierState, Partial<Record<DossierAction, DossierState>>> = {
  open: { edit: 'open', file: 'open', close: 'closed' },
  closed: { reopen: 'open', submit: 'submitted', keep: 'closed' },
  submitted: { accept: 'archived', sendBack: 'closed' },
  archived: {},
};

/** The state after `action`, or undefined when the action is not for this state. */
export const nextDossierState = (state: DossierState, action: DossierAction): DossierState | undefined =>
  transitions[state][action];

/** `01.TCCB`: a number of two digits at least and the heading's abbreviation (annex V, I.2); annex VI gives it 20 letters. */
export const FileNotation = z
  .string()
  .trim()
  .regex(/^\d{2,6}\.[\p{L}\p{N}-]{1,20}$/u)
  .max(27);

/** What is typed when a dossier is opened (annex VI part II, III): lengths of the annex limit its export, not what is kept. */
export const dossierFields = {
  notation: FileNotation,
  title: Subject,
  retention: Retention,
  group: DossierGroup,
  /** Chế độ sử dụng: hạn chế or not. */
  isRestricted: z.boolean(),
  language: z.string().trim().max(50).optional(),
  note: Note.optional(),
} as const;
export const DossierFields = z.object(dossierFields);
export type DossierFields = z.infer<typeof DossierFields>;

export const HELPERS_MAX = 50;
/** Annex VI gives the count four digits. */
export const ITEMS_MAX = 9_999;

/** A work dossier (hồ sơ công việc); its documents are entities of their own under it. */
export const Dossier = bodyOf({
  v: z.literal(1),
  agencyId: AgencyId,
  state: DossierState,
  year: z.int().min(2000).max(2100),
  ...dossierFields,
  /** Người lập hồ sơ: who answers for it. */
  ownerId: OfficialId,
  helperIds: z.array(OfficialId).max(HELPERS_MAX),
  /** The line of the year's list that it was opened by; absent where it is not on it (article 29.2c). */
  entryId: DossierEntryId.optional(),
  startedOn: LocalDate,
  endedOn: LocalDate.optional(),
  itemCount: z.int().nonnegative(),
  nextOrdinal: z.int().positive(),
  /** Kept by its unit with the head's consent (article 31.3d). */
  kept: z.object({ until: LocalDate, basis: z.string().max(300), by: OfficialId }).optional(),
  submittedOn: LocalDate.optional(),
  archived: z.object({ on: LocalDate, by: OfficialId, condition: z.string().max(1000) }).optional(),
  sentBackReason: Reason.optional(),
});
export type Dossier = z.infer<typeof Dossier>;

/** What the list of a dossier says of one of its documents (annex V, IV). */
export const itemFields = {
  typeName: z.string().trim().max(100),
  codeNumber: CodeNumber,
  codeNotation: CodeNotation,
  issuedOn: LocalDate.optional(),
  organName: z.string().trim().max(200),
  subject: Subject,
} as const;
export const ItemFields = z.object(itemFields);
export type ItemFields = z.infer<typeof ItemFields>;
export const PageCount = z.int().positive().max(100_000);

/**
 * One document in one dossier: a document of the office by reference (annex VI III.4e), which says nothing of it to whoever may not read it and nothing any
 * more once it is contained; or a file of the dossier's own, with its own words.
 */
export const DossierItem = bodyOf({
  v: z.literal(1),
  dossierId: z.uuid(),
  ordinal: z.int().positive(),
  of: DocumentRef.optional(),
  own: z.object({ file: FileRef, ...itemFields }).optional(),
  pageCount: PageCount.optional(),
  by: OfficialId,
  doneAt: Instant,
  removed: z.object({ by: OfficialId, at: Instant, reason: Reason }).optional(),
});
export type DossierItem = z.infer<typeof DossierItem>;

/** The same document is in a dossier once: its place there is named by both. */
export const itemIdOf = (dossierId: DossierId, of: DocumentRef): string => `${dossierId}/${of.kind}/${of.id}`;
