import { z } from 'zod';
import { DocumentRef } from '../core/document-ref.ts';
import { bodyOf } from '../core/schema.ts';
import {
  AgencyId,
  DeviceId,
  FileRef,
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
  of: DocumentRef,
  subject: Subject,
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
