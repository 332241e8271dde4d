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
import { numberText } from '../pdf/serialize.ts';
import { type AddObject, embedFont } from './embedded-font.ts';
import { addImage } from './image.ts';
import { drawSeal } from './seal.ts';
import { textWidth, tinos } from './tinos.ts';

export type Size = { readonly width: number; readonly height: number };

/** What a signature looks like on the page (decree 30/2020, Annex I, part I, II.7d and II.8). */
export type Appearance =
  /** The handwritten signature (blue) or the seal (red), a PNG with a transparent ground, as large as the field allows. */
  | { readonly kind: 'image'; readonly png: Uint8Array }
  /** Upright text: signing without a picture, and the agency's signature on separate attachments (10 points, black). */
  | { readonly kind: 'lines'; readonly lines: readonly string[]; readonly size?: number }
  /** A round seal drawn by paths, for an agency that has no picture of its seal here. */
  | {
      readonly kind: 'seal';
      readonly ring: string;
      readonly foot: string;
      readonly centre: readonly string[];
    };

const LINES_MAX = 12;
const LINE_LETTERS_MAX = 200;
const TEXT_SIZE = 10;
const TEXT_SIZE_MIN = 4;
const LINE_HEIGHT = 1.2;
const PADDING = 2;

/** Numbers of a content stream, two decimals: finer than any printer. */
export const operands = (...values: readonly number[]): string =>
  values.map((value) => numberText(Math.round(value * 100) / 100)).join(' ');

/** A form XObject whose BBox is the field's size, without a matrix: what a verifier may compare with the field's rectangle. */
export const makeForm = (
  add: AddObject,
  { width, height }: Size,
  content: string,
  resources: PdfDict,
): PdfRef =>
  add(
    pdfStream(
      pdfDict({
        Type: pdfName('XObject'),
        Subtype: pdfName('Form'),
        BBox: pdfArray([0, 0, width, height].map(pdfNumber)),
        Resources: resources,
      }),
      Buffer.from(content, 'latin1'),
    ),
  );

function drawImage(add: AddObject, size: Size, png: Uint8Array): PdfRef {
  const image = addImage(add, png);
  const scale = Math.min(size.width / image.width, size.height / image.height);
  const [width, height] = [image.width * scale, image.height * scale];
  const place = operands(width, 0, 0, height, (size.width - width) / 2, (size.height - height) / 2);
  const resources = pdfDict({ XObject: pdfDict({ Im: image.ref }) });
  return makeForm(add, size, `q ${place} cm /Im Do Q`, resources);
}

/** The largest size up to the wanted one at which all lines fit into the field. */
function fittingSize(lines: readonly string[], { width, height }: Size, wanted: number): number {
  const widest = Math.max(...lines.map((line) => textWidth(tinos('regular'), line, 1)), 0.01);
  const fits = Math.min(
    (width - 2 * PADDING) / widest,
    (height - 2 * PADDING) / (lines.length * LINE_HEIGHT),
  );
  return Math.max(TEXT_SIZE_MIN, Math.min(wanted, fits));
}

function drawLines(add: AddObject, size: Size, texts: readonly string[], wanted: number): PdfRef {
  const lines = texts.slice(0, LINES_MAX).map((line) => line.normalize('NFC').slice(0, LINE_LETTERS_MAX));
  const font = embedFont(add, 'regular', lines);
  const points = fittingSize(lines, size, wanted);
  const block = lines.length * points * LINE_HEIGHT;
  const top = (size.height + block) / 2 - points;
  const rows = lines.map((line) => `${font.encode(line) ?? '<>'} Tj T*`).join(' ');
  const content = `q BT 0 g /F ${operands(points)} Tf ${operands(points * LINE_HEIGHT)} TL ${operands(PADDING, top)} Td ${rows} ET Q`;
  return makeForm(add, size, content, pdfDict({ Font: pdfDict({ F: font.ref }) }));
}

/** Draws an appearance in a field of `size` and gives the form to be put under /AP /N. */
export function drawAppearance(add: AddObject, size: Size, appearance: Appearance): PdfRef {
  switch (appearance.kind) {
    case 'image':
      return drawImage(add, size, appearance.png);
    case 'lines':
      return drawLines(add, size, appearance.lines, appearance.size ?? TEXT_SIZE);
    case 'seal': {
      const { content, resources } = drawSeal(add, size, appearance);
      return makeForm(add, size, content, resources);
    }
    default:
      return assertNever(appearance);
  }
}
