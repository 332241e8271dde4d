import { afterEach, beforeEach, expect, test } from 'vitest';
import { LOOK_VERSION } from '../../src/main/files/look-version.ts';
import { nodeHelpers } from '../../src/main/hosts/node-helpers.ts';
import type { Helper, HelperPort } from '../../src/main/ports.ts';
import { keepReport } from '../../src/main/signing/online-report.ts';
import { verifyKept, verifyOnline } from '../../src/main/signing/verify.ts';
import { openStore } from '../../src/main/store/database.ts';
import { Sha256 } from '../../src/shared/domain/core/values.ts';
import { AppError } from '../../src/shared/errors.ts';
import type { Indication, PdfReport, SubIndication } from '../../src/shared/signature/report.ts';
import { textOn } from '../support/judges.ts';
import { makeOffice, type Office } from '../support/office.ts';
import { type OfficeApp, openOfficeApp, sentenceOf } from '../support/office-app.ts';
import { testPki } from '../support/pki.ts';
import { labDocument, OBJECT, signedIn } from '../support/signed-lab.ts';

let office: Office;
let clerk: OfficeApp;
/** What the next questions to the authorities find. */
const online: PdfReport[] = [];
const real = nodeHelpers();
const helpers: HelperPort = {
  start: (module) => {
    const helper = real.start(module);
    const isOnline = (input: unknown) => (input as { offline?: boolean }).offline === false;
    return {
      ...helper,
      call: async (method, input, ms) => (isOnline(input) ? online.shift() : helper.call(method, input, ms)),
    };
  },
};
beforeEach(async () => {
  office = makeOffice();
  clerk = await openOfficeApp(office, 'clerk', { helpers });
});
afterEach(async () => {
  await clerk.close();
  office.close();
});

test('I.4: a kept file is judged when its reader asks for the report', async () => {
  const pki = await testPki();
  const reply = await clerk.drop('da-ky.pdf', signedIn(labDocument('table'), OBJECT.leader, pki.leader));
  if (!reply.ok) throw new Error(reply.error.code);
  const report = await clerk.ask('signing.verify', { sha256: reply.value.file.sha256 });
  expect(report.signatures.map(({ field, integrity }) => [field, integrity])).toEqual([
    ['chuKyLanhDao', 'valid'],
  ]);
});

test('I.5: the record of a kept file comes as pages and as JSON, under a name that can be saved', async () => {
  const pki = await testPki();
  const reply = await clerk.drop('da-ky.pdf', signedIn(labDocument('table'), OBJECT.leader, pki.leader));
  if (!reply.ok) throw new Error(reply.error.code);
  const { sha256 } = reply.value.file;
  const record = async (format: 'pdf' | 'json') =>
    clerk.ask('signing.exportReport', { sha256, name: '15/SMM: “rà soát”.pdf', format });
  const pages = await record('pdf');
  expect(pages.name).toBe('15-SMM- “rà soát”.kiem-tra.pdf');
  const text = await textOn(Buffer.from(pages.content, 'base64'));
  expect(text).toContain('Chưa xác định: chứng thư không thuộc hệ thống chứng thực đã khai báo');
  expect(text.replace(/\s+/g, ' ')).toMatch(/Khóa dùng để:? Ký số, chống chối bỏ/);
  const told = JSON.parse(Buffer.from((await record('json')).content, 'base64').toString());
  expect(told).toMatchObject({ file: { sha256 }, report: { signatures: [{ field: 'chuKyLanhDao' }] } });
});

const slowFile = (helper: Helper) => ({
  ports: { dataDir: clerk.dataDir, now: () => office.clock, helpers: { start: () => helper } } as never,
  blobs: { has: () => true, fileOf: () => 'x.pdf' } as never,
  db: { prepare: () => ({ get: () => undefined, all: () => [] }) } as never,
});

test('a file that outlives its helper is undetermined, and its helper is ended', async () => {
  let ended = 0;
  const helper = {
    call: () => Promise.reject(new AppError('helper.timed-out', { method: 'verifyFile', seconds: 60 })),
    stop: async () => void ended++,
  };
  const report = await verifyKept(slowFile(helper), Sha256.parse('0'.repeat(64)));
  expect([report.integrity, report.sentence.reason, ended]).toEqual(['indeterminate', 'too-complex', 1]);
});

test('authorities that could not be asked to the end are told, and nothing is written over what was known', async () => {
  const helper = {
    call: () => Promise.reject(new AppError('helper.stopped', { method: 'verifyFile' })),
    stop: async () => undefined,
  };
  let written = 0;
  const context = {
    ...slowFile(helper),
    levels: { settings: () => ({ authorities: [], internalHosts: [] }) },
    write: () => void written++,
    announce: () => void written++,
  };
  await expect(verifyOnline(context as never, Sha256.parse('0'.repeat(64)))).rejects.toMatchObject({
    code: 'signing.not-asked',
  });
  expect(written).toBe(0);
});

test('who did not answer takes nothing back of what was said before; who says "revoked" does', async () => {
  const pki = await testPki();
  const reply = await clerk.drop('da-ky.pdf', signedIn(labDocument('table'), OBJECT.leader, pki.leader));
  if (!reply.ok) throw new Error(reply.error.code);
  const { sha256 } = reply.value.file;
  const report = await clerk.ask('signing.verify', { sha256 });
  const saying = (indication: Indication, subIndication: SubIndication | null): PdfReport => ({
    ...report,
    online: true,
    signatures: report.signatures.map((signature) => ({ ...signature, indication, subIndication })),
  });
  const silent = saying('INDETERMINATE', 'TRY_LATER');
  for (const [found, said, stands] of [
    [silent, 'ok', 'TRY_LATER'],
    [saying('TOTAL_PASSED', null), 'ok', null],
    [silent, expect.stringMatching(/^Nơi cấp chứng thư chưa trả lời/), null],
    [saying('TOTAL_FAILED', 'REVOKED'), 'ok', 'REVOKED'],
    [silent, expect.stringMatching(/^Nơi cấp chứng thư chưa trả lời/), 'REVOKED'],
  ] as const) {
    online.push(found);
    expect(sentenceOf(await clerk.invoke('signing.verifyOnline', { sha256 }))).toEqual(said);
    const { signatures } = await clerk.ask('signing.verify', { sha256 });
    expect(signatures.map(({ subIndication }) => subIndication)).toEqual([stands]);
  }
});

test('what the authorities said stands, but not as an earlier verifier judged it', async () => {
  const pki = await testPki();
  const reply = await clerk.drop('da-ky.pdf', signedIn(labDocument('table'), OBJECT.leader, pki.leader));
  if (!reply.ok) throw new Error(reply.error.code);
  const { sha256 } = reply.value.file;
  const report = { ...(await clerk.ask('signing.verify', { sha256 })), online: true };
  const store = openStore(clerk.dataDir);
  const isOnline = async () => (await clerk.ask('signing.verify', { sha256 })).online;
  try {
    store.transact((db) => keepReport(db, sha256, report));
    expect(await isOnline()).toBe(true);
    for (const old of [JSON.stringify(report), JSON.stringify({ judgedBy: LOOK_VERSION - 1, report }), '{']) {
      store.transact((db) => db.prepare('update online_report set report = ?').run(old));
      expect(await isOnline()).toBe(false);
    }
  } finally {
    store.close();
  }
});
