import type { HashName } from './asn1/algorithms.ts';

/** One line of the policy: until when a hash, or keys of a kind shorter than so many bits, could be relied on. */
type HashLimit = { readonly hash: HashName; readonly until: string };
type KeyLimit = {
  readonly kind: 'rsa' | 'dsa' | 'ec';
  readonly bitsBelow: number;
  readonly until: string;
};

/**
 * The cryptographic constraints (EN 319 102-1 §5.1.4.3), as data. Dates after ETSI TS 119 312 and the default policy of EU DSS; keys below 2048 bits
 * are ended by the national rule for RSA. What is not listed has no known end. The shorter the key, the earlier the line must stand.
 */
const HASHES: readonly HashLimit[] = [
  { hash: 'md5', until: '2004-08-01' },
  { hash: 'sha1', until: '2012-08-01' },
  { hash: 'ripemd160', until: '2014-08-01' },
];
const KEYS: readonly KeyLimit[] = [
  { kind: 'rsa', bitsBelow: 1024, until: '2010-08-01' },
  { kind: 'rsa', bitsBelow: 2048, until: '2019-10-01' },
  { kind: 'dsa', bitsBelow: 1024, until: '2010-08-01' },
  { kind: 'dsa', bitsBelow: 2048, until: '2015-12-31' },
  { kind: 'ec', bitsBelow: 224, until: '2013-02-01' },
];

/** Until when a hash bound content to a signature; undefined while no end is known. */
export function hashReliableUntil(hash: HashName): Date | undefined {
  const limit = HASHES.find((line) => line.hash === hash);
  return limit && new Date(limit.until);
}

/** Until when a key of this kind and length could not be found out from its public half; undefined while no end is known. */
export function keyReliableUntil(kind: string, bits: number): Date | undefined {
  const limit = KEYS.find((line) => line.kind === kind && bits < line.bitsBelow);
  return limit && new Date(limit.until);
}
