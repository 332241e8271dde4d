import {
  AlignmentType,
  BorderStyle,
  Document,
  Footer,
  type ISectionOptions,
  Packer,
  PageNumber,
  PageOrientation,
  Paragraph,
  SectionType,
  Table,
  TableCell,
  TableRow,
  TextRun,
  VerticalAlignSection,
  WidthType,
} from 'docx';
import { plainText } from '../../shared/sheet/cell-text.ts';
import type { Sheet, SheetSigned } from '../../shared/sheet/sheet.ts';
import { say } from '../../shared/words/vi.ts';

const FONT = 'Times New Roman';
const TWIPS_PER_MM = 1440 / 25.4;
export const twips = (mm: number): number => Math.round(mm * TWIPS_PER_MM);
export const PAGE = { short: 210, long: 297 } as const;
export const MARGIN = { top: 15, right: 10, bottom: 15, left: 20 } as const;
const ALIGNMENT = {
  start: AlignmentType.LEFT,
  centre: AlignmentType.CENTER,
  end: AlignmentType.RIGHT,
} as const;

export type Style = {
  readonly bold?: boolean;
  readonly italics?: boolean;
  readonly strike?: boolean;
  /** Points. */
  readonly size?: number;
  readonly align?: keyof typeof ALIGNMENT;
  readonly after?: number;
  /** Millimetres. */
  readonly indent?: number;
};

/** One part of a Word file with its own pages: a leaf stands in the middle of its page and has no number. */
export function section(
  { orientation }: Pick<Sheet, 'orientation'>,
  children: ISectionOptions['children'],
  isLeaf: boolean,
): ISectionOptions {
  const isLandscape = orientation === 'landscape';
  return {
    properties: {
      type: SectionType.NEXT_PAGE,
      ...(isLeaf && { verticalAlign: VerticalAlignSection.CENTER }),
      page: {
        // The writer turns the page itself: width and height are those of the upright sheet.
        size: {
          width: twips(PAGE.short),
          height: twips(PAGE.long),
          orientation: isLandscape ? PageOrientation.LANDSCAPE : PageOrientation.PORTRAIT,
        },
        margin: {
          top: twips(MARGIN.top),
          right: twips(MARGIN.right),
          bottom: twips(MARGIN.bottom),
          left: twips(MARGIN.left),
        },
      },
    },
    ...(!isLeaf && { footers: { default: new Footer({ children: [pageNumber()] }) } }),
    children,
  };
}

const pageNumber = (): Paragraph =>
  new Paragraph({
    alignment: AlignmentType.CENTER,
    children: [new TextRun({ children: [PageNumber.CURRENT, ' / ', PageNumber.TOTAL_PAGES], size: 20 })],
  });

/** A paragraph of plain words; line ends stay. */
export function paragraph(
  text: string,
  { align = 'centre', size = 11, after = 0, indent = 0, ...run }: Style = {},
): Paragraph {
  const lines = plainText(text).split('\n');
  return new Paragraph({
    alignment: ALIGNMENT[align],
    spacing: { after: after * 20 },
    ...(indent > 0 && { indent: { left: twips(indent) } }),
    children: lines.map(
      (line, index) => new TextRun({ text: line, size: size * 2, ...run, ...(index > 0 && { break: 1 }) }),
    ),
  });
}

/** The agency's names, and at the right the national name and motto where the form has them, as annex I part I has both. */
export function topParts({
  agency,
  placeAndDay,
}: Pick<Sheet, 'agency' | 'placeAndDay'>): readonly (Paragraph | Table)[] {
  const names = agency.map((name, index) =>
    paragraph(name, {
      size: 12,
      bold: index === agency.length - 1,
      align: placeAndDay === undefined ? 'start' : 'centre',
    }),
  );
  return placeAndDay === undefined ? names : [topTable(names, placeAndDay)];
}

function topTable(names: readonly Paragraph[], placeAndDay: string): Table {
  return besideEachOther([
    names,
    [
      paragraph(say('sheet.nation'), { size: 12, bold: true }),
      paragraph(say('sheet.motto'), { size: 12, bold: true, after: 4 }),
      ...(placeAndDay === '' ? [] : [paragraph(placeAndDay, { size: 12, italics: true, after: 8 })]),
    ],
  ]);
}

/** Who signs, side by side; one alone stands at the right. */
export function signedParts({ placeAndDay, signers }: SheetSigned): readonly (Paragraph | Table)[] {
  const each = signers.map(({ position, hint, name = '' }, index) => [
    ...(index === signers.length - 1 && placeAndDay !== undefined
      ? [paragraph(placeAndDay, { size: 12, italics: true })]
      : []),
    paragraph(position, { size: 12, bold: true }),
    ...(hint === undefined ? [] : [paragraph(hint, { size: 12, italics: true })]),
    paragraph('', { after: 60 }),
    paragraph(name, { size: 12, bold: true }),
  ]);
  return [
    paragraph('', { after: 6 }),
    besideEachOther(signers.length === 1 ? [[paragraph('')], ...each] : each),
  ];
}

/** A table without lines, its cells of one width. */
function besideEachOther(cells: readonly (readonly Paragraph[])[]): Table {
  const none = { style: BorderStyle.NONE, size: 0, color: 'auto' };
  const borders = { top: none, bottom: none, left: none, right: none };
  const size = 100 / cells.length;
  return new Table({
    width: { size: 100, type: WidthType.PERCENTAGE },
    borders: { ...borders, insideHorizontal: none, insideVertical: none },
    rows: [
      new TableRow({
        cantSplit: true,
        children: cells.map(
          (children) =>
            new TableCell({
              children: [...children],
              borders,
              width: { size, type: WidthType.PERCENTAGE },
            }),
        ),
      }),
    ],
  });
}

/** The bytes of a Word file of these parts. */
export async function wordFile(title: string, sections: readonly ISectionOptions[]): Promise<Uint8Array> {
  const document = new Document({
    title: plainText(title),
    creator: say('application.name'),
    styles: { default: { document: { run: { font: FONT, size: 22 } } } },
    sections: [...sections],
  });
  return new Uint8Array(await Packer.toBuffer(document));
}
