import { LETTER, typeNames } from '../../../shared/words/type-name.ts';

/** The types that a form offers; any other may be typed. */
export const offeredTypes: readonly string[] = [LETTER, ...typeNames.map(([, name]) => name)];

/** The levels of secrecy, named so that the others can be refused. */
export const secrecies = ['normal', 'secret', 'top-secret', 'ultra-secret'] as const;
