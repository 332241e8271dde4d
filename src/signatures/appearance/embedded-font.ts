import { createHash } from 'node:crypto';
import { deflateSync } from 'node:zlib';
import {
  type PdfObject,
  type PdfRef,
  pdfArray,
  pdfDict,
  pdfName,
  pdfNumber,
  pdfStream,
  pdfString,
} from '../pdf/objects.ts';
import { drawableLetters, type TinosStyle, tinos } from './tinos.ts';
import { writeToUnicode } from './to-unicode.ts';
import type { TrueTypeFont } from './true-type.ts';

/** Adds an object to the file being written and tells where it stands. */
export type AddObject = (object: PdfObject) => PdfRef;

/** A font ready to draw with: how a text is written in a content stream, and how wide it becomes. */
export type DrawingFont = {
  readonly ref: PdfRef;
  /** The operand of Tj, or nothing when the font lacks a letter. */
  readonly encode: (text: string) => string | undefined;
  /** In points at a size. */
  readonly widthOf: (text: string, size: number) => number;
};

type Subset = {
  readonly font: TrueTypeFont;
  readonly name: string;
  readonly file: Uint8Array;
  readonly fileLength: number;
  readonly toUnicode: Uint8Array;
  readonly numberOf: ReadonlyMap<number, number>;
  readonly widths: readonly number[];
};

/** Batches draw the same few texts: their subsets are kept, the oldest goes first. */
const SUBSETS_KEPT_MAX = 64;
const subsets = new Map<string, Subset>();

const SYMBOLIC = 4;
const SERIF = 2;
const ITALIC = 64;
const STEM_WIDTH = 80;
const PER_EM = 1000;

const tagOf = (key: string): string =>
  Array.from(createHash('sha256').update(key).digest().subarray(0, 6), (byte) =>
    String.fromCharCode(65 + (byte % 26)),
  ).join('');

function makeSubset(style: TinosStyle, letters: readonly number[], key: string): Subset {
  const font = tinos(style);
  // Letters may share a glyph (space and no-break space): the glyph is embedded once and reads as the first of them.
  const glyphs = [...new Set(letters.map(font.glyphOf))];
  const numberOf = new Map(letters.map((letter) => [letter, glyphs.indexOf(font.glyphOf(letter)) + 1]));
  const firstLetters = new Map([...numberOf].toReversed().map(([letter, number]) => [number, letter]));
  const file = font.subset(glyphs);
  return {
    font,
    name: `${tagOf(key)}+${font.postScriptName}`,
    file: deflateSync(file, { level: 9 }),
    fileLength: file.length,
    toUnicode: deflateSync(
      writeToUnicode(new Map([...firstLetters].map(([number, letter]) => [letter, number]))),
    ),
    numberOf,
    widths: [0, ...glyphs].map((glyph) => Math.round((font.advanceOf(glyph) * PER_EM) / font.unitsPerEm)),
  };
}

function subsetFor(style: TinosStyle, texts: readonly string[]): Subset {
  const used = new Set(texts.flatMap((text) => drawableLetters(tinos(style), text)));
  const letters = [...used].toSorted((a, b) => a - b);
  const key = `${style}:${letters.join(',')}`;
  const known = subsets.get(key);
  if (known) return known;
  const subset = makeSubset(style, letters, key);
  const [oldest] = subsets.keys();
  if (subsets.size >= SUBSETS_KEPT_MAX && oldest !== undefined) subsets.delete(oldest);
  subsets.set(key, subset);
  return subset;
}

function descriptorOf({ font, name }: Subset, file: PdfRef): PdfObject {
  const scaled = (value: number) => pdfNumber(Math.round((value * PER_EM) / font.unitsPerEm));
  return pdfDict({
    Type: pdfName('FontDescriptor'),
    FontName: pdfName(name),
    Flags: pdfNumber(SYMBOLIC | SERIF | (font.italicAngle === 0 ? 0 : ITALIC)),
    FontBBox: pdfArray(font.box.map(scaled)),
    ItalicAngle: pdfNumber(font.italicAngle),
    Ascent: scaled(font.ascent),
    Descent: scaled(font.descent),
    CapHeight: scaled(font.capHeight),
    StemV: pdfNumber(STEM_WIDTH),
    FontFile2: file,
  });
}

/** Hexadecimal string of two-byte glyph numbers (Identity-H). */
export const glyphString = (numbers: readonly number[]): string =>
  `<${numbers
    .map((number) => number.toString(16).padStart(4, '0'))
    .join('')
    .toUpperCase()}>`;

/**
 * Embeds the letters of `texts` as a Type0 font with Identity-H and ToUnicode (ISO 32000-2 §9.7), so that what is drawn can be
 * searched and copied. Unknown letters become "?".
 */
export function embedFont(add: AddObject, style: TinosStyle, texts: readonly string[]): DrawingFont {
  const subset = subsetFor(style, texts);
  const { font, name, numberOf, widths } = subset;
  const deflated = (raw: Uint8Array, length?: number) =>
    add(
      pdfStream(
        pdfDict({
          Filter: pdfName('FlateDecode'),
          Length1: length === undefined ? undefined : pdfNumber(length),
        }),
        raw,
      ),
    );
  const descendant = pdfDict({
    Type: pdfName('Font'),
    Subtype: pdfName('CIDFontType2'),
    BaseFont: pdfName(name),
    CIDSystemInfo: pdfDict({
      Registry: pdfString(Buffer.from('Adobe')),
      Ordering: pdfString(Buffer.from('Identity')),
      Supplement: pdfNumber(0),
    }),
    FontDescriptor: add(descriptorOf(subset, deflated(subset.file, subset.fileLength))),
    CIDToGIDMap: pdfName('Identity'),
    W: pdfArray([pdfNumber(0), pdfArray(widths.map(pdfNumber))]),
  });
  const ref = add(
    pdfDict({
      Type: pdfName('Font'),
      Subtype: pdfName('Type0'),
      BaseFont: pdfName(name),
      Encoding: pdfName('Identity-H'),
      DescendantFonts: pdfArray([add(descendant)]),
      ToUnicode: deflated(subset.toUnicode),
    }),
  );
  const numbers = (text: string) => drawableLetters(font, text).map((letter) => numberOf.get(letter));
  return {
    ref,
    encode: (text) => {
      const found = numbers(text);
      return found.every((number) => number !== undefined) ? glyphString(found) : undefined;
    },
    widthOf: (text, size) =>
      numbers(text).reduce<number>((sum, number) => sum + (widths[number ?? 0] ?? 0), 0) * (size / PER_EM),
  };
}
