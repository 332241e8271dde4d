import { contentSteps } from '../pdf/content.ts';
import type { PdfFile } from '../pdf/file.ts';
import {
  asArray,
  asDict,
  asName,
  asStream,
  asString,
  isName,
  type PdfDict,
  type PdfObject,
} from '../pdf/objects.ts';
import { readToUnicode } from './to-unicode.ts';

const LETTERS_MAX = 2_000;
const SHOWS: ReadonlySet<string> = new Set(['Tj', 'TJ', "'", '"']);
const MOVES: ReadonlySet<string> = new Set(['Tm', 'Td', 'TD', 'T*', "'", '"', 'BT']);

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
 * font cannot be read back (only fonts as we embed them can), so that a caller never takes a value that is not shown.
 */
export function drawnText(file: PdfFile, widget: PdfDict | undefined): string | undefined {
  const { latest, budget } = file;
  const form = asStream(latest.get(asDict(latest.get(widget, 'AP')), 'N'));
  const fonts = asDict(latest.get(asDict(latest.get(form?.dict, 'Resources')), 'Font'));
  if (!form) return undefined;
  const rows: string[] = [];
  let letters: Letters | undefined;
  for (const { operator, operands } of contentSteps(latest.decode(form), budget)) {
    if (operator === 'Tf') letters = lettersOf(file, fonts?.entries.get(asName(operands[0]) ?? ''));
    if (MOVES.has(operator)) rows.push('');
    if (!SHOWS.has(operator)) continue;
    const shown = letters && operands.length > 0 ? textIn(letters, operands.at(-1) as PdfObject) : undefined;
    if (shown === undefined || rows.join('').length > LETTERS_MAX) return undefined;
    rows.push((rows.pop() ?? '') + shown);
  }
  const text = rows.join(' ').replace(/\s+/gu, ' ').trim();
  return text === '' ? undefined : text;
}
