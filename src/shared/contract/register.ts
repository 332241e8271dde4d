import { z } from 'zod';
import { IncidentId, Instant, LocalDate, RegisterId } from '../domain/core/values.ts';
import { Book } from '../domain/office/register.ts';
import { registerCommands } from '../domain/register/commands.ts';
import { Incident } from '../domain/register/incident.ts';
import { query } from './define.ts';
import { Allowed, FileShown, Person } from './shapes.ts';

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
  /** Taking, giving back or taking away was asked for and is not answered yet. */
  isWaiting: z.boolean(),
  /** Between which days a lease may end; absent for a year that is over. */
  lastDays: z.object({ from: LocalDate, to: LocalDate }).optional(),
  take: Allowed,
  withdraw: Allowed,
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
      toOpen: z.array(z.object({ registerId: RegisterId, book: Book, year: z.int(), name: z.string() })),
    }),
  ),
  /** What is open, the smallest number first, then what was decided, the latest first. */
  'office.listIncidents': query(z.object({}), z.array(IncidentShown)),
} as const;
