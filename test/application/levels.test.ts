import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import type { Inspected } from '../../src/shared/domain/core/command.ts';
import {
  AttachmentId,
  Instant,
  LocalDate,
  OutgoingId,
  Sha256,
  VersionId,
} from '../../src/shared/domain/core/values.ts';
import { registerId } from '../../src/shared/domain/office/register.ts';
import { AppError } from '../../src/shared/errors.ts';
import { inspectSigned } from '../../src/signatures/inspect.ts';
import { verifyPdf } from '../../src/signatures/verify/verify-pdf.ts';
import { judge } from '../support/judges.ts';
import { judgeLevels } from '../support/level-judges.ts';
import { saidOf } from '../support/level-services.ts';
import { helpersEndingOver, type OfficeApp, openOfficeApp, sentenceOf } from '../support/office-app.ts';
import { samplePdf } from '../support/sample-pdf.ts';
import {
  fingerprint,
  makeSigningOffice,
  PASSPHRASE,
  type SigningOffice,
  type SigningPki,
} from '../support/signing-office.ts';
import { type Manner, startValidationLab, type ValidationLab } from '../support/validation-lab.ts';
import { uuid } from '../support/world.ts';

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
async function open(role: Role, dataDir: string, some: object = {}): Promise<OfficeApp> {
  const app = await openOfficeApp(papers.office, role, { dataDir, ...some });
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
/** The document's file as it stands, and those of its attachments. */
async function bytesOf(app: OfficeApp, documentId: OutgoingId): Promise<Buffer[]> {
  const { files } = await detailOf(app, documentId);
  return files.map(({ file }) => readFileSync(String(app.app.openBlob(Sha256.parse(file.sha256)))));
}
/** What the verifier says of the document's file as it stands. */
async function levelsOf(app: OfficeApp, documentId: OutgoingId): Promise<string[]> {
  const [main = Buffer.alloc(0)] = await bytesOf(app, documentId);
  return saidOf(main, lab);
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

describe('a whole paper', () => {
  type Look = { readonly base: Uint8Array; readonly signed: Uint8Array };
  /** The authority looks at every file itself; `looks` is what it was asked. */
  const lookedAt = (): Look[] => {
    const looks: Look[] = [];
    papers.office.server.look = async (signed, base) => {
      looks.push({ base, signed });
      const report = await verifyPdf(signed, { anchors: [], at: new Date(), offline: true });
      return inspectSigned(signed, base, report);
    };
    return looks;
  };
  const fileRef = (bytes: Uint8Array, name: string) => ({
    sha256: papers.office.server.keepBlob(bytes),
    ...{ name, sizeBytes: bytes.length, mediaType: 'application/pdf' },
  });
  function openBooks(): void {
    const { server, agencyId } = papers.office;
    const year = Number(papers.today.slice(0, 4));
    const lastIssuedOn = LocalDate.parse(`${year}-01-01`);
    for (const book of ['outgoing', 'copies'] as const)
      server.put('register', registerId(agencyId, book, year), {
        ...{ v: 1, agencyId, book, year, name: 'Sổ', next: 1, lastIssuedOn },
      });
  }
  async function numberAndSeal(clerk: OfficeApp, documentId: OutgoingId, book: 'outgoing' | 'copies') {
    await clerk.until(async () => (await clerk.invoke('outgoing.get', { documentId })).ok);
    const year = Number(papers.today.slice(0, 4));
    const id = registerId(papers.office.agencyId, book, year);
    await clerk.ask('outgoing.takeNumber', { documentId, registerId: id });
    await clerk.synchronise();
    await clerk.until(async () => (await detailOf(clerk, documentId)).files.every(({ isHere }) => isHere));
    await clerk.ask('signing.seal', {
      ...(await clerk.shown(documentId)),
      keyId: 'agency',
      secret: PASSPHRASE,
    });
    await clerk.synchronise();
  }
  function withAttachment(attachment: Uint8Array): OutgoingId {
    const documentId = papers.put({ attachmentCount: 1, attachmentsToSeal: 1 });
    const of = { kind: 'outgoing', id: documentId } as const;
    papers.office.server.put('attachment', AttachmentId.parse(uuid()), {
      ...{ v: 1, of, ordinal: 1, file: fileRef(attachment, 'phu-luc.pdf') },
    });
    return documentId;
  }
  async function copied(clerk: OfficeApp, scan: Uint8Array): Promise<OutgoingId> {
    const documentId = OutgoingId.parse(uuid());
    const id = papers.putIncoming();
    await clerk.until(async () => (await clerk.invoke('incoming.get', { documentId: id })).ok);
    const accepted = await clerk.drop('ban-scan.pdf', scan);
    if (!accepted.ok) throw new Error(accepted.error.code);
    await clerk.ask('outgoing.makeCopy', {
      documentId,
      ...{ form: 'sao-y', source: { kind: 'incoming', id }, recipientsText: '' },
      main: { versionId: VersionId.parse(uuid()), file: accepted.value.file },
      decidedBy: papers.office.people.leader.id,
    });
    return documentId;
  }
  /** How often a file was written on, back to what nobody had signed; each time the bytes before stayed as they were. */
  function writings(looks: readonly Look[], file: Uint8Array): number {
    const last = looks.find(({ signed }) => fingerprint(signed) === fingerprint(file));
    if (!last) return 0;
    expect(Buffer.compare(file.subarray(0, last.base.length), last.base)).toBe(0);
    return 1 + writings(looks, last.base);
  }
  async function judgedBy(bytes: Uint8Array) {
    const { root, sub } = lab.pki;
    const trust = { anchorPem: root.certificatePem, betweenPem: sub.certificatePem };
    const [{ pdfsig, mutool }, levels] = await Promise.all([
      judge(bytes, trust.anchorPem),
      judgeLevels(bytes, trust),
    ]);
    return { pdfsig, mutool, ...levels, own: await saidOf(bytes, lab) };
  }

  test('ends at B-LTA: the sealed file, its attachment and a copy, no earlier byte touched, every judge content', async () => {
    const looks = lookedAt();
    openBooks();
    const [attachment, scan] = [await samplePdf({ kind: 'stream' }), await samplePdf({ kind: 'table' })];
    const documentId = withAttachment(attachment);
    const folders = { leader: folderOf('leader'), clerk: folderOf('clerk') };
    for (const folder of Object.values(folders)) provide(folder, 'honest', { level: 'B-LTA' });
    const leader = await open('leader', folders.leader);
    await hereWithFile(leader, documentId);
    await leader.ask('signing.sign', {
      ...(await leader.shown(documentId)),
      keyId: 'person',
      secret: PASSPHRASE,
    });
    await leader.synchronise();
    const clerk = await open('clerk', folders.clerk);
    await numberAndSeal(clerk, documentId, 'outgoing');
    const copyId = await copied(clerk, scan);
    await numberAndSeal(clerk, copyId, 'copies');
    for (const each of [documentId, copyId]) await extended(clerk, each);
    await clerk.until(async () => looks.length === 7);
    await clerk.synchronise();
    const [main, annex] = await bytesOf(clerk, documentId);
    const [copy] = await bytesOf(clerk, copyId);
    const files = [main, annex, copy].map((bytes) => bytes ?? Buffer.alloc(0));
    expect(files.map((file) => writings(looks, file))).toEqual([3, 2, 2]);
    const each = <T>(value: T, count: number) => Array.from({ length: count }, () => value);
    for (const [index, file] of files.entries()) {
      const signers = index === 0 ? 2 : 1;
      expect(await judgedBy(file)).toEqual({
        // pdfsig 22.12 judges no document time-stamp; to mutool every later revision is an edit.
        pdfsig: [...each('Signature is Valid.', signers), 'Signature has not yet been verified.'],
        mutool: each('The signature is valid but there have been edits since signing.', signers),
        trust: each('Certificate is Trusted.', signers),
        stamps: each('Verification: OK', signers + 1),
        cades: each('CAdES Verification successful', signers),
        qpdf: [],
        own: [...each('signature B-LTA TOTAL_PASSED', signers), 'timestamp TOTAL_PASSED'],
      });
    }
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

  test('a sealed file that ends who extends it stays as it is, and is extended later', async () => {
    const documentId = await numbered();
    const folder = folderOf('clerk');
    provide(folder, 'honest');
    const helpers = helpersEndingOver('extendFile');
    const clerk = await open('clerk', folder, { helpers });
    await seal(clerk, documentId);
    await clerk.until(async () => helpers.ended.length > 0);
    await closeAll();
    papers.office.clock = Instant.parse(new Date(Date.now() + 150_000).toISOString());
    const again = await open('clerk', folder);
    await extended(again, documentId);
  });

  test('an extension that the authority does not take leaves the sealed file as the document', async () => {
    const documentId = await numbered();
    const folder = folderOf('clerk');
    provide(folder, 'honest');
    const clerk = await open('clerk', folder);
    await seal(clerk, documentId);
    papers.office.server.inspected = found({ onlyExtends: false });
    // The version itself stands only until the answer comes: nobody can count on seeing it.
    const refused = async () => (await clerk.ask('sync.listOperations', { tab: 'refused', limit: 50 })).rows;
    await clerk.until(async () => (await refused())[0]?.name === 'outgoing.recordExtension');
    expect((await levelsOf(clerk, documentId)).map((line) => line.split(' ')[1])).toEqual(['B-B', 'B-T']);
  });
});

test('settings of the window name who is asked, first to last; what a silent one left waits in sight and is done by the next', async () => {
  const documentId = await numbered();
  const folder = folderOf('clerk');
  const clerk = await open('clerk', folder);
  await clerk.ask('signing.saveSettings', { authorities: [lab.tsa('down')], level: 'B-LT' });
  await seal(clerk, documentId);
  await clerk.synchronise();
  const waiting = () => clerk.ask('signing.listExtensions', {});
  await clerk.until(async () => (await waiting()).rows[0]?.problem !== undefined);
  const problem = { code: 'timestamp.unreachable', detail: { why: 'status' } };
  expect(await waiting()).toMatchObject({
    count: 1,
    rows: [{ documentId, reference: '07/SMM-VP', state: 'waiting', tries: 1, problem }],
  });
  expect((await detailOf(clerk, documentId)).extension).toMatchObject({ level: 'B-LT', tries: 1 });
  writeFileSync(join(folder, 'signing.json'), '{');
  await clerk.ask('signing.retryExtensions', { documentId });
  await clerk.until(async () => (await waiting()).rows[0]?.tries === 2);
  expect((await waiting()).rows[0]?.state).toBe('waiting');

  const tried = (manner: Manner) => clerk.ask('signing.tryAuthority', { address: lab.tsa(manner) });
  expect([(await tried('down')).fault, (await tried('honest')).fault]).toEqual([problem, undefined]);
  const authorities = [lab.tsa('down'), lab.tsa('honest')];
  await clerk.ask('signing.saveSettings', { authorities, level: 'B-LT' });
  await extended(clerk, documentId);
  expect(await waiting()).toEqual({ count: 0, rows: [] });
  expect((await detailOf(clerk, documentId)).extension).toBeUndefined();
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
])('settings with %s are told before anything is signed, and saved anew', async (_what, text) => {
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
  expect((await clerk.ask('signing.getSettings', {})).fault?.code).toBe('signing.settings-unreadable');
  await clerk.ask('signing.saveSettings', { authorities: [], level: 'B-B' });
  expect(readFileSync(join(folder, 'signing.json.old'), 'utf8')).toBe(text);
  await seal(clerk, documentId);
  expect((await detailOf(clerk, documentId)).document.state).toBe('sealed');
});
