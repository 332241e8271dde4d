import { z } from 'zod';
import { CodeNotation, TypeName } from '../core/values.ts';

/** Books of their own beside the common one, of one direction and year; types in one of them. All of them stand in the common book's body. */
export const SERIES_MAX = 8;
export const SERIES_TYPES_MAX = 12;

/** What of a book's id names it among the books of its direction and year. */
export const SeriesKey = z.string().regex(/^[a-z]{1,12}$/);

/**
 * Sổ riêng (NĐ 30/2020 article 15.1, 22.2): the documents of some types, or those that a council or a committee issues under the agency's seal and that bear its
 * notation, are numbered apart.
 */
export const Series = z.looseObject({
  key: SeriesKey,
  typeNames: z.array(TypeName).max(SERIES_TYPES_MAX),
  /** Of a council: a part of the notation between strokes, HĐTĐ of QĐ-HĐTĐ. */
  notation: CodeNotation.min(1).optional(),
});
export type Series = z.infer<typeof Series>;

const same = (a: string, b: string): boolean =>
  a.normalize('NFC').trim().toLocaleLowerCase('vi') === b.normalize('NFC').trim().toLocaleLowerCase('vi');

type Paper = { readonly typeName: string; readonly codeNotation: string };

/**
 * The key of the one book that a document is entered in, nothing for the common one. Each document has exactly one, so that a number with its notation is given once
 * in a year although several books count (article 15.1): a council's by its notation, whatever the type; else by the type.
 */
export function seriesOf(paper: Paper, apart: readonly Series[] = []): string | undefined {
  const parts = paper.codeNotation.split(/[-/]/);
  const council = apart.find(({ notation }) => notation && parts.some((part) => same(part, notation)));
  return (council ?? apart.find(({ typeNames }) => typeNames.some((each) => same(each, paper.typeName))))
    ?.key;
}

/** Whether two books would claim the same documents. */
export const overlap = (one: Series, other: Series): boolean =>
  one.key === other.key ||
  (one.notation !== undefined && other.notation !== undefined && same(one.notation, other.notation)) ||
  one.typeNames.some((name) => other.typeNames.some((each) => same(each, name)));
