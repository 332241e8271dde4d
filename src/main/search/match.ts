import type { SearchAsked } from '../../shared/contract/search.ts';
import { foldedWords } from '../../shared/text/fold.ts';
import { syllablesFrom } from '../../shared/text/syllables.ts';
import type { Phrase } from './snippet.ts';

/** Words of one query; what follows is not looked for. */
export const QUERY_WORDS_MAX = 32;
/** A prefix of one letter names half the language. */
const PREFIX_LENGTH_MIN = 2;
/** Prefixes up to this length stand in the index by themselves. */
const INDEXED_PREFIX_MAX = 3;

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
  const query = phrases.map(asQuery).join(' AND ');
  return scope === 'fields' ? `{reference subject organ signer note} : (${query})` : query;
}

type Worded = Pick<SearchAsked, 'text' | 'also'>;
const OPERATORS = { and: 'AND', or: 'OR', not: 'NOT' } as const;

/**
 * The index's own query for a search with its conditions, each joined to everything before it (annex VI part I, III.6.d). Undefined where nothing is asked for: what is only left out is no
 * search.
 */
export function matchOfSearch({ text, also = [] }: Worded): string | undefined {
  let match = matchOfText(text, 'everything');
  for (const { join, field, text: typed } of also) {
    // A condition is typed to its end: its last word is a whole one.
    const words = matchOfText(`${typed} `, 'everything');
    if (words === undefined) continue;
    const scoped = field === 'any' ? `(${words})` : `{${field}} : (${words})`;
    if (match !== undefined) match = `(${match}) ${OPERATORS[join]} (${scoped})`;
    else if (join !== 'not') match = scoped;
  }
  return match;
}

/** What a hit is shown by: the words that it may have, not those that it must not. */
export const phrasesOfSearch = ({ text, also = [] }: Worded): readonly Phrase[] => [
  ...phrasesOf(text),
  ...also.filter(({ join }) => join !== 'not').flatMap(({ text: typed }) => phrasesOf(`${typed} `)),
];

/** All words of a query side by side, where it has more than one phrase. */
export function matchAdjacent(text: string): string | undefined {
  const phrases = phrasesOf(text);
  const isPrefix = phrases.at(-1)?.isPrefix ?? false;
  return phrases.length < 2 ? undefined : asQuery({ words: phrases.flatMap(({ words }) => words), isPrefix });
}

/** An unfinished word is asked for as the syllables that it can become: the index walks those in order, where it would first gather a whole prefix. */
function asQuery({ words, isPrefix }: Phrase): string {
  const before = words.slice(0, -1);
  const typed = words.at(-1) ?? '';
  const quoted = (last: string): string => `"${[...before, last].join(' ')}"`;
  if (!isPrefix) return quoted(typed);
  const completions = typed.length > INDEXED_PREFIX_MAX ? syllablesFrom(typed) : [];
  if (completions.length === 0) return `${quoted(typed)} *`;
  return `(${completions.map(quoted).join(' OR ')})`;
}
