import { z } from 'zod';
import { bodyOf } from '../core/schema.ts';
import { AgencyId, DeviceId, LocalDate, RegisterId } from '../core/values.ts';

/** Which book: a register of incoming documents, of outgoing ones, or of copies. More books per agency differ by their id, not by this. */
export const Book = z.enum(['incoming', 'outgoing', 'copies']);
export type Book = z.infer<typeof Book>;

/**
 * One book of one year (NĐ 30/2020 articles 15, 22): numbers start at 01 on 01/01 and run without a gap; `next` is the counter.
 * The lease lends the whole book to one device for numbering without a line; `epoch` fences a lease that was taken back.
 */
export const Register = bodyOf({
  v: z.literal(1),
  agencyId: AgencyId,
  book: Book,
  year: z.int().min(2020).max(2200),
  name: z.string().min(1).max(200),
  next: z.int().positive(),
  lastIssuedOn: LocalDate,
  lease: z.object({ device: DeviceId, epoch: z.int().positive() }).optional(),
});
export type Register = z.infer<typeof Register>;

/** The id of an agency's book of one year. */
export const registerId = (agencyId: AgencyId, book: Book, year: number): RegisterId =>
  RegisterId.parse(`${agencyId}/${book}/${String(year)}`);

export const yearOf = (day: LocalDate): number => Number(day.slice(0, 4));
