import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import type { PDFDocument, PDFFont } from '@cantoo/pdf-lib';
import * as fontkit from 'fontkit';
import { assert } from '../../../shared/assert.ts';
import type { Face, Run } from './paper.ts';

const FILES: Readonly<Record<Face, string>> = {
  regular: '400Regular/Tinos_400Regular.ttf',
  bold: '700Bold/Tinos_700Bold.ttf',
  italic: '400Regular_Italic/Tinos_400Regular_Italic.ttf',
  boldItalic: '700Bold_Italic/Tinos_700Bold_Italic.ttf',
};

/** A subset's name opens with six capitals and "+" (ISO 32000-1 §9.6.4). */
const SUBSET_NAMES: Readonly<Record<Face, string>> = {
  regular: 'MAUAAA+Tinos-Regular',
  bold: 'MAUAAB+Tinos-Bold',
  italic: 'MAUAAC+Tinos-Italic',
  boldItalic: 'MAUAAD+Tinos-BoldItalic',
};

const FACES = Object.keys(FILES) as Face[];
const require = createRequire(import.meta.url);
const bytesOf = new Map<Face, Uint8Array>();
const shapesOf = new Map<Face, fontkit.Font>();

/** The fonts of one document, embedded as subsets when first used. */
export type Fonts = {
  readonly get: (face: Face) => PDFFont;
  readonly width: (run: Run, size: number) => number;
};

/**
 * Embeds the four faces. pdf-lib embeds a subset only of what was drawn; a face that is never asked for stays out of the file.
 * Fails as a bug when a letter is missing from the font: a hole on the page must not reach anyone.
 */
export async function embedFonts(document: PDFDocument, faces: readonly Face[]): Promise<Fonts> {
  document.registerFontkit({ create: (bytes: Uint8Array) => engineFont(bytes) });
  const embedded = new Map<Face, PDFFont>();
  for (const face of faces) {
    const options = { subset: true, customName: SUBSET_NAMES[face] };
    embedded.set(face, await document.embedFont(fontBytes(face), options));
  }
  const widths = new Map<string, number>();
  const get = (face: Face) => {
    const font = embedded.get(face);
    assert(font, `the paper uses a face that was not embedded: ${face}`);
    return font;
  };
  const width = ({ text, face }: Run, size: number) => {
    const key = `${face} ${text}`;
    let unit = widths.get(key);
    if (unit === undefined) {
      assertCovered(text, face);
      unit = get(face).widthOfTextAtSize(text, 1000);
      widths.set(key, unit);
    }
    return (unit * size) / 1000;
  };
  return { get, width };
}

/** The outline of `text` as an SVG path in font units with its advance, for what must be seen but not be text. */
export function outlineOf(text: string, face: Face) {
  const font = shapes(face);
  let advance = 0;
  const glyphs = font.layout(text).glyphs.map((glyph) => {
    const at = advance;
    advance += glyph.advanceWidth;
    return { path: glyph.path.toSVG(), at, width: glyph.advanceWidth };
  });
  return { glyphs, advance, unitsPerEm: font.unitsPerEm };
}

export type Outline = readonly (readonly [x: number, y: number])[];

/** Closed outlines of each letter of `text` for size 1, y upwards from the baseline, curves as short lines. */
export function glyphOutlines(text: string, face: Face) {
  const { glyphs, advance, unitsPerEm } = outlineOf(text, face);
  return {
    advance: advance / unitsPerEm,
    glyphs: glyphs.map(({ path, at, width }) => ({
      at: at / unitsPerEm,
      width: width / unitsPerEm,
      outlines: flatten(path, 1 / unitsPerEm),
    })),
  };
}

const CURVE_STEPS = 8;

/** TrueType outlines have moves, lines and quadratic curves only. */
function flatten(path: string, scale: number): Outline[] {
  const outlines: [number, number][][] = [];
  for (const [, command = '', numbers = ''] of path.matchAll(/([MLQZ])([^MLQZ]*)/g)) {
    const values = (numbers.match(/-?\d*\.?\d+/g) ?? []).map((value) => Number(value) * scale);
    const [a = 0, b = 0, x = 0, y = 0] = values;
    const current = outlines.at(-1);
    if (command === 'M') outlines.push([[a, b]]);
    else if (command === 'L') current?.push([a, b]);
    else if (command === 'Q') {
      const [fromX, fromY] = current?.at(-1) ?? [0, 0];
      for (let step = 1; step <= CURVE_STEPS; step++) {
        const t = step / CURVE_STEPS;
        const [p, q, r] = [(1 - t) ** 2, 2 * t * (1 - t), t * t];
        current?.push([p * fromX + q * a + r * x, p * fromY + q * b + r * y]);
      }
    }
  }
  return outlines;
}

/** Throws when `text` is not NFC or has a letter that `face` lacks. */
export function assertCovered(text: string, face: Face): void {
  assert(text === text.normalize('NFC'), `text of a paper is NFC: ${text}`);
  for (const letter of text) {
    const covered = shapes(face).hasGlyphForCodePoint(letter.codePointAt(0) ?? 0);
    assert(covered, `Tinos ${face} lacks ${JSON.stringify(letter)} in: ${text}`);
  }
}

function fontBytes(face: Face): Uint8Array {
  let bytes = bytesOf.get(face);
  if (!bytes) {
    bytes = readFileSync(require.resolve(`@expo-google-fonts/tinos/${FILES[face]}`));
    bytesOf.set(face, bytes);
  }
  return bytes;
}

function shapes(face: Face): fontkit.Font {
  let font = shapesOf.get(face);
  if (!font) {
    font = fontkit.create(fontBytes(face));
    shapesOf.set(face, font);
  }
  return font;
}

type EngineFont = ReturnType<Parameters<PDFDocument['registerFontkit']>[0]['create']>;

/**
 * A view of the shared parsed font for one document, one glyph for each letter. Parsing a font and its layout tables again for
 * every paper costs 200 ms; and fontkit forgets a shared glyph's letters once a subset was written, so that later papers would
 * lose letters from their extracted text: each view keeps them itself.
 */
function engineFont(bytes: Uint8Array): EngineFont {
  const face = FACES.find((candidate) => bytesOf.get(candidate) === bytes);
  assert(face, 'only the bytes of our own faces are embedded');
  const font = shapes(face);
  const glyphs = new Map<number, fontkit.Glyph>();
  const glyphOf = (letter: string): fontkit.Glyph => {
    const codePoint = letter.codePointAt(0) ?? 0;
    const known = glyphs.get(codePoint);
    if (known) return known;
    const own = { codePoints: { value: [codePoint] } };
    const glyph: fontkit.Glyph = Object.create(font.glyphForCodePoint(codePoint), own);
    glyphs.set(codePoint, glyph);
    return glyph;
  };
  const layout = (text: string) => ({ glyphs: Array.from(text, glyphOf) });
  return Object.create(font, { layout: { value: layout } }) as EngineFont;
}
