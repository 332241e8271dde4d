import type { Agency } from '../../shared/domain/office/agency.ts';

/** The agency's names above each other, in capitals as on every form. */
export const agencyLines = ({ name, parentName }: Agency): string[] =>
  [parentName, name].flatMap((line) => (line === undefined ? [] : [line.toLocaleUpperCase('vi')]));
