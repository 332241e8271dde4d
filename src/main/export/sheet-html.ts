import { cellText, plainText } from '../../shared/sheet/cell-text.ts';
import {
  alignOf,
  headGroupsOf,
  type Sheet,
  type SheetColumn,
  type SheetLeaf,
  type SheetRow,
} from '../../shared/sheet/sheet.ts';
import { say } from '../../shared/words/vi.ts';
import { escapeHtml, pageHtml } from './page-frame.ts';
import { SIGNED_CSS, signedHtml } from './signed-html.ts';

const text = (value: string): string => escapeHtml(plainText(value)).replaceAll('\n', '<br>');
const lines = (all: readonly string[], tag: string): string =>
  all.map((line) => `<${tag}>${text(line)}</${tag}>`).join('');

export const TOP_CSS = `
.top{display:flex;justify-content:space-between;gap:10mm;margin-bottom:4mm;text-align:center;page-break-inside:avoid}
.top p{margin:0}
.agency p:last-of-type,.motto p{font-weight:700}
.motto i+p{font-style:italic;font-weight:400;margin-top:1.5mm}
.rule{display:block;width:40%;margin:0.6mm auto 0;border-top:0.4pt solid #000}
`;
const CSS = `${TOP_CSS}
h1{font-size:14pt;text-align:center;margin:2mm 0 1mm}
.subtitle{text-align:center;font-style:italic;margin:0 0 0.5mm}
table{width:100%;border-collapse:collapse;table-layout:fixed;margin-top:3mm;font-size:10.5pt}
thead{display:table-header-group}
tr{page-break-inside:avoid}
th,td{border:0.5pt solid #000;padding:0.8mm 1.2mm;overflow-wrap:anywhere;vertical-align:top}
th{font-weight:700;text-align:center;vertical-align:middle}
.numbers th{font-weight:400;font-style:italic;padding:0.2mm}
.day{white-space:nowrap}
.start{text-align:left}.centre{text-align:center}.end{text-align:right}
.struck td{text-decoration:line-through}.struck td:last-child{text-decoration:none}
.section td,.heading td,.totals td{font-weight:700}
.note{margin:2mm 0 0;font-size:10.5pt}
.leaf{height:calc(100vh - 1mm);display:flex;flex-direction:column;align-items:center;justify-content:space-between;border:1.5pt double #000;padding:12mm;text-align:center}
.leaf p{margin:0}
.leaf .agency{font-size:14pt}
.leaf h1{font-size:24pt;line-height:1.4;margin:0 0 10mm}
.leaf .lines p{font-size:14pt;margin-bottom:3mm}
.after-leaf{page-break-after:always}.before-leaf{page-break-before:always}
.signers{display:flex;justify-content:space-around;width:100%;min-height:32mm;font-size:13pt;font-weight:700}
.signers div{display:flex;flex-direction:column;justify-content:space-between}
${SIGNED_CSS}`;

/** The sheet as printed pages: head repeated on each, page numbers at the foot, rows never torn. */
export function sheetHtml(sheet: Sheet): string {
  const { title, orientation, subtitle = [], columns, rows, notes = [], before = [], after = [] } = sheet;
  const body = [
    ...before.map((leaf) => leafHtml(sheet, leaf, 'after-leaf')),
    topHtml(sheet),
    `<h1>${text(title)}</h1>`,
    ...subtitle.map((line) => `<p class="subtitle">${text(line)}</p>`),
    `<table>${columnsHtml(columns)}${headHtml(sheet)}<tbody>`,
    ...rows.map((row) => rowHtml(columns, row)),
    totalsHtml(sheet),
    '</tbody></table>',
    ...notes.map((line) => `<p class="note">${text(line)}</p>`),
    ...(sheet.signed ? [signedHtml(sheet.signed)] : []),
    ...after.map((leaf) => leafHtml(sheet, leaf, 'before-leaf')),
  ];
  return pageHtml({ title, orientation, isNumbered: true, css: CSS, body: body.join('\n') });
}

/** The agency, and beside it the national name where the form has it. */
export function topHtml({ agency, placeAndDay }: Pick<Sheet, 'agency' | 'placeAndDay'>): string {
  const left = `<div class="agency">${lines(agency, 'p')}<i class="rule"></i></div>`;
  if (placeAndDay === undefined) return `<div class="top">${left}</div>`;
  const motto = `<p>${text(say('sheet.nation'))}</p><p>${text(say('sheet.motto'))}</p><i class="rule"></i>`;
  return `<div class="top">${left}<div class="motto">${motto}${placeAndDay === '' ? '' : `<p>${text(placeAndDay)}</p>`}</div></div>`;
}

function columnsHtml(columns: readonly SheetColumn[]): string {
  const whole = columns.reduce((sum, { widthMm }) => sum + widthMm, 0);
  const share = ({ widthMm }: SheetColumn): string => ((widthMm / whole) * 100).toFixed(2);
  return `<colgroup>${columns.map((column) => `<col style="width:${share(column)}%">`).join('')}</colgroup>`;
}

function headHtml({ columns, isNumbered }: Sheet): string {
  const groups = headGroupsOf(columns);
  const cell = (content: string, more = ''): string => `<th${more}>${content}</th>`;
  const numbers = columns.map((_, index) => cell(`(${String(index + 1)})`)).join('');
  const numbered = isNumbered ? `<tr class="numbers">${numbers}</tr>` : '';
  if (groups.length === 0)
    return `<thead><tr>${columns.map(({ title }) => cell(text(title))).join('')}</tr>${numbered}</thead>`;
  let at = 0;
  const upper = groups.map(({ title, span }) => {
    const first = columns[at];
    at += span;
    return title === undefined
      ? cell(text(first?.title ?? ''), ' rowspan="2"')
      : cell(text(title), ` colspan="${String(span)}"`);
  });
  const lower = columns.filter(({ group }) => group !== undefined).map(({ title }) => cell(text(title)));
  return `<thead><tr>${upper.join('')}</tr><tr>${lower.join('')}</tr>${numbered}</thead>`;
}

function rowHtml(columns: readonly SheetColumn[], { cells, tone }: SheetRow): string {
  if (tone === 'section')
    return `<tr class="section"><td colspan="${String(columns.length)}">${text(String(cells[0] ?? ''))}</td></tr>`;
  return `<tr${tone ? ` class="${tone}"` : ''}>${columns
    .map(
      (column, index) =>
        `<td class="${alignOf(column)}${column.kind === 'date' ? ' day' : ''}">${text(cellText(column, cells[index] ?? ''))}</td>`,
    )
    .join('')}</tr>`;
}

const totalsHtml = ({ columns, totals }: Sheet): string =>
  totals ? rowHtml(columns, { cells: [...totals] }).replace('<tr', '<tr class="totals"') : '';

function leafHtml({ agency }: Sheet, { title, lines: said, signers = [] }: SheetLeaf, place: string): string {
  const signed = signers.map(
    ({ position, name = '' }) => `<div><span>${text(position)}</span><span>${text(name)}</span></div>`,
  );
  return `<section class="leaf ${place}"><div class="agency">${lines(agency, 'p')}<i class="rule"></i></div>
<div><h1>${text(title)}</h1><div class="lines">${lines(said, 'p')}</div></div>
<div class="signers">${signed.join('')}</div></section>`;
}
