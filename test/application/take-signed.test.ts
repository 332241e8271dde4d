import { readFileSync } from 'node:fs';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { OutgoingId, Sha256, VersionId } from '../../src/shared/domain/core/values.ts';
import { findPlacement } from '../../src/signatures/prepare/placement.ts';
import { PREPARED_FIELDS } from '../../src/signatures/prepare/prepare.ts';
import { signPdf } from '../../src/signatures/sign/sign.ts';
import { outgoingFields } from '../support/documents.ts';
import { judge, textOn } from '../support/judges.ts';
import { type OfficeApp, openOfficeApp, sentenceOf } from '../support/office-app.ts';
import { pageText } from '../support/page-text.ts';
import { SAMPLE, samplePdf } from '../support/sample-pdf.ts';
import { keyOf } from '../support/signing-key.ts';
import { makeSigningOffice, PASSPHRASE, type SigningOffice } from '../support/signing-office.ts';
import { uuid } from '../support/world.ts';

let lab: SigningOffice;
let specialist: OfficeApp;
const opened: OfficeApp[] = [];
beforeEach(async () => {
  lab = await makeSigningOffice();
  specialist = await open('specialist', lab.folderWith('person', lab.pki.leader));
});
afterEach(async () => {
  await Promise.all(opened.splice(0).map((app) => app.close()));
  lab.office.close();
});
async function open(role: 'specialist' | 'clerk', dataDir: string): Promise<OfficeApp> {
  const app = await openOfficeApp(lab.office, role, { dataDir });
  opened.push(app);
  return app;
}

/** A page signed in another program: a field of its own where the signature belongs, none for number and date. */
async function signedElsewhere(
  issued = lab.pki.leader,
  page: Parameters<typeof samplePdf>[0] = { kind: 'table' },
  name = 'Signature1',
): Promise<Uint8Array> {
  const pdf = await samplePdf(page);
  const place = findPlacement({ ...(await pageText(pdf)), signerName: SAMPLE.signer }).person;
  const key = keyOf(issued, lab.pki.chain);
  const at = new Date(lab.office.clock);
  return signPdf(pdf, {
    key,
    at,
    target: { newField: { name, place } },
    look: { kind: 'signer' },
  });
}

async function drafted(bytes: Uint8Array): Promise<OutgoingId> {
  const reply = await specialist.drop('da-ky.pdf', bytes);
  if (!reply.ok) throw new Error(reply.error.code);
  const documentId = OutgoingId.parse(uuid());
  await specialist.ask('outgoing.draft', {
    documentId,
    fields: outgoingFields(lab.office.people.leader.id, { codeNotation: 'UBND-VP' }),
    secrecy: 'normal',
    main: { versionId: VersionId.parse(uuid()), file: reply.value.file },
    attachments: [],
  });
  return documentId;
}
const detailOf = (app: OfficeApp, documentId: OutgoingId) => app.ask('outgoing.get', { documentId });

test('a paper that its signer signed elsewhere is taken as signed, numbered and sealed by further signatures', async () => {
  const signed = await signedElsewhere();
  const documentId = await drafted(signed);
  expect((await detailOf(specialist, documentId)).allowed).toContainEqual({
    name: 'outgoing.submitSigned',
    isAllowed: true,
  });
  lab.expectSignature();
  await specialist.ask('outgoing.submitSigned', { documentId });
  const { document, versions } = await detailOf(specialist, documentId);
  expect([document.state, document.file?.sha256]).toEqual(['signed', Sha256.parse(await sha256Of(signed))]);
  expect(versions.at(-1)).toMatchObject({
    origin: 'signed',
    isTaken: true,
    by: { fullName: 'Người leader' },
  });
  await specialist.synchronise();
  const stands = lab.office.server.body('outgoing', documentId);
  if (!stands) throw new Error('the authority has it');
  expect(stands.state).toBe('signed');
  lab.office.server.put('outgoing', documentId, {
    ...stands,
    state: 'numbered',
    number: 7,
    issuedOn: lab.today,
  });
  const clerk = await open('clerk', lab.folderWith('agency', lab.pki.agency));
  await clerk.until(async () => (await detailOf(clerk, documentId)).files[0]?.isHere === true);
  lab.expectSeal();
  await clerk.ask('signing.seal', {
    ...(await clerk.shown(documentId)),
    keyId: 'agency',
    secret: PASSPHRASE,
  });
  await clerk.synchronise();
  const sealed = await detailOf(clerk, documentId);
  expect([sealed.document.state, sealed.row.sync]).toEqual(['sealed', 'synced']);
  const bytes = readFileSync(String(clerk.app.openBlob(Sha256.parse(sealed.document.file?.sha256))));
  expect(Buffer.compare(bytes.subarray(0, signed.length), signed)).toBe(0);
  expect(await textOn(bytes)).toMatch(/Số:\s+07\s*\/UBND-VP\s+Lam Giang,\s*ngày 23 tháng 11 năm 2026/);
  const valid = Array.from({ length: 4 }, () => 'Signature is Valid.');
  expect((await judge(bytes, lab.pki.trial.root.certificatePem)).pdfsig).toEqual(valid);
});

test('a file that is not signed, changed, by another hand or without room for the number stays a draft and says why', async () => {
  const refused = async (bytes: Uint8Array) => {
    const documentId = await drafted(bytes);
    const reply = await specialist.invoke('outgoing.submitSigned', { documentId });
    expect((await detailOf(specialist, documentId)).document.state).toBe('draft');
    return sentenceOf(reply);
  };
  expect(await refused(await samplePdf({ kind: 'table' }))).toContain('chưa có chữ ký số');
  expect(await refused(await signedElsewhere(lab.pki.otherLeader))).toContain(
    'không được ký bằng chứng thư đã đăng ký của Người leader',
  );
  const full = { kind: 'table', statedDate: 'ngày 20 tháng 11 năm 2026' } as const;
  for (const field of ['Signature1', PREPARED_FIELDS.person])
    expect(await refused(await signedElsewhere(lab.pki.leader, full, field))).toContain(
      'không còn chỗ trống để ghi số, ngày',
    );
  const signed = await signedElsewhere();
  const key = keyOf(lab.pki.agency, lab.pki.chain);
  const more = { newField: { name: 'Signature2' } };
  const twice = await signPdf(signed, { key, at: new Date(lab.office.clock), target: more });
  expect(await refused(twice)).toContain('Tệp có 2 chữ ký');
});

const sha256Of = async (bytes: Uint8Array): Promise<string> =>
  Buffer.from(await crypto.subtle.digest('SHA-256', Buffer.from(bytes))).toString('hex');
