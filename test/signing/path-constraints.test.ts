import 'reflect-metadata';
import * as x509 from '@peculiar/x509';
import { describe, expect, test } from 'vitest';
import { der, oid, sequence, smallInteger } from '../../src/signatures/asn1/write.ts';
import { checkPath } from '../../src/signatures/certificates/path.ts';
import { issue, type Member } from '../support/trust-lab.ts';

const AT = new Date('2026-11-23T03:00:00Z');
const [A, B, ANY] = ['1.2.3.1', '1.2.3.2', '2.5.29.32.0'];

const extension = (id: string, value: Uint8Array, critical = true) =>
  new x509.Extension(id, critical, Uint8Array.from(value));
const policies = (...all: readonly string[]) =>
  extension('2.5.29.32', sequence(...all.map((one) => sequence(oid(one)))), false);
const demandsPolicy = (after: number) =>
  extension('2.5.29.36', sequence(der(0x80, smallInteger(after).subarray(2))));
const maps = (from: string, to: string) =>
  extension('2.5.29.33', sequence(sequence(oid(from), oid(to))), false);
const noAny = (after: number) => extension('2.5.29.54', smallInteger(after));

/** The reason of a path of three: root, an authority and a signer with the given extensions. */
async function judged(
  authority: readonly x509.Extension[],
  signer: readonly x509.Extension[],
  top: readonly x509.Extension[] = [],
): Promise<string> {
  const root = await issue({ name: 'Goc', role: 'authority' });
  const upper = await issue({ name: 'Cap 1', role: 'authority', issuer: root, more: top });
  const sub = await issue({ name: 'Cap 2', role: 'authority', issuer: upper, more: authority });
  const leaf = await issue({ name: 'Nguoi ky', issuer: sub, more: signer });
  const of = ({ certificate }: Member) => certificate;
  const answer = checkPath({
    certificate: of(leaf),
    candidates: [upper, sub].map(of),
    anchors: [of(root)],
    at: AT,
  });
  return answer.outcome === 'passed' ? 'passed' : answer.reason;
}

describe('certificate policies (RFC 5280 §6.1)', () => {
  test.each<
    [string, string, readonly x509.Extension[], readonly x509.Extension[], readonly x509.Extension[]]
  >([
    ['nobody demands one', 'passed', [], [], []],
    [
      'all agree on the one that is demanded',
      'passed',
      [policies(A), demandsPolicy(0)],
      [policies(A)],
      [policies(A)],
    ],
    ['the signer has another', 'policies', [policies(A), demandsPolicy(0)], [policies(B)], [policies(A)]],
    ['the signer has none', 'policies', [policies(A), demandsPolicy(0)], [], [policies(A)]],
    ['the authority above has none', 'policies', [policies(A), demandsPolicy(0)], [policies(A)], []],
    [
      'an authority stands for any',
      'passed',
      [policies(ANY), demandsPolicy(0)],
      [policies(A)],
      [policies(A)],
    ],
    [
      'any is no longer allowed',
      'policies',
      [policies(ANY), demandsPolicy(0)],
      [policies(A)],
      [policies(A), noAny(0)],
    ],
    [
      'one is mapped to another',
      'passed',
      [policies(A), maps(A, B), demandsPolicy(0)],
      [policies(B)],
      [policies(A)],
    ],
    [
      'a mapped one is used by its old name',
      'policies',
      [policies(A), maps(A, B), demandsPolicy(0)],
      [policies(A)],
      [policies(A)],
    ],
    [
      'the demand comes into force below the signer',
      'passed',
      [policies(A), demandsPolicy(2)],
      [],
      [policies(A)],
    ],
  ])('%s: %s', async (_, expected, authority, signer, top) => {
    expect(await judged(authority, signer, top)).toBe(expected);
  });
});

describe('name constraints (RFC 5280 §4.2.1.10)', () => {
  const general = (tag: number, text: string) => der(tag, Buffer.from(text));
  const only = (name: Uint8Array) => extension('2.5.29.30', sequence(der(0xa0, sequence(name))));
  const without = (name: Uint8Array) => extension('2.5.29.30', sequence(der(0xa1, sequence(name))));
  const called = (name: Uint8Array) => extension('2.5.29.17', sequence(name), false);
  const [mail, domain, address] = [0x81, 0x82, 0x87];

  test.each<[string, string, x509.Extension, x509.Extension]>([
    [
      'a mailbox of the host',
      'passed',
      only(general(mail, 'lamgiang.gov.vn')),
      called(general(mail, 'thao@LamGiang.gov.vn')),
    ],
    [
      'a mailbox of another host',
      'name-constraints',
      only(general(mail, 'lamgiang.gov.vn')),
      called(general(mail, 'thao@gmail.com')),
    ],
    [
      'a mailbox below the domain',
      'passed',
      only(general(mail, '.gov.vn')),
      called(general(mail, 'thao@lamgiang.gov.vn')),
    ],
    [
      'a host that only ends alike',
      'name-constraints',
      only(general(domain, 'gov.vn')),
      called(general(domain, 'xgov.vn')),
    ],
    [
      'an excluded host',
      'name-constraints',
      without(general(domain, 'gov.vn')),
      called(general(domain, 'a.gov.vn')),
    ],
    [
      'a name of a kind that nobody constrains',
      'passed',
      only(general(domain, 'gov.vn')),
      called(general(mail, 'thao@gmail.com')),
    ],
    [
      'a kind that is not compared here',
      'name-constraints',
      without(general(address, '12345678')),
      called(general(address, '1234')),
    ],
  ])('%s: %s', async (_, expected, authority, signer) => {
    expect(await judged([authority], [signer])).toBe(expected);
  });
});
