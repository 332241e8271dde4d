import { z } from 'zod';
import { DocumentRef } from '../core/document-ref.ts';
import { bodyOf } from '../core/schema.ts';
import { AgencyId, Instant, LocalDate, OfficialId, RegisterId } from '../core/values.ts';

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
