import { z } from 'zod';
import { IncidentId, Instant, LocalDate, RegisterId } from '../domain/core/values.ts';
import { Book } from '../domain/office/register.ts';
import { Series } from '../domain/office/series.ts';
import { registerCommands } from '../domain/register/commands.ts';
import { BookForm } from '../domain/register/forms.ts';
import { Incident } from '../domain/register/incident.ts';
import { SheetFormat } from '../sheet/sheet.ts';
import { action, query } from './define.ts';
import { Allowed, FileShown, MadeFile, Person } from './shapes.ts';

/** A book in somebody's hands. */
export const LeaseShown = z.object({
  holder: Person.optional(),
  /** This very machine has it. */
  isHere: z.boolean(),
  epoch: z.int(),
  lastDay: LocalDate,
  hasEnded: z.boolean(),
  /** Numbers given on this machine that the authority has not confirmed. */
  unsentCount: z.int(),
});
export type LeaseShown = z.infer<typeof LeaseShown>;

/** Sổ đăng ký: where its numbers stand, who holds it, and what the official may do. */
export const BookShown = z.object({
  registerId: RegisterId,
  book: Book,
  /** Of a book apart: what is entered in it. */
  series: Series.optional(),
  name: z.string(),
  year: z.int(),
  next: z.int(),
  lastIssuedOn: LocalDate,
  lease: LeaseShown.optional(),
  /** The last time it was taken away from its holder. */
  withdrawn: z
    .object({ holder: Person.optional(), by: Person.optional(), at: Instant, reason: z.string() })
    .optional(),
  /** Numbers for which it stands still. */
  disputedCount: z.int(),
  /** Numbers of before a server was put back in time that no desk has brought again yet; who numbers may give them up. */
  missing: z.object({ from: z.int(), to: z.int(), giveUp: Allowed }).optional(),
  /** Taking, giving back or taking away was asked for and is not answered yet. */
  isWaiting: z.boolean(),
  /** Đã đóng sổ. */
  closed: z.object({ by: Person.optional(), on: LocalDate, note: z.string().optional() }).optional(),
  /** What can be printed of it. */
  forms: z.array(BookForm),
  /** Between which days a lease may end; absent for a year that is over. */
  lastDays: z.object({ from: LocalDate, to: LocalDate }).optional(),
  take: Allowed,
  withdraw: Allowed,
  close: Allowed,
});
export type BookShown = z.infer<typeof BookShown>;

/** Sự cố số: the number as it stands on the paper, its file, and what may be done. */
export const IncidentShown = z.object({
  incidentId: IncidentId,
  incident: Incident,
  bookName: z.string(),
  reference: z.string(),
  by: Person.optional(),
  settledBy: Person.optional(),
  files: z.array(FileShown),
  isWaiting: z.boolean(),
  keep: Allowed,
  void: Allowed,
});
export type IncidentShown = z.infer<typeof IncidentShown>;

export const registerContract = {
  ...registerCommands,
  /** Every book of this year and later, and older ones that somebody holds; only who is a clerk or administrator has any. */
  'office.listBooks': query(
    z.object({}),
    z.object({
      books: z.array(BookShown),
      /** Books that the administrator may open: of this year where they lack, of the next one in December. */
      toOpen: z.array(
        z.object({
          ...{ registerId: RegisterId, book: Book, year: z.int(), name: z.string() },
          series: Series.optional(),
        }),
      ),
      /** Years for which a book apart may be opened, as the official may. */
      apartYears: z.array(z.int()),
    }),
  ),
  /** A form of annex IV over a book or what it was given in a period, for whoever keeps books; with cover and, of a whole book once closed, its last page. */
  'register.export': action(
    z.object({
      ...{ registerId: RegisterId, form: BookForm, format: SheetFormat },
      period: z.object({ from: LocalDate, to: LocalDate }).optional(),
    }),
    MadeFile,
  ),
  /** What is open, the smallest number first, then what was decided, the latest first. */
  'office.listIncidents': query(z.object({}), z.array(IncidentShown)),
} as const;
