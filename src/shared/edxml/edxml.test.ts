import { execFileSync } from 'node:child_process';
import fc from 'fast-check';
import { zipSync } from 'fflate';
import { describe, expect, test } from 'vitest';
import { makeBase64Decoder, makeBase64Encoder } from './base64.ts';
import type { EdxmlStatus } from './message.ts';
import type { EdxmlPackage } from './package.ts';
import { makeMessageReader, readMessage, readPackage } from './read.ts';
import { storeInMemory } from './store.ts';
import { writePackage, writeStatus } from './write.ts';

const pdf = new TextEncoder().encode('%PDF-1.4\n%âãÏÓ\n%%EOF\n');
const sample: EdxmlPackage = {
  from: { organId: '000.00.91.H56', organName: 'Sở Mẫu Một' },
  to: [{ organId: '000.00.92.H56', organName: 'UBND phường Mẫu Hai' }],
  documentId: '000.00.91.H56,2026/11/20,15/SMM-VP',
  codeNumber: '15',
  codeNotation: 'SMM-VP',
  place: 'Thanh Hóa',
  promulgationDate: '2026-11-20',
  typeName: 'Công văn',
  subject: 'V/v đôn đốc "báo cáo" <quý IV> & kết quả',
  signer: { competence: 'KT. GIÁM ĐỐC', position: 'Phó Giám đốc', fullName: 'Nguyễn Văn Mẫu' },
  dueDate: '2026-12-05',
  priority: 1,
  toPlaces: ['Như trên'],
  traces: [{ organId: '000.00.91.H56', timestamp: '2026-11-20T08:04:05.000Z' }],
  business: { type: 'new', staff: { department: 'Văn phòng', staff: 'Trần Thị Mẫu' } },
  files: [{ name: '15_SMM-VP.pdf', contentType: 'application/pdf', bytes: pdf }],
};
const encode = (xml: string): Uint8Array => new TextEncoder().encode(xml);
/** What is found wrong with files of these bytes. */
const codes = (files: readonly Uint8Array[], name = 'a.bin'): readonly string[] =>
  readMessage(
    writePackage({
      ...sample,
      files: files.map((bytes) => ({ name, contentType: 'application/zip', bytes })),
    }),
  ).problems.map(({ code }) => code);
const written = (given: EdxmlPackage = sample): string => new TextDecoder().decode(writePackage(given));

describe('the package codec', () => {
  test('what is written is read back whole', () => {
    const read = readPackage(writePackage(sample));
    expect(read).toEqual({
      ok: true,
      value: {
        ...sample,
        ...{ type: '1', typeDetail: '0', content: sample.subject, promulgationAmount: 1 },
        ...{ direction: false, steeringType: '1' },
        business: { ...sample.business, reason: 'Văn bản điện tử mới', paper: false },
        files: [{ ...sample.files[0], description: '15_SMM-VP.pdf', bytes: new Uint8Array(pdf) }],
      },
    });
  });

  test('a status is read back as it was written', () => {
    const status: EdxmlStatus = {
      from: { organId: '000.00.92.H56', organName: 'UBND phường Mẫu Hai' },
      responseFor: {
        organId: '000.00.91.H56',
        code: '15/SMM-VP',
        promulgationDate: '2026-11-20',
        documentId: sample.documentId,
      },
      staff: { department: 'Văn phòng', staff: 'Lê Văn Mẫu' },
      status: '13',
      description: 'Gửi nhầm\r\nnơi nhận',
      timestamp: '2026-11-20T08:30:00.000Z',
    };
    expect(readMessage(writeStatus(status))).toEqual({
      kind: 'status',
      isSigned: false,
      message: status,
      attachments: [],
      problems: [],
    });
  });

  test('an outside parser finds the package well-formed', () => {
    expect(
      execFileSync('xmllint', ['--noout', '--nonet', '-'], { input: writePackage(sample) }).toString(),
    ).toBe('');
  });

  test('other prefixes, a byte order mark and stray bytes before the declaration are read alike', () => {
    const others = written().replaceAll('edXML:', 'x:').replaceAll('xmlns:edXML=', 'xmlns:x=');
    expect(readPackage(encode(`\ufeff1212${others}`)).ok).toBe(true);
    expect(readPackage(encode(written().replaceAll('<edXML:', '<').replaceAll('</edXML:', '</'))).ok).toBe(
      true,
    );
  });

  test('an attachment wrapped into a zip of one entry is unwrapped, a docx stays', () => {
    const zipped = zipSync({ 'a.pdf': pdf });
    const docx = zipSync({ '[Content_Types].xml': pdf, 'word/document.xml': pdf });
    const read = readPackage(
      writePackage({
        ...sample,
        files: [
          { name: 'a.pdf', contentType: 'application/zip', bytes: zipped },
          { name: 'b.docx', contentType: 'application/zip', bytes: docx },
        ],
      }),
    );
    expect(read.ok && read.value.files.map(({ bytes }) => bytes.length)).toEqual([pdf.length, docx.length]);
  });

  test.each([
    ['a document type', '<!DOCTYPE a [<!ENTITY b "c">]><edXML/>', { path: 'edXML', code: 'doctype' }],
    ['no XML at all', 'xin chào', { path: 'edXML', code: 'not-xml' }],
    ['a cut file', written().slice(0, 900), { path: 'edXML', code: 'not-xml' }],
    ['ten thousand levels', `${'<a>'.repeat(10_000)}`, { path: 'edXML', code: 'too-deep' }],
    [
      'a hundred thousand elements',
      `<a>${'<b/>'.repeat(100_000)}</a>`,
      { path: 'edXML', code: 'too-many-elements' },
    ],
    ['no header', '<edXML/>', { path: 'MessageHeader', code: 'missing' }],
    [
      'a subject of 501 letters',
      written({ ...sample, subject: 'ố'.repeat(501) }),
      { path: 'Subject', code: 'too-long' },
    ],
    [
      'a day that does not exist',
      written({ ...sample, promulgationDate: '2026-02-30' }),
      { path: 'PromulgationInfo/PromulgationDate', code: 'unusable' },
    ],
    ['no recipient', written({ ...sample, to: [] }), { path: 'To', code: 'missing' }],
    [
      'a PDF that is none',
      written({ ...sample, files: [{ name: 'a.pdf', contentType: 'application/pdf', bytes: encode('no') }] }),
      { path: 'AttachmentEncoded/Attachment[1]', code: 'not-a-pdf' },
    ],
  ])('%s is a named problem, never a crash', (_what, xml, problem) => {
    const read = readPackage(encode(xml));
    expect(read.ok ? [] : read.problems).toContainEqual(expect.objectContaining(problem));
  });

  test('a zip that says or holds too much is never inflated beyond its word', () => {
    const bomb = zipSync({ 'a.bin': new Uint8Array(5_000_000) });
    const directory = Buffer.from(bomb).indexOf('PK\u0001\u0002');
    const claiming = (bytes: number): Uint8Array => {
      const zip = bomb.slice();
      new DataView(zip.buffer).setUint32(directory + 24, bytes, true);
      return zip;
    };
    expect(codes([claiming(0xfffffff0), claiming(1_000), bomb])).toEqual(['zip-too-large', 'zip-broken']);
    let stored = 0;
    const reader = makeMessageReader(() => {
      const store = storeInMemory();
      const write = (bytes: Uint8Array): void => {
        stored += bytes.length;
        store.write(bytes);
      };
      return { ...store, write };
    });
    const files = [{ name: 'a.bin', contentType: 'application/zip', bytes: claiming(1_000) }];
    reader.push(writePackage({ ...sample, files }));
    expect(reader.end().problems).toHaveLength(1);
    expect(stored).toBe(bomb.length);
  });

  test('base64 goes there and back for any bytes in any pieces', () => {
    fc.assert(
      fc.property(fc.array(fc.uint8Array({ maxLength: 70 }), { maxLength: 5 }), (pieces) => {
        const [encoder, decoder] = [makeBase64Encoder(), makeBase64Decoder()];
        const encoded = [...pieces.map(encoder.push), encoder.end()];
        expect(Buffer.concat(encoded).toString()).toBe(Buffer.concat(pieces).toString('base64'));
        expect(Buffer.concat(encoded.map(decoder.push))).toEqual(Buffer.concat(pieces));
        expect(decoder.end()).toBe(true);
      }),
    );
  });
});
