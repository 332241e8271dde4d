import { fold } from '../../shared/text/fold.ts';

/** More words than anybody types for one row. */
const WORDS_MAX = 10;

/** What was typed to find a row, as SQL: every word must stand in `r.folded`, marks need not be typed. */
export function wordsIn(text: string | undefined): {
  readonly conditions: readonly string[];
  readonly values: Readonly<Record<string, string>>;
} {
  const words = fold(text ?? '')
    .split(' ')
    .filter((word) => word !== '')
    .slice(0, WORDS_MAX);
  return {
    conditions: words.map((_word, index) => `instr(r.folded, :word${String(index)}) > 0`),
    values: Object.fromEntries(words.map((word, index) => [`word${String(index)}`, word])),
  };
}
