import { fold } from '../../shared/text/fold.ts';
import { say } from '../../shared/words/vi.ts';

/** Around the first match, so that a line of the result holds it. */
const BEFORE = 50;
const LENGTH = 160;
const MARK_BEGIN = '\u2068';
const MARK_END = '\u2069';
const isWordLetter = /[\p{L}\p{N}]/u;

type Folded = { readonly text: string; readonly origin: readonly number[] };

/** The folded text with, for each of its letters, where it stood: folding drops combining marks. */
function foldedWithOrigin(text: string): Folded {
  let folded = '';
  const origin: number[] = [];
  for (let at = 0; at < text.length; at++) {
    const piece = fold(text.charAt(at));
    for (let index = 0; index < piece.length; index++) origin.push(at);
    folded += piece;
  }
  origin.push(text.length);
  return { text: folded, origin };
}

type Range = { readonly from: number; readonly to: number };

/** Where the phrases occur as whole words (the last one perhaps unfinished), in order, without overlaps. */
function matchesIn({ text }: Folded, phrases: readonly PhraseShown[]): readonly Range[] {
  const found: Range[] = [];
  for (const { words, isPrefix } of phrases) {
    const between = '[^\\p{L}\\p{N}]+';
    const pattern = new RegExp(
      `(?<![\\p{L}\\p{N}])${words.join(between)}${isPrefix ? '[\\p{L}\\p{N}]*' : '(?![\\p{L}\\p{N}])'}`,
      'gu',
    );
    for (const match of text.matchAll(pattern)) {
      found.push({ from: match.index, to: match.index + match[0].length });
      if (found.length >= MATCHES_MAX) break;
    }
  }
  const sorted = found.sort((a, b) => a.from - b.from);
  return sorted.filter((each, index) => index === 0 || each.from >= (sorted[index - 1]?.to ?? 0));
}

const MATCHES_MAX = 200;
/** Only the beginning of a long text is looked through. */
const TEXT_MAX = 200_000;

export type PhraseShown = { readonly words: readonly string[]; readonly isPrefix: boolean };

/**
 * Words around the first hit, the hits between U+2068 and U+2069; undefined where the text has none. Marks of that kind in the text itself are dropped, so that
 * a document cannot fake a hit.
 */
export function snippetOf(text: string, phrases: readonly PhraseShown[]): string | undefined {
  const plain = text
    .slice(0, TEXT_MAX)
    .normalize('NFC')
    .replace(/[\u2066-\u2069]/g, '')
    .replace(/\s+/g, ' ');
  const folded = foldedWithOrigin(plain);
  const matches = matchesIn(folded, phrases).map(({ from, to }) => ({
    from: folded.origin[from] ?? 0,
    to: folded.origin[to] ?? plain.length,
  }));
  const [first] = matches;
  if (!first) return undefined;
  const begin = wordBegin(plain, Math.max(0, first.from - BEFORE));
  const end = wordEnd(plain, Math.max(begin + LENGTH, first.to));
  let shown = begin > 0 ? say('search.snippet.gap') : '';
  let at = begin;
  for (const { from, to } of matches.filter((each) => each.from >= begin && each.to <= end)) {
    shown += `${plain.slice(at, from)}${MARK_BEGIN}${plain.slice(from, to)}${MARK_END}`;
    at = to;
  }
  return `${shown}${plain.slice(at, end)}${end < plain.length ? say('search.snippet.gap') : ''}`;
}

function wordBegin(text: string, at: number): number {
  let begin = at;
  while (begin > 0 && begin > at - 20 && isWordLetter.test(text.charAt(begin - 1))) begin--;
  return begin;
}

function wordEnd(text: string, at: number): number {
  let end = Math.min(at, text.length);
  while (end < text.length && end < at + 20 && isWordLetter.test(text.charAt(end))) end++;
  return end;
}
