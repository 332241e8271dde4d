import { z } from 'zod';
import { bodyOf } from '../core/schema.ts';
import {
  AgencyId,
  IncomingId,
  Instant,
  LocalDate,
  OfficialId,
  OutgoingId,
  RegisterId,
} from '../core/values.ts';

/** Which document a command or an containment is about. */
export const DocumentRef = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('incoming'), id: IncomingId }),
  z.object({ kind: z.literal('outgoing'), id: OutgoingId }),
]);
export type DocumentRef = z.infer<typeof DocumentRef>;

/** What is left of a document that turned out to be classified: its place in the book, who contained it and when; nothing of what it says. */
export const Containment = bodyOf({
  v: z.literal(1),
  agencyId: AgencyId,
  of: DocumentRef,
  registerId: RegisterId.optional(),
  number: z.int().positive().optional(),
  /** The day under which it stood in the book or among the drafts. */
  day: LocalDate.optional(),
  by: OfficialId,
  at: Instant,
});
export type Containment = z.infer<typeof Containment>;

/** One containment a document: its id names the document. */
export const containmentId = ({ kind, id }: DocumentRef): string => `${kind}/${id}`;
export const documentOfContainment = (id: string): { kind: DocumentRef['kind']; id: string } => ({
  kind: id.startsWith('outgoing/') ? 'outgoing' : 'incoming',
  id: id.slice(id.indexOf('/') + 1),
});
