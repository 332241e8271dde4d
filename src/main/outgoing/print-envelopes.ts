import type { MadeFile } from '../../shared/contract/shapes.ts';
import type { OutgoingId } from '../../shared/domain/core/values.ts';
import { formatReference } from '../../shared/domain/outgoing/outgoing.ts';
import { AppError } from '../../shared/errors.ts';
import { saveName } from '../../shared/text/save-name.ts';
import { say } from '../../shared/words/vi.ts';
import { agencyLines } from '../export/agency-lines.ts';
import { escapeHtml, pageHtml } from '../export/page-frame.ts';
import { printedFile } from '../export/sheet-file.ts';
import type { QueryContext } from '../handler.ts';
import { partsOf } from '../store/entities.ts';

/** The middle size of official envelopes; a printer that has another one scales. */
const SIZE = '220mm 158mm';
const ENVELOPES_MAX = 500;

const CSS = `
html,body{font-size:13pt}
.envelope{height:calc(100vh - 1mm);display:flex;flex-direction:column;justify-content:space-between;page-break-after:always}
.envelope:last-child{page-break-after:auto}
.from{width:60%;text-align:center}
.from p{margin:0}.from .name{font-weight:700}
.rule{display:block;width:40%;margin:1mm auto 2mm;border-top:0.5pt solid #000}
.small{font-size:11pt}
.to{align-self:flex-end;width:62%}
.to p{margin:0 0 3mm}.to .name{font-weight:700;font-size:14pt}
`;

/** Bì văn bản (NĐ 30/2020 annex IV.II): who sends, the references of what is inside, who receives. Throws `outgoing.not-found`; as `Ports.printPage`. */
export function printEnvelopes(context: QueryContext, documentId: OutgoingId): Promise<MadeFile> {
  const { read, ports, db } = context;
  const document = read('outgoing', documentId);
  const agency = read('agency', ports.profile.agencyId);
  if (!document || !agency) throw new AppError('outgoing.not-found');
  const reference = formatReference(document.number, document.codeNotation);
  const deliveries = partsOf(db, 'delivery', { kind: 'outgoing', id: documentId }).map(({ body }) => body);
  const onPaper = deliveries.filter(({ isPaperToo }) => isPaperToo);
  const names = (onPaper.length > 0 ? onPaper : deliveries).map(({ recipientName }) => recipientName);
  const from = agencyLines(agency);
  const envelope = (to: string): string => `<section class="envelope"><div class="from">
${from.map((line, index) => `<p${index === from.length - 1 ? ' class="name"' : ''}>${escapeHtml(line)}</p>`).join('')}<i class="rule"></i>
<p class="small">${escapeHtml(say('form.envelope.from', { place: agency.place }))}</p>
<p class="small">${escapeHtml(say('form.envelope.inside', { reference }))}</p></div>
<div class="to"><p>${escapeHtml(say('form.envelope.to'))}</p><p class="name">${escapeHtml(to)}</p>
<p>${escapeHtml(say('form.envelope.address'))}</p></div></section>`;
  const all = names.length > 0 ? [...new Set(names)].slice(0, ENVELOPES_MAX) : ['………………………………………………'];
  const title = say('form.envelope.title');
  const html = pageHtml({
    title,
    orientation: 'landscape',
    size: SIZE,
    margin: '12mm 14mm',
    css: CSS,
    body: all.map(envelope).join('\n'),
  });
  return printedFile(ports, saveName({ reference, subject: title, fileName: 'bi' }), html);
}
