import type { DocumentsReport, ExchangeReport } from '../../shared/contract/report.ts';
import type { LocalDate } from '../../shared/domain/core/values.ts';
import type { Agency } from '../../shared/domain/office/agency.ts';
import { datePhrase } from '../../shared/domain/outgoing/on-page.ts';
import { countOf, documentStandings, doneShare } from '../../shared/domain/report/document-figures.ts';
import { figures, perMille, targets } from '../../shared/domain/report/exchange-figures.ts';
import { inTimeShare, standings, type TaskCounts } from '../../shared/domain/task/standing.ts';
import type { Sheet, SheetCell, SheetRow } from '../../shared/sheet/sheet.ts';
import { formatDay, formatMoment } from '../../shared/text/day.ts';
import { say } from '../../shared/words/vi.ts';
import { agencyLines } from '../export/agency-lines.ts';

type Given = {
  readonly documents: Omit<DocumentsReport, 'asOf'>;
  readonly exchange: ExchangeReport;
  readonly tasks: TaskCounts;
  readonly from: LocalDate;
  readonly to: LocalDate;
  readonly today: LocalDate;
  readonly agency: Agency;
};

const row = (name: string, count: number, share?: number, target?: number): SheetRow => ({
  cells: [name, count, share ?? '', target ?? ''] satisfies SheetCell[],
});
const section = (name: string): SheetRow => ({ cells: [name], tone: 'section' });

/** Documents of one book: how many, and how they stand (annex VI part I, V.2 and V.4). */
function bookRows(documents: Given['documents'], book: 'incoming' | 'outgoing'): readonly SheetRow[] {
  const { whole, by } = documents[book];
  const share = doneShare(whole);
  return [
    section(say(`report.summary.${book}`)),
    row(say('documents.total'), countOf(whole)),
    ...documentStandings.map((standing) =>
      row(
        say(`documents.standing.${standing}`),
        whole[standing],
        standing === 'done' && share !== undefined ? share / 10 : undefined,
      ),
    ),
    ...by.type.map(({ name, counts }) => row(say('report.summary.type', { name }), countOf(counts))),
  ];
}

/** What went out as it should, of what counts, beside what the province's plan asks. */
const exchangeRows = ({ whole }: ExchangeReport): readonly SheetRow[] => [
  section(say('report.summary.exchange')),
  row(say('report.summary.issued'), whole.issuedCount),
  ...figures.map((figure) => {
    const share = perMille(whole.counts[figure]);
    const { met, counted } = whole.counts[figure];
    const name = say('report.summary.figure', { figure: say(`figure.${figure}`), counted });
    return row(name, met, share === undefined ? undefined : share / 10, targets[figure]);
  }),
];

function taskRows(tasks: TaskCounts): readonly SheetRow[] {
  const share = inTimeShare(tasks);
  const sum = standings.reduce((all, each) => all + tasks[each], 0);
  return [
    section(say('report.summary.tasks')),
    row(say('task.count.sum'), sum, share === undefined ? undefined : Math.round(share * 1000) / 10),
    ...standings.map((standing) => row(say(`report.summary.task.${standing}`), tasks[standing])),
  ];
}

/** Báo cáo tổng hợp of a period, a month as a rule: documents in and out, the targets of the exchange, tasks, on one sheet that can be signed and handed on. */
export const summarySheet = (given: Given): Sheet => ({
  name: say('report.summary.name', { from: given.from, to: given.to }),
  title: say('report.summary.title'),
  subtitle: [say('figures.sheet.period', { from: formatDay(given.from), to: formatDay(given.to) })],
  agency: agencyLines(given.agency),
  placeAndDay: `${given.agency.place}, ${datePhrase(given.today)}`,
  orientation: 'portrait',
  columns: [
    { title: say('documents.sheet.content'), kind: 'text', widthMm: 100 },
    { title: say('report.summary.count'), kind: 'number', widthMm: 22 },
    { title: say('report.summary.share'), kind: 'number', widthMm: 22 },
    { title: say('report.summary.target'), kind: 'number', widthMm: 26 },
  ],
  rows: [
    ...bookRows(given.documents, 'incoming'),
    ...bookRows(given.documents, 'outgoing'),
    ...exchangeRows(given.exchange),
    ...taskRows(given.tasks),
  ],
  ...(given.exchange.asOf && {
    notes: [say('figures.sheet.asOf', { moment: formatMoment(given.exchange.asOf) })],
  }),
});
