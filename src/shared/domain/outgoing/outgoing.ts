import { z } from 'zod';
import { say } from '../../words/vi.ts';
import { DocumentRef } from '../core/document-ref.ts';
import { bodyOf } from '../core/schema.ts';
import {
  AgencyId,
  CodeNotation,
  DelegationId,
  FileRef,
  HandoverId,
  IncidentId,
  IncomingId,
  Instant,
  LocalDate,
  MessageId,
  Note,
  OfficialId,
  OutgoingId,
  Reason,
  RegisterId,
  Sha256,
  Subject,
  TypeName,
  Urgency,
} from '../core/values.ts';
import { AmendHow } from '../exchange/amend-how.ts';
import { AuthorityForm } from '../office/delegation.ts';

/** NĐ 30/2020 articles 10-19: draft, submitted to the signer, returned, signed, numbered, sealed by the agency, dispatched. `void`: its number was given and given up. */
export const outgoingStates = [
  'draft',
  'submitted',
  'returned',
  'signed',
  'numbered',
  'sealed',
  'dispatched',
  'void',
] as const;
export const OutgoingState = z.enum(outgoingStates);
export type OutgoingState = z.infer<typeof OutgoingState>;

export const outgoingActions = [
  'revise',
  'submit',
  'takeSigned',
  'withdraw',
  'return',
  'sign',
  'number',
  'seal',
  'dispatch',
  'void',
  'sendBack',
] as const;
export type OutgoingAction = (typeof outgoingActions)[number];

const transitions: Record<OutgoingState, Partial<Record<OutgoingAction, OutgoingState>>> = {
  draft: { revise: 'draft', submit: 'submitted', takeSigned: 'signed' },
  returned: { revise: 'returned', submit: 'submitted', takeSigned: 'signed' },
  submitted: { withdraw: 'draft', return: 'returned', sign: 'signed' },
  signed: { number: 'numbered', sendBack: 'returned' },
  numbered: { seal: 'sealed', void: 'void' },
  sealed: { dispatch: 'dispatched', void: 'void' },
  dispatched: {},
  void: {},
};

/** The state after `action`, or undefined when the action is not for this state. */
export const nextOutgoingState = (state: OutgoingState, action: OutgoingAction): OutgoingState | undefined =>
  transitions[state][action];

/** Sao y, sao lục, trích sao (NĐ 30/2020 article 25; abbreviations of annex III). */
export const CopyForm = z.enum(['sao-y', 'sao-luc', 'trich-sao']);
export type CopyForm = z.infer<typeof CopyForm>;
const COPY_ABBREVIATIONS: Readonly<Record<CopyForm, string>> = {
  'sao-y': 'SY',
  'sao-luc': 'SL',
  'trich-sao': 'TrS',
};

/** "SY-UBND": the form's abbreviation and the agency's (annex I part II, II.1c). */
export const copyNotation = (form: CopyForm, agencyNotation: string): string =>
  `${COPY_ABBREVIATIONS[form]}-${agencyNotation}`;
export const copyTypeName = (form: CopyForm): string => say(`outgoing.copy-type-${form}`);

export const outgoingFields = {
  typeName: TypeName,
  codeNotation: CodeNotation.min(1),
  subject: Subject,
  urgency: Urgency,
  signerId: OfficialId,
  recipientsText: z.string().trim().max(1000),
  dueOn: LocalDate.optional(),
  note: Note.optional(),
} as const;
export const OutgoingFields = z.object(outgoingFields);
export type OutgoingFields = z.infer<typeof OutgoingFields>;

export const Outgoing = bodyOf({
  v: z.literal(1),
  agencyId: AgencyId,
  state: OutgoingState,
  ...outgoingFields,
  drafterId: OfficialId,
  /** Lists and search stand in order of days; before the date of issue this is a draft's day. */
  draftedOn: LocalDate.optional(),
  replyTo: IncomingId.optional(),
  file: FileRef.optional(),
  /** The Word document that `file` was made from; absent where it came as a PDF. */
  docx: FileRef.optional(),
  attachmentCount: z.int().nonnegative(),
  returnedReason: z.string().optional(),
  /** Opinions and initials that were ever asked for. */
  opinionCount: z.int().nonnegative().optional(),
  registerId: RegisterId.optional(),
  number: z.int().positive().optional(),
  issuedOn: LocalDate.optional(),
  /** Numbers that stood on its paper and were not accepted. */
  incidentIds: z.array(IncidentId).optional(),
  messageId: MessageId.optional(),
  packageSha256: Sha256.optional(),
  dispatchedOn: LocalDate.optional(),
  voided: z.looseObject({ by: OfficialId, on: LocalDate, reason: Reason }).optional(),
  /** Separate files that still want the agency's signature. */
  attachmentsToSeal: z.int().nonnegative().optional(),
  /** Whether it corrects or takes the place of a dispatched document of ours (NĐ 30/2020 article 18.4), and of which. */
  amends: z.looseObject({ how: AmendHow, documentId: OutgoingId }).optional(),
  /** The last document that was dispatched to amend this one. */
  amendedBy: z.looseObject({ how: AmendHow, documentId: OutgoingId }).optional(),
  /** Recalls that were asked of its recipients, and how many have answered. */
  recall: z
    .looseObject({
      by: OfficialId,
      on: LocalDate,
      reason: Reason,
      asked: z.int().nonnegative(),
      agreed: z.int().nonnegative(),
      declined: z.int().nonnegative(),
    })
    .optional(),
  /** A copy that this agency made, and of what. */
  copy: z
    .looseObject({
      form: CopyForm,
      of: DocumentRef,
    })
    .optional(),
});
export type Outgoing = z.infer<typeof Outgoing>;

/** A recall was asked and not every recipient has declined: nothing of it goes out any more (NĐ 30/2020 annex VI III.8a). */
export const isFrozen = ({ recall }: Pick<Outgoing, 'recall'>): boolean =>
  recall !== undefined && recall.asked > recall.declined;

/** Where a version of the main file came from. */
export const VersionOrigin = z.enum(['draft', 'prepared', 'signed', 'sealed', 'extended']);
export type VersionOrigin = z.infer<typeof VersionOrigin>;

/** One version of an outgoing document's main file; only ever added. */
export const Version = bodyOf({
  v: z.literal(1),
  documentId: OutgoingId,
  origin: VersionOrigin,
  file: FileRef,
  /** The Word document that the PDF was made from. */
  docx: FileRef.optional(),
  by: OfficialId,
  /** Of a signature that was given in another program: who brought the signed file in. */
  takenBy: OfficialId.optional(),
  doneAt: Instant,
  /** Of a signature given in a batch: whether its file had been read before ("đã xem từng bản") or not ("ký không xem"). */
  isReviewed: z.boolean().optional(),
  /** The authority under which somebody else than the head signed, and in which form it stands on the page. */
  delegationId: DelegationId.optional(),
  form: AuthorityForm.optional(),
  /** The hand-over by which somebody else than the clerk sealed. */
  handoverId: HandoverId.optional(),
});
export type Version = z.infer<typeof Version>;

/** NĐ 30/2020 annex I: a number below 10 is written with a leading 0; "/" before the notation. */
export const formatReference = (number: number | string | undefined, notation: string): string =>
  number === undefined || number === '' ? `…/${notation}` : `${String(number).padStart(2, '0')}/${notation}`;
