import { assertNever } from '../../shared/assert.ts';
import {
  type PdfDict,
  type PdfRef,
  pdfArray,
  pdfDict,
  pdfName,
  pdfNumber,
  pdfStream,
} from '../pdf/objects.ts';
import type { Canvas, Size } from '../pdf/page-geometry.ts';
import { numberText } from '../pdf/serialize.ts';
import { type AddObject, embedFont } from './embedded-font.ts';
import { addImage } from './image.ts';
import { drawSeal } from './seal.ts';
import { textWidth, tinos } from './tinos.ts';

/** What a signature looks like on the page (decree 30/2020, Annex I, part I, II.7d and II.8). */
export type Appearance =
  /** The handwritten signature (blue) or the seal (red), a PNG with a transparent ground, as large as the field allows. */
  | { readonly kind: 'image'; readonly png: Uint8Array }
  /** Upright text: signing without a picture, and the agency's signature on separate attachments (10 points, black). */
  | {
      readonly kind: 'lines';
      readonly lines: readonly string[];
      readonly size?: number;
      /** `right`: in the upper right corner, where a copy's and an attachment's signature stand. */
      readonly align?: 'left' | 'right';
    }
  /** One line set on the base line that the page itself has there: number and date, which stand among printed words. */
  | {
      readonly kind: 'value';
      readonly text: string;
      readonly size: number;
      readonly style: 'regular' | 'italic';
      readonly align?: 'left' | 'right';
      /** A white ground hides the blank that the page prints there. */
      readonly coversText: boolean;
    }
  /** A round seal drawn by paths, for an agency that has no picture of its seal here. */
  | {
      readonly kind: 'seal';
      readonly ring: string;
      readonly foot: string;
      readonly centre: readonly string[];
    };

const LINES_MAX = 12;
const LINE_LETTERS_MAX = 400;
const TEXT_SIZE = 10;
const TEXT_SIZE_MIN = 4;
const TEXT_SIZE_STEP = 0.25;
const LINE_HEIGHT = 1.2;
const PADDING = 2;
/** Height of capitals of Tinos and Times, for setting a line in the middle of its field. */
export const CAPITAL_HEIGHT = 0.66;

/** Numbers of a content stream, two decimals: finer than any printer. */
export const operands = (...values: readonly number[]): string =>
  values.map((value) => numberText(Math.round(value * 100) / 100)).join(' ');

/** Of a matrix: a turned page's unit may be small. */
const exact = (values: readonly number[]): string =>
  values.map((value) => numberText(Math.round(value * 1e6) / 1e6)).join(' ');

/**
 * A form XObject whose BBox is the field's size, without a matrix: what a verifier may compare with the field's rectangle. On a page that is turned or
 * scaled the content turns itself, so that it stands upright for the reader.
 */
export function makeForm(
  add: AddObject,
  { width, height, turned }: Canvas,
  content: string,
  resources: PdfDict,
): PdfRef {
  const box = turned?.box ?? { width, height };
  const upright = turned && content !== '' ? `q ${exact(turned.matrix)} cm ${content} Q` : content;
  return add(
    pdfStream(
      pdfDict({
        Type: pdfName('XObject'),
        Subtype: pdfName('Form'),
        BBox: pdfArray([0, 0, box.width, box.height].map((side) => pdfNumber(Math.round(side * 100) / 100))),
        Resources: resources,
      }),
      Buffer.from(upright, 'latin1'),
    ),
  );
}

function drawImage(add: AddObject, size: Canvas, png: Uint8Array): PdfRef {
  const image = addImage(add, png);
  const scale = Math.min(size.width / image.width, size.height / image.height);
  const [width, height] = [image.width * scale, image.height * scale];
  const place = operands(width, 0, 0, height, (size.width - width) / 2, (size.height - height) / 2);
  const resources = pdfDict({ XObject: pdfDict({ Im: image.ref }) });
  return makeForm(add, size, `q ${place} cm /Im Do Q`, resources);
}

const widthOf = (text: string, size: number): number => textWidth(tinos('regular'), text, size);

/** Words set one after another as long as they fit; a word that alone is too long stays whole. */
function wrapped(line: string, room: number, size: number): readonly string[] {
  const rows: string[] = [];
  for (const word of line.split(' ')) {
    const longer = rows.length === 0 ? word : `${rows.at(-1) ?? ''} ${word}`;
    if (rows.length > 0 && widthOf(longer, size) <= room) rows[rows.length - 1] = longer;
    else rows.push(word);
  }
  return rows;
}

type Setting = { readonly rows: readonly string[]; readonly points: number };

/** The largest size up to the wanted one at which the lines, broken between words, fit into the field; a long name is never cut. */
function settingFor(lines: readonly string[], { width, height }: Size, wanted: number): Setting {
  const room = { width: width - 2 * PADDING, height: height - 2 * PADDING };
  for (let points = wanted; points > TEXT_SIZE_MIN; points -= TEXT_SIZE_STEP) {
    const rows = lines.flatMap((line) => wrapped(line, room.width, points));
    const isWide = rows.some((row) => widthOf(row, points) > room.width);
    if (!isWide && rows.length * points * LINE_HEIGHT <= room.height) return { rows, points };
  }
  const rows = lines.flatMap((line) => wrapped(line, room.width, TEXT_SIZE_MIN));
  const widest = Math.max(...rows.map((row) => widthOf(row, 1)), 0.01);
  const fits = Math.min(room.width / widest, room.height / (rows.length * LINE_HEIGHT));
  return { rows, points: Math.max(0.5, Math.min(TEXT_SIZE_MIN, fits)) };
}

type Lines = Extract<Appearance, { kind: 'lines' }>;

function drawLines(add: AddObject, size: Canvas, { lines, size: wanted, align }: Lines): PdfRef {
  const texts = lines
    .slice(0, LINES_MAX)
    .map((line) => line.normalize('NFC').replace(/\s+/gu, ' ').trim().slice(0, LINE_LETTERS_MAX));
  const { rows, points } = settingFor(texts, size, wanted ?? TEXT_SIZE);
  const font = embedFont(add, 'regular', rows);
  const leading = points * LINE_HEIGHT;
  // What belongs into a corner begins at its top; anything else stands in the middle of its field.
  const top =
    align === 'right' ? size.height - PADDING - points : (size.height + rows.length * leading) / 2 - points;
  const drawn = rows.map((row, index) => {
    const left = align === 'right' ? size.width - PADDING - font.widthOf(row, points) : PADDING;
    return `1 0 0 1 ${operands(left, top - index * leading)} Tm ${font.encode(row) ?? '<>'} Tj`;
  });
  const content = `q BT 0 g /F ${operands(points)} Tf ${drawn.join(' ')} ET Q`;
  return makeForm(add, size, content, pdfDict({ Font: pdfDict({ F: font.ref }) }));
}

type Value = Extract<Appearance, { kind: 'value' }>;

/** As a filled field draws its value, so that both kinds of sealing look alike. */
function drawValue(
  add: AddObject,
  size: Canvas,
  { text, size: wanted, style, align, coversText }: Value,
): PdfRef {
  const font = embedFont(add, style, [text]);
  const points = Math.min(
    wanted,
    (wanted * (size.width - 2 * PADDING)) / Math.max(font.widthOf(text, wanted), 0.01),
  );
  const left = align === 'right' ? size.width - PADDING - font.widthOf(text, points) : PADDING;
  const base = (size.height - CAPITAL_HEIGHT * wanted) / 2;
  const ground = coversText ? `1 g ${operands(0, 0, size.width, size.height)} re f ` : '';
  const line = `BT 0 g /F ${operands(points)} Tf ${operands(left, base)} Td ${font.encode(text.normalize('NFC')) ?? '<>'} Tj ET`;
  return makeForm(add, size, `q ${ground}${line} Q`, pdfDict({ Font: pdfDict({ F: font.ref }) }));
}

/** Draws an appearance on a canvas and gives the form to be put under /AP /N. */
export function drawAppearance(add: AddObject, size: Canvas, appearance: Appearance): PdfRef {
  switch (appearance.kind) {
    case 'image':
      return drawImage(add, size, appearance.png);
    case 'lines':
      return drawLines(add, size, appearance);
    case 'value':
      return drawValue(add, size, appearance);
    case 'seal': {
      const { content, resources } = drawSeal(add, size, appearance);
      return makeForm(add, size, content, resources);
    }
    default:
      return assertNever(appearance);
  }
}
