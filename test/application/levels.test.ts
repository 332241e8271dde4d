import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import type { Inspected } from '../../src/shared/domain/core/command.ts';
import { Instant, LocalDate, type OutgoingId, Sha256 } from '../../src/shared/domain/core/values.ts';
import { AppError } from '../../src/shared/errors.ts';
import { saidOf } from '../support/level-services.ts';
import { type OfficeApp, openOfficeApp, sentenceOf } from '../support/office-app.ts';
import {
  makeSigningOffice,
  PASSPHRASE,
  type SigningOffice,
  type SigningPki,
} from '../support/signing-office.ts';
import { type Manner, startValidationLab, type ValidationLab } from '../support/validation-lab.ts';

let lab: ValidationLab;
let papers: SigningOffice<SigningPki>;
let opened: OfficeApp[];
beforeAll(async () => {
  lab = await startValidationLab();
});
beforeEach(async () => {
  const { leader, agency, chain, root } = lab.pki;
  papers = await makeSigningOffice({ leader, agency, chain, anchor: root.certificate }, new Date());
  opened = [];
  lab.say.silent.clear();
});
afterEach(async () => {
  await Promise.all(opened.map((app) => app.close()));
  papers.office.close();
});
afterAll(() => lab.stop());

type Role = 'leader' | 'clerk';
const folderOf = (role: Role): string =>
  role === 'leader'
    ? papers.folderWith('person', lab.pki.leader)
    : papers.folderWith('agency', lab.pki.agency);
async function open(role: Role, dataDir: string): Promise<OfficeApp> {
  const app = await openOfficeApp(papers.office, role, { dataDir });
  opened.push(app);
  return app;
}
const closeAll = async (): Promise<void> => {
  await Promise.all(opened.splice(0).map((app) => app.close()));
};

const provide = (dataDir: string, manner: Manner, more: object = {}): void =>
  writeFileSync(join(dataDir, 'signing.json'), JSON.stringify({ authority: lab.tsa(manner), ...more }));

/** What the authority finds: a faultless seal, then an extension of it. */
const found = (some: Partial<Inspected> = {}): Inspected => ({
  continuesBase: true,
  isIntact: true,
  signerCertificateSha256: papers.office.server.body('agency', papers.office.agencyId)?.sealCertificateSha256,
  signatureCount: 2,
  numberText: '07',
  dateText: 'ngày 23 tháng 11 năm 2026',
  onlyExtends: true,
  ...some,
});

const detailOf = (app: OfficeApp, documentId: OutgoingId) => app.ask('outgoing.get', { documentId });
const originsOf = async (app: OfficeApp, documentId: OutgoingId) =>
  (await detailOf(app, documentId)).versions.map(({ origin }) => origin);
const hereWithFile = (app: OfficeApp, documentId: OutgoingId) =>
  app.until(async () => (await detailOf(app, documentId)).files[0]?.isHere === true);
/** What the verifier says of the document's file as it stands. */
async function levelsOf(app: OfficeApp, documentId: OutgoingId): Promise<string[]> {
  const { document } = await detailOf(app, documentId);
  const path = app.app.openBlob(Sha256.parse(document.file?.sha256));
  return saidOf(readFileSync(path ?? ''), lab);
}

const numbered = () =>
  papers.putSigned({ state: 'numbered', number: 7, issuedOn: LocalDate.parse('2026-11-23') });
async function seal(clerk: OfficeApp, documentId: OutgoingId): Promise<void> {
  papers.office.server.inspected = found();
  await hereWithFile(clerk, documentId);
  await clerk.ask('signing.seal', {
    ...(await clerk.shown(documentId)),
    keyId: 'agency',
    secret: PASSPHRASE,
  });
}
const extended = (clerk: OfficeApp, documentId: OutgoingId) =>
  clerk.until(async () => (await originsOf(clerk, documentId)).includes('extended'));

const PASSED_LT = ['signature B-LT TOTAL_PASSED', 'signature B-LT TOTAL_PASSED', 'timestamp TOTAL_PASSED'];

describe('where an authority is known', () => {
  test('a seal carries its time-stamp at once and its validation data once it is accepted', async () => {
    const documentId = await numbered();
    const folder = folderOf('clerk');
    provide(folder, 'honest');
    const clerk = await open('clerk', folder);
    await seal(clerk, documentId);
    await extended(clerk, documentId);
    await clerk.synchronise();
    expect(await originsOf(clerk, documentId)).toEqual(['sealed', 'extended']);
    expect(await levelsOf(clerk, documentId)).toEqual(PASSED_LT);
    const { document } = await detailOf(clerk, documentId);
    expect(document.state).toBe('sealed');
    expect(papers.office.server.body('outgoing', documentId)?.file?.sha256).toBe(document.file?.sha256);
  });

  test('a leader’s signature carries its time-stamp and nothing that comes behind it', async () => {
    const documentId = papers.put();
    const folder = folderOf('leader');
    provide(folder, 'honest');
    const leader = await open('leader', folder);
    await hereWithFile(leader, documentId);
    await leader.ask('signing.sign', {
      ...(await leader.shown(documentId)),
      keyId: 'person',
      secret: PASSPHRASE,
    });
    expect(await levelsOf(leader, documentId)).toEqual(['signature B-T INDETERMINATE TRY_LATER']);
    expect(await originsOf(leader, documentId)).toEqual(['signed']);
  });
});

test('a seal that a full disk kept from being recorded is extended once it is', async () => {
  const documentId = await numbered();
  const folder = folderOf('clerk');
  provide(folder, 'honest');
  let isFull = true;
  const clerk = await openOfficeApp(papers.office, 'clerk', {
    dataDir: folder,
    failpoint: (name) => {
      if (name === 'perform.in-transaction' && isFull) throw new AppError('store.full');
    },
  });
  opened.push(clerk);
  await expect(seal(clerk, documentId)).rejects.toThrow('store.full');
  // Something new from the server wakes the queue, which must leave the seal alone.
  const other = await numbered();
  await clerk.synchronise();
  await clerk.until(async () => (await clerk.invoke('outgoing.get', { documentId: other })).ok);
  isFull = false;
  await seal(clerk, documentId);
  await extended(clerk, documentId);
});

describe('where the authority fails', () => {
  test('the seal stands without a time-stamp, and is extended after a restart when it answers again', async () => {
    const documentId = await numbered();
    const folder = folderOf('clerk');
    provide(folder, 'down', { level: 'B-LTA' });
    const clerk = await open('clerk', folder);
    await seal(clerk, documentId);
    await clerk.synchronise();
    expect(await levelsOf(clerk, documentId)).toEqual([
      'signature B-B INDETERMINATE TRY_LATER',
      'signature B-B INDETERMINATE TRY_LATER',
    ]);
    await closeAll();
    provide(folder, 'honest', { level: 'B-LTA' });
    papers.office.clock = Instant.parse(new Date(Date.now() + 150_000).toISOString());
    const again = await open('clerk', folder);
    await extended(again, documentId);
    expect(await levelsOf(again, documentId)).toEqual([
      'signature B-LTA TOTAL_PASSED',
      'signature B-LTA TOTAL_PASSED',
      'timestamp TOTAL_PASSED',
      'timestamp TOTAL_PASSED',
    ]);
  });

  test('an extension that the authority does not take leaves the sealed file as the document', async () => {
    const documentId = await numbered();
    const folder = folderOf('clerk');
    provide(folder, 'honest');
    const clerk = await open('clerk', folder);
    await seal(clerk, documentId);
    papers.office.server.inspected = found({ onlyExtends: false });
    await extended(clerk, documentId);
    await clerk.synchronise();
    await clerk.until(async () => !(await originsOf(clerk, documentId)).includes('extended'));
    expect((await levelsOf(clerk, documentId)).map((line) => line.split(' ')[1])).toEqual(['B-B', 'B-T']);
  });
});

test('where none is known, signatures are B-B and nothing waits', async () => {
  const documentId = await numbered();
  const clerk = await open('clerk', folderOf('clerk'));
  lab.asked.splice(0);
  await seal(clerk, documentId);
  await clerk.synchronise();
  expect(await originsOf(clerk, documentId)).toEqual(['sealed']);
  expect(lab.asked).toEqual([]);
});

test.each([
  ['rubbish', '{'],
  ['another kind of address', '{"authority":"file:///tsa"}'],
  ['a level that is none', '{"level":"B-X"}'],
  ['a misspelt name', '{"authorty":"http://tsa"}'],
])('settings with %s are told before anything is signed', async (_what, text) => {
  const documentId = await numbered();
  const folder = folderOf('clerk');
  writeFileSync(join(folder, 'signing.json'), text);
  const clerk = await open('clerk', folder);
  await hereWithFile(clerk, documentId);
  const reply = await clerk.invoke('signing.seal', {
    ...(await clerk.shown(documentId)),
    keyId: 'agency',
    secret: PASSPHRASE,
  });
  expect(sentenceOf(reply)).toContain('Thiết lập ký số của máy');
  rmSync(join(folder, 'signing.json'));
  await seal(clerk, documentId);
  expect((await detailOf(clerk, documentId)).document.state).toBe('sealed');
});
