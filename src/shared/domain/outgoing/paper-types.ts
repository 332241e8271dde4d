import { inOneSpelling, ownForms, type PaperForm } from '../../words/paper.ts';
import { LETTER, LETTER_OF_COURTESY, typeNames } from '../../words/type-name.ts';

export type PaperType = {
  readonly name: string;
  /** Stands in the symbol; a letter has none (annex I part I, II.3b): its symbol is agency-unit. */
  readonly abbreviation: string | undefined;
  readonly form: PaperForm;
};

/** The 29 types of article 7 with their abbreviations (annex III, I) and models (annex III, II). */
export const paperTypes: readonly PaperType[] = [
  ...typeNames.map(([abbreviation, name]) => ({
    name,
    abbreviation,
    form: ownForms[abbreviation] ?? ('named' as const),
  })),
  { name: LETTER, abbreviation: undefined, form: 'letter' },
  { name: LETTER_OF_COURTESY, abbreviation: undefined, form: 'named' },
];

/** The type of that name, whatever its capitals and where its tone mark stands; undefined for a type of the agency's own. */
export const paperTypeNamed = (name: string): PaperType | undefined =>
  paperTypes.find((each) => inOneSpelling(each.name) === inOneSpelling(name));

/** The symbol that a type begins with, with its abbreviation; a letter with its agency and unit (annex I part I, II.3b). */
export const notationOf = (type: PaperType, agencyNotation: string, unitNotation: string): string =>
  [type.abbreviation, agencyNotation, ...(type.abbreviation === undefined ? [unitNotation] : [])]
    .filter((part) => part !== undefined && part !== '')
    .join('-');
