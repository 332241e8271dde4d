import type { Integrity } from '../../src/shared/signature/report.ts';
import { makeRandom, type Random } from '../support/random.ts';
import { documentAttacks, permittedChanges } from './document.ts';
import { fieldAttacks } from './fields.ts';
import { inPlace } from './in-place.ts';
import { structureAttacks } from './structure.ts';
import { aimAt, type Change } from './target.ts';

/** One case: what was done, the bytes, and the verdicts that count as right for the file. */
export type Attack = {
  readonly name: string;
  readonly bytes: Uint8Array;
  readonly right: readonly Integrity[];
};

const BROKEN: readonly Integrity[] = ['invalid', 'malformed', 'modified', 'indeterminate'];
const CHANGED: readonly Integrity[] = ['modified', 'invalid', 'malformed'];

/** Verdicts that differ from those of the class. */
const SPECIAL: Readonly<Record<string, readonly Integrity[]>> = {
  // A number that nobody sealed is neither red nor green.
  'blank: filled by nobody': ['indeterminate', 'modified'],
  'encryption: a dictionary added': ['encrypted', 'malformed'],
  'cut: the last revision’s end': ['modified', 'invalid', 'malformed', 'indeterminate', 'unsigned'],
  'cut: half of the file': ['malformed', 'modified', 'invalid', 'unsigned'],
  'tail: another document behind': ['modified', 'malformed', 'unsigned'],
  // The signature is hidden with its revision: the file says that it is not signed.
  'chain: the signed revision passed over': ['unsigned', 'modified', 'invalid', 'malformed'],
  'chain: no predecessor': ['malformed', 'unsigned', 'invalid', 'modified'],
};

export const CLASSES: readonly {
  readonly changes: Readonly<Record<string, Change>>;
  readonly right: readonly Integrity[];
}[] = [
  { changes: inPlace, right: BROKEN },
  { changes: documentAttacks, right: CHANGED },
  { changes: fieldAttacks, right: CHANGED },
  { changes: structureAttacks, right: CHANGED },
  { changes: permittedChanges, right: ['valid'] },
];

/** Every attack that this signed file offers a hold for. Throws when the file is not signed. */
export function attacksOn(bytes: Uint8Array): readonly Attack[] {
  const target = aimAt(bytes);
  return CLASSES.flatMap(({ changes, right }) =>
    Object.entries(changes).flatMap(([name, change]): readonly Attack[] => {
      const made = change(target);
      return made ? [{ name, bytes: made, right: SPECIAL[name] ?? right }] : [];
    }),
  );
}

const SPAN_MAX = 64;
const DAMAGES = ['turned', 'taken', 'put', 'over', 'cut', 'twice'] as const;
type Damage = (typeof DAMAGES)[number];

/** Seeded damage at any offset: bits turned, spans taken out, put in, written over, the end cut. */
export function damaged(
  bytes: Uint8Array,
  random: Random,
  {
    at = random.below(bytes.length),
    kind = random.pick(DAMAGES),
  }: { readonly at?: number; readonly kind?: Damage } = {},
): { readonly name: string; readonly bytes: Uint8Array } {
  const span = 1 + random.below(SPAN_MAX);
  const [head, tail] = [bytes.subarray(0, at), bytes.subarray(at)];
  const noise = Uint8Array.from({ length: span }, () => random.below(256));
  const made: Record<Damage, () => Uint8Array> = {
    turned: () =>
      Buffer.concat([head, Uint8Array.of((tail[0] ?? 0) ^ (1 << random.below(8))), tail.subarray(1)]),
    taken: () => Buffer.concat([head, tail.subarray(span)]),
    put: () => Buffer.concat([head, noise, tail]),
    over: () => Buffer.concat([head, noise, tail.subarray(span)]),
    cut: () => head,
    twice: () => Buffer.concat([head, tail.subarray(0, span), tail]),
  };
  return { name: `${kind} ${span} at ${at}`, bytes: made[kind]() };
}

/** `count` damages of every kind in turn, in every revision in turn: a long time-stamp must not draw all of them to itself. */
export function damagesOf(bytes: Uint8Array, seed: number, count: number) {
  const random = makeRandom(seed);
  const ends = aimAt(bytes).file.revisions.map(({ eof }) => eof ?? bytes.length);
  return Array.from({ length: count }, (_, index) => {
    const kind = DAMAGES[index % DAMAGES.length] ?? 'turned';
    const revision = Math.floor(index / DAMAGES.length) % ends.length;
    const [from, to] = [ends[revision - 1] ?? 0, ends[revision] ?? bytes.length];
    return damaged(bytes, random, { at: from + random.below(to - from), kind });
  });
}
