import { z } from 'zod';
import {
  AgencyId,
  DeliveryId,
  FileRef,
  Instant,
  LocalDate,
  OpinionId,
  OutgoingId,
  Sha256,
  Urgency,
} from '../domain/core/values.ts';
import { Delivery } from '../domain/exchange/delivery.ts';
import { PaperFinding } from '../domain/outgoing/check-paper.ts';
import { outgoingCommands } from '../domain/outgoing/commands.ts';
import { Opinion } from '../domain/outgoing/opinion.ts';
import { Outgoing, OutgoingFields, OutgoingState, VersionOrigin } from '../domain/outgoing/outgoing.ts';
import { Places } from '../signature/places.ts';
import { action, Performed, query } from './define.ts';
import { RECIPIENTS_SENT_MAX } from './exchange.ts';
import {
  AcceptedFile,
  Allowed,
  FileShown,
  Page,
  Person,
  RowSync,
  RowVerdict,
  TimelineStep,
} from './shapes.ts';
import { ExtensionState } from './signing-settings.ts';

/** The tabs of Văn bản đi. */
export const outgoingViews = [
  'draft',
  'submitted',
  'signed',
  'numbered',
  'sealed',
  'dispatched',
  'notTaken',
  'returned',
  'void',
  'all',
] as const;
export const OutgoingView = z.enum(outgoingViews);
export type OutgoingView = z.infer<typeof OutgoingView>;

export const OutgoingRow = z.object({
  documentId: OutgoingId,
  state: OutgoingState,
  /** True while a number was asked for and the authority has not answered: "chờ cấp số". */
  isWaitingForNumber: z.boolean(),
  number: z.int().optional(),
  reference: z.string(),
  issuedOn: LocalDate.optional(),
  subject: z.string(),
  typeName: z.string(),
  urgency: Urgency,
  recipientsText: z.string(),
  dueOn: LocalDate.optional(),
  verdict: RowVerdict,
  fileCount: z.int(),
  /** The main file is not on this machine. */
  isFileAway: z.boolean().optional(),
  drafter: Person.optional(),
  signer: Person.optional(),
  deliveryCount: z.int(),
  arrivedCount: z.int(),
  receivedCount: z.int(),
  /** Recipients that have not taken it in after the agency's hours, and those that refused it and were not sent to again. */
  notTakenCount: z.int(),
  refusedCount: z.int(),
  sync: RowSync,
});
export type OutgoingRow = z.infer<typeof OutgoingRow>;

export const DeliveryShown = z.object({
  deliveryId: DeliveryId,
  delivery: Delivery,
  isNotTaken: z.boolean(),
});
export type DeliveryShown = z.infer<typeof DeliveryShown>;

export const OutgoingDetail = z.object({
  row: OutgoingRow,
  document: Outgoing,
  files: z.array(FileShown),
  voidedBy: Person.optional(),
  versions: z.array(
    z.object({
      origin: VersionOrigin,
      fileName: z.string(),
      sha256: Sha256,
      /** The Word document that it was made from. */
      docx: FileRef.optional(),
      by: Person.optional(),
      doneAt: Instant,
      /** Of a signature in a batch: whether its file had been read before. */
      isReviewed: z.boolean().optional(),
      /** Signed in another program and brought in. */
      isTaken: z.boolean().optional(),
    }),
  ),
  /** What was asked of others on the draft, and what they said. */
  opinions: z.array(
    z.object({
      opinionId: OpinionId,
      opinion: Opinion,
      by: Person.optional(),
      /** Another file came after it was given. */
      isOutdated: z.boolean(),
    }),
  ),
  deliveries: z.array(DeliveryShown),
  timeline: z.array(TimelineStep),
  allowed: z.array(Allowed),
  /** What this machine still has to put behind its signatures: a time-stamp that nobody gave, for one. */
  extension: ExtensionState.optional(),
});
export type OutgoingDetail = z.infer<typeof OutgoingDetail>;

const Recipients = z.object({
  documentId: OutgoingId,
  recipients: z.array(AgencyId).min(1).max(RECIPIENTS_SENT_MAX),
  /** To whom of them a paper copy goes as well. */
  paperTo: z.array(AgencyId).max(RECIPIENTS_SENT_MAX).optional(),
});

export const outgoingContract = {
  ...outgoingCommands,
  'outgoing.list': query(
    Page.extend({ view: OutgoingView, text: z.string().max(200).optional() }),
    z.object({ rows: z.array(OutgoingRow), next: z.string().optional() }),
  ),
  'outgoing.countViews': query(z.object({}), z.record(OutgoingView, z.int())),
  'outgoing.get': query(z.object({ documentId: OutgoingId }), OutgoingDetail),
  /** The words that one version of the main file has and another not. */
  'outgoing.compareVersions': query(
    z.object({ documentId: OutgoingId, from: Sha256, to: Sha256 }),
    z.object({
      parts: z.array(z.object({ kind: z.enum(['same', 'added', 'removed']), text: z.string() })),
      /** Too long, or too unlike, to be told word by word. */
      isCoarse: z.boolean(),
    }),
  ),
  /** What the draft does not keep of the decree's layout, or has left blank; warnings, for whoever submits. */
  'outgoing.check': query(z.object({ documentId: OutgoingId }), z.array(PaperFinding)),
  /** Fields proposed from the text of the draft's main file; each is only a suggestion. */
  'outgoing.suggestFields': query(z.object({ sha256: Sha256 }), OutgoingFields.partial()),
  /** Makes the PDF of a Word document that was taken in: of `file` the name is kept. */
  'outgoing.convert': action(z.object({ file: FileRef }), AcceptedFile),
  /** A Word document of the model of its type with the draft's fields in it, and its PDF (NĐ 30/2020 annex III). */
  'outgoing.fillTemplate': action(
    z.object({ fields: OutgoingFields, addressee: z.string().trim().max(1000) }),
    AcceptedFile,
  ),
  /** Writes the empty fields for number, date and both signatures into the draft's PDF, where its text or the drafter puts them, then submits it. */
  'outgoing.submitForSignature': action(
    z.object({ documentId: OutgoingId, places: Places.optional() }),
    Performed,
  ),
  /** Takes the draft's file, signed by its signer in another program, for his signature; ends in `outgoing.takeSigned`. */
  'outgoing.submitSigned': action(z.object({ documentId: OutgoingId }), Performed),
  /** Builds and stores the edXML package with its ids, then dispatches it. */
  'outgoing.issue': action(Recipients, Performed),
  /** Sends a document that is out to further recipients, as another message. */
  'outgoing.issueMore': action(Recipients, Performed),
  /** Sends it anew, as another message, to recipients that refused it. */
  'outgoing.resend': action(
    z.object({ documentId: OutgoingId, deliveryIds: z.array(DeliveryId).min(1).max(RECIPIENTS_SENT_MAX) }),
    Performed,
  ),
} as const;
