import { readFileSync } from 'node:fs';
import { afterEach, beforeEach, expect, test } from 'vitest';
import {
  AttachmentId,
  LocalDate,
  type OutgoingId,
  Sha256,
  VersionId,
} from '../../src/shared/domain/core/values.ts';
import { neighbour } from '../support/desk.ts';
import { unreadablePages } from '../support/hostile-files.ts';
import { judge, textOn } from '../support/judges.ts';
import { type OfficeApp, openOfficeApp, sentenceOf } from '../support/office-app.ts';
import { samplePdf } from '../support/sample-pdf.ts';
import { makeSigningOffice, PASSPHRASE, type SigningOffice } from '../support/signing-office.ts';
import { uuid } from '../support/world.ts';

let lab: SigningOffice;
let clerk: OfficeApp;
beforeEach(async () => {
  lab = await makeSigningOffice();
});
afterEach(async () => {
  await clerk.close();
  lab.office.close();
});

const openAs = async (role: 'clerk' | 'leader') => {
  const issued = role === 'clerk' ? lab.pki.agency : lab.pki.leader;
  const dataDir = lab.folderWith(role === 'clerk' ? 'agency' : 'person', issued);
  clerk = await openOfficeApp(lab.office, role, { dataDir });
};
const attach = (
  documentId: OutgoingId,
  ordinal: number,
  bytes: Uint8Array,
  name: string,
  mediaType: string,
) => {
  const attachmentId = AttachmentId.parse(uuid());
  const file = { sha256: lab.office.server.keepBlob(bytes), name, sizeBytes: bytes.length, mediaType };
  const of = { kind: 'outgoing', id: documentId } as const;
  lab.office.server.put('attachment', attachmentId, { v: 1, of, ordinal, file });
  return attachmentId;
};
const numbered = (attachmentsToSeal: number) =>
  lab.putSigned({
    state: 'numbered',
    number: 7,
    issuedOn: LocalDate.parse('2026-11-23'),
    attachmentCount: 3,
    attachmentsToSeal,
  });
const detailOf = (documentId: OutgoingId) => clerk.ask('outgoing.get', { documentId });
const allHere = (documentId: OutgoingId) =>
  clerk.until(async () => (await detailOf(documentId)).files.every(({ isHere }) => isHere));

test('sealing a document signs each separate PDF with number, notation and time, and tells which cannot be', async () => {
  const documentId = await numbered(2);
  const annex = await samplePdf({ kind: 'stream' });
  attach(documentId, 1, annex, 'phu-luc.pdf', 'application/pdf');
  // Nothing but its page is broken: it is signed, and only looking at it again says that nobody could judge the signature.
  const unreadable = unreadablePages(await samplePdf({ kind: 'table' }));
  const broken = attach(documentId, 2, unreadable, 'hong.pdf', 'application/pdf');
  attach(documentId, 3, Buffer.from('PK'), 'so-lieu.xlsx', 'application/zip');
  await openAs('clerk');
  await allHere(documentId);
  await clerk.ask('signing.seal', {
    ...(await clerk.shown(documentId)),
    keyId: 'agency',
    secret: PASSPHRASE,
  });
  const { document, files } = await detailOf(documentId);
  expect([document.state, document.attachmentsToSeal]).toEqual(['sealed', 0]);
  const [, signed, left, table] = files;
  expect([signed?.file.name, left?.attachmentId, table?.file.mediaType]).toEqual([
    'phu-luc.pdf',
    broken,
    'application/zip',
  ]);
  const path = String(clerk.app.openBlob(Sha256.parse(signed?.file.sha256)));
  const bytes = readFileSync(path ?? '');
  expect(Buffer.compare(bytes.subarray(0, annex.length), annex)).toBe(0);
  expect((await textOn(bytes)).trimStart()).toMatch(/^07\/SMM-VP; 2026-11-23T10:00:00\+07:00/);
  expect((await judge(bytes, lab.pki.trial.root.certificatePem)).pdfsig).toEqual(['Signature is Valid.']);
});

test('a copy is signed by the agency in words alone', async () => {
  const bytes = await samplePdf({ kind: 'table' });
  const documentId = lab.put(
    {
      state: 'numbered',
      typeName: 'Bản sao y',
      codeNotation: 'SY-SMM',
      number: 3,
      issuedOn: LocalDate.parse('2026-11-23'),
      copy: { form: 'sao-y', of: { kind: 'incoming', id: uuid() as never } },
    },
    bytes,
  );
  await openAs('clerk');
  await allHere(documentId);
  await clerk.ask('signing.seal', {
    ...(await clerk.shown(documentId)),
    keyId: 'agency',
    secret: PASSPHRASE,
  });
  const { document, files } = await detailOf(documentId);
  expect(document.state).toBe('sealed');
  const path = String(clerk.app.openBlob(Sha256.parse(files[0]?.file.sha256)));
  const text = await textOn(readFileSync(path ?? ''));
  expect(text.replace(/\s+/g, ' ').trimStart()).toMatch(/^SAO Y, Sở Mẫu Một, 2026-11-23T10:00:00\+07:00/);
});

test('a deputy without authority is told so before his key is used, and signs once he has it', async () => {
  const { people, server, agencyId } = lab.office;
  const { id, ...leader } = people.leader;
  const known = server.body('official', id);
  server.put('official', id, { ...leader, ...known, signingCapacity: 'KT.' });
  const documentId = lab.put();
  await openAs('leader');
  await allHere(documentId);
  const sign = async () =>
    clerk.invoke('signing.sign', { ...(await clerk.shown(documentId)), keyId: 'person', secret: PASSPHRASE });
  const refused = await sign();
  expect(sentenceOf(refused)).toMatch(/^Bạn chưa được giao quyền ký/);
  expect((await detailOf(documentId)).allowed).toContainEqual({
    name: 'signing.sign',
    isAllowed: false,
    reason: 'outgoing.no-authority',
  });
  server.put('delegation', uuid(), {
    v: 1,
    agencyId,
    officialId: id,
    form: 'KT.',
    typeNames: ['Công văn'],
    from: LocalDate.parse('2026-11-01'),
    basis: 'Quyết định phân công',
    by: people.administrator.id,
    doneAt: lab.office.clock,
  });
  await clerk.synchronise();
  expect((await sign()).ok).toBe(true);
  expect((await detailOf(documentId)).document.state).toBe('signed');
});

test('out of a lent book the clerk numbers, seals and issues without a line; a number lost with the book is kept with its sealed file', async () => {
  const { server, people, book } = lab.office;
  const registerId = book('outgoing');
  const register = server.body('register', registerId);
  if (register) server.put('register', registerId, { ...register, next: 7 });
  server.agencies = [neighbour];
  lab.expectSeal();
  const documentId = await lab.putSigned({ state: 'signed' });
  await openAs('clerk');
  await allHere(documentId);
  await clerk.until(async () => (await clerk.ask('office.listAgencies', { text: '', limit: 9 })).length > 0);
  const bookNow = async () =>
    (await clerk.ask('office.listBooks', {})).books.find((each) => each.registerId === registerId);
  expect(await bookNow()).toMatchObject({ lastDays: { from: '2026-11-23', to: '2026-12-07' } });
  await clerk.ask('register.takeLease', { registerId, lastDay: LocalDate.parse('2026-11-30') });
  await clerk.synchronise();
  clerk.line.cut = 'before';
  expect((await clerk.ask('outgoing.takeNumber', { documentId, registerId })).outcome).toBe('applied');
  await clerk.ask('signing.seal', {
    ...(await clerk.shown(documentId)),
    keyId: 'agency',
    secret: PASSPHRASE,
  });
  await clerk.ask('outgoing.issue', { documentId, recipients: [neighbour.agencyId] });
  const { document, row } = await detailOf(documentId);
  expect([document.state, row.number, row.sync]).toEqual(['dispatched', 7, 'waiting']);
  const path = String(clerk.app.openBlob(Sha256.parse(document.file?.sha256)));
  expect(await textOn(readFileSync(path ?? ''))).toContain('07');
  expect(await bookNow()).toMatchObject({
    next: 8,
    lease: { isHere: true, lastDay: '2026-11-30', hasEnded: false, unsentCount: 1 },
  });
  const reason = 'Máy không liên lạc được';
  server.give('register.withdrawLease', { registerId, epoch: 1, reason }, people.leader);
  clerk.line.cut = 'no';
  await clerk.synchronise();
  expect((await detailOf(documentId)).document).toMatchObject({ state: 'signed' });
  expect((await detailOf(documentId)).document).not.toHaveProperty('number');
  expect([...server.rows().values()].filter(({ ref }) => ref.kind === 'delivery')).toEqual([]);
  const [shown] = await clerk.ask('office.listIncidents', {});
  expect(shown).toMatchObject({
    reference: expect.stringMatching(/^07\//),
    incident: { code: 'register.lease-lost', of: { kind: 'outgoing', id: documentId } },
    files: [{ file: { sha256: document.file?.sha256 }, isHere: true }],
    ...{ keep: { isAllowed: true }, void: { isAllowed: true }, isWaiting: false },
  });
  expect(await bookNow()).toMatchObject({
    disputedCount: 1,
    withdrawn: { by: { fullName: 'Người leader' }, reason },
  });
  const { incident, incidentId } = shown ?? fail();
  const { file, baseSha256 } = incident.sealed ?? fail();
  const sealed = { versionId: VersionId.parse(uuid()), sha256: file.sha256, baseSha256 };
  await clerk.ask('register.keepNumber', { incidentId, basis: 'Biên bản số 04/BB-VP', sealed });
  await clerk.synchronise();
  expect((await detailOf(documentId)).document).toMatchObject({ state: 'sealed', number: 7, file });
  expect(await clerk.ask('office.listIncidents', {})).toMatchObject([
    { settledBy: { fullName: 'Người clerk' }, incident: { settled: { how: 'kept' } } },
  ]);
  expect(await bookNow()).toMatchObject({ next: 8, disputedCount: 0 });
});
const fail = (): never => {
  throw new Error('nothing is shown');
};
