import { strToU8, zipSync } from 'fflate';
import { FONT, PAPER_MM } from '../../../shared/domain/outgoing/page-layout.ts';

/** Twentieths of a point, in which WordprocessingML counts. */
export const twips = (mm: number): number => Math.round((mm * 1440) / 25.4);

export const escaped = (text: string): string =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;');

export type Run = { readonly size?: number; readonly isBold?: boolean; readonly isItalic?: boolean };
export type Paragraph = Run & {
  readonly align?: 'left' | 'center' | 'both';
  readonly style?: string;
  /** In points. */
  readonly before?: number;
  readonly isIndented?: boolean;
  readonly keepsNext?: boolean;
};

const runProperties = ({ size, isBold, isItalic }: Run): string =>
  `<w:rPr>${isBold ? '<w:b/>' : ''}${isItalic ? '<w:i/>' : ''}${size === undefined ? '' : `<w:sz w:val="${size * 2}"/><w:szCs w:val="${size * 2}"/>`}</w:rPr>`;

/** A paragraph of one run. 1.27 cm in where it is of the body (annex I part I, II.6e). */
export function paragraph(text: string, given: Paragraph = {}): string {
  const { align = 'left', style, before = 0, isIndented, keepsNext } = given;
  const properties = [
    style && `<w:pStyle w:val="${style}"/>`,
    keepsNext && '<w:keepNext/>',
    `<w:spacing w:before="${before * 20}" w:after="0"/>`,
    isIndented && '<w:ind w:firstLine="720"/>',
    `<w:jc w:val="${align}"/>`,
  ].filter(Boolean);
  const run =
    text === '' ? '' : `<w:r>${runProperties(given)}<w:t xml:space="preserve">${escaped(text)}</w:t></w:r>`;
  return `<w:p><w:pPr>${properties.join('')}</w:pPr>${run}</w:p>`;
}

/** A line under a text, as the top border of an empty paragraph whose style says how far in it begins and ends. */
export const rule = (style: string): string => `<w:p><w:pPr><w:pStyle w:val="${style}"/></w:pPr></w:p>`;

/** Two columns without borders; widths in millimetres. The cells of a row begin at one height. */
export function columns(
  widths: readonly [number, number],
  ...rows: readonly (readonly [left: string, right: string])[]
): string {
  const grid = widths.map((width) => `<w:gridCol w:w="${twips(width)}"/>`).join('');
  const cell = (content: string, index: number): string =>
    `<w:tc><w:tcPr><w:tcW w:w="${twips(widths[index] ?? 0)}" w:type="dxa"/></w:tcPr>${content}</w:tc>`;
  const table = rows
    .map((cells) => `<w:tr><w:trPr><w:cantSplit/></w:trPr>${cells.map(cell).join('')}</w:tr>`)
    .join('');
  return (
    `<w:tbl><w:tblPr><w:tblW w:w="${twips(widths[0] + widths[1])}" w:type="dxa"/><w:tblLayout w:type="fixed"/>` +
    '<w:tblCellMar><w:left w:w="0" w:type="dxa"/><w:right w:w="0" w:type="dxa"/></w:tblCellMar></w:tblPr>' +
    `<w:tblGrid>${grid}</w:tblGrid>${table}</w:tbl>`
  );
}

const NAMESPACES =
  'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"';
const HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n';
const TYPE = 'application/vnd.openxmlformats-officedocument.wordprocessingml';
const RELATION = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';

/** A line that begins and ends so far in, in twips, on both sides. */
export const ruleStyle = (id: string, inset: number): string =>
  `<w:style w:type="paragraph" w:customStyle="1" w:styleId="${id}"><w:name w:val="${id}"/><w:pPr><w:pBdr><w:top w:val="single" w:sz="6" w:space="1" w:color="000000"/></w:pBdr>` +
  `<w:spacing w:before="0" w:after="0" w:line="120" w:lineRule="exact"/><w:ind w:left="${inset}" w:right="${inset}"/></w:pPr></w:style>`;

export type WordPaper = {
  readonly body: string;
  readonly marginsMm: {
    readonly top: number;
    readonly bottom: number;
    readonly left: number;
    readonly right: number;
  };
  readonly rules: Readonly<Record<string, number>>;
  readonly bodySize: number;
};

const styles = ({ rules, bodySize }: WordPaper): string =>
  `${HEAD}<w:styles ${NAMESPACES}><w:docDefaults><w:rPrDefault><w:rPr><w:rFonts w:ascii="${FONT}" w:hAnsi="${FONT}" w:cs="${FONT}" w:eastAsia="${FONT}"/>` +
  `<w:color w:val="000000"/><w:sz w:val="${bodySize * 2}"/><w:szCs w:val="${bodySize * 2}"/><w:lang w:val="vi-VN"/></w:rPr></w:rPrDefault><w:pPrDefault/></w:docDefaults>` +
  '<w:style w:type="paragraph" w:default="1" w:styleId="Normal"><w:name w:val="Normal"/></w:style>' +
  `${Object.entries(rules)
    .map(([id, inset]) => ruleStyle(id, inset))
    .join('')}</w:styles>`;

/** I.7: the page's number in the middle of the upper margin, from the second page on. */
const pageNumber = `${HEAD}<w:hdr ${NAMESPACES}><w:p><w:pPr><w:jc w:val="center"/></w:pPr><w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText xml:space="preserve"> PAGE </w:instrText></w:r><w:r><w:fldChar w:fldCharType="separate"/></w:r><w:r><w:t>2</w:t></w:r><w:r><w:fldChar w:fldCharType="end"/></w:r></w:p></w:hdr>`;

function documentXml({ body, marginsMm }: WordPaper): string {
  const { top, bottom, left, right } = marginsMm;
  const page =
    `<w:sectPr><w:headerReference w:type="default" r:id="rId2"/><w:pgSz w:w="${twips(PAPER_MM.width)}" w:h="${twips(PAPER_MM.height)}"/>` +
    `<w:pgMar w:top="${twips(top)}" w:right="${twips(right)}" w:bottom="${twips(bottom)}" w:left="${twips(left)}" w:header="${twips(10)}" w:footer="${twips(10)}" w:gutter="0"/><w:titlePg/></w:sectPr>`;
  return `${HEAD}<w:document ${NAMESPACES}><w:body>${body}${page}</w:body></w:document>`;
}

const relations = (...all: readonly (readonly [type: string, target: string])[]): string =>
  `${HEAD}<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">${all
    .map(
      ([type, target], index) =>
        `<Relationship Id="rId${index + 1}" Type="${RELATION}/${type}" Target="${target}"/>`,
    )
    .join('')}</Relationships>`;

const override = (part: string, type: string): string =>
  `<Override PartName="/word/${part}.xml" ContentType="${TYPE}.${type}+xml"/>`;

/** A zip's own time is left out, so that the same paper is the same bytes. */
const AT = new Date(1980, 0, 1);

/** A Word document (ECMA-376) of that body. */
export function wordPackage(paper: WordPaper): Uint8Array {
  const parts: Readonly<Record<string, string>> = {
    '[Content_Types].xml': `${HEAD}<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/>${override('document', 'document.main')}${override('styles', 'styles')}${override('header1', 'header')}</Types>`,
    '_rels/.rels': relations(['officeDocument', 'word/document.xml']),
    'word/_rels/document.xml.rels': relations(['styles', 'styles.xml'], ['header', 'header1.xml']),
    'word/styles.xml': styles(paper),
    'word/header1.xml': pageNumber,
    'word/document.xml': documentXml(paper),
  };
  const entries = Object.entries(parts).map(
    ([name, xml]) => [name, [strToU8(xml), { mtime: AT, level: 9 }]] as const,
  );
  return zipSync(Object.fromEntries(entries) as never);
}
