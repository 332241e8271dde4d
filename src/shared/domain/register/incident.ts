import { z } from 'zod';
import { DocumentRef } from '../core/document-ref.ts';
import { bodyOf } from '../core/schema.ts';
import {
  AgencyId,
  DeviceId,
  FileRef,
  IncidentId,
  Instant,
  LocalDate,
  OfficialId,
  Reason,
  RegisterId,
  Sha256,
  Subject,
} from '../core/values.ts';
import { GivenNumber } from '../office/register.ts';

/** The sealed file that bears a number which was not accepted, and what it was made of. */
export const SealedFile = z.object({ file: FileRef, baseSha256: Sha256 });

/**
 * Sự cố số: a number that was given without a line, stands on a page perhaps, and that the authority did not accept. Its sealed file stays with it; a clerk keeps the
 * number by a recorded decision or makes it void, and nobody changes it. Once void it is an entry of the book where nothing else has the number.
 */
export const Incident = bodyOf({
  v: z.literal(1),
  agencyId: AgencyId,
  registerId: RegisterId,
  /** None where nobody knows any more what bears the number. */
  of: DocumentRef.optional(),
  /** None of a document that was contained. */
  subject: Subject.optional(),
  given: GivenNumber,
  /** Why it was not accepted: a refusal's code. */
  code: z.string().max(100),
  sealed: SealedFile.optional(),
  device: DeviceId,
  by: OfficialId,
  doneAt: Instant,
  /** The number was free when this was reported, and the book waits for the decision. */
  isDisputed: z.boolean(),
  settled: z
    .looseObject({
      how: z.enum(['kept', 'void']),
      by: OfficialId,
      on: LocalDate,
      reason: Reason,
      /** Void: whether it takes the number's place in the book, or another document has that number. */
      isEntry: z.boolean(),
    })
    .optional(),
});
export type Incident = z.infer<typeof Incident>;

/** The number alone, of a document that was contained: it stands on a paper that is somewhere, and in the book. */
export const wordless = ({ subject: _subject, sealed: _sealed, ...number }: Incident): Incident => number;

/** Its id: the incident's own as a UUID of version 8, since the incident goes with its document. */
export const wordlessId = (id: IncidentId): IncidentId =>
  IncidentId.parse(`${id.slice(0, 14)}8${id.slice(15)}`);
