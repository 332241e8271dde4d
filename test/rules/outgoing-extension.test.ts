import { beforeEach, expect, test } from 'vitest';
import { registerId } from '../../src/shared/domain/office/register.ts';
import type { Outgoing } from '../../src/shared/domain/outgoing/outgoing.ts';
import { outgoingFields, pdfFile } from '../support/documents.ts';
import { makeWorld, sha, uuid, type World } from '../support/world.ts';

let world: World;
let documentId: string;
beforeEach(() => {
  world = makeWorld();
  documentId = uuid();
});

const found = { continuesBase: true, isIntact: true, numberText: undefined, dateText: undefined } as const;
const give = (name: string, args: object, who: 'specialist' | 'leader' | 'clerk') =>
  world.give(name, { documentId, ...args }, who);

/** The way of a document; each step is its own, up to the state where it shall stand. */
const steps: readonly (readonly [Outgoing['state'], () => string])[] = [
  [
    'draft',
    () => {
      const main = { versionId: uuid(), file: pdfFile('a') };
      const fields = outgoingFields(world.people.leader.id);
      return give('outgoing.draft', { fields, secrecy: 'normal', main, attachments: [] }, 'specialist');
    },
  ],
  [
    'submitted',
    () => {
      const prepared = { versionId: uuid(), file: pdfFile('b') };
      return give('outgoing.submit', { baseSha256: sha('a'), prepared }, 'specialist');
    },
  ],
  [
    'signed',
    () => {
      world.inspected = { ...found, signatureCount: 1, signerCertificateSha256: sha('1') };
      return give('outgoing.recordSignature', { ...recorded('b', 'c'), role: 'person' }, 'leader');
    },
  ],
  [
    'numbered',
    () => give('outgoing.takeNumber', { registerId: registerId(world.agencyId, 'outgoing', 2026) }, 'clerk'),
  ],
  [
    'sealed',
    () => {
      const shown = { numberText: '01', dateText: 'ngày 20 tháng 11 năm 2026' };
      world.inspected = { ...found, ...shown, signatureCount: 2, signerCertificateSha256: sha('5') };
      return give('outgoing.recordSignature', { ...recorded('c', 'd'), role: 'agency' }, 'clerk');
    },
  ],
  [
    'dispatched',
    () => {
      const deliveries = [{ deliveryId: uuid(), agencyId: uuid(), name: 'UBND phường Mẫu Hai' }];
      return give('outgoing.dispatch', { messageId: uuid(), packageSha256: sha('e'), deliveries }, 'clerk');
    },
  ],
];

const recorded = (base: string, signed: string) => ({
  versionId: uuid(),
  baseSha256: sha(base),
  signed: pdfFile(signed),
});

function stands(state: Outgoing['state']): void {
  const last = steps.findIndex(([reached]) => reached === state);
  for (const [, step] of steps.slice(0, last + 1)) expect(step()).toBe('ok');
}

const extend = (some: object = {}, who: 'clerk' | 'leader' = 'clerk', base = 'd') => {
  world.inspected = {
    continuesBase: true,
    isIntact: false,
    signerCertificateSha256: undefined,
    signatureCount: 2,
    numberText: undefined,
    dateText: undefined,
    onlyExtends: true,
    ...some,
  };
  const args = { documentId, versionId: uuid(), baseSha256: sha(base), extended: pdfFile('e') };
  return world.give('outgoing.recordExtension', args, who);
};

test.each(['sealed', 'dispatched'] as const)(
  'what was put behind a %s file becomes its next version, and nothing else changes',
  (state) => {
    stands(state);
    const before = world.get('outgoing', documentId);
    expect(extend()).toBe('ok');
    expect(world.get('outgoing', documentId)).toEqual({ ...before, file: pdfFile('e') });
    const versions = world.all('version').filter((version) => version.documentId === documentId);
    expect(versions.at(-1)).toMatchObject({ origin: 'extended', file: pdfFile('e') });
  },
);

test.each(['draft', 'submitted', 'signed', 'numbered'] as const)(
  'a %s file is left as it is: the seal must find the very bytes that were signed',
  (state) => {
    stands(state);
    const before = world.get('outgoing', documentId);
    expect(extend()).toBe('outgoing.nothing-to-extend');
    expect(world.get('outgoing', documentId)).toEqual(before);
  },
);

test.each([
  ['adds anything else', { onlyExtends: false }, 'outgoing.extension-broken'],
  ['was never looked at for it', { onlyExtends: undefined }, 'outgoing.extension-broken'],
  ['does not continue the file', { continuesBase: false }, 'outgoing.extension-broken'],
])('a file that %s is refused', (_why, some, code) => {
  stands('sealed');
  expect(extend(some)).toBe(code);
});

test('it is the clerk’s, and of the file that stands there now', () => {
  stands('sealed');
  expect(extend({}, 'leader')).toBe('outgoing.only-clerk-seals');
  expect(extend({}, 'clerk', 'c')).toBe('outgoing.file-changed');
});

test('a dispatch goes out with no seal but the one that is recorded: a second desk’s package stays here', () => {
  stands('sealed');
  const [draftId, , , sealedId] = [...world.everything().keys()]
    .filter((key) => key.startsWith('version:'))
    .map((key) => key.slice('version:'.length));
  const dispatch = (versionId: string | undefined) => {
    const deliveries = [{ deliveryId: uuid(), agencyId: uuid(), name: 'UBND phường Mẫu Hai' }];
    const args = { messageId: uuid(), packageSha256: sha('e'), versionId, deliveries };
    return give('outgoing.dispatch', args, 'clerk');
  };
  expect(dispatch(uuid())).toBe('outgoing.seal-not-recorded');
  expect(dispatch(draftId)).toBe('outgoing.seal-not-recorded');
  expect(dispatch(sealedId)).toBe('ok');
});
