import { fold } from '../../shared/text/fold.ts';
import { say } from '../../shared/words/vi.ts';

/** Around the first match, so that a line of the result holds it. */
const BEFORE = 50;
const LENGTH = 160;
const MARK_BEGIN = '\u2068';
const MARK_END = '\u2069';
/** How far a cut moves to fall between words. */
const WORD_REACH = 20;
/** Only the beginning of a long text is looked through, and so many hits of it. */
const TEXT_MAX = 200_000;
const MATCHES_MAX = 100;
const isWordLetter = /[\p{L}\p{N}]/u;
const notInWord = '[^\\p{L}\\p{N}]+';

/** Words that must stand side by side: what was quoted, or written in one piece like 1234/UBND-VP; the last one perhaps unfinished. */
export type Phrase = { readonly words: readonly string[]; readonly isPrefix: boolean };

/** What a query looks for in a text, made once for all of its hits. The words hold only letters and digits. */
export type Finder = { readonly anywhere: RegExp; readonly each: readonly RegExp[] };

export function finderOf(phrases: readonly Phrase[]): Finder {
  const sources = phrases.map(
    ({ words, isPrefix }) =>
      `(?<![\\p{L}\\p{N}])${words.join(notInWord)}${isPrefix ? '[\\p{L}\\p{N}]*' : '(?![\\p{L}\\p{N}])'}`,
  );
  return {
    anywhere: new RegExp(sources.join('|'), 'gu'),
    each: sources.map((source) => new RegExp(source, 'u')),
  };
}

/** Whether every phrase stands in the text. */
export const hasAll = ({ each }: Finder, text: string): boolean => {
  const folded = fold(text);
  return each.every((phrase) => phrase.test(folded));
};

/** Where each letter of the folded text stood: nearly always in its own place, else folding has dropped a mark or spread a letter. */
function originOf(plain: string, folded: string): (index: number) => number {
  if (folded.length === plain.length) return (index) => index;
  const origin: number[] = [];
  for (let at = 0; at < plain.length; at++)
    for (let _ = 0; _ < fold(plain.charAt(at)).length; _++) origin.push(at);
  return (index) => origin[index] ?? plain.length;
}

/**
 * Words around the first hit, the hits between U+2068 and U+2069; undefined where the text has none. Marks of that kind in the text itself are dropped, so that
 * a document cannot fake a hit.
 */
export function snippetOf(text: string, { anywhere }: Finder): string | undefined {
  const plain = text
    .slice(0, TEXT_MAX)
    .normalize('NFC')
    .replace(/[\u2066-\u2069]/g, '')
    .replace(/\s+/g, ' ');
  const folded = fold(plain);
  anywhere.lastIndex = 0;
  const first = anywhere.exec(folded);
  if (!first) return undefined;
  const origin = originOf(plain, folded);
  const from = origin(first.index);
  const begin = wordBegin(plain, Math.max(0, from - BEFORE));
  const end = wordEnd(plain, Math.max(begin + LENGTH, origin(first.index + first[0].length)));
  let shown = begin > 0 ? say('search.snippet.gap') : '';
  let at = begin;
  let match: RegExpExecArray | null = first;
  for (let count = 0; match && count < MATCHES_MAX; count++, match = anywhere.exec(folded)) {
    const [hitFrom, hitTo] = [origin(match.index), origin(match.index + match[0].length)];
    if (hitTo > end) break;
    shown += `${plain.slice(at, hitFrom)}${MARK_BEGIN}${plain.slice(hitFrom, hitTo)}${MARK_END}`;
    at = hitTo;
  }
  return `${shown}${plain.slice(at, end)}${end < plain.length ? say('search.snippet.gap') : ''}`;
}

function wordBegin(text: string, at: number): number {
  let begin = at;
  while (begin > 0 && begin > at - WORD_REACH && isWordLetter.test(text.charAt(begin - 1))) begin--;
  return begin;
}

function wordEnd(text: string, at: number): number {
  let end = Math.min(at, text.length);
  while (end < text.length && end < at + WORD_REACH && isWordLetter.test(text.charAt(end))) end++;
  return end;
}
