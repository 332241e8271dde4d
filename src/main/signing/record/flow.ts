import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { PDFDocument, type PDFFont, type PDFPage, rgb } from '@cantoo/pdf-lib';
import * as fontkit from 'fontkit';
import { drawableLetters, tinos } from '../../../signatures/appearance/tinos.ts';

const MM = 72 / 25.4;
/** A4 with margins that leave room for binding at the left. */
const PAGE = {
  width: 210 * MM,
  height: 297 * MM,
  top: 20 * MM,
  bottom: 20 * MM,
  left: 25 * MM,
  right: 15 * MM,
} as const;
const WIDTH = PAGE.width - PAGE.left - PAGE.right;
/** A hostile file may have names and lists without end; what a person reads has one. What would come after is left out, and the foot of each page says so. */
export const PAGES_MAX = 60;
/** Letters of one cell or paragraph: an organisation's name of 500 still stands whole. */
export const TEXT_LETTERS_MAX = 600;

const INKS = { black: [0, 0, 0], grey: [0.34, 0.38, 0.42], good: [0.04, 0.42, 0.04] } as const;
const MORE_INKS = { unsure: [0.48, 0.31, 0], wrong: [0.69, 0.05, 0.11], line: [0.78, 0.8, 0.83] } as const;
export type Ink = keyof typeof INKS | keyof typeof MORE_INKS;
const inkOf = (ink: Ink) => {
  const [red, green, blue] = { ...INKS, ...MORE_INKS }[ink];
  return rgb(red, green, blue);
};

type Padding = { readonly x: number; readonly y: number };

export type Style = {
  readonly size?: number;
  readonly isBold?: boolean;
  readonly ink?: Ink;
  readonly align?: 'left' | 'centre';
};
export type Cell = Style & { readonly text: string };
export type Column = { readonly title: string; readonly share: number };

const LEADING = 1.3;
const SIZE = 11;
const PADDING = { x: 4, y: 3 } as const;

/** Text set from top to bottom over as many A4 pages as it needs, in Tinos; letters that the font lacks are drawn as "?". */
export class Flow {
  readonly #document: PDFDocument;
  readonly #fonts: { readonly regular: PDFFont; readonly bold: PDFFont };
  #page: PDFPage;
  #y = PAGE.height - PAGE.top;
  #isFull = false;

  private constructor(document: PDFDocument, regular: PDFFont, bold: PDFFont) {
    this.#document = document;
    this.#fonts = { regular, bold };
    this.#page = document.addPage([PAGE.width, PAGE.height]);
  }

  static async begin(): Promise<Flow> {
    const document = await PDFDocument.create();
    document.registerFontkit(fontkit);
    // Without ligatures each letter is one glyph and is copied as itself.
    const options = { subset: true, features: { liga: false } };
    // A subset's name opens with six capitals and "+" (ISO 32000-2 §9.9.2).
    const { resolve } = createRequire(import.meta.url);
    const embed = (file: string, customName: string) => {
      const bytes = readFileSync(resolve(`@expo-google-fonts/tinos/${file}`));
      return document.embedFont(bytes, { ...options, customName });
    };
    const regular = await embed('400Regular/Tinos_400Regular.ttf', 'KTRAAA+Tinos-Regular');
    const bold = await embed('700Bold/Tinos_700Bold.ttf', 'KTRAAB+Tinos-Bold');
    return new Flow(document, regular, bold);
  }

  paragraph(text: string, style: Style = {}): void {
    const { size = SIZE, align = 'left' } = style;
    for (const line of this.#wrap(text, style, WIDTH)) {
      this.#need(size * LEADING);
      const free = align === 'centre' ? (WIDTH - this.#widthOf(line, style)) / 2 : 0;
      this.#y -= size * LEADING;
      this.#draw(line, PAGE.left + free, this.#y, style);
    }
  }

  gap(points: number): void {
    this.#y -= points;
  }

  /** A heading stays with what follows it. */
  heading(text: string, size = 12): void {
    this.#need(size * LEADING + 60);
    this.gap(size * 0.9);
    this.paragraph(text, { size, isBold: true });
    this.gap(3);
  }

  /** Label and value side by side. */
  facts(facts: readonly { readonly label: string; readonly value: string }[]): void {
    for (const { label, value } of facts)
      this.#row([{ text: label, ink: 'grey' }, { text: value }], [0.25, 0.75], { x: 0, y: 1 });
  }

  /** A ruled table whose heading stands again on each page. */
  table(columns: readonly Column[], rows: readonly (readonly Cell[])[]): void {
    const shares = columns.map(({ share }) => share);
    const heading = columns.map(({ title }): Cell => ({ text: title, isBold: true, size: 10 }));
    const ruled = (cells: readonly Cell[]) => {
      this.#row(cells, shares, PADDING);
      this.#rule();
    };
    this.#need(60);
    this.#rule();
    ruled(heading);
    for (const row of rows) {
      const isNewPage = this.#need(this.#heightOf(row, shares, PADDING));
      if (isNewPage) ruled(heading);
      ruled(row);
    }
  }

  /** The finished file; `footer` gives the line at the foot of each page. */
  async finish(
    title: string,
    at: Date,
    footer: (page: number, count: number, isCut: boolean) => string,
  ): Promise<Uint8Array<ArrayBuffer>> {
    const pages = this.#document.getPages();
    const isCut = this.#isFull;
    this.#isFull = false;
    for (const [index, page] of pages.entries()) {
      this.#page = page;
      const text = footer(index + 1, pages.length, isCut);
      const style = { size: 9, ink: 'grey' } as const;
      this.#draw(text, PAGE.width - PAGE.right - this.#widthOf(text, style), PAGE.bottom / 2, style);
    }
    this.#document.setTitle(title, { showInWindowTitleBar: true });
    this.#document.setLanguage('vi-VN');
    this.#document.setCreationDate(at);
    this.#document.setModificationDate(at);
    return Buffer.from(await this.#document.save());
  }

  #row(cells: readonly Cell[], shares: readonly number[], padding: Padding): void {
    this.#need(this.#heightOf(cells, shares, padding));
    const top = this.#y - padding.y;
    let x: number = PAGE.left;
    for (const [index, cell] of cells.entries()) {
      const { size = SIZE } = cell;
      const width = (shares[index] ?? 0) * WIDTH;
      for (const [row, line] of this.#wrap(cell.text, cell, width - 2 * padding.x).entries())
        this.#draw(line, x + padding.x, top - (row + 1) * size * LEADING + size * 0.25, cell);
      x += width;
    }
    this.#y -= this.#heightOf(cells, shares, padding);
  }

  #heightOf(cells: readonly Cell[], shares: readonly number[], padding: Padding): number {
    const heights = cells.map(
      (cell, index) =>
        this.#wrap(cell.text, cell, (shares[index] ?? 0) * WIDTH - 2 * padding.x).length *
        (cell.size ?? SIZE) *
        LEADING,
    );
    return Math.max(SIZE * LEADING, ...heights) + 2 * padding.y;
  }

  #rule(): void {
    if (this.#isFull) return;
    const start = { x: PAGE.left, y: this.#y };
    this.#page.drawLine({
      start,
      end: { x: PAGE.left + WIDTH, y: this.#y },
      thickness: 0.6,
      color: inkOf('line'),
    });
  }

  /** Begins a page where so much does not fit any more; true when it did. */
  #need(height: number): boolean {
    if (this.#y - height >= PAGE.bottom || this.#y > PAGE.height - PAGE.top - 1) return false;
    if (this.#document.getPageCount() < PAGES_MAX)
      this.#page = this.#document.addPage([PAGE.width, PAGE.height]);
    else this.#isFull = true;
    this.#y = PAGE.height - PAGE.top;
    return true;
  }

  #draw(text: string, x: number, y: number, { size = SIZE, isBold = false, ink = 'black' }: Style): void {
    if (this.#isFull) return;
    const font = isBold ? this.#fonts.bold : this.#fonts.regular;
    this.#page.drawText(drawable(text, isBold), { x, y, size, font, color: inkOf(ink) });
  }

  #widthOf(text: string, { size = SIZE, isBold = false }: Style): number {
    return (isBold ? this.#fonts.bold : this.#fonts.regular).widthOfTextAtSize(drawable(text, isBold), size);
  }

  /** Lines no wider than `width`; a word that is wider alone is cut between letters. */
  #wrap(text: string, style: Style, width: number): readonly string[] {
    const lines: string[] = [];
    let line = '';
    for (const word of drawable(shortened(text), style.isBold === true).split(' ')) {
      const joined = line === '' ? word : `${line} ${word}`;
      if (this.#widthOf(joined, style) <= width) {
        line = joined;
        continue;
      }
      if (line !== '') lines.push(line);
      line = '';
      for (const letter of word) {
        if (line !== '' && this.#widthOf(line + letter, style) > width) {
          lines.push(line);
          line = '';
        }
        line += letter;
      }
    }
    return [...lines, line];
  }
}

const shortened = (text: string): string =>
  text.length <= TEXT_LETTERS_MAX ? text : `${text.slice(0, TEXT_LETTERS_MAX)}…`;

const drawable = (text: string, isBold: boolean): string =>
  String.fromCodePoint(...drawableLetters(tinos(isBold ? 'bold' : 'regular'), text.replace(/\s+/g, ' ')));
