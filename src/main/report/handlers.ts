import type { ExchangeReport, FigureRow, ShortfallRow, UnitChoice } from '../../shared/contract/report.ts';
import { may } from '../../shared/domain/core/rights.ts';
import type { LocalDate } from '../../shared/domain/core/values.ts';
import type { Agency } from '../../shared/domain/office/agency.ts';
import { countFigures, type Figure, judge } from '../../shared/domain/report/exchange-figures.ts';
import { AppError } from '../../shared/errors.ts';
import { addDays } from '../../shared/text/day.ts';
import { type Cursor, readCursor, writeCursor } from '../document/cursor.ts';
import { dayOfKey } from '../document/order.ts';
import { sheetFile } from '../export/sheet-file.ts';
import type { Handlers, QueryContext } from '../handler.ts';
import { calendarHere } from '../office/working-years.ts';
import { replicaRow } from '../sync/replica-row.ts';
import { countBy } from '../task/statistics.ts';
import { addresseeReader } from './addressees.ts';
import { classifiedIn, historyOf } from './classified.ts';
import { countDocuments, listDocuments } from './documents.ts';
import { documentsSheet } from './documents-sheet.ts';
import { figuresSheet } from './figures-sheet.ts';
import { type Alike, type Asked, countAlike, type Issued, issuedBehind, textsOf } from './issued.ts';
import { demandPeriod, type Period } from './period.ts';
import { shortfallRow } from './shortfall-row.ts';
import { summarySheet } from './summary-sheet.ts';
import { unitsIn } from './units-in.ts';

export const reportHandlers: Handlers<
  | 'report.countExchange'
  | 'report.listShortfalls'
  | 'report.listClassifiedCounts'
  | 'report.exportExchange'
  | 'report.countDocuments'
  | 'report.listDocuments'
  | 'report.exportDocuments'
  | 'report.exportSummary'
> = {
  'report.countExchange': (context, period) => countExchange(context, period),
  'report.listShortfalls': (context, input) => listShortfalls(context, input),
  'report.exportExchange': async (context, { format, from, to }) => {
    const report = await countExchange(context, { from, to });
    const { ports, today } = context;
    return sheetFile(
      ports,
      figuresSheet({ report, from, to, today: today(), agency: agencyOf(context) }),
      format,
    );
  },
  'report.countDocuments': (context, period) => {
    onlyOverseers(context);
    const { lastContactAt } = replicaRow(context.db);
    return { ...countDocuments(context, period), ...(lastContactAt !== null && { asOf: lastContactAt }) };
  },
  'report.listDocuments': (context, input) => {
    onlyOverseers(context);
    return listDocuments(context, input);
  },
  'report.exportDocuments': (context, { from, to, book, format }) => {
    onlyOverseers(context);
    const { ports, today } = context;
    const counts = countDocuments(context, { from, to })[book];
    return sheetFile(
      ports,
      documentsSheet({ counts, book, from, to, today: today(), agency: agencyOf(context) }),
      format,
    );
  },
  'report.exportSummary': async (context, { format, ...period }) => {
    const exchange = await countExchange(context, period);
    const documents = countDocuments(context, period);
    const { counts: tasks } = countBy(context, period, 'lead');
    const given = {
      documents,
      exchange,
      tasks,
      ...period,
      today: context.today(),
      agency: agencyOf(context),
    };
    return sheetFile(context.ports, summarySheet(given), format);
  },
  'report.listClassifiedCounts': (context, { month }) => {
    onlyOverseers(context);
    return historyOf(context.db, month);
  },
};

/** Whoever sees every document: the figures of a desk that holds some of them would be wrong. */
function onlyOverseers({ actor, ports }: QueryContext): void {
  if (!may(actor(), 'oversee', ports.profile)) throw new AppError('report.only-clerk-or-leader');
}

function agencyOf({ read, ports }: QueryContext): Agency {
  const agency = read('agency', ports.profile.agencyId);
  if (!agency) throw new AppError('profile.not-ready');
  return agency;
}

/** Asked at once; between two stretches the desk answers others. */
const STRETCH_DAYS = 7;

/** The stretches of a period, the latest first, each with whom its texts mean; a period that is none, or longer than a year, is refused. */
async function* stretchesOf(context: QueryContext, { from, to }: Period): AsyncGenerator<Asked> {
  demandPeriod({ from, to });
  const { db, ports } = context;
  const readAddressees = addresseeReader(db, ports.profile.agencyId);
  const [calendar, now] = [calendarHere(db), ports.now()];
  for (let last = to; last >= from; last = addDays(last, -STRETCH_DAYS)) {
    const first = addDays(last, 1 - STRETCH_DAYS);
    const stretch = { from: first < from ? from : first, to: last };
    yield { ...stretch, calendar, now, addressees: readAddressees(textsOf(db, stretch.from, stretch.to)) };
    await new Promise((next) => {
      setImmediate(next);
    });
  }
}

async function countExchange(context: QueryContext, period: Period): Promise<ExchangeReport> {
  onlyOverseers(context);
  const { db } = context;
  const { unitOf, nameOf } = unitsIn(db);
  const byUnit = new Map<UnitChoice, Alike[]>();
  for await (const asked of stretchesOf(context, period))
    for (const alike of countAlike(db, asked)) {
      const unit = unitOf(alike.drafterId);
      byUnit.set(unit, [...(byUnit.get(unit) ?? []), alike]);
    }
  const inVietnamese = new Intl.Collator('vi');
  const { lastContactAt } = replicaRow(db);
  return {
    whole: figureRow([...byUnit.values()].flat()),
    byUnit: [...byUnit]
      .map(([unit, alike]) => {
        const name = nameOf(unit);
        return { unit, ...(name !== undefined && { name }), ...figureRow(alike) };
      })
      // Who belongs to no unit comes last.
      .sort(
        (a, b) =>
          Number(a.unit === 'none') - Number(b.unit === 'none') ||
          inVietnamese.compare(a.name ?? '', b.name ?? ''),
      ),
    classified: classifiedIn(db, period.from, period.to),
    ...(lastContactAt !== null && { asOf: lastContactAt }),
  };
}

function figureRow(alike: readonly Alike[]): FigureRow {
  const issued = alike.filter(({ document }) => !document.isVoid);
  const sum = (some: readonly Alike[]): number => some.reduce((total, { times }) => total + times, 0);
  return {
    counts: countFigures(issued),
    issuedCount: sum(issued),
    paperTooCount: sum(issued.filter(({ isPaperToo }) => isPaperToo)),
  };
}

type Listed = Period & {
  readonly figure: Figure;
  readonly unit?: UnitChoice | undefined;
  readonly limit: number;
  readonly after?: string | undefined;
};

async function listShortfalls(
  context: QueryContext,
  { figure, unit, limit, after, ...period }: Listed,
): Promise<{ rows: ShortfallRow[]; next?: string }> {
  onlyOverseers(context);
  const { db } = context;
  const { unitOf, nameOf } = unitsIn(db);
  const behind = readCursor(after);
  const rows: ShortfallRow[] = [];
  // What lies before the cursor's day was listed.
  const to = behind ? earlier(period.to, dayOfKey(behind.key)) : period.to;
  for await (const asked of stretchesOf(context, { ...period, to }))
    for (const issued of issuedBehind(db, asked, behind && placeOf(behind))) {
      const reason = judge(figure, issued.document);
      const of = unitOf(issued.drafterId);
      if (reason === 'met' || reason === 'not-counted' || (unit !== undefined && unit !== of)) continue;
      rows.push(shortfallRow(db, asked.addressees, { issued, figure, reason, unitName: nameOf(of) }));
      if (rows.length === limit) return { rows, next: writeCursor(cursorAt(issued)) };
    }
  return { rows };
}

const earlier = (one: LocalDate, other: LocalDate): LocalDate => (one < other ? one : other);
const placeOf = ({ key, tie }: Cursor): Pick<Issued, 'key' | 'tie'> => ({ key, tie: Number(tie) });
const cursorAt = ({ key, tie }: Issued): Cursor => ({ key, tie: String(tie) });
