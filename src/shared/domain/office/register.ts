import { z } from 'zod';
import { bodyOf } from '../core/schema.ts';
import { AgencyId, DeviceId, Instant, LocalDate, OfficialId, Reason, RegisterId } from '../core/values.ts';
import { SERIES_MAX, Series, seriesOf } from './series.ts';

/** Which book: a register of incoming documents, of outgoing ones, or of copies. Books apart (`series`) differ by their id, not by this. */
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
  /** Of a book apart: what is entered in it. */
  series: Series.optional(),
  /** Of the common book: the books apart of the same direction and year; what is theirs is not entered here. */
  apart: z.array(Series).max(SERIES_MAX).optional(),
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
  /** Đóng sổ: by whom and when. `next` - 1 is its last number; nothing is entered after it but void numbers that had been given before. */
  closed: z
    .looseObject({
      by: OfficialId,
      on: LocalDate,
      note: z.string().max(500).optional(),
      /** The last number as it was closed, where some were entered since. */
      last: z.int().nonnegative().optional(),
    })
    .optional(),
});
export type Register = z.infer<typeof Register>;

/** The generation of a number that the authority itself gave, and that its desk remembers over a server put back in time. */
export const OF_AUTHORITY = 0;

/**
 * A number that somebody has already shown or printed, with its date: the holder of the book's lease, under the lease's generation; or whom the authority gave it before it
 * was put back in time (`OF_AUTHORITY`).
 */
export const GivenNumber = z.object({
  number: z.int().positive(),
  issuedOn: LocalDate,
  epoch: z.int().min(OF_AUTHORITY),
});
export type GivenNumber = z.infer<typeof GivenNumber>;

/** A number without a word of what bears it. */
export type NumberLeft = { readonly registerId: RegisterId; readonly given: GivenNumber };

/** The id of an agency's book of one year; of a book apart with its key. In the order of ids the common book stands first, which programs that know of no other take. */
export const registerId = (agencyId: AgencyId, book: Book, year: number, key?: string): RegisterId =>
  RegisterId.parse(`${agencyId}/${key === undefined ? book : `series-${book}-${key}`}/${String(year)}`);

type Paper = { readonly agencyId: AgencyId; readonly typeName: string; readonly codeNotation: string };
/** The book in which a document is entered in a year, by what the year's common book says is entered apart. */
export const bookFor = (paper: Paper, book: Book, year: number, common: Register | undefined): RegisterId =>
  registerId(paper.agencyId, book, year, seriesOf(paper, common?.apart));

/** The common book of a book's direction and year: itself where it is that. */
export const commonOf = ({ agencyId, book, year }: Register): RegisterId => registerId(agencyId, book, year);

export const yearOf = (day: LocalDate): number => Number(day.slice(0, 4));
