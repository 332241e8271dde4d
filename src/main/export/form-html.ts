import { plainText } from '../../shared/sheet/cell-text.ts';
import type { Form } from '../../shared/sheet/form.ts';
import { escapeHtml, pageHtml } from './page-frame.ts';
import { TOP_CSS, topHtml } from './sheet-html.ts';
import { SIGNED_CSS, signedHtml } from './signed-html.ts';

/** Margins and size of an official document (NĐ 30/2020 annex I part I, I). */
const CSS = `${TOP_CSS}
html,body{font-size:13.5pt;line-height:1.35}
.top{font-size:13pt}
h1{font-size:14pt;text-align:center;margin:7mm 0 0}
.subtitle{font-weight:700;text-align:center;margin:0}
.short{display:block;width:28%;margin:1mm auto 6mm;border-top:0.4pt solid #000}
.plain,.heading,.item,.ground{margin:0 0 1.6mm;text-align:justify;overflow-wrap:anywhere}
.heading{font-weight:700}
.ground{font-style:italic}
.item{padding-left:8mm}
${SIGNED_CSS}`;

/** The form as printed pages. */
export function formHtml({ title, subtitle, paragraphs, signed, ...top }: Form): string {
  const text = (value: string): string => escapeHtml(plainText(value)).replaceAll('\n', '<br>');
  const body = [
    topHtml(top),
    `<h1>${text(title)}</h1><p class="subtitle">${text(subtitle)}</p><i class="short"></i>`,
    ...paragraphs.map(({ text: said, kind }) => `<p class="${kind}">${text(said)}</p>`),
    signedHtml(signed),
  ].join('\n');
  return pageHtml({
    ...{ title: `${title} ${subtitle}`, orientation: 'portrait', margin: '20mm 15mm 20mm 30mm' },
    ...{ isNumbered: true, css: CSS, body },
  });
}
