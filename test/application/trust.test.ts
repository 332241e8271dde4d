import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { ANCHORS_MAX, loadAnchors } from '../../src/main/signing/trust.ts';
import { Sha256 } from '../../src/shared/domain/core/values.ts';
import { say } from '../../src/shared/words/vi.ts';
import { makeOffice, type Office } from '../support/office.ts';
import { type OfficeApp, openOfficeApp, sentenceOf } from '../support/office-app.ts';
import { type TestPki, testPki } from '../support/pki.ts';
import { labDocument, OBJECT, signedIn } from '../support/signed-lab.ts';
import { issue } from '../support/trust-lab.ts';

let office: Office;
let administrator: OfficeApp;
let clerk: OfficeApp;
let pki: TestPki;
beforeEach(async () => {
  pki = await testPki();
  office = makeOffice();
  administrator = await openOfficeApp(office, 'administrator');
  clerk = await openOfficeApp(office, 'clerk');
});
afterEach(async () => {
  await Promise.all([administrator.close(), clerk.close()]);
  office.close();
});

const base64 = (bytes: Uint8Array) => Buffer.from(bytes).toString('base64');
const file = () => ({ name: 'goc.cer', content: base64(pki.trial.intermediate.certificate) });
const published = async () =>
  (await administrator.ask('trust.inspect', file())).fingerprint.toUpperCase().replace(/(.{2})/g, '$1:');
const ending = async () => (await published()).slice(-12);
const imported = async () => administrator.ask('trust.import', { ...file(), confirmation: await ending() });
const states = async (app: OfficeApp) =>
  (await app.ask('trust.list', {})).anchors.map(({ name, state }) => [name, state]);
/** As an installation puts a root into one profile. */
const installed = (app: OfficeApp, name: string, bytes: Uint8Array) => {
  mkdirSync(join(app.dataDir, 'trust'), { recursive: true });
  writeFileSync(join(app.dataDir, 'trust', name), bytes);
};
const root = 'CA cơ quan nhà nước MẪU tỉnh Lam Giang';

test('the administrator trusts a root that he compared, and every machine of the agency judges by it', async () => {
  const reply = await clerk.drop('ky.pdf', signedIn(labDocument('table'), OBJECT.leader, pki.leader));
  if (!reply.ok) throw new Error(reply.error.code);
  const { sha256 } = reply.value.file;
  expect((await clerk.ask('signing.verify', { sha256 })).sentence.reason).toBe('untrusted');
  expect(await states(administrator)).toEqual([]);

  await imported();
  await administrator.synchronise();
  await clerk.synchronise();
  expect(await states(clerk)).toEqual([[root, 'trusted']]);
  expect((await clerk.ask('trust.list', {})).anchors[0]).toMatchObject({
    source: 'agency',
    certificate: { isSample: true, isSelfSigned: false },
    added: { by: { fullName: office.people.administrator.fullName } },
  });
  expect((await clerk.ask('signing.verify', { sha256 })).signatures[0]?.indication).toBe('TOTAL_PASSED');

  const removal = { agencyId: office.agencyId, sha256: pki.trial.intermediate, reason: 'Bị lộ khóa' };
  const fingerprint = Sha256.parse((await administrator.ask('trust.inspect', file())).fingerprint);
  await administrator.ask('office.distrustAnchor', { ...removal, sha256: fingerprint });
  await administrator.synchronise();
  await clerk.synchronise();
  installed(clerk, 'goc.cer', pki.trial.intermediate.certificate);
  expect(await states(clerk)).toEqual([[root, 'removed']]);
  expect((await clerk.ask('signing.verify', { sha256 })).sentence.reason).toBe('untrusted');
});

test('roots that were taken back leave the places to those that stand', () => {
  const gone = Array.from({ length: ANCHORS_MAX }, (_, index) => ({
    id: `${office.agencyId}/${index.toString(16).padStart(64, '0')}`,
    seen: JSON.stringify({
      ...{ v: 1, agencyId: office.agencyId, certificate: 'AAAA', name: 'Gốc cũ' },
      ...{ addedBy: office.people.administrator.id, addedAt: office.clock },
      removed: { by: office.people.administrator.id, at: office.clock, reason: 'Hết hạn' },
    }),
  }));
  installed(clerk, 'goc.cer', pki.trial.root.certificate);
  const db = { prepare: () => ({ all: () => gone }) } as never;
  expect(loadAnchors({ dataDir: clerk.dataDir, db })).toHaveLength(1);
});

test('nobody else may, and a fingerprint that was not compared is refused', async () => {
  const confirmation = await ending();
  expect(sentenceOf(await clerk.invoke('trust.import', { ...file(), confirmation }))).toBe(
    'Chỉ quản trị được làm việc này.',
  );
  for (const wrong of ['', confirmation.slice(-4), '00000000'])
    expect(
      sentenceOf(await administrator.invoke('trust.import', { ...file(), confirmation: wrong })),
    ).toContain('không khớp vân tay');
  expect(await states(administrator)).toEqual([]);
});

test('what is no certificate of an authority is not taken, and each refusal says what was wrong', async () => {
  const refusal = async (bytes: Uint8Array) =>
    sentenceOf(await administrator.invoke('trust.inspect', { name: 'tệp.cer', content: base64(bytes) }));
  expect(await refusal(Buffer.from('không phải chứng thư'))).toContain('không phải chứng thư');
  expect(await refusal(pki.leader.certificate)).toContain('không phải của cơ quan chứng thực');
  const two = pki.trial.root.certificatePem + pki.trial.intermediate.certificatePem;
  expect(await refusal(Buffer.from(two))).toContain('chứa 2 chứng thư');
});

test('a root whose bytes are not those that its id names counts for nothing', async () => {
  await administrator.ask('office.trustAnchor', {
    agencyId: office.agencyId,
    sha256: Sha256.parse('f'.repeat(64)),
    certificate: base64(pki.trial.root.certificate),
    name: 'Gốc',
  });
  expect(await states(administrator)).toEqual([['Gốc', 'unreadable']]);
});

test('the government’s roots are named as wanted and trusted in no way', async () => {
  const { anchors, expected } = await administrator.ask('trust.list', {});
  expect(anchors).toEqual([]);
  const name = 'RootCA chuyên dùng Chính phủ G2';
  expect(expected).toContainEqual(expect.objectContaining({ name, hasNamesake: false }));
});

test('a root near its end is told', async () => {
  await imported();
  office.clock = '2036-10-01T00:00:00.000Z' as typeof office.clock;
  expect(await states(administrator)).toEqual([[root, 'expires-soon']]);
  office.clock = '2037-10-01T00:00:00.000Z' as typeof office.clock;
  expect(await states(administrator)).toEqual([[root, 'expired']]);
});

test('a root that somebody made under the name of a wanted one confirms nothing', async () => {
  const name = 'RootCA chuyên dùng Chính phủ G2';
  installed(clerk, 'gia.cer', (await issue({ name, role: 'authority' })).certificate.der);
  const { expected } = await clerk.ask('trust.list', {});
  expect(expected).toContainEqual(expect.objectContaining({ name, hasNamesake: true }));
  expect(say('trust.expected.namesake')).toBe('Cùng tên, chưa xác nhận');
});
