import { cpSync, readFileSync } from 'node:fs';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { Inspected } from '../../src/shared/domain/core/command.ts';
import { LocalDate, type OutgoingId, Sha256 } from '../../src/shared/domain/core/values.ts';
import { AppError } from '../../src/shared/errors.ts';
import type { ClientFailpoint } from '../../src/shared/failpoints.ts';
import { type OfficeApp, openOfficeApp } from '../support/office-app.ts';
import { plainPdf } from '../support/plain-pdf.ts';
import { makeSigningOffice, PASSPHRASE, type SigningOffice } from '../support/signing-office.ts';

let lab: SigningOffice;
let opened: OfficeApp[];
beforeEach(async () => {
  lab = await makeSigningOffice();
  opened = [];
});
afterEach(async () => {
  await Promise.all(opened.map((app) => app.close()));
  lab.office.close();
});

type Some = NonNullable<Parameters<typeof openOfficeApp>[2]>;
const open = async (role: 'leader' | 'clerk', some: Some = {}): Promise<OfficeApp> => {
  const app = await openOfficeApp(lab.office, role, {
    ...some,
    dataDir:
      some.dataDir ??
      (role === 'leader'
        ? lab.folderWith('person', lab.pki.leader)
        : lab.folderWith('agency', lab.pki.agency)),
  });
  opened.push(app);
  return app;
};
const closeAll = async (): Promise<void> => {
  await Promise.all(opened.splice(0).map((app) => app.close()));
};
const detailOf = (app: OfficeApp, documentId: OutgoingId) => app.ask('outgoing.get', { documentId });
const hereWithFile = (app: OfficeApp, documentId: OutgoingId) =>
  app.until(async () => (await detailOf(app, documentId)).files[0]?.isHere === true);
const sign = async (app: OfficeApp, documentId: OutgoingId) =>
  app.ask('signing.sign', { ...(await app.shown(documentId)), keyId: 'person', secret: PASSPHRASE });
const operations = async (app: OfficeApp, tab: 'refused' | 'waiting' | 'history') =>
  (await app.ask('sync.listOperations', { tab, limit: 50 })).rows.filter(
    ({ name }) => name === 'outgoing.recordSignature',
  );
/** What the authority finds in a faultless signature of the leader. */
const faultless = (some: Partial<Inspected> = {}): Inspected => ({
  continuesBase: true,
  isIntact: true,
  signerCertificateSha256: lab.office.server.body('official', lab.office.people.leader.id)?.certificateSha256,
  signatureCount: 1,
  numberText: undefined,
  dateText: undefined,
  ...some,
});

/** The refused signature's own file, openable and verified anew; never among the document's files or versions. */
async function expectKept(app: OfficeApp, documentId: OutgoingId, code: string): Promise<void> {
  const refused = await operations(app, 'refused');
  expect(refused).toMatchObject([{ code, documentId, files: [{ isHere: true }] }]);
  const sha256 = Sha256.parse(refused[0]?.files[0]?.file.sha256);
  expect(
    readFileSync(String(app.app.openBlob(sha256)))
      .subarray(0, 5)
      .toString(),
  ).toBe('%PDF-');
  expect(await app.ask('signing.verify', { sha256 })).toMatchObject({ integrity: 'valid' });
  const { files, document } = await detailOf(app, documentId);
  expect([document.file?.sha256 === sha256, files.some(({ file }) => file.sha256 === sha256)]).toEqual([
    false,
    false,
  ]);
}

describe('a program killed while a leader signs', () => {
  /** The folder as a kill at that place leaves it: copied there and then, for a new program to open. */
  const killedAt = async (place: ClientFailpoint, documentId: OutgoingId): Promise<string> => {
    const [dataDir, copy] = [lab.folderWith('person', lab.pki.leader), lab.office.folder()];
    const failpoint = (name: ClientFailpoint) => {
      if (name === place) cpSync(dataDir, copy, { recursive: true });
    };
    const leader = await open('leader', { dataDir, failpoint });
    await hereWithFile(leader, documentId);
    leader.line.cut = 'before';
    await sign(leader, documentId);
    await closeAll();
    return copy;
  };

  test.each(['sign.after-intent', 'sign.after-file'] as const)(
    'at %s has signed nothing: the document waits for him as before',
    async (place) => {
      const documentId = lab.put();
      const leader = await open('leader', { dataDir: await killedAt(place, documentId) });
      expect((await detailOf(leader, documentId)).document.state).toBe('submitted');
      expect([await operations(leader, 'refused'), await operations(leader, 'waiting')]).toEqual([[], []]);
      await sign(leader, documentId);
      expect((await detailOf(leader, documentId)).document.state).toBe('signed');
    },
  );

  test.each(['sign.after-rename', 'perform.after-commit'] as const)(
    'at %s has signed: the signature is recorded once, and accepted',
    async (place) => {
      const documentId = lab.put();
      const leader = await open('leader', { dataDir: await killedAt(place, documentId) });
      lab.office.server.inspected = faultless();
      await leader.synchronise();
      const { document, versions } = await detailOf(leader, documentId);
      expect([document.state, versions.map(({ origin }) => origin)]).toEqual(['signed', ['signed']]);
      expect(await operations(leader, 'refused')).toEqual([]);
      expect(lab.office.server.body('outgoing', documentId)?.state).toBe('signed');
    },
  );

  test('and whose document was replaced before the next start keeps the signature as not received', async () => {
    const documentId = lab.put();
    const dataDir = await killedAt('sign.after-rename', documentId);
    lab.replaceFile(documentId);
    const replica = await lab.office.ready('leader', { dataDir });
    replica.close();
    const leader = await open('leader', { dataDir });
    await expectKept(leader, documentId, 'outgoing.file-changed');
    await leader.synchronise();
    const [kept] = await operations(leader, 'refused');
    expect(lab.office.server.blobs.has(kept?.files[0]?.file.sha256 ?? '')).toBe(false);
    expect((await detailOf(leader, documentId)).document.state).toBe('submitted');
  });
});

describe('a signature that the authority refuses', () => {
  const signedOffline = async (documentId: OutgoingId): Promise<OfficeApp> => {
    const leader = await open('leader');
    await hereWithFile(leader, documentId);
    leader.line.cut = 'before';
    await sign(leader, documentId);
    expect((await detailOf(leader, documentId)).document.state).toBe('signed');
    return leader;
  };

  test.each([
    ['the document was replaced meanwhile', (id: OutgoingId) => lab.replaceFile(id), 'outgoing.file-changed'],
    [
      'the server finds it broken',
      () => {
        lab.office.server.inspected = faultless({ isIntact: false });
      },
      'outgoing.signature-broken',
    ],
  ] as const)(
    'because %s is kept with its file and reason, and the document waits for a signature',
    async (_why, meanwhile, code) => {
      const documentId = lab.put();
      lab.office.server.inspected = faultless();
      const leader = await signedOffline(documentId);
      meanwhile(documentId);
      leader.line.cut = 'no';
      await leader.synchronise();
      await expectKept(leader, documentId, code);
      expect((await detailOf(leader, documentId)).document).toMatchObject({
        state: 'submitted',
        file: { sha256: lab.office.server.body('outgoing', documentId)?.file?.sha256 },
      });
    },
  );

  test('put aside after it was read keeps its file in the history', async () => {
    const documentId = lab.put();
    lab.office.server.inspected = faultless({ isIntact: false });
    const leader = await signedOffline(documentId);
    leader.line.cut = 'no';
    await leader.synchronise();
    const [refused] = await operations(leader, 'refused');
    if (!refused) throw new Error('the signature was to be refused');
    await leader.ask('sync.dismiss', { operationId: refused.operationId });
    expect(await operations(leader, 'refused')).toEqual([]);
    expect(await operations(leader, 'history')).toMatchObject([{ files: [{ isHere: true }] }]);
  });
});

test('a signature that a full disk kept from being recorded counts for no other file than it was given for', async () => {
  const documentId = lab.put();
  let isFull = true;
  const leader = await open('leader', {
    failpoint: (name) => {
      if (name === 'perform.in-transaction' && isFull) throw new AppError('store.full');
    },
  });
  await hereWithFile(leader, documentId);
  await expect(sign(leader, documentId)).rejects.toThrow('store.full');
  isFull = false;
  const taken = await leader.drop('khac.pdf', plainPdf({ pages: [{}] }));
  if (!taken.ok) throw new Error(taken.error.code);
  const shown = await leader.shown(documentId);
  const inBatch = async (sha256: Sha256) => {
    const key = { role: 'person', keyId: 'person', secret: PASSPHRASE, allowsUnreviewed: true } as const;
    const items = [{ documentId, sha256 }];
    const { batchId } = await leader.ask('signing.startBatch', { ...key, items });
    const batchNow = async () => (await leader.ask('signing.getBatch', { batchId })).batch;
    await leader.until(async () => (await batchNow())?.state === 'done');
    return [(await batchNow())?.items[0]?.state, (await detailOf(leader, documentId)).document.state];
  };
  expect(await inBatch(taken.value.file.sha256)).toEqual(['refused', 'submitted']);
  expect(await inBatch(shown.sha256)).toEqual(['signed', 'signed']);
});

describe('a document that cannot be sealed', () => {
  const reason = 'Không đóng dấu được trên tệp đã ký';

  test('keeps its number; giving up makes a void with its reason, and the book goes on', async () => {
    const documentId = await lab.putSigned({ state: 'signed' });
    const next = await lab.putSigned({ state: 'signed' });
    const clerk = await open('clerk');
    await hereWithFile(clerk, documentId);
    const registerId = lab.office.book('outgoing');
    await clerk.ask('outgoing.takeNumber', { documentId, registerId });
    await clerk.synchronise();
    // The authority reads another number on the page than stands in the book.
    lab.office.server.inspected = faultless({
      signerCertificateSha256: lab.office.server.body('agency', lab.office.agencyId)?.sealCertificateSha256,
      signatureCount: 2,
      numberText: '10',
      dateText: 'ngày 23 tháng 11 năm 2026',
    });
    await clerk.ask('signing.seal', {
      ...(await clerk.shown(documentId)),
      keyId: 'agency',
      secret: PASSPHRASE,
    });
    await clerk.synchronise();
    await expectKept(clerk, documentId, 'outgoing.number-differs-on-page');
    expect((await detailOf(clerk, documentId)).document).toMatchObject({ state: 'numbered', number: 1 });

    await clerk.ask('outgoing.void', { documentId, reason });
    await clerk.synchronise();
    const given = await detailOf(clerk, documentId);
    expect(given).toMatchObject({
      row: { state: 'void', number: 1, reference: '01/SMM-VP', issuedOn: LocalDate.parse('2026-11-23') },
      document: { voided: { reason } },
      voidedBy: { fullName: 'Người clerk' },
    });
    expect(given.timeline.at(-1)).toMatchObject({ step: 'voided', state: 'done', text: reason });
    // Only that it should not be here at all can still turn out.
    expect(given.allowed.filter(({ isAllowed }) => isAllowed).map(({ name }) => name)).toEqual([
      'secrecy.contain',
    ]);
    expect((await clerk.ask('outgoing.list', { view: 'void', limit: 9 })).rows).toHaveLength(1);
    expect(await clerk.ask('outgoing.countViews', {})).toMatchObject({ void: 1, numbered: 0, all: 2 });

    await clerk.ask('outgoing.takeNumber', { documentId: next, registerId });
    await clerk.synchronise();
    expect((await detailOf(clerk, next)).row.number).toBe(2);
  });
});
