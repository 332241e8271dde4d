import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeAll, beforeEach, expect, test } from 'vitest';
import { Instant, LocalDate, OutgoingId, Sha256 } from '../../src/shared/domain/core/values.ts';
import { findPlacement } from '../../src/signatures/prepare/placement.ts';
import { prepareForSigning } from '../../src/signatures/prepare/prepare.ts';
import { outgoingFields } from '../support/documents.ts';
import { judge } from '../support/judges.ts';
import { makeOffice, type Office } from '../support/office.ts';
import { type OfficeApp, openOfficeApp } from '../support/office-app.ts';
import { pageText } from '../support/page-text.ts';
import { PKI_NOW, type TestPki, testPki } from '../support/pki.ts';
import { SAMPLE, samplePdf } from '../support/sample-pdf.ts';
import { makeTokens, PIN, type TokenFolder } from '../support/token.ts';
import { uuid } from '../support/world.ts';

let pki: TestPki;
let office: Office;
let leader: OfficeApp;
let token: TokenFolder;
beforeAll(async () => {
  pki = await testPki();
});
beforeEach(async () => {
  office = makeOffice();
  office.clock = Instant.parse(PKI_NOW.toISOString());
  const { id, ...official } = office.people.leader;
  const certificateSha256 = await sha256Of(pki.leader.certificate);
  office.server.put('official', id, { ...official, certificateSha256 });
  token = makeTokens(join(office.folder(), 'token'), [
    { label: 'Lãnh đạo', keys: [{ issued: pki.leader }, { issued: pki.otherLeader, id: '02' }] },
  ]);
  // The token holds the leaf alone: the certificates above it come from what the profile trusts.
  const dataDir = office.folder();
  mkdirSync(join(dataDir, 'trust'));
  for (const [level, der] of pki.chain.entries()) writeFileSync(join(dataDir, 'trust', `${level}.cer`), der);
  leader = await openOfficeApp(office, 'leader', { dataDir });
});
afterEach(async () => {
  await leader.close();
  office.close();
});

async function sha256Of(bytes: Uint8Array): Promise<Sha256> {
  return Sha256.parse(Buffer.from(await crypto.subtle.digest('SHA-256', Buffer.from(bytes))).toString('hex'));
}

/** A document that waits for the leader's signature, its prepared file on his machine. */
async function submitted(): Promise<OutgoingId> {
  const pdf = await samplePdf({ kind: 'table' });
  const prepared = prepareForSigning(
    pdf,
    findPlacement({ ...(await pageText(pdf)), signerName: SAMPLE.signer }),
  );
  const kept = await leader.drop('quyet-dinh.pdf', prepared);
  if (!kept.ok) throw new Error(kept.error.code);
  const documentId = OutgoingId.parse(uuid());
  office.server.put('outgoing', documentId, {
    v: 1,
    agencyId: office.agencyId,
    state: 'submitted',
    ...outgoingFields(office.people.leader.id),
    drafterId: office.people.specialist.id,
    draftedOn: LocalDate.parse('2026-11-20'),
    attachmentCount: 0,
    file: kept.value.file,
  });
  await leader.synchronise();
  await leader.until(async () => (await leader.invoke('outgoing.get', { documentId })).ok);
  return documentId;
}

/** The keys as the dialog sees them, once the token has been looked at. */
async function keys() {
  await leader.until(async () =>
    (await leader.ask('signing.listTokens', {})).every(({ state }) => state === 'ready'),
  );
  return leader.ask('signing.listKeys', {});
}
const plugIn = () => leader.ask('signing.addTokenModule', { path: token.module });

test('a token that is plugged in shows its keys, the registered one first and as such', async () => {
  expect(await leader.ask('signing.listTokens', {})).toEqual([]);
  await plugIn();
  expect(await keys()).toMatchObject([
    {
      subject: 'Phạm Văn Thạo',
      role: 'person',
      isRegistered: true,
      holder: { label: 'Lãnh đạo', pin: 'ready' },
    },
    { subject: 'Trịnh Thái Hòa', isRegistered: false },
  ]);
  expect(await leader.ask('signing.listTokens', {})).toMatchObject([
    { path: token.module, isAdded: true, tokens: [{ label: 'Lãnh đạo', keyCount: 2 }] },
  ]);
  token.order('remove-after 0');
  expect(await keys()).toEqual([]);
  expect(await leader.ask('signing.dropTokenModule', { path: token.module })).toEqual([]);
});

test('II.8: a document is signed with a token, and outside judges accept it', async () => {
  const documentId = await submitted();
  await plugIn();
  const [key] = await keys();
  const before = (await leader.ask('outgoing.get', { documentId })).document.file;
  expect(
    await leader.invoke('signing.sign', {
      ...(await leader.shown(documentId)),
      keyId: key?.keyId ?? '',
      secret: 'sai-pin-9',
    }),
  ).toMatchObject({ ok: false, error: { code: 'token.pin-wrong', detail: { label: 'Lãnh đạo' } } });
  expect(token.calls('C_Login')).toBe(1);
  expect((await leader.ask('outgoing.get', { documentId })).document.file).toEqual(before);

  const reply = await leader.invoke('signing.sign', {
    ...(await leader.shown(documentId)),
    keyId: key?.keyId ?? '',
    secret: PIN,
  });
  expect(reply).toMatchObject({ ok: true });
  expect(token.calls('C_Login')).toBe(2);
  expect(token.calls('C_Sign')).toBe(1);
  expect(token.calls('C_Logout')).toBe(1);
  const { file } = (await leader.ask('outgoing.get', { documentId })).document;
  const path = file && String(leader.app.openBlob(file.sha256));
  const judged = await judge(readFileSync(path ?? ''), pki.trial.root.certificatePem);
  expect(judged).toMatchObject({
    pdfsig: ['Signature is Valid.'],
    qpdf: [],
    mutoolChanges: [0],
    openssl: ['CAdES Verification successful'],
  });
});

test('a batch is signed on one PIN; a token pulled out pauses it, and it goes on where it stood', async () => {
  const documents = [await submitted(), await submitted(), await submitted()];
  await plugIn();
  const keyId = (await keys())[0]?.keyId ?? '';
  const { rows } = await leader.ask('signing.listToSign', { role: 'person' });
  const items = rows.flatMap(({ documentId, file }) => (file ? [{ documentId, sha256: file.sha256 }] : []));
  expect(items).toHaveLength(documents.length);
  token.order('remove-after 1');
  const { batchId } = await leader.ask('signing.startBatch', {
    role: 'person',
    keyId,
    secret: PIN,
    items,
    allowsUnreviewed: true,
  });
  const batch = async () => (await leader.ask('signing.getBatch', { batchId })).batch;
  await leader.until(async () => (await batch())?.state === 'paused');
  expect(await batch()).toMatchObject({ pausedBy: { code: 'token.removed', detail: { label: 'Lãnh đạo' } } });
  expect(token.calls('C_Login')).toBe(1);
  token.order();
  await keys();
  await leader.ask('signing.continueBatch', { batchId, secret: PIN });
  await leader.until(async () => (await batch())?.state === 'done');
  expect((await batch())?.items.map(({ state }) => state)).toEqual(['signed', 'signed', 'signed']);
  expect(token.calls('C_Login')).toBe(2);
});
