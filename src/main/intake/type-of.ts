import { fold } from '../../shared/text/fold.ts';
import { LETTER_OF_COURTESY, typeNames } from '../../shared/words/type-name.ts';

const byTitle = new Map(
  [...typeNames.map(([, name]) => name), LETTER_OF_COURTESY].map((name) => [fold(name), name]),
);
const byAbbreviation = new Map(typeNames.map(([abbreviation, name]) => [abbreviation, name]));

/** The type whose name fills a whole line of the page ("QUYẾT ĐỊNH"). */
export const typeOfTitle = (line: string): string | undefined =>
  byTitle.get(
    fold(line)
      .replace(/[^\p{L}\s]/gu, '')
      .replace(/\s+/g, ' ')
      .trim(),
  );

/** The type that a notation begins with: QĐ-UBND, BC-SXD. */
export const typeOfNotation = (notation: string): string | undefined =>
  byAbbreviation.get(notation.split('-')[0] ?? '');
