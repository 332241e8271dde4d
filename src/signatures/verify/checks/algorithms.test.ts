import { describe, expect, test } from 'vitest';
import { hashReliableUntil, keyReliableUntil } from '../../algorithm-policy.ts';
import type { TrustEvidence } from '../finding.ts';
import { algorithms } from './algorithms.ts';

const AT = new Date('2026-11-23T03:00:00Z');
const on = (day: string) => new Date(`${day}T00:00:00Z`);
const provenOn = (day: string) => ({ at: on(day), by: 'document-timestamp', authority: undefined }) as const;

const judged = (more: Partial<TrustEvidence>): string => {
  const finding = algorithms.judge({
    at: AT,
    path: undefined,
    states: [],
    proof: undefined,
    madeAfter: undefined,
    freshAt: AT,
    sliding: { outcome: 'passed', controlTime: AT },
    hash: 'sha256',
    ...more,
  });
  return finding.outcome === 'passed'
    ? 'passed'
    : [finding.outcome, finding.subIndication, finding.reason, finding.integrity ?? 'untouched'].join(' ');
};

describe('the hash of a signature', () => {
  test.each<[string, Partial<TrustEvidence>, string]>([
    ['SHA-256', {}, 'passed'],
    ['one that is not known', { hash: undefined }, 'passed'],
    ['SHA-1 today', { hash: 'sha1' }, 'indeterminate CRYPTO_CONSTRAINTS_FAILURE_NO_POE hash-weak untouched'],
    ['SHA-1 proven while it held', { hash: 'sha1', proof: provenOn('2011-05-01') }, 'passed'],
    [
      'SHA-1 proven too late',
      { hash: 'sha1', proof: provenOn('2013-05-01') },
      'indeterminate CRYPTO_CONSTRAINTS_FAILURE_NO_POE hash-weak untouched',
    ],
    [
      'SHA-1 used after its end',
      { hash: 'sha1', madeAfter: on('2013-05-01') },
      'indeterminate CRYPTO_CONSTRAINTS_FAILURE weak-when-signed untouched',
    ],
    [
      'MD5, under which two documents may stand',
      { hash: 'md5' },
      'indeterminate CRYPTO_CONSTRAINTS_FAILURE_NO_POE hash-broken indeterminate',
    ],
  ])('%s', (_, evidence, expected) => {
    expect(judged(evidence)).toBe(expected);
  });
});

test.each<[string, number, string | undefined]>([
  ['rsa', 512, '2010-08-01'],
  ['rsa', 1024, '2019-10-01'],
  ['rsa', 2048, undefined],
  ['ec', 192, '2013-02-01'],
  ['ec', 256, undefined],
  ['ed25519', Number.POSITIVE_INFINITY, undefined],
])('a key %s of %d bits is relied on until %s', (kind, bits, until) => {
  expect(keyReliableUntil(kind, bits)).toEqual(until === undefined ? undefined : on(until));
});

test('a hash that is not in the table has no known end', () => {
  expect(hashReliableUntil('sha3-512')).toBeUndefined();
});
