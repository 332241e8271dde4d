import { contentSteps } from '../pdf/content.ts';
import type { PdfFile } from '../pdf/file.ts';
import {
  asArray,
  asDict,
  asName,
  asNumber,
  asStream,
  asString,
  isName,
  type PdfDict,
  type PdfObject,
} from '../pdf/objects.ts';
import { readToUnicode } from './to-unicode.ts';

const LETTERS_MAX = 2_000;
const MOVES: ReadonlySet<string> = new Set(['Tm', 'Td', 'BT']);
const FILLS: ReadonlySet<string> = new Set(['g', 'rg', 'k']);
/** What our own writers use. Another operator could hide a text or draw more than is read here: a render mode, a picture, a state, a shading. */
const KNOWN: ReadonlySet<string> = new Set([
  ...['q', 'Q', 'cm', 'BMC', 'EMC', 're', 'W', 'n', 'f', 'BT', 'ET', 'Tf', 'Td', 'Tm', 'Tj'],
  ...FILLS,
]);

/** White by any of the three ways: on paper nobody sees it. */
function isWhite(operator: string, operands: readonly PdfObject[]): boolean {
  const values = operands.map((each) => asNumber(each) ?? 1);
  return operator === 'k' ? values.every((ink) => ink <= 0) : values.every((light) => light >= 1);
}

type Letters = ReadonlyMap<number, number>;

/** Two-byte code → code point of a Type0 font with Identity-H; nothing for any other font. */
function lettersOf({ latest }: PdfFile, object: PdfObject | undefined): Letters | undefined {
  const font = asDict(latest.resolve(object));
  const map = asStream(latest.get(font, 'ToUnicode'));
  if (!map || !isName(latest.get(font, 'Encoding'), 'Identity-H')) return undefined;
  return new Map([...readToUnicode(latest.decode(map))].map(([codePoint, code]) => [code, codePoint]));
}

function textIn(letters: Letters, operand: PdfObject): string | undefined {
  const strings = (asArray(operand)?.items ?? [operand]).flatMap((item) => asString(item) ?? []);
  let text = '';
  for (const { bytes } of strings)
    for (let at = 0; at + 1 < bytes.length; at += 2) {
      const letter = letters.get(((bytes[at] ?? 0) << 8) | (bytes[at + 1] ?? 0));
      if (letter === undefined) return undefined;
      text += String.fromCodePoint(letter);
    }
  return text;
}

/**
 * The words that a widget's normal appearance draws, rows joined by a space: what a reader sees, whatever /V says. Undefined where nothing is drawn or a
 * font cannot be read back (only fonts as we embed them can), so that a caller never takes a value that is not shown: neither white letters nor what is
 * painted over, nor anything drawn by other operators than ours. That a font's letters look like what it calls them is not judged here.
 */
export function drawnText(file: PdfFile, widget: PdfDict | undefined): string | undefined {
  const { latest, budget } = file;
  const form = asStream(latest.get(asDict(latest.get(widget, 'AP')), 'N'));
  const fonts = asDict(latest.get(asDict(latest.get(form?.dict, 'Resources')), 'Font'));
  if (!form) return undefined;
  const rows: string[] = [];
  let letters: Letters | undefined;
  let isSeen = true;
  for (const { operator, operands } of contentSteps(latest.decode(form), budget)) {
    if (!KNOWN.has(operator) || (operator === 'f' && rows.length > 0)) return undefined;
    if (FILLS.has(operator)) isSeen = !isWhite(operator, operands);
    // Whatever colour comes back with Q, our writers set theirs anew.
    if (operator === 'Q') isSeen = false;
    if (operator === 'Tf') letters = lettersOf(file, fonts?.entries.get(asName(operands[0]) ?? ''));
    if (MOVES.has(operator)) rows.push('');
    if (operator !== 'Tj') continue;
    const shown =
      letters && isSeen && operands.length > 0 ? textIn(letters, operands.at(-1) as PdfObject) : undefined;
    if (shown === undefined || rows.join('').length > LETTERS_MAX) return undefined;
    rows.push((rows.pop() ?? '') + shown);
  }
  const text = rows.join(' ').replace(/\s+/gu, ' ').trim();
  return text === '' ? undefined : text;
}
