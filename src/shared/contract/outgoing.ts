import { z } from 'zod';
import { AgencyId, Instant, LocalDate, OutgoingId, Sha256, Urgency } from '../domain/core/values.ts';
import { Delivery } from '../domain/exchange/delivery.ts';
import { outgoingCommands } from '../domain/outgoing/commands.ts';
import { Outgoing, OutgoingFields, OutgoingState, VersionOrigin } from '../domain/outgoing/outgoing.ts';
import { Places } from '../signature/places.ts';
import { action, Performed, query } from './define.ts';
import { Allowed, FileShown, Page, Person, RowSync, RowVerdict, TimelineStep } from './shapes.ts';
import { ExtensionState } from './signing-settings.ts';

/** The tabs of Văn bản đi. */
export const outgoingViews = [
  'draft',
  'submitted',
  'signed',
  'numbered',
  'sealed',
  'dispatched',
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
  drafter: Person.optional(),
  signer: Person.optional(),
  deliveryCount: z.int(),
  arrivedCount: z.int(),
  receivedCount: z.int(),
  sync: RowSync,
});
export type OutgoingRow = z.infer<typeof OutgoingRow>;

export const OutgoingDetail = z.object({
  row: OutgoingRow,
  document: Outgoing,
  files: z.array(FileShown),
  voidedBy: Person.optional(),
  versions: z.array(
    z.object({
      origin: VersionOrigin,
      fileName: z.string(),
      by: Person.optional(),
      doneAt: Instant,
      /** Of a signature in a batch: whether its file had been read before. */
      isReviewed: z.boolean().optional(),
      /** Signed in another program and brought in. */
      isTaken: z.boolean().optional(),
    }),
  ),
  deliveries: z.array(Delivery),
  timeline: z.array(TimelineStep),
  allowed: z.array(Allowed),
  /** What this machine still has to put behind its signatures: a time-stamp that nobody gave, for one. */
  extension: ExtensionState.optional(),
});
export type OutgoingDetail = z.infer<typeof OutgoingDetail>;

export const outgoingContract = {
  ...outgoingCommands,
  'outgoing.list': query(
    Page.extend({ view: OutgoingView, text: z.string().max(200).optional() }),
    z.object({ rows: z.array(OutgoingRow), next: z.string().optional() }),
  ),
  'outgoing.countViews': query(z.object({}), z.record(OutgoingView, z.int())),
  'outgoing.get': query(z.object({ documentId: OutgoingId }), OutgoingDetail),
  /** Fields proposed from the text of the draft's main file; each is only a suggestion. */
  'outgoing.suggestFields': query(z.object({ sha256: Sha256 }), OutgoingFields.partial()),
  /** Agencies of the directory that the paper itself names under "Kính gửi" and "Nơi nhận". */
  'outgoing.suggestRecipients': query(
    z.object({ documentId: OutgoingId }),
    z.array(z.object({ agencyId: AgencyId, name: z.string() })),
  ),
  /** Writes the empty fields for number, date and both signatures into the draft's PDF, where its text or the drafter puts them, then submits it. */
  'outgoing.submitForSignature': action(
    z.object({ documentId: OutgoingId, places: Places.optional() }),
    Performed,
  ),
  /** Takes the draft's file, signed by its signer in another program, for his signature; ends in `outgoing.takeSigned`. */
  'outgoing.submitSigned': action(z.object({ documentId: OutgoingId }), Performed),
  /** Builds and stores the edXML package with its ids, then dispatches it. */
  'outgoing.issue': action(
    z.object({ documentId: OutgoingId, recipients: z.array(AgencyId).min(1).max(500) }),
    Performed,
  ),
} as const;
