import { z } from 'zod';
import { bodyOf } from '../core/schema.ts';
import {
  AgencyId,
  CodeNotation,
  CodeNumber,
  DeliveryId,
  FileRef,
  LocalDate,
  MessageId,
  Note,
  OfficialId,
  OrganName,
  OutgoingId,
  RegisterId,
  Subject,
  TypeName,
  Urgency,
} from '../core/values.ts';

/** How the document came to us. */
export const Source = z.enum(['file', 'paper', 'exchange']);

/** NĐ 30/2020 article 20-24: arrived (chờ vào sổ), registered (chờ phân phối), assigned, in progress, done; or refused on arrival. */
export const incomingStates = [
  'arrived',
  'registered',
  'assigned',
  'in-progress',
  'done',
  'refused',
] as const;
export const IncomingState = z.enum(incomingStates);
export type IncomingState = z.infer<typeof IncomingState>;

export const incomingActions = [
  'register',
  'refuse',
  'direct',
  'start',
  'finish',
  'reopen',
  'correct',
] as const;
export type IncomingAction = (typeof incomingActions)[number];

const transitions: Record<IncomingState, Partial<Record<IncomingAction, IncomingState>>> = {
  arrived: { register: 'registered', refuse: 'refused' },
  registered: { direct: 'assigned', correct: 'registered' },
  assigned: { direct: 'assigned', start: 'in-progress', finish: 'done', correct: 'assigned' },
  'in-progress': { direct: 'in-progress', finish: 'done', correct: 'in-progress' },
  done: { reopen: 'in-progress', correct: 'done' },
  refused: {},
};

/** The state after `action`, or undefined when the action is not for this state. */
export const nextIncomingState = (state: IncomingState, action: IncomingAction): IncomingState | undefined =>
  transitions[state][action];

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
  refusedReason: z.string().optional(),
  leadId: OfficialId.optional(),
  answeredBy: OutgoingId.optional(),
  exchange: z
    .object({
      messageId: MessageId,
      deliveryId: DeliveryId,
      senderAgencyId: AgencyId,
      senderCode: z.string().max(50),
    })
    .optional(),
});
export type Incoming = z.infer<typeof Incoming>;
