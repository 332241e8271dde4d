import 'reflect-metadata';
import * as x509 from '@peculiar/x509';
import { beforeAll, describe, expect, test } from 'vitest';
import { pdfDict, pdfName } from '../../src/signatures/pdf/objects.ts';
import type { PdfUpdate } from '../../src/signatures/pdf/update.ts';
import { drawing, edited, filledIn, numbers, setKeys } from '../support/signed-lab.ts';
import {
  STAMPS,
  type Stored,
  signedBy,
  stampedBy,
  stampedDocument,
  storedIn,
} from '../support/stamped-lab.ts';
import * as lab from '../support/trust-lab.ts';
import { good, makeTrustStory, NOW, SIGNED, SOON, type TrustStory } from '../support/trust-story.ts';

let { root, sub, signer, tsa, answersAt, signed, withStore, archived, verify, told } = {} as TrustStory;
beforeAll(async () => {
  ({ root, sub, signer, tsa, answersAt, signed, withStore, archived, verify, told } = await makeTrustStory());
});

describe('long term: what document time-stamps prove', () => {
  const LATER = '2030-01-01T00:00:00Z';
  const ARCHIVED = '2024-03-02T08:00:00Z';
  const lta = (stored: Stored = { ocsp: answersAt(SOON) }) => archived(withStore(stored, SIGNED), ARCHIVED);

  test('an expired signer is believed for what was stamped while he was not', async () => {
    expect(await told(lta(), LATER)).toBe('TOTAL_PASSED  passed');
    expect(await told(withStore({ ocsp: answersAt(SOON) }), LATER)).toBe(
      'INDETERMINATE OUT_OF_BOUNDS_NOT_REVOKED expired-not-revoked',
    );
    expect(await told(signed(), LATER)).toBe('INDETERMINATE OUT_OF_BOUNDS_NO_POE expired');
    expect(await told(signed(SIGNED), LATER)).toBe('INDETERMINATE OUT_OF_BOUNDS_NO_POE expired-unasked');
  });

  test('an answer given after the certificate expired says nothing, unless its author keeps the expired', async () => {
    const late = (more: Partial<lab.Said>) => ({
      ocsp: [good(signer, sub, LATER, more), good(sub, root, LATER)],
    });
    expect(await told(withStore(late({}), SIGNED), LATER)).toBe(
      'INDETERMINATE OUT_OF_BOUNDS_NO_POE expired-unasked',
    );
    const kept = { extensions: [lab.archiveCutoff('2020-01-01T00:00:00Z')] };
    expect(await told(withStore(late(kept), SIGNED), LATER)).toBe('TOTAL_PASSED  passed');
    const list = (more: Partial<lab.Listed>) => ({
      ocsp: [good(sub, root, LATER)],
      crls: [lab.crl({ issuer: sub, thisUpdate: LATER, ...more })],
    });
    expect(await told(withStore(list({}), SIGNED), LATER)).toContain('OUT_OF_BOUNDS_NO_POE');
    const all = { extensions: [lab.expiredKept('2020-01-01T00:00:00Z')] };
    expect(await told(withStore(list(all), SIGNED), LATER)).toBe('TOTAL_PASSED  passed');
  });

  test('an archive outlives its first time-stamping authority when it was renewed in time', async () => {
    const brief = await lab.issue({
      name: 'TSA ngan',
      issuer: root,
      role: 'tsa',
      asks: false,
      to: '2026-01-01T00:00:00Z',
    });
    const once = archived(withStore({ ocsp: answersAt(ARCHIVED) }), ARCHIVED, 0, brief);
    expect(await told(once, LATER)).toBe('INDETERMINATE OUT_OF_BOUNDS_NOT_REVOKED expired-not-revoked');
    expect(await told(once, LATER, 1)).toContain('INDETERMINATE OUT_OF_BOUNDS_NO_POE');
    const renewed = archived(once, '2025-06-01T00:00:00Z', 1);
    expect(await told(renewed, LATER)).toBe('TOTAL_PASSED  passed');
    expect(await told(renewed, LATER, 1)).toBe('TOTAL_PASSED  passed');
    const tooLate = archived(once, '2026-06-01T00:00:00Z', 1);
    expect(await told(tooLate, LATER)).toBe('INDETERMINATE TRY_LATER revocation-stale');
    expect(await told(tooLate, LATER, 1)).toContain('INDETERMINATE OUT_OF_BOUNDS_NO_POE');
  });

  test('the report says which time-stamp proved what', async () => {
    const [one] = (await verify(lta(), LATER)).signatures;
    expect(one?.proof).toEqual({
      at: new Date(SIGNED).toISOString(),
      by: 'signature-timestamp',
      authority: 'TSA',
      field: null,
    });
    expect(
      one?.chain.map(({ name, isAnchor, revocation }) => [
        name,
        isAnchor,
        revocation.status,
        revocation.source,
      ]),
    ).toEqual([
      ['Pham Van Thao', false, 'good', 'document'],
      ['Cap 2', false, 'good', 'document'],
      ['Goc', true, 'not-needed', null],
    ]);
    expect(one?.timestamps.map(({ indication, authority }) => [indication, authority])).toEqual([
      ['PASSED', 'TSA'],
    ]);
  });

  test('of two time-stamps of one second the one nearer to the signature is told', async () => {
    const [one] = (await verify(archived(withStore({ ocsp: answersAt(NOW) }, SIGNED), SIGNED))).signatures;
    expect(one?.proof?.by).toBe('signature-timestamp');
  });

  test('a revoked authority spoils what is not proven to be older with all that vouches for it', async () => {
    const revoked = (revokedAt: string) => [good(signer, sub, SOON), good(sub, root, NOW, { revokedAt })];
    const stamp = (imprint: Uint8Array) => lab.token(imprint, tsa, SIGNED);
    const pdf = signedBy(stampedDocument(), signer, { chain: [sub], stamp });
    const bare = storedIn(pdf, { ocsp: revoked('2024-06-01T00:00:00Z') });
    expect(await told(bare)).toBe('INDETERMINATE REVOKED_CA_NO_POE authority-revoked');
    const kept = answersAt(SOON);
    const first = storedIn(pdf, { ocsp: kept });
    const stamped = stampedBy(first, tsa, ARCHIVED, STAMPS[0] ?? 0);
    const both = [...kept, good(sub, root, NOW, { revokedAt: '2024-06-01T00:00:00Z' })];
    expect(await told(storedIn(stamped, { ocsp: both }))).toBe('TOTAL_PASSED  passed');
    const early = [...kept, good(sub, root, NOW, { revokedAt: '2024-02-01T00:00:00Z' })];
    expect(await told(storedIn(stamped, { ocsp: early }))).toBe(
      'INDETERMINATE REVOKED_CA_NO_POE authority-revoked',
    );
  });

  test('an answer whose responder has expired must be known from before', async () => {
    const brief = await lab.issue({
      name: 'OCSP ngan',
      issuer: sub,
      role: 'responder',
      more: [lab.NO_CHECK],
      to: '2024-12-31T00:00:00Z',
    });
    const by = { by: brief };
    const stored = { ocsp: [good(signer, sub, SOON, by), good(sub, root, SOON)] };
    const pdf = withStore(stored, SIGNED);
    expect(await told(pdf)).toBe('INDETERMINATE REVOCATION_OUT_OF_BOUNDS_NO_POE revocation-out-of-bounds');
    expect(await told(archived(pdf, ARCHIVED))).toBe('TOTAL_PASSED  passed');
    const dead = { ocsp: [good(signer, sub, '2025-02-01T00:00:00Z', by), good(sub, root, SOON)] };
    expect(await told(withStore(dead, SIGNED))).toBe('INDETERMINATE TRY_LATER revocation-unknown');
  });

  test('a time-stamp that draws on the page is for a person to look at: anybody gets one without a name', async () => {
    const [field = 0] = STAMPS;
    const drawn = (rect: readonly number[]) => {
      const place = edited(stampedDocument(), setKeys(field, { Rect: numbers(...rect) }));
      const look = (update: PdfUpdate) => pdfDict({ N: drawing(update, '1 1 1 rg 0 0 80 20 re f') });
      return filledIn(
        signedBy(place, signer, { chain: [sub] }),
        field,
        (digest) => lab.token(digest, tsa, ARCHIVED),
        {
          edit: (update) => setKeys(field, { AP: look(update) })(update),
          dict: { Type: pdfName('DocTimeStamp'), SubFilter: pdfName('ETSI.RFC3161') },
        },
      );
    };
    expect((await verify(drawn([0, 0, 0, 0]), NOW)).integrity).toBe('valid');
    expect((await verify(drawn([90, 690, 300, 720]), NOW)).integrity).toBe('indeterminate');
  });

  test('a signature that covers a time-stamp was made after it', async () => {
    const madeAfter = (at: string) => signedBy(archived(stampedDocument(), at), signer, { chain: [sub] });
    expect(await told(madeAfter('2027-06-01T00:00:00Z'), LATER)).toBe(
      'TOTAL_FAILED EXPIRED signed-after-expiry',
    );
    const revoked = {
      ocsp: [good(signer, sub, NOW, { revokedAt: '2025-01-01T00:00:00Z' }), good(sub, root, NOW)],
    };
    expect(await told(storedIn(madeAfter('2025-06-01T00:00:00Z'), revoked))).toBe(
      'TOTAL_FAILED REVOKED signed-after-revocation',
    );
    expect(await told(storedIn(madeAfter('2024-06-01T00:00:00Z'), revoked))).toBe(
      'INDETERMINATE REVOKED_NO_POE revoked',
    );
  });

  test('a key that is too short today is believed for what was stamped while it was not', async () => {
    const weak = await lab.issue({
      name: 'Khoa ngan',
      issuer: sub,
      from: '2012-01-01T00:00:00Z',
      isWeak: true,
    });
    const old = await lab.issue({
      name: 'Cu',
      issuer: root,
      role: 'tsa',
      asks: false,
      from: '2012-01-01T00:00:00Z',
    });
    const told1024 = async (at: string) => {
      const stored = { ocsp: [good(weak, sub, at), good(sub, root, at)] };
      const pdf = storedIn(signedBy(stampedDocument(), weak, { chain: [sub] }), stored);
      return told(stampedBy(pdf, old, at, STAMPS[0] ?? 0));
    };
    expect(await told1024('2019-01-01T00:00:00Z')).toBe('TOTAL_PASSED  passed');
    expect(await told1024('2020-06-01T00:00:00Z')).toBe(
      'INDETERMINATE CRYPTO_CONSTRAINTS_FAILURE_NO_POE key-weak',
    );
  });

  test('a certificate younger than the proof cannot have signed', async () => {
    const young = await lab.issue({ name: 'Moi', issuer: sub, from: '2025-01-01T00:00:00Z' });
    const pdf = archived(signedBy(stampedDocument(), young, { chain: [sub] }), ARCHIVED);
    expect(await told(pdf)).toBe('TOTAL_FAILED NOT_YET_VALID signed-before-validity');
    expect((await verify(pdf)).integrity).toBe('valid');
  });

  test('time-stamps that contradict each other in order prove nothing certain', async () => {
    const pdf = archived(withStore({ ocsp: answersAt(NOW) }, ARCHIVED), SIGNED);
    expect(await told(pdf)).toBe('INDETERMINATE TIMESTAMP_ORDER_FAILURE timestamp-order');
    const same = archived(withStore({ ocsp: answersAt(NOW) }, '2024-03-01T08:00:01Z'), SIGNED);
    expect(await told(same)).toBe('TOTAL_PASSED  passed');
  });

  const manyPurposes = new x509.ExtendedKeyUsageExtension(['1.3.6.1.5.5.7.3.8', '1.3.6.1.5.5.7.3.2'], true);
  test.each<[string, Partial<lab.Order>]>([
    ['has no such purpose', { role: 'signer' }],
    ['has another purpose beside', { role: 'signer', more: [manyPurposes] }],
    ['had expired', { to: '2024-01-01T00:00:00Z' }],
    ['is of an unknown house', { issuer: undefined as never }],
  ])('a time-stamp whose authority %s proves nothing and spoils nothing', async (_, more) => {
    const odd = await lab.issue({ name: 'TSA la', issuer: root, role: 'tsa', asks: false, ...more });
    const stamp = (imprint: Uint8Array) => lab.token(imprint, odd, SIGNED);
    const pdf = signedBy(stampedDocument(), signer, { chain: [sub], stamp });
    const [one] = (await verify(storedIn(pdf, { ocsp: answersAt(SOON) }))).signatures;
    expect([one?.integrity, one?.subIndication, one?.proof]).toEqual(['valid', 'TRY_LATER', null]);
    const [fresh] = (await verify(storedIn(pdf, { ocsp: answersAt(NOW) }))).signatures;
    expect(fresh?.indication).toBe('TOTAL_PASSED');
  });

  test('a time-stamp over something else is told, whoever made it', async () => {
    const stamp = () => lab.token(new Uint8Array(32), tsa, SIGNED, [sub]);
    const pdf = signedBy(stampedDocument(), signer, { chain: [sub], stamp });
    expect(await told(storedIn(pdf, { ocsp: answersAt(NOW) }))).toBe(
      'INDETERMINATE SIG_CONSTRAINTS_FAILURE timestamp-broken',
    );
  });
});
