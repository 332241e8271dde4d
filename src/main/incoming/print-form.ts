import type { SheetEntry } from '../../shared/contract/incoming.ts';
import type { MadeFile } from '../../shared/contract/shapes.ts';
import type { IncomingId } from '../../shared/domain/core/values.ts';
import { type OpinionLevel, opinionLevels } from '../../shared/domain/incoming/event.ts';
import type { Incoming } from '../../shared/domain/incoming/incoming.ts';
import { numberOnPage } from '../../shared/domain/outgoing/on-page.ts';
import { formatReference } from '../../shared/domain/outgoing/outgoing.ts';
import { AppError } from '../../shared/errors.ts';
import { formatDay, formatMoment } from '../../shared/text/day.ts';
import { saveName } from '../../shared/text/save-name.ts';
import { say } from '../../shared/words/vi.ts';
import { agencyLines } from '../export/agency-lines.ts';
import { escapeHtml, pageHtml } from '../export/page-frame.ts';
import { printedFile } from '../export/sheet-file.ts';
import type { QueryContext } from '../handler.ts';
import { getDetail } from './detail.ts';

type Wanted = { readonly documentId: IncomingId; readonly form: 'sheet' | 'mark' };

/** A form of annex IV over one incoming document, as PDF. Throws as `getDetail` and `Ports.printPage`. */
export function printIncomingForm(context: QueryContext, { documentId, form }: Wanted): Promise<MadeFile> {
  const { document, sheet } = getDetail(context, documentId);
  const agency = context.read('agency', context.ports.profile.agencyId);
  if (!agency) throw new AppError('incoming.not-found');
  const lines = agencyLines(agency);
  const name = saveName({
    reference: formatReference(document.codeNumber, document.codeNotation),
    subject: say(form === 'sheet' ? 'form.sheet.title' : 'form.mark.title'),
    fileName: 'phieu',
  });
  const html = form === 'sheet' ? sheetPage(lines, agency.place, document, sheet) : markPage(lines, document);
  return printedFile(context.ports, name, html);
}

const SHEET_CSS = `
html,body{font-size:13pt}
.top{display:flex;justify-content:space-between;text-align:center;gap:8mm}
.top p{margin:0}.top .name,.top .motto{font-weight:700}
.rule{display:block;width:45%;margin:0.8mm auto 2mm;border-top:0.5pt solid #000}
.place{font-style:italic}
h1{text-align:center;font-size:14pt;margin:8mm 0 2mm}
.document{text-align:center;margin:0 8mm 1mm}
.short{width:28%}
h2{font-size:13pt;margin:5mm 0 1mm}
.entry{margin:0 0 2.5mm;page-break-inside:avoid;text-align:justify}
.entry p{margin:0 0 0.6mm}
.by{font-style:italic;text-align:right}
.blank{border-bottom:0.4pt dotted #000;height:7mm}
`;

/** Phiếu giải quyết văn bản đến (NĐ 30/2020 annex IV.VII): the document, then what leaders, heads of units and those who work on it said. */
function sheetPage(
  agency: readonly string[],
  place: string,
  document: Incoming,
  entries: readonly SheetEntry[],
): string {
  const parts = opinionLevels.map((level, index) =>
    part(
      level,
      index,
      entries.filter((each) => each.level === level),
    ),
  );
  const body = `<div class="top"><div>${names(agency)}<i class="rule"></i></div>
<div><p class="name">${escapeHtml(say('sheet.nation'))}</p><p class="motto">${escapeHtml(say('sheet.motto'))}</p><i class="rule"></i>
<p class="place">${escapeHtml(say('form.place', { place }))}</p></div></div>
<h1>${escapeHtml(say('form.sheet.title'))}</h1>
<p class="document">${escapeHtml(documentLine(document))}</p><i class="rule short"></i>
${parts.join('\n')}`;
  const title = say('form.sheet.title');
  return pageHtml({
    title,
    orientation: 'portrait',
    margin: '20mm 15mm 20mm 30mm',
    isNumbered: true,
    css: SHEET_CSS,
    body,
  });
}

const names = (agency: readonly string[]): string =>
  agency
    .map((line, index) => `<p${index === agency.length - 1 ? ' class="name"' : ''}>${escapeHtml(line)}</p>`)
    .join('');

/** Tên loại; số và ký hiệu; ngày, tháng, năm; cơ quan ban hành và trích yếu nội dung văn bản đến. */
function documentLine({
  typeName,
  codeNumber,
  codeNotation,
  issuedOn,
  organName,
  subject,
  arrivalNumber,
  arrivedOn,
}: Incoming): string {
  const reference = formatReference(codeNumber, codeNotation);
  const said = [
    [typeName, reference && say('book.form.reference', { reference })].filter(Boolean).join(' '),
    issuedOn ? say('book.form.dated', { day: formatDay(issuedOn) }) : '',
    organName && say('book.form.of', { organ: organName }),
  ];
  const arrived =
    arrivalNumber === undefined
      ? ''
      : say('form.arrived', { number: numberOnPage(arrivalNumber), day: formatDay(arrivedOn) });
  return [`${said.filter(Boolean).join(' ')}: ${subject}`, arrived].filter(Boolean).join(' ');
}

/** A part without a word has lines to write on. */
function part(level: OpinionLevel, index: number, entries: readonly SheetEntry[]): string {
  const title = `${String(index + 1)}. ${say(`form.sheet.part.${level}`)}`;
  const blank = '<div class="blank"></div>'.repeat(4);
  return `<h2>${escapeHtml(title)}</h2>${entries.length === 0 ? blank : entries.map(entryHtml).join('')}`;
}

function entryHtml({ text, shares, by, to, what, doneAt, recorded }: SheetEntry): string {
  const given = shares.map(({ to: person, unitName, part: how, dueOn }) => {
    const who = unitName ?? person?.fullName ?? say('common.unknownPerson');
    const due = dueOn ? say('form.sheet.due', { day: formatDay(dueOn) }) : '';
    return `<p>- ${escapeHtml(say(`form.sheet.share.${how}`, { who }))}${escapeHtml(due)}</p>`;
  });
  const head = what === 'present' && to ? say('form.sheet.present', { who: to.fullName }) : '';
  const said = [head, text].filter(Boolean).join(' ');
  const signed = say('form.sheet.by', {
    who: by?.fullName ?? say('common.unknownPerson'),
    time: formatMoment(doneAt),
  });
  const noted = recorded
    ? `<p class="by">${escapeHtml(
        say('form.sheet.recorded', {
          day: formatDay(recorded.writtenOn),
          who: recorded.by?.fullName ?? say('common.unknownPerson'),
        }),
      )}</p>`
    : '';
  return `<div class="entry">${said ? `<p>${escapeHtml(said)}</p>` : ''}${given.join('')}<p class="by">${escapeHtml(signed)}</p>${noted}</div>`;
}

const MARK_CSS = `
html,body{font-size:9.5pt;line-height:1.15}
.mark{width:50mm;height:35mm;border:0.8pt solid #000;display:flex;flex-direction:column}
.head{border-bottom:0.6pt solid #000;text-align:center;font-weight:700;padding:1mm;font-size:8.5pt}
.middle{display:flex;flex:1;border-bottom:0.6pt solid #000}
.middle b{width:16mm;display:flex;align-items:center;justify-content:center;font-size:14pt;border-right:0.6pt solid #000}
.middle p,.foot p{margin:0.8mm 1.5mm}
.middle div{flex:1;display:flex;flex-direction:column;justify-content:center}
`;

/** Mẫu dấu "ĐẾN" (annex IV.V): 35 × 50 mm, as a label or on the page itself, with số đến and day filled in. */
function markPage(agency: readonly string[], { arrivalNumber, arrivedOn }: Incoming): string {
  const number = arrivalNumber === undefined ? '……………' : numberOnPage(arrivalNumber);
  const line = (text: string): string => `<p>${escapeHtml(text)}</p>`;
  const body = `<div class="mark"><div class="head">${escapeHtml(agency.at(-1) ?? '')}</div>
<div class="middle"><b>${escapeHtml(say('form.mark.arrived'))}</b><div>${line(say('form.mark.number', { number }))}${line(
    say('form.mark.day', { day: formatDay(arrivedOn) }),
  )}</div></div>
<div class="foot">${line(say('form.mark.to'))}${line(say('form.mark.dossier'))}</div></div>`;
  const title = say('form.mark.title');
  return pageHtml({ title, orientation: 'landscape', size: '52mm 37mm', margin: '1mm', css: MARK_CSS, body });
}
