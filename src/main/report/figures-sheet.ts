import type { ExchangeReport, FigureRow } from '../../shared/contract/report.ts';
import type { LocalDate } from '../../shared/domain/core/values.ts';
import type { Agency } from '../../shared/domain/office/agency.ts';
import { datePhrase } from '../../shared/domain/outgoing/on-page.ts';
import { figures, perMille, targets } from '../../shared/domain/report/exchange-figures.ts';
import type { Sheet, SheetCell, SheetColumn } from '../../shared/sheet/sheet.ts';
import { formatDay, formatMoment } from '../../shared/text/day.ts';
import { say } from '../../shared/words/vi.ts';

type Given = {
  readonly report: ExchangeReport;
  readonly from: LocalDate;
  readonly to: LocalDate;
  readonly today: LocalDate;
  readonly agency: Pick<Agency, 'name' | 'parentName' | 'place'>;
};

/** The report as a table to be given away: a row for each unit, the agency's as the totals, and what is left out in the notes. */
export const figuresSheet = ({ report, from, to, today, agency }: Given): Sheet => ({
  name: say('figures.sheet.name', { from, to }),
  title: say('figures.sheet.title'),
  subtitle: [say('figures.sheet.period', { from: formatDay(from), to: formatDay(to) })],
  agency: [...(agency.parentName === undefined ? [] : [agency.parentName]), agency.name],
  placeAndDay: `${agency.place}, ${datePhrase(today)}`,
  orientation: 'landscape',
  columns: [
    { title: say('figures.column.unit'), kind: 'text', widthMm: 40 },
    { title: say('figures.column.issued'), kind: 'number', widthMm: 14 },
    ...figures.flatMap((figure): SheetColumn[] => {
      const common = { group: say(`figure.${figure}`), kind: 'number', widthMm: 12 } as const;
      return [
        { ...common, title: say('figures.sheet.met') },
        { ...common, title: say('figures.sheet.counted') },
        { ...common, title: say('figures.sheet.share') },
      ];
    }),
  ],
  rows: report.byUnit.map(({ name, ...row }) => ({ cells: cellsOf(name ?? say('figures.unit.none'), row) })),
  totals: cellsOf(say('figures.sheet.whole'), report.whole),
  notes: notesOf(report),
});

const cellsOf = (name: string, { issuedCount, counts }: FigureRow): SheetCell[] => [
  name,
  issuedCount,
  ...figures.flatMap((figure): SheetCell[] => {
    const share = perMille(counts[figure]);
    return [counts[figure].met, counts[figure].counted, share === undefined ? '' : share / 10];
  }),
];

function notesOf({ classified, asOf }: ExchangeReport): string[] {
  const typedIn = classified.flatMap(({ count }) => count ?? []);
  const missing = classified.filter(({ count }) => count === undefined).map(({ month }) => month);
  return [
    ...figures.flatMap((figure) => {
      const target = targets[figure];
      const said = `${say(`figure.${figure}`)}: ${say(`figure.${figure}.what`)}`;
      return target === undefined
        ? [said]
        : [`${said} ${say('figures.sheet.target', { figure: say(`figure.${figure}`), target })}`];
    }),
    ...(typedIn.length > 0
      ? [say('figures.sheet.classified', { count: typedIn.reduce((sum, count) => sum + count, 0) })]
      : []),
    ...(missing.length > 0
      ? [
          say('figures.sheet.classified.missing', {
            months: missing.map((month) => month.split('-').reverse().join('/')).join(', '),
          }),
        ]
      : []),
    ...(asOf ? [say('figures.sheet.asOf', { moment: formatMoment(asOf) })] : []),
  ];
}
