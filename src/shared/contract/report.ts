import { z } from 'zod';
import { Instant, LocalDate, Month, OutgoingId, UnitId } from '../domain/core/values.ts';
import { reportCommands } from '../domain/report/commands.ts';
import { documentStandings, groupings } from '../domain/report/document-figures.ts';
import { figures, shortfalls } from '../domain/report/exchange-figures.ts';
import { SheetFormat } from '../sheet/sheet.ts';
import { action, query } from './define.ts';
import { MadeFile, Page, Person } from './shapes.ts';

/** Days of one report: a year. */
export const PERIOD_DAYS_MAX = 366;
/** Addressees named beside a document that lowers a figure; the others are only counted. */
export const ADDRESSEES_NAMED_MAX = 3;

const Count = z.object({ met: z.int(), counted: z.int() });
/** Of the whole agency or of one unit: each figure, how many documents have a number of the period, and how many of them went out on paper as well. */
export const FigureRow = z.object({
  counts: z.record(z.enum(figures), Count),
  issuedCount: z.int(),
  paperTooCount: z.int(),
});
export type FigureRow = z.infer<typeof FigureRow>;

/** A unit, or `none`: those whose drafter belongs to no unit. */
export const UnitChoice = z.union([UnitId, z.literal('none')]);
export type UnitChoice = z.infer<typeof UnitChoice>;

export const ExchangeReport = z.object({
  whole: FigureRow,
  byUnit: z.array(FigureRow.extend({ unit: UnitChoice, name: z.string().optional() })),
  /** The months of the period, with what was typed in for each. */
  classified: z.array(z.object({ month: Month, count: z.int().optional() })),
  /** When this machine last had word from the server: what was done elsewhere since is not in it. */
  asOf: Instant.optional(),
});
export type ExchangeReport = z.infer<typeof ExchangeReport>;

export const ShortfallRow = z.object({
  documentId: OutgoingId,
  reference: z.string(),
  issuedOn: LocalDate,
  typeName: z.string(),
  subject: z.string(),
  drafter: Person.optional(),
  unitName: z.string().optional(),
  reason: z.enum(shortfalls),
  /** Who did not get it, or turned it back: the first of them, and how many there are. */
  addressees: z.array(z.string()).max(ADDRESSEES_NAMED_MAX),
  addresseeCount: z.int(),
});
export type ShortfallRow = z.infer<typeof ShortfallRow>;

const DocumentCounts = z.record(z.enum(documentStandings), z.int());
/** Documents of one type, unit or state; `key` asks for them. */
export const DocumentGroup = z.object({ key: z.string(), name: z.string(), counts: DocumentCounts });
export type DocumentGroup = z.infer<typeof DocumentGroup>;

const BookCounts = z.object({
  whole: DocumentCounts,
  by: z.record(z.enum(groupings), z.array(DocumentGroup)),
});
export type BookCounts = z.infer<typeof BookCounts>;

export const DocumentsReport = z.object({
  incoming: BookCounts,
  outgoing: BookCounts,
  /** When this machine last had word from the server. */
  asOf: Instant.optional(),
});
export type DocumentsReport = z.infer<typeof DocumentsReport>;

export const CountedDocument = z.object({
  documentId: z.string(),
  reference: z.string(),
  day: LocalDate,
  subject: z.string(),
  typeName: z.string(),
  standing: z.enum(documentStandings),
});
export type CountedDocument = z.infer<typeof CountedDocument>;

const period = { from: LocalDate, to: LocalDate } as const;

export const reportContract = {
  ...reportCommands,
  /** Báo cáo › Liên thông: how documents issued in a period went out, whole and by the drafters' units; for clerks and leaders. */
  'report.countExchange': query(z.object(period), ExchangeReport),
  /** The documents that lower a figure, the newest first, each with why. */
  'report.listShortfalls': query(
    Page.extend({ ...period, figure: z.enum(figures), unit: UnitChoice.optional() }),
    z.object({ rows: z.array(ShortfallRow), next: z.string().optional() }),
  ),
  /** The report as a workbook, a Word file or pages to print. */
  'report.exportExchange': action(z.object({ ...period, format: SheetFormat }), MadeFile),
  /** Báo cáo › Văn bản: how documents of a period are worked on (annex VI part I, V.2 and V.4), whole and by type, unit and state; for clerks and leaders. */
  'report.countDocuments': query(z.object(period), DocumentsReport),
  /** The documents behind one count, the newest first, and how many there are. */
  'report.listDocuments': query(
    z.object({
      ...period,
      book: z.enum(['incoming', 'outgoing']),
      grouping: z.enum(groupings).optional(),
      key: z.string().max(200).optional(),
      standing: z.enum(documentStandings).optional(),
      limit: z.int().min(1).max(200),
    }),
    z.object({ rows: z.array(CountedDocument), count: z.int() }),
  ),
  /** The report as a workbook, a Word file or pages to print. */
  'report.exportDocuments': action(
    z.object({ ...period, book: z.enum(['incoming', 'outgoing']), format: SheetFormat }),
    MadeFile,
  ),
  /** Báo cáo tổng hợp of a period, a month as a rule: documents, targets and tasks on one sheet; for clerks and leaders. */
  'report.exportSummary': action(z.object({ ...period, format: SheetFormat }), MadeFile),
  /** What was typed in for a month, the last first. */
  'report.listClassifiedCounts': query(
    z.object({ month: Month }),
    z.array(z.object({ count: z.int(), by: Person.optional(), at: Instant })),
  ),
} as const;
