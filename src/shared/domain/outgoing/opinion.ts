import { z } from 'zod';
import { bodyOf } from '../core/schema.ts';
import { Instant, LocalDate, Note, OfficialId, OutgoingId, Sha256 } from '../core/values.ts';

/**
 * What somebody beside drafter and signer is asked for on a draft: a co-ordinating unit's opinion (NĐ 30/2020 annex VI III.5.a), or initials (ký nháy) for its content by the
 * head of the drafting unit and for its form by who is charged with it (article 12).
 */
export const OpinionPurpose = z.enum(['opinion', 'content', 'form']);
export type OpinionPurpose = z.infer<typeof OpinionPurpose>;
export const OpinionOutcome = z.enum(['agreed', 'changes']);
export const OPINIONS_MAX = 40;

/** One official's opinion on one draft: asked for, then given or dropped; an answer is never changed. */
export const Opinion = bodyOf({
  v: z.literal(1),
  documentId: OutgoingId,
  purpose: OpinionPurpose,
  officialId: OfficialId,
  askedBy: OfficialId,
  askedAt: Instant,
  question: Note.optional(),
  dueOn: LocalDate.optional(),
  state: z.enum(['asked', 'given', 'dropped']),
  outcome: OpinionOutcome.optional(),
  text: Note.optional(),
  givenAt: Instant.optional(),
  /** The very file that it was given on: another since then has not been seen by its giver. */
  fileSha256: Sha256.optional(),
});
export type Opinion = z.infer<typeof Opinion>;
