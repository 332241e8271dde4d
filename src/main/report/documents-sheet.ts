import type { BookCounts, DocumentGroup } from '../../shared/contract/report.ts';
import type { LocalDate } from '../../shared/domain/core/values.ts';
import type { Agency } from '../../shared/domain/office/agency.ts';
import { datePhrase } from '../../shared/domain/outgoing/on-page.ts';
import {
  countOf,
  documentStandings,
  doneShare,
  groupings,
} from '../../shared/domain/report/document-figures.ts';
import type { Sheet, SheetCell, SheetRow } from '../../shared/sheet/sheet.ts';
import { formatDay } from '../../shared/text/day.ts';
import { say } from '../../shared/words/vi.ts';
import { agencyLines } from '../export/agency-lines.ts';
import type { ReportBook } from './documents.ts';

type Given = {
  readonly counts: BookCounts;
  readonly book: ReportBook;
  readonly from: LocalDate;
  readonly to: LocalDate;
  readonly today: LocalDate;
  readonly agency: Agency;
};

/** Báo cáo tình hình giải quyết văn bản (annex VI part I, V.2 and V.4): by type, by unit, by state, and the whole. */
export const documentsSheet = ({ counts, book, from, to, today, agency }: Given): Sheet => ({
  name: say('documents.sheet.name', { book: book === 'incoming' ? 'den' : 'di', from, to }),
  title: say(`documents.sheet.${book}`),
  subtitle: [say('figures.sheet.period', { from: formatDay(from), to: formatDay(to) })],
  agency: agencyLines(agency),
  placeAndDay: `${agency.place}, ${datePhrase(today)}`,
  orientation: 'portrait',
  columns: [
    { title: say('documents.sheet.content'), kind: 'text', widthMm: 60 },
    { title: say('documents.total'), kind: 'number', widthMm: 20 },
    ...documentStandings.map((standing) => ({
      title: say(`documents.standing.${standing}`),
      kind: 'number' as const,
      widthMm: 20,
    })),
    { title: `${say('documents.share')} (%)`, kind: 'number', widthMm: 20 },
  ],
  rows: groupings.flatMap((grouping): SheetRow[] => [
    { cells: [say(`documents.by.${grouping}`)], tone: 'section' },
    ...(counts.by[grouping] ?? []).map(({ name, counts: each }) => ({ cells: cellsOf(name, each) })),
  ]),
  totals: cellsOf(say('documents.whole'), counts.whole),
});

function cellsOf(name: string, counts: DocumentGroup['counts']): SheetCell[] {
  const share = doneShare(counts);
  return [
    name,
    countOf(counts),
    ...documentStandings.map((standing) => counts[standing]),
    share === undefined ? '' : share / 10,
  ];
}
