import { z } from 'zod';
import type { Level } from './report.ts';

/** More than any province has named; each that is silent takes its part of the time that a person waits. */
export const AUTHORITIES_MAX = 4;
export const ADDRESS_LENGTH_MAX = 1024;

/** What a machine's user sets: whom to ask for the time, first to last, and how much his signatures should carry. */
export type SigningChoice = { readonly authorities: readonly string[]; readonly level: Level };

const Address = z.url({ protocol: /^https?$/ }).max(ADDRESS_LENGTH_MAX);
/** A name or password in an address is never sent: it would stand readable in a file. */
const HAS_NAME = /^[^/]*\/\/[^/?#]*@/;

/** What is wrong with an address of a time-stamping authority; nothing when it can be asked. */
export const addressProblem = (address: string): ChoiceProblem['code'] | undefined =>
  Address.safeParse(address).success && !HAS_NAME.test(address) ? undefined : 'signing.authority-address';

const plain = (address: string): string => address.toLowerCase().replace(/\/+$/, '');

/** `index`: of the address that it is about. */
export type ChoiceProblem = {
  readonly code: 'signing.authority-address' | 'signing.authority-twice' | 'signing.level-needs-authority';
  readonly index?: number;
};

/** The first thing that is wrong with a choice, with the address that it is about. */
export function choiceProblem({ authorities, level }: SigningChoice): ChoiceProblem | undefined {
  for (const [index, address] of authorities.entries()) {
    const code = addressProblem(address);
    if (code) return { code, index };
    if (authorities.slice(0, index).some((each) => plain(each) === plain(address)))
      return { code: 'signing.authority-twice', index };
  }
  if (authorities.length === 0 && level !== 'B-B') return { code: 'signing.level-needs-authority' };
  return undefined;
}
