import { z } from 'zod';
import { bodyOf } from '../core/schema.ts';
import { AgencyId, DeviceId, Instant, LocalDate, OfficialId, Reason, RegisterId } from '../core/values.ts';

/** Which book: a register of incoming documents, of outgoing ones, or of copies. More books per agency differ by their id, not by this. */
export const Book = z.enum(['incoming', 'outgoing', 'copies']);
export type Book = z.infer<typeof Book>;

/**
 * A book in the hands of one device, which numbers without a line through `lastDay` and no longer. `epoch` is its generation: numbers of an earlier one, from a
 * lease that was withdrawn, are fenced off by it.
 */
export const Lease = z.object({
  device: DeviceId,
  epoch: z.int().positive(),
  officialId: OfficialId,
  lastDay: LocalDate,
  takenAt: Instant,
});
export type Lease = z.infer<typeof Lease>;

/** One book of one year (NĐ 30/2020 articles 15, 22): numbers start at 01 on 01/01 and run without a gap; `next` is the counter. */
export const Register = bodyOf({
  v: z.literal(1),
  agencyId: AgencyId,
  book: Book,
  year: z.int().min(2020).max(2200),
  name: z.string().min(1).max(200),
  next: z.int().positive(),
  lastIssuedOn: LocalDate,
  lease: Lease.optional(),
  /** The generation of the last lease there was: the next one has the next. */
  leaseEpoch: z.int().positive().optional(),
  /** The last lease that was taken away from its holder. */
  withdrawn: z
    .looseObject({
      officialId: OfficialId,
      epoch: z.int().positive(),
      by: OfficialId,
      at: Instant,
      reason: Reason,
    })
    .optional(),
  /** Numbers that stand on a paper and were not accepted, free when that was reported: until each is kept or void, nobody else gets them. */
  disputed: z.int().positive().optional(),
});
export type Register = z.infer<typeof Register>;

/** A number that the holder of the book's lease has already shown or printed, with its date and the lease's generation. */
export const GivenNumber = z.object({
  number: z.int().positive(),
  issuedOn: LocalDate,
  epoch: z.int().positive(),
});
export type GivenNumber = z.infer<typeof GivenNumber>;

/** The id of an agency's book of one year. */
export const registerId = (agencyId: AgencyId, book: Book, year: number): RegisterId =>
  RegisterId.parse(`${agencyId}/${book}/${String(year)}`);

export const yearOf = (day: LocalDate): number => Number(day.slice(0, 4));
