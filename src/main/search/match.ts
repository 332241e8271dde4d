import { foldedWords } from '../../shared/text/fold.ts';
import type { Phrase } from './snippet.ts';

/** Words of one query; what follows is not looked for. */
export const QUERY_WORDS_MAX = 32;
/** A prefix of one letter names half the language. */
const PREFIX_LENGTH_MIN = 2;

/** `fields`: the words of the document itself, without the text of its files. */
export type Scope = 'everything' | 'fields';

/** Phrases of a query as an official types it; quotes and operators mean nothing but "these words". */
export function phrasesOf(text: string): readonly Phrase[] {
  const phrases: Phrase[] = [];
  let count = 0;
  const pieces = [...text.matchAll(/["“”«]([^"“”«»]*)["“”»]|[^\s"“”«»]+/gu)];
  for (const [index, piece] of pieces.entries()) {
    const isQuoted = piece[1] !== undefined;
    const typed = foldedWords(piece[1] ?? piece[0]).slice(0, QUERY_WORDS_MAX - count);
    const isStillTyped = index === pieces.length - 1 && !isQuoted && !/\s$/u.test(text);
    const isShort = (typed.at(-1)?.length ?? 0) < PREFIX_LENGTH_MIN;
    // "1234/UBND-V" on its way to "1234/UBND-VP": the one letter says less than the words before it.
    const words = isStillTyped && isShort && typed.length > 1 ? typed.slice(0, -1) : typed;
    if (words.length === 0) continue;
    count += words.length;
    phrases.push({ words, isPrefix: isStillTyped && !isShort });
  }
  return phrases;
}

/**
 * The index's own query for a typed text: every phrase must occur, the last word may be unfinished. Undefined where no word is left. All words are quoted,
 * and hold only letters and digits, so that no text can be a query of its own.
 */
export function matchOfText(text: string, scope: Scope): string | undefined {
  const phrases = phrasesOf(text);
  if (phrases.length === 0) return undefined;
  const query = phrases
    .map(({ words, isPrefix }) => `"${words.join(' ')}"${isPrefix ? ' *' : ''}`)
    .join(' AND ');
  return scope === 'fields' ? `{reference subject organ signer note} : (${query})` : query;
}
