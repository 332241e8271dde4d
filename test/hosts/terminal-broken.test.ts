import { rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { strToU8, zipSync } from 'fflate';
import { afterAll, describe, expect, test } from 'vitest';
import {
  type CheckLine,
  made,
  makeEdxmlDesk,
  pdf,
  raw,
  soap,
  theOne,
  utf16,
  wholeOf,
  wrapped,
} from '../support/vendor-desk.ts';
import { base64, vendorPdf, vendorStatus } from '../support/vendor-packages.ts';

/** Packages of other vendors' systems, whole and broken, as `hamrong edxml check` and `edxml read` tell of them. */
const { folder, edxml, check } = makeEdxmlDesk();
afterAll(() => rmSync(folder, { recursive: true }));

describe('broken ones tell what is wrong by field, and still know their files', () => {
  const without = (tag: string) =>
    made({ change: (xml) => xml.replace(new RegExp(`<edXML:${tag}>[\\s\\S]*?</edXML:${tag}>`), '') });
  const lost = Buffer.from(pdf.toString('latin1').replace('%PDF-1.4\n', '%PDF-1.4\n\ufffd\ufffd\n'), 'utf8');
  test.each<readonly [string, () => Uint8Array | string, string, string, string, number]>([
    ['no sender', () => without('From'), 'From', 'missing', 'Nơi gửi', 1],
    [
      'no code of the sender',
      () => made({ change: (xml) => xml.replace('<edXML:OrganId>000.00.91.H56</edXML:OrganId>', '') }),
      'From/OrganId',
      'missing',
      'Mã định danh nơi gửi',
      1,
    ],
    ['no recipient', () => made({ to: '' }), 'To', 'missing', 'Nơi nhận', 1],
    ['no document id', () => without('DocumentId'), 'DocumentId', 'missing', 'Mã định danh văn bản', 1],
    ['no number', () => without('CodeNumber'), 'Code/CodeNumber', 'missing', 'Số văn bản', 1],
    ['no notation', () => without('CodeNotation'), 'Code/CodeNotation', 'missing', 'Ký hiệu văn bản', 1],
    [
      'no day',
      () => without('PromulgationInfo'),
      'PromulgationInfo/PromulgationDate',
      'missing',
      'Ngày ban hành',
      1,
    ],
    [
      'a day that is none',
      () => made({ date: '2026/02/30' }),
      'PromulgationInfo/PromulgationDate',
      'unusable',
      'Ngày ban hành',
      1,
    ],
    ['an empty subject', () => made({ subject: ' ' }), 'Subject', 'missing', 'Trích yếu', 1],
    [
      'a subject without end',
      () => made({ subject: 'x'.repeat(501) }),
      'Subject',
      'too-long',
      'Trích yếu',
      1,
    ],
    [
      'a subject in another encoding',
      () => Buffer.from(made({ subject: 'b\u00e1o c\u00e1o' }), 'latin1'),
      'Subject',
      'garbled',
      'Trích yếu',
      1,
    ],
    ['no header', () => without('MessageHeader'), 'MessageHeader', 'missing', 'Phần đầu gói tin', 1],
    [
      'a business of no known kind',
      () => made({ business: '9' }),
      'TraceHeaderList/Bussiness/BussinessDocType',
      'unusable',
      'Loại nghiệp vụ',
      1,
    ],
    ['no file', () => made({ files: [] }), 'AttachmentEncoded', 'missing', 'Tệp đính kèm', 0],
    [
      'an empty file',
      () => made({ files: [{ ...raw, content: '' }] }),
      'AttachmentEncoded/Attachment[1]',
      'empty',
      '15_SMM-VP.pdf',
      1,
    ],
    [
      'a PDF cut short',
      () => made({ files: [{ ...raw, content: base64(pdf.subarray(0, 400)) }] }),
      'AttachmentEncoded/Attachment[1]',
      'pdf-cut',
      '15_SMM-VP.pdf',
      1,
    ],
    [
      'a PDF that was read as text',
      () => made({ files: [{ ...raw, content: base64(lost) }] }),
      'AttachmentEncoded/Attachment[1]',
      'text-decoded',
      '15_SMM-VP.pdf',
      1,
    ],
    [
      'a PDF that is a page of the web',
      () => made({ files: [{ ...raw, content: base64(strToU8('<html>500</html>')) }] }),
      'AttachmentEncoded/Attachment[1]',
      'not-a-pdf',
      '15_SMM-VP.pdf',
      1,
    ],
    [
      'base64 with letters that are none',
      () => made({ files: [{ ...raw, content: `${raw.content.slice(0, 50)}*${raw.content.slice(51)}` }] }),
      'AttachmentEncoded/Attachment[1]',
      'not-base64',
      '15_SMM-VP.pdf',
      1,
    ],
    [
      'a zip with a changed byte',
      () =>
        made({
          files: [
            {
              ...raw,
              content: wrapped('a.pdf', pdf).replace(
                /^(.{120})(.)/,
                (_all, head: string, one: string) => head + (one === 'A' ? 'B' : 'A'),
              ),
            },
          ],
        }),
      'AttachmentEncoded/Attachment[1]',
      'zip-broken',
      '15_SMM-VP.pdf',
      1,
    ],
    [
      'a file that its manifest names and that is not there',
      () =>
        made({
          change: (xml) =>
            xml.replace(
              '</edXML:edXMLManifest>',
              '<edXML:Reference><edXML:ContentId>cid:9</edXML:ContentId><edXML:AttachmentName>phu-luc.pdf</edXML:AttachmentName></edXML:Reference></edXML:edXMLManifest>',
            ),
        }),
      'edXMLBody/edXMLManifest/Reference[2]',
      'not-in-package',
      'phu-luc.pdf',
      1,
    ],
    ['a bare ampersand', () => made({ subject: 'Sở A & B' }), 'edXML', 'not-xml', 'XML', 1],
    [
      'a tag that is not closed',
      () => made({ change: (xml) => xml.replace('</edXML:Place>', '') }),
      'edXML',
      'not-xml',
      'XML',
      1,
    ],
    ['an end cut off', () => made({ change: (xml) => xml.slice(0, -25) }), 'edXML', 'not-xml', 'XML', 1],
    [
      'a prefix that nobody declared',
      () => made({ prefix: 'q:', change: (xml) => xml.replace(/ xmlns:q="[^"]*"/, '') }),
      'edXML',
      'not-xml',
      'XML',
      1,
    ],
  ])('%s', async (_name, make, path, code, word, count) => {
    const line = await check(make());
    expect(line).toMatchObject({ ok: false, kind: 'edoc' });
    expect(line.problems).toContainEqual({ path, code, sentence: expect.stringContaining(word) });
    expect(line.attachments.map(({ name }) => name)).toEqual(Array(count).fill('15_SMM-VP.pdf'));
  });

  test('the same recipient twice is told, and no reason to send it back', async () => {
    const twice = ['A', 'a']
      .map((id) => `<edXML:To><edXML:OrganId>${id}</edXML:OrganId></edXML:To>`)
      .join('');
    const { ok, problems } = await check(made({ to: twice }));
    expect([ok, problems]).toEqual([
      true,
      [
        {
          path: 'To[2]/OrganId',
          code: 'repeated',
          sentence: expect.stringContaining('Mã định danh nơi nhận'),
        },
      ],
    ]);
  });

  test('one broken file among several: the others are told whole', async () => {
    const files = [
      raw,
      { name: 'phu-luc.pdf', content: base64(vendorPdf('b').subarray(0, 300)) },
      { name: 'bieu.txt', content: base64(strToU8('biểu')) },
    ];
    const { ok, problems, attachments: told } = await check(made({ files }));
    expect([ok, problems.map(({ path, code }) => [path, code])]).toEqual([
      false,
      [['AttachmentEncoded/Attachment[2]', 'pdf-cut']],
    ]);
    expect(told).toMatchObject([
      theOne,
      { name: 'phu-luc.pdf', bytes: 300 },
      { name: 'bieu.txt', type: 'text/plain' },
    ]);
  });
});

describe('statuses', () => {
  test.each([
    ['as the standard has it', vendorStatus('03'), '03'],
    ['without prefixes', vendorStatus('15', { prefix: '' }), '15'],
    ['its code as a number', vendorStatus('3'), '03'],
    ['its time the other way round', vendorStatus('06', { timestamp: '20/11/2026 15:30:00' }), '06'],
    ['its time with fractions', vendorStatus('06', { timestamp: '2026-11-20T15:30:00.1234567+07:00' }), '06'],
    ['with an empty body', vendorStatus('13', { more: '<edXML:edXMLBody/>' }), '13'],
    ['in a SOAP envelope', soap(wholeOf(vendorStatus('02'))), '02'],
    ['in UTF-16', utf16(vendorStatus('04'), '\ufeff'), '04'],
    ['zipped', zipSync({ 'status.edxml': strToU8(vendorStatus('05')) }), '05'],
  ])('%s', async (_name, bytes, status) => {
    expect(await check(bytes)).toMatchObject({ ok: true, kind: 'status', problems: [], attachments: [] });
    const [line = ''] = await edxml('read', join(folder, 'goi.edxml'), '--json');
    expect(JSON.parse(line)).toMatchObject({
      message: { status, timestamp: expect.stringMatching(/^2026-11-20T08:30:00/) },
    });
  });

  test.each([
    ['of no known code', vendorStatus('77'), 'StatusCode', 'unusable', 'Mã trạng thái'],
    [
      'about nothing',
      vendorStatus('03').replace(/<edXML:ResponseFor>.*<\/edXML:ResponseFor>/, ''),
      'ResponseFor',
      'missing',
      'Văn bản được trả lời',
    ],
    [
      'without its code',
      vendorStatus('03').replace(/<edXML:StatusCode>.*<\/edXML:StatusCode>/, ''),
      'StatusCode',
      'missing',
      'Mã trạng thái',
    ],
  ])('%s', async (_name, xml, path, code, word) => {
    const line = await check(xml);
    expect(line).toMatchObject({ ok: false, kind: 'status' });
    expect(line.problems).toContainEqual({ path, code, sentence: expect.stringContaining(word) });
  });
});

test('what is no package is unknown, and none of them stops the others', async () => {
  const others = [
    strToU8(''),
    strToU8('{"a":1}'),
    strToU8('<html><body>502</body></html>'),
    pdf,
    zipSync({ 'a.pdf': pdf }),
  ];
  const files = others.map((bytes, index) => {
    const file = join(folder, `other-${String(index)}.edxml`);
    writeFileSync(file, bytes);
    return file;
  });
  const told = (await edxml('check', ...files)).map((line) => JSON.parse(line) as CheckLine);
  expect(told.map(({ ok, kind, problems }) => [ok, kind, problems.length > 0])).toEqual(
    others.map(() => [false, 'unknown', true]),
  );
});
