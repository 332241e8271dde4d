import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { readTrueType, type TrueTypeFont } from './true-type.ts';

/** Tinos has the metrics of Times New Roman, which decree 30/2020 (Annex I, part I, I.4) prescribes, and every Vietnamese letter. */
export type TinosStyle = 'regular' | 'italic' | 'bold';

const FILES: Readonly<Record<TinosStyle, string>> = {
  regular: '400Regular/Tinos_400Regular.ttf',
  italic: '400Regular_Italic/Tinos_400Regular_Italic.ttf',
  bold: '700Bold/Tinos_700Bold.ttf',
};

const { resolve } = createRequire(import.meta.url);
const loaded = new Map<TinosStyle, TrueTypeFont>();

/** The parsed font; half a megabyte, read once for the life of the process. */
export function tinos(style: TinosStyle): TrueTypeFont {
  const known = loaded.get(style);
  if (known) return known;
  const font = readTrueType(readFileSync(resolve(`@expo-google-fonts/tinos/${FILES[style]}`)));
  loaded.set(style, font);
  return font;
}

const UNKNOWN_LETTER = '?'.codePointAt(0) ?? 0;

/** The letters of a text as they can be drawn: NFC first, `?` for what the font lacks. */
export const drawableLetters = (font: TrueTypeFont, text: string): readonly number[] =>
  Array.from(text.normalize('NFC'), (letter) => letter.codePointAt(0) ?? 0).map((codePoint) =>
    font.glyphOf(codePoint) === 0 ? UNKNOWN_LETTER : codePoint,
  );

/** Width of a text in points at a size, without kerning, as it is drawn. */
export const textWidth = (font: TrueTypeFont, text: string, size: number): number =>
  drawableLetters(font, text).reduce((sum, codePoint) => sum + font.advanceOf(font.glyphOf(codePoint)), 0) *
  (size / font.unitsPerEm);
