import { z } from 'zod';
import { bodyOf } from '../core/schema.ts';
import {
  AgencyId,
  CodeNotation,
  CodeNumber,
  DeliveryId,
  FileRef,
  IncidentId,
  IncomingId,
  Instant,
  LocalDate,
  MessageId,
  Note,
  OfficialId,
  OrganName,
  OutgoingId,
  Reason,
  RegisterId,
  RequestId,
  Sha256,
  Subject,
  TypeName,
  Urgency,
} from '../core/values.ts';
import { AmendHow } from '../exchange/amend-how.ts';
import { AnswerCode } from '../exchange/delivery.ts';

/** How the document came to us. */
export const Source = z.enum(['file', 'paper', 'exchange']);

/** NĐ 30/2020 article 20-24: arrived (chờ vào sổ), registered (chờ phân phối), assigned, in progress, done; or refused on arrival; or given back to whoever sent it (article 18.4). */
export const incomingStates = [
  'arrived',
  'registered',
  'assigned',
  'in-progress',
  'done',
  'refused',
  'recalled',
] as const;
export const IncomingState = z.enum(incomingStates);
export type IncomingState = z.infer<typeof IncomingState>;

export const incomingActions = [
  'register',
  'refuse',
  'present',
  'sendBack',
  'direct',
  'forward',
  'handBack',
  'loseLead',
  'opine',
  'start',
  'finish',
  'reopen',
  'correct',
  'recall',
] as const;
export type IncomingAction = (typeof incomingActions)[number];

const transitions: Record<IncomingState, Partial<Record<IncomingAction, IncomingState>>> = {
  arrived: { register: 'registered', refuse: 'refused', recall: 'recalled' },
  registered: {
    present: 'registered',
    sendBack: 'registered',
    direct: 'assigned',
    opine: 'registered',
    correct: 'registered',
    recall: 'recalled',
  },
  assigned: {
    direct: 'assigned',
    forward: 'assigned',
    handBack: 'assigned',
    loseLead: 'registered',
    opine: 'assigned',
    start: 'in-progress',
    finish: 'done',
    correct: 'assigned',
    recall: 'recalled',
  },
  'in-progress': {
    direct: 'in-progress',
    forward: 'in-progress',
    handBack: 'in-progress',
    loseLead: 'registered',
    opine: 'in-progress',
    finish: 'done',
    correct: 'in-progress',
    recall: 'recalled',
  },
  done: { reopen: 'in-progress', correct: 'done', recall: 'recalled' },
  refused: { recall: 'recalled' },
  recalled: {},
};

/** The state after `action`, or undefined when the action is not for this state. */
export const nextIncomingState = (state: IncomingState, action: IncomingAction): IncomingState | undefined =>
  transitions[state][action];

/** More pages than a document has. */
export const PAGES_MAX = 99_999;

/** What the clerk types or accepts when registering: annex VI part II, incoming fields 3-18. */
export const incomingFields = {
  typeName: TypeName,
  codeNumber: CodeNumber,
  codeNotation: CodeNotation,
  issuedOn: LocalDate.optional(),
  organName: OrganName,
  subject: Subject,
  signerName: z.string().trim().max(50).optional(),
  signerPosition: z.string().trim().max(100).optional(),
  urgency: Urgency,
  dueOn: LocalDate.optional(),
  note: Note.optional(),
  language: z.string().trim().max(30).optional(),
  /** Pages of the main file, read off it; typed for a paper. Annex VI gives it three figures, which limits what is handed on, not what is kept. */
  pageCount: z.int().min(1).max(PAGES_MAX).optional(),
} as const;
export const IncomingFields = z.object(incomingFields);
export type IncomingFields = z.infer<typeof IncomingFields>;

/** A field that may be corrected after registration. */
export const CorrectableField = z.enum([
  'typeName',
  'codeNumber',
  'codeNotation',
  'issuedOn',
  'organName',
  'subject',
  'signerName',
  'signerPosition',
  'dueOn',
]);
export type CorrectableField = z.infer<typeof CorrectableField>;

export const Incoming = bodyOf({
  v: z.literal(1),
  agencyId: AgencyId,
  state: IncomingState,
  source: Source,
  ...incomingFields,
  file: FileRef.optional(),
  attachmentCount: z.int().nonnegative(),
  correctionCount: z.int().nonnegative(),
  arrivedOn: LocalDate,
  registerId: RegisterId.optional(),
  arrivalNumber: z.int().positive().optional(),
  registeredBy: OfficialId.optional(),
  /** Numbers that stood on its paper and were not accepted. */
  incidentIds: z.array(IncidentId).optional(),
  refusedReason: z.string().optional(),
  /** Trình: before which leader the clerk put it last. */
  presented: z.looseObject({ to: OfficialId, by: OfficialId, at: Instant }).optional(),
  /** Trả lại: who gave it back last, and nobody has gone on with it since; the reason is in its event. */
  sentBack: z.looseObject({ by: OfficialId, at: Instant }).optional(),
  leadId: OfficialId.optional(),
  answeredBy: OutgoingId.optional(),
  /** Of a package that was carried here as a file: which, and by whose words it is known at its sender. */
  carried: z
    .object({ packageSha256: Sha256, senderCode: z.string().max(50), documentCode: z.string().max(200) })
    .optional(),
  /** In which package the server brought it: a clerk may have carried the same one here, which was refused and goes with it. */
  packageSha256: Sha256.optional(),
  exchange: z
    .object({
      messageId: MessageId,
      deliveryId: DeliveryId,
      senderAgencyId: AgencyId,
      senderCode: z.string().max(50),
      /** The gateway that it came through, from an agency on another server. */
      via: z.string().max(31).optional(),
    })
    .optional(),
  /** The sender wants it back and nobody has answered yet. */
  recall: z.looseObject({ requestId: RequestId, reason: Reason, askedAt: Instant }).optional(),
  /** It was given back: its files are gone from here, its line in the book stays, struck. */
  recalled: z
    .looseObject({
      requestId: RequestId,
      reason: Reason,
      askedAt: Instant,
      by: OfficialId,
      on: LocalDate,
      /** The state in which it was, for whoever decides about the work that hangs on it. */
      from: IncomingState,
    })
    .optional(),
  /** It corrects or takes the place of an earlier one, as its sender calls that; `documentId` where that one is here. */
  amends: z
    .looseObject({
      how: AmendHow,
      reference: z.string().max(200),
      documentId: IncomingId.optional(),
      /** An update is answered (15, 16); a replacement only arrives. */
      requestId: RequestId.optional(),
      answer: AnswerCode.optional(),
    })
    .optional(),
  /** The last directive was written on paper and typed in for who wrote it; he has given none since. */
  recorded: z.looseObject({ to: OfficialId, by: OfficialId, writtenOn: LocalDate, at: Instant }).optional(),
  /** What arrived to correct it or to take its place; an update counts when it was agreed to. */
  amendedBy: z.looseObject({ how: AmendHow, documentId: IncomingId, isAgreed: z.boolean() }).optional(),
});
export type Incoming = z.infer<typeof Incoming>;
