import { beforeAll, describe, expect, test } from 'vitest';
import { verifyPdf } from '../../src/signatures/verify/verify-pdf.ts';
import {
  STAMPS,
  type Stored,
  signedBy,
  stampedBy,
  stampedDocument,
  storedIn,
} from '../support/stamped-lab.ts';
import * as lab from '../support/trust-lab.ts';

/** The years of the story: signed in 2024, judged in 2026 or much later. */
const SIGNED = '2024-03-01T08:00:00Z';
const SOON = '2024-03-01T09:00:00Z';
const NOW = '2026-11-23T03:00:00Z';

let root: lab.Member;
let sub: lab.Member;
let signer: lab.Member;
let tsa: lab.Member;
let responder: lab.Member;
let stranger: lab.Member;
/** A responder whose own state should be asked. */
let asked: lab.Member;
beforeAll(async () => {
  root = await lab.issue({ name: 'Goc', role: 'authority', to: '2060-01-01T00:00:00Z' });
  sub = await lab.issue({ name: 'Cap 2', role: 'authority', issuer: root });
  signer = await lab.issue({ name: 'Pham Van Thao', issuer: sub, to: '2027-01-01T00:00:00Z' });
  tsa = await lab.issue({ name: 'TSA', issuer: root, role: 'tsa', asks: false });
  responder = await lab.issue({ name: 'OCSP', issuer: sub, role: 'responder', more: [lab.NO_CHECK] });
  asked = await lab.issue({ name: 'OCSP hoi', issuer: sub, role: 'responder' });
  stranger = await lab.issue({ name: 'OCSP la', issuer: root, role: 'responder', more: [lab.NO_CHECK] });
});

const verify = (pdf: Uint8Array, at = NOW) =>
  verifyPdf(pdf, { anchors: [root.certificate.der], at: new Date(at), offline: true });

/** Indication, sub-indication and reason of one signature. */
async function told(pdf: Uint8Array, at = NOW, index = 0): Promise<string> {
  const { signatures } = await verify(pdf, at);
  const one = signatures[index];
  return [one?.indication, one?.subIndication, one?.sentence.reason].join(' ');
}

const good = (
  about: lab.Member,
  issuer: lab.Member,
  thisUpdate: string,
  more: Partial<Parameters<typeof lab.ocsp>[0]> = {},
) => lab.ocsp({ about, issuer, thisUpdate, ...more });
/** Answers for signer and sub-authority, given at a time. */
const answersAt = (at: string) => [good(signer, sub, at), good(sub, root, at)];
const signed = (stamp?: string) =>
  signedBy(stampedDocument(), signer, {
    chain: [sub],
    ...(stamp && { stamp: (imprint) => lab.token(imprint, tsa, stamp, [sub]) }),
  });
const withStore = (stored: Stored, stamp?: string) => storedIn(signed(stamp), stored);
const archived = (pdf: Uint8Array, at: string, index = 0, by = tsa) =>
  stampedBy(pdf, by, at, STAMPS[index] ?? 0, [sub]);

describe('revocation', () => {
  test.each<[string, string, () => Uint8Array]>([
    ['nobody answered', 'INDETERMINATE TRY_LATER revocation-unknown', () => signed()],
    ['everybody answered today', 'TOTAL_PASSED  passed', () => withStore({ ocsp: answersAt(NOW) })],
    [
      'the authority above was not asked',
      'INDETERMINATE TRY_LATER revocation-unknown',
      () => withStore({ ocsp: [good(signer, sub, NOW)] }),
    ],
    [
      'the answers are old',
      'INDETERMINATE TRY_LATER revocation-stale',
      () => withStore({ ocsp: answersAt(SOON) }),
    ],
    [
      'the answers are old, and a time-stamp proves that they were given after signing',
      'TOTAL_PASSED  passed',
      () => withStore({ ocsp: answersAt(SOON) }, SIGNED),
    ],
    [
      'a responder appointed by the authority answered',
      'TOTAL_PASSED  passed',
      () => withStore({ ocsp: [good(signer, sub, NOW, { by: responder }), good(sub, root, NOW)] }),
    ],
    [
      'lists answered',
      'TOTAL_PASSED  passed',
      () =>
        withStore({
          crls: [lab.crl({ issuer: sub, thisUpdate: NOW }), lab.crl({ issuer: root, thisUpdate: NOW })],
        }),
    ],
    [
      'the responder was not appointed by the authority',
      'INDETERMINATE TRY_LATER revocation-unknown',
      () => withStore({ ocsp: [good(signer, sub, NOW, { by: stranger }), good(sub, root, NOW)] }),
    ],
    [
      'the responder is a mere official',
      'INDETERMINATE TRY_LATER revocation-unknown',
      () => withStore({ ocsp: [good(signer, sub, NOW, { by: signer }), good(sub, root, NOW)] }),
    ],
    [
      'nobody says whether the responder itself was revoked',
      'INDETERMINATE TRY_LATER revocation-unknown',
      () => withStore({ ocsp: [good(signer, sub, NOW, { by: asked }), good(sub, root, NOW)] }),
    ],
    [
      'the authority says that the responder is good',
      'TOTAL_PASSED  passed',
      () =>
        withStore({
          ocsp: [good(signer, sub, NOW, { by: asked }), good(asked, sub, NOW), good(sub, root, NOW)],
        }),
    ],
    [
      'the answer has an unknown critical extension',
      'INDETERMINATE TRY_LATER revocation-unknown',
      () =>
        withStore({
          ocsp: [good(signer, sub, NOW, { extensions: [lab.unknownCritical()] }), good(sub, root, NOW)],
        }),
    ],
    ...(
      [
        ['for a change since the last one', [lab.delta()]],
        ['for authorities only', [lab.onlyAuthorities()]],
        ['with an unknown critical extension', [lab.unknownCritical()]],
      ] as const
    ).map(
      ([what, extensions]) =>
        [
          `the list is one ${what}`,
          'INDETERMINATE TRY_LATER revocation-unknown',
          () =>
            withStore({
              ocsp: [good(sub, root, NOW)],
              crls: [lab.crl({ issuer: sub, thisUpdate: NOW, extensions })],
            }),
        ] as [string, string, () => Uint8Array],
    ),
    [
      'the list is signed by another',
      'INDETERMINATE TRY_LATER revocation-unknown',
      () =>
        withStore({
          ocsp: [good(sub, root, NOW)],
          crls: [lab.crl({ issuer: sub, by: root, thisUpdate: NOW })],
        }),
    ],
    [
      'the signer stands on the list',
      'INDETERMINATE REVOKED_NO_POE revoked',
      () =>
        withStore({
          ocsp: [good(sub, root, NOW)],
          crls: [lab.crl({ issuer: sub, about: signer, revokedAt: SOON, reason: 1, thisUpdate: NOW })],
        }),
    ],
    [
      'the answer is from tomorrow',
      'INDETERMINATE TRY_LATER revocation-unknown',
      () => withStore({ ocsp: answersAt('2026-11-24T00:00:00Z') }),
    ],
    [
      'the only list is one for many issuers',
      'INDETERMINATE TRY_LATER crl-indirect',
      () =>
        withStore({
          ocsp: [good(sub, root, NOW)],
          crls: [lab.crl({ issuer: sub, thisUpdate: NOW, extensions: [lab.indirect()] })],
        }),
    ],
  ])('%s: %s', async (_, expected, make) => {
    expect(await told(make())).toBe(expected);
  });

  test.each<[string, string, Partial<lab.Said>, string | undefined]>([
    ['revoked, no time-stamp', 'INDETERMINATE REVOKED_NO_POE revoked', { revokedAt: SOON }, undefined],
    ['revoked after the time-stamp', 'TOTAL_PASSED  passed', { revokedAt: SOON }, SIGNED],
    [
      'revoked before the time-stamp',
      'INDETERMINATE REVOKED_NO_POE revoked',
      { revokedAt: '2024-02-01T00:00:00Z' },
      SIGNED,
    ],
    ['suspended', 'INDETERMINATE TRY_LATER suspended', { revokedAt: SOON, reason: 6 }, undefined],
    ['suspended after the time-stamp', 'TOTAL_PASSED  passed', { revokedAt: SOON, reason: 6 }, SIGNED],
    ['taken off the list again', 'TOTAL_PASSED  passed', { revokedAt: SOON, reason: 8 }, undefined],
  ])('%s: %s', async (_, expected, said, stamp) => {
    const ocsp = [good(signer, sub, NOW, said), good(sub, root, NOW)];
    expect(await told(withStore({ ocsp }, stamp))).toBe(expected);
  });
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

  test.each<[string, Partial<lab.Order>]>([
    ['has another purpose beside', { role: 'signer' }],
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

describe('on-line', () => {
  const asking = (answer: (path: readonly string[]) => readonly Uint8Array[]) => {
    const asked: string[][] = [];
    const revocation = async (path: readonly lab.Member['certificate'][]) => {
      const names = path.map(({ subject }) => subject.parts[0]?.value ?? '');
      asked.push(names);
      return { ocsp: answer(names), crls: [] };
    };
    return { asked, revocation };
  };
  const ask = (pdf: Uint8Array, { revocation }: ReturnType<typeof asking>, offline = false) =>
    verifyPdf(pdf, { anchors: [root.certificate.der], at: new Date(NOW), offline, revocation });

  test('what the file does not answer is asked, and judged again', async () => {
    const source = asking(() => answersAt(NOW));
    const report = await ask(signed(), source);
    const [one] = report.signatures;
    expect([report.online, one?.indication, one?.chain[0]?.revocation.source]).toEqual([
      true,
      'TOTAL_PASSED',
      'online',
    ]);
    expect(source.asked).toEqual([['Pham Van Thao', 'Cap 2', 'Goc']]);
  });

  test('an answer of another, or none, leaves it open', async () => {
    const thief = await lab.issue({ name: 'Cap 2', role: 'authority' });
    const forged = asking(() => [good(signer, thief, NOW), good(sub, root, NOW)]);
    expect((await ask(signed(), forged)).signatures[0]?.subIndication).toBe('TRY_LATER');
    const nobody = asking(() => []);
    expect((await ask(signed(), nobody)).signatures[0]?.subIndication).toBe('TRY_LATER');
  });

  test('a revocation learned on-line is told', async () => {
    const source = asking(() => [good(signer, sub, NOW, { revokedAt: SOON }), good(sub, root, NOW)]);
    expect((await ask(signed(), source)).signatures[0]?.subIndication).toBe('REVOKED_NO_POE');
  });

  test('nobody is asked off-line, when all is answered, or about a stranger', async () => {
    const source = asking(() => []);
    await ask(signed(), source, true);
    await ask(withStore({ ocsp: answersAt(NOW) }), source);
    const stranger = await lab.issue({ name: 'La', role: 'authority' });
    const his = await lab.issue({ name: 'Nguoi la', issuer: stranger });
    await ask(signedBy(stampedDocument(), his, { chain: [stranger] }), source);
    expect(source.asked).toEqual([]);
  });
});
