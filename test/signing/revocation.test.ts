import { beforeAll, describe, expect, test } from 'vitest';
import * as lab from '../support/trust-lab.ts';
import { good, makeTrustStory, NOW, SIGNED, SOON, type TrustStory } from '../support/trust-story.ts';

let { root, sub, signer, answersAt, signed, withStore, told } = {} as TrustStory;
let responder: lab.Member;
/** A responder whose own state should be asked. */
let asked: lab.Member;
let stranger: lab.Member;
/** The same authority after a change of its key. */
let next: lab.Member;
beforeAll(async () => {
  ({ root, sub, signer, answersAt, signed, withStore, told } = await makeTrustStory());
  responder = await lab.issue({ name: 'OCSP', issuer: sub, role: 'responder', more: [lab.NO_CHECK] });
  asked = await lab.issue({ name: 'OCSP hoi', issuer: sub, role: 'responder' });
  stranger = await lab.issue({ name: 'OCSP la', issuer: root, role: 'responder', more: [lab.NO_CHECK] });
  next = await lab.issue({ name: 'Cap 2', role: 'authority', issuer: root });
});

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
      'the list is signed by the same authority’s next key, for good or ill',
      'INDETERMINATE TRY_LATER revocation-unknown',
      () =>
        withStore({
          certificates: [next],
          ocsp: [good(sub, root, NOW)],
          crls: [
            lab.crl({ issuer: sub, by: next, thisUpdate: NOW }),
            lab.crl({ issuer: sub, by: next, about: signer, revokedAt: SOON, reason: 1, thisUpdate: NOW }),
          ],
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
