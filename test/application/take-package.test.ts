import { strToU8, zipSync } from 'fflate';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Sha256 } from '../../src/shared/domain/core/values.ts';
import { makeOffice, type Office } from '../support/office.ts';
import { type OfficeApp, openOfficeApp, sentenceOf } from '../support/office-app.ts';
import { samplePdf } from '../support/sample-pdf.ts';
import { base64, type Vendor, vendorDocument, vendorStatus } from '../support/vendor-packages.ts';

/** Nhập gói: a package that was carried here as a file, through the door of the window. */
let office: Office;
let [clerk, specialist]: OfficeApp[] = [];
let pdf: Uint8Array;
beforeAll(async () => {
  office = makeOffice();
  [clerk, specialist, pdf] = await Promise.all([
    openOfficeApp(office, 'clerk'),
    openOfficeApp(office, 'specialist'),
    samplePdf({ kind: 'table' }),
  ]);
});
afterAll(async () => {
  await clerk?.close();
  await specialist?.close();
  office.close();
});

const packed = (more: Vendor = {}): string =>
  vendorDocument({ files: [{ name: '15_SMM-VP.pdf', content: base64(pdf) }], ...more });
/** One bit of a compressed stream is another one. */
const damaged = (): Uint8Array => pdf.map((byte, at) => (at === 5000 ? byte ^ 4 : byte));
async function take(bytes: Uint8Array | string, desk = clerk, name = 'Gói 15.edxml') {
  const dropped = await desk?.drop(name, typeof bytes === 'string' ? strToU8(bytes) : bytes);
  if (!desk || !dropped?.ok) throw new Error('not taken');
  return desk.invoke('exchange.takePackage', { sha256: dropped.value.file.sha256 });
}

test.each<readonly [string, () => Uint8Array | string]>([
  ['as it is', () => packed()],
  ['zipped as a whole', () => zipSync({ 'goi.edxml': strToU8(packed({ prefix: 'ns1:' })) })],
])('a package %s becomes a document that waits to be registered, with its verdict', async (_how, make) => {
  const bytes = make();
  const reply = await take(bytes);
  if (!reply.ok || 'toldOf' in reply.value) throw new Error(sentenceOf(reply));
  const { documentId, isThere } = reply.value;
  expect(isThere).toBe(false);
  const { document, files, allowed } = (await clerk?.ask('incoming.get', { documentId })) ?? {};
  expect(document).toMatchObject({
    ...{ state: 'arrived', source: 'exchange', codeNumber: '15', codeNotation: 'SMM-VP' },
    ...{ organName: 'Sở Mẫu Một', issuedOn: '2026-11-20', signerName: 'Nguyễn Văn Mẫu' },
    carried: { senderCode: '000.00.91.H56', documentCode: '000.00.91.H56,2026/11/20,15/SMM-VP' },
  });
  expect(files?.map(({ file }) => [file.name, file.sizeBytes])).toEqual([['15_SMM-VP.pdf', pdf.length]]);
  expect(allowed?.find(({ name }) => name === 'incoming.register')).toMatchObject({ isAllowed: true });
  expect(await take(bytes)).toMatchObject({ ok: true, value: { documentId, isThere: true } });
});

test.each<readonly [string, () => string, string]>([
  ['a field that is missing', () => packed({ subject: '' }), 'Trích yếu: còn thiếu.'],
  ['no file', () => vendorDocument({ files: [] }), 'Tệp đính kèm: còn thiếu.'],
  ['a page of the web', () => '<html></html>', 'Tệp không phải gói tin edXML.'],
  [
    'a PDF that was damaged on its way',
    () => packed({ files: [{ name: 'a.pdf', content: base64(damaged()) }] }),
    'đã bị hỏng trên đường truyền',
  ],
  ['a recall', () => vendorDocument({ files: [], business: '1' }), 'yêu cầu thu hồi một văn bản'],
  ['an update that brings no file', () => vendorDocument({ files: [], business: '2' }), 'không kèm tệp'],
  ['a status', () => vendorStatus('03'), 'Không tìm thấy văn bản đã gửi'],
])('%s takes nothing in, and the sentence says why', async (_what, make, sentence) => {
  const reply = await take(make());
  expect(sentenceOf(reply)).toContain(sentence);
  expect(sentenceOf(reply)).toContain('Chưa nhập gì');
});

test('only the clerk takes one in; one that is not on this machine is told', async () => {
  expect(await take(packed({ subject: 'V/v khác' }), specialist)).toMatchObject({
    error: { code: 'incoming.only-clerk-receives' },
  });
  expect(await clerk?.invoke('exchange.takePackage', { sha256: 'a'.repeat(64) as Sha256 })).toMatchObject({
    error: { code: 'exchange.file-missing' },
  });
});
