import { execFileSync } from 'node:child_process';
import fc from 'fast-check';
import { zipSync } from 'fflate';
import { describe, expect, test } from 'vitest';
import { fromBase64, toBase64 } from './base64.ts';
import type { EdxmlPackage } from './package.ts';
import { readPackage } from './read.ts';
import { writePackage } from './write.ts';

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
  sentAt: '2026-11-20T08:04:05.000Z',
  staff: { department: 'Văn phòng', staff: 'Trần Thị Mẫu' },
  files: [{ name: '15_SMM-VP.pdf', contentType: 'application/pdf', bytes: pdf }],
};
const encode = (xml: string): Uint8Array => new TextEncoder().encode(xml);
const written = (given: EdxmlPackage = sample): string => new TextDecoder().decode(writePackage(given));

describe('the package codec', () => {
  test('what is written is read back whole', () => {
    const read = readPackage(writePackage(sample));
    expect(read).toEqual({
      ok: true,
      value: {
        ...sample,
        sentAt: '2026/11/20 15:04:05',
        files: [{ ...sample.files[0], description: '15_SMM-VP.pdf', bytes: new Uint8Array(pdf) }],
      },
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
    ['a document type', '<!DOCTYPE a [<!ENTITY b "c">]><edXML/>', { path: 'edXML', why: 'doctype' }],
    ['no XML at all', 'xin chào', { path: 'edXML', why: 'not-xml' }],
    ['a cut file', written().slice(0, 900), { path: 'edXML', why: 'not-xml' }],
    ['ten thousand levels', `${'<a>'.repeat(10_000)}`, { path: 'edXML', why: 'too-deep' }],
    [
      'a hundred thousand elements',
      `<a>${'<b/>'.repeat(100_000)}</a>`,
      { path: 'edXML', why: 'too-many-elements' },
    ],
    ['no header', '<edXML/>', { path: 'MessageHeader', why: 'missing' }],
    [
      'a subject of 501 letters',
      written({ ...sample, subject: 'ố'.repeat(501) }),
      { path: 'Subject', why: 'too-long' },
    ],
    [
      'a day that does not exist',
      written({ ...sample, promulgationDate: '2026-02-30' }),
      { path: 'PromulgationInfo/PromulgationDate', why: 'unusable' },
    ],
    ['no recipient', written({ ...sample, to: [] }), { path: 'To', why: 'missing' }],
    [
      'a PDF that is none',
      written({ ...sample, files: [{ name: 'a.pdf', contentType: 'application/pdf', bytes: encode('no') }] }),
      { path: 'AttachmentEncoded/Attachment[1]', why: 'not-a-pdf' },
    ],
  ])('%s is a named problem, never a crash', (_what, xml, problem) => {
    const read = readPackage(encode(xml));
    expect(read.ok ? [] : read.problems).toContainEqual(problem);
  });

  test('zips that are small each and vast together are not all inflated', () => {
    const bomb = zipSync({ 'a.bin': new Uint8Array(1000) });
    // The size that the directory claims is what a reader makes room for.
    const directory = Buffer.from(bomb).indexOf('PK\u0001\u0002');
    new DataView(bomb.buffer).setUint32(directory + 24, 90 * 1024 * 1024, true);
    const files = [1, 2, 3, 4].map((n) => ({
      name: `${String(n)}.zip`,
      contentType: 'application/zip',
      bytes: bomb,
    }));
    const read = readPackage(writePackage({ ...sample, files }));
    expect(read.ok ? [] : read.problems).toEqual(
      [3, 4].map((n) => ({ path: `AttachmentEncoded/Attachment[${String(n)}]`, why: 'unusable' })),
    );
  });

  test('base64 goes there and back for any bytes', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 200 }), (bytes) => {
        expect(fromBase64(toBase64(bytes))).toEqual(new Uint8Array(bytes));
        expect(toBase64(bytes)).toBe(Buffer.from(bytes).toString('base64'));
      }),
    );
  });
});
