import { LETTER, LETTER_OF_COURTESY, typeNames } from '../../../shared/words/type-name.ts';

/** The 29 types that a form offers (NĐ 30/2020 article 7); any other may be typed. */
export const offeredTypes: readonly string[] = [
  LETTER,
  ...typeNames.map(([, name]) => name),
  LETTER_OF_COURTESY,
];
