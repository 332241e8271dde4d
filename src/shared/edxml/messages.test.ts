import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { zipSync } from 'fflate';
import { describe, expect, test } from 'vitest';
import { anyPackage, anyStatus } from '../../../test/support/any-message.ts';
import { packageFields } from '../words/edxml.ts';
import { edocFields, type Field, statusFields, traceFields } from './layout.ts';
import type { EdxmlPackage } from './package.ts';
import { makeMessageReader, type ReadMessage, readMessage, readPackage } from './read.ts';
import { sayPackageProblem } from './sentence.ts';
import { storeInMemory } from './store.ts';
import { writePackage, writeStatus } from './write.ts';

const sample = (name: 'document' | 'status'): Buffer =>
  readFileSync(new URL(`./samples/${name}.edxml`, import.meta.url));
const readSample = (from: string, to: string): ReadMessage =>
  readMessage(Buffer.from(sample('document').toString().replaceAll(from, to)));
const sentences = ({ problems }: ReadMessage): readonly string[] => problems.map(sayPackageProblem);
/** Canonical, without the white space between elements: the same for the same elements in the same order. */
const canonical = (xml: Uint8Array): string =>
  execFileSync('xmllint', ['--nonet', '--noblanks', '--exc-c14n', '-'], { input: xml }).toString();
/** Elements of unknown places are compared by place, not by their order among places. */
const sorted = <T extends { readonly extra?: readonly { readonly under: string }[] }>(message: T): T => ({
  ...message,
  ...(message.extra && { extra: message.extra.toSorted((a, b) => (a.under < b.under ? -1 : 1)) }),
});

function packageOf(read: ReadMessage): EdxmlPackage {
  if (read.kind !== 'edoc') throw new Error(`read as ${read.kind}`);
  const files = read.attachments.map(({ type: _type, sizeBytes: _size, ...file }) => file);
  return { ...read.message, files };
}

describe('the standard’s samples', () => {
  test('III.1.c: a document is written element by element as the sample has it', () => {
    const read = readMessage(sample('document'));
    expect(read.problems).toEqual([]);
    const noted = { name: '15_SMM-VP.pdf', description: 'Công văn 15/SMM-VP', type: 'application/pdf' };
    expect(read.attachments).toMatchObject([{ ...noted, sizeBytes: 206 }]);
    const again = writePackage(packageOf(read));
    expect(canonical(again)).toBe(canonical(sample('document')));
    // A canonical form has no prefix of its own: where the root and the attachments stand without one is seen in the text.
    const text = new TextDecoder().decode(again);
    for (const shape of [/^<\?xml [^>]*\?>\n<edXML xmlns=/, /<AttachmentEncoded><Attachment><ContentId>/])
      expect(text).toMatch(shape);
  });

  test('a status is written element by element as the sample has it', () => {
    const read = readMessage(sample('status'));
    expect(read).toMatchObject({ kind: 'status', problems: [] });
    if (read.kind === 'status')
      expect(canonical(writeStatus(read.message))).toBe(canonical(sample('status')));
  });
});

describe('any message', () => {
  test('a document of each kind is read back as it was given, what nobody knows with it', () => {
    fc.assert(
      fc.property(anyPackage, ({ given, found }) => {
        const read = readMessage(writePackage(given));
        expect(read.problems).toEqual([]);
        expect(sorted(packageOf(read))).toEqual(sorted(found));
      }),
      { numRuns: 150 },
    );
  });

  test('a status of each code is read back as it was given', () => {
    fc.assert(
      fc.property(anyStatus, (given) => {
        const read = readMessage(writeStatus(given));
        expect(read).toMatchObject({ kind: 'status', problems: [] });
        expect(sorted(read.kind === 'status' ? read.message : given)).toEqual(sorted(given));
      }),
      { numRuns: 150 },
    );
  });

  test('it is the same in whatever pieces it comes', () => {
    fc.assert(
      fc.property(anyPackage, fc.integer({ min: 1, max: 50 }), ({ given }, size) => {
        const bytes = writePackage(given);
        const reader = makeMessageReader(storeInMemory);
        for (let at = 0; at < bytes.length; at += size) reader.push(bytes.subarray(at, at + size));
        expect(reader.end()).toEqual(readMessage(bytes));
      }),
      { numRuns: 40 },
    );
  });
});

describe('what other systems send', () => {
  const whole = readMessage(sample('document'));
  test.each<[string, (xml: string) => string]>([
    ['a byte order mark and white space before the declaration', (xml) => `\ufeff\r\n ${xml}`],
    ['a comment behind the document', (xml) => `${xml}\n<!-- gửi lúc 08:00 -->\n<?x y?>\r\n`],
    ['a declaration of another encoding than the bytes have', (xml) => xml.replace('UTF-8', 'utf-16')],
    ['another prefix', (xml) => xml.replaceAll('edXML:', 'q:').replaceAll('xmlns:edXML', 'xmlns:q')],
    ['no prefix', (xml) => xml.replaceAll(/(<\/?)edXML:/g, '$1')],
    [
      'a prefix declared in the envelope and used outside',
      (xml) => xml.replace(/(TransferEncoded) xmlns:edXML="[^"]*"/, '$1'),
    ],
    ['base64 in lines', (xml) => xml.replace(/(JVBER.{60})(.{76})/, '$1\r\n$2\r\n')],
    ['base64 in a CDATA section', (xml) => xml.replace(/>(JVBER[^<]*)</, '> <![CDATA[$1]]> <')],
    [
      'the business before the traces',
      (xml) =>
        xml.replace(
          /(<edXML:TraceHeader>.*?<\/edXML:TraceHeader>)(.*?)(<\/edXML:TraceHeaderList>)/s,
          '$2$1$3',
        ),
    ],
    [
      'days the other way round',
      (xml) => xml.replace('<edXML:DueDate>2026/12/05', '<edXML:DueDate>05/12/2026'),
    ],
    ['a control character in a text', (xml) => xml.replace('V/v đôn đốc', 'V/v\u000b đôn đốc')],
    ['an empty Signature', (xml) => xml.replace('</edXML:edXMLHeader>', '<Signature/></edXML:edXMLHeader>')],
  ])('%s changes nothing', (_what, change) => {
    const xml = sample('document').toString();
    expect(change(xml)).not.toBe(xml);
    expect(readMessage(Buffer.from(change(xml)))).toEqual(whole);
  });

  test('a hop without a name, or called null, is no problem', () => {
    const read = readSample(
      '<edXML:Bussiness>',
      `<edXML:TraceHeader><edXML:OrganId>null</edXML:OrganId><edXML:Timestamp>hôm qua</edXML:Timestamp></edXML:TraceHeader><edXML:TraceHeader/><edXML:Bussiness>`,
    );
    expect(read.problems).toEqual([]);
    expect(read.kind === 'edoc' && read.message.traces.slice(1)).toEqual([
      { organId: '', timestamp: 'hôm qua' },
      { organId: '', timestamp: '' },
    ]);
  });

  test('attachments of a home-made form are found, too', () => {
    const home = `<edXML:edXMLAttachments><edXML:Attachment><edXML:AttachmentName>b.txt</edXML:AttachmentName><edXML:AttachmentType>TXT</edXML:AttachmentType><edXML:AttachmentData>Yg==</edXML:AttachmentData></edXML:Attachment></edXML:edXMLAttachments></edXML:edXMLEnvelope>`;
    const xml = sample('document').toString();
    const read = readMessage(
      Buffer.from(
        xml
          .replace('</edXML:edXMLEnvelope>', home)
          .replace(/<AttachmentEncoded>.*<\/AttachmentEncoded>/s, ''),
      ),
    );
    expect(read).toMatchObject({
      problems: [],
      attachments: [{ name: 'b.txt', sizeBytes: 1, type: 'text/plain' }],
    });
  });

  test('a file wrapped into a zip is known by its own bytes, whatever was declared', () => {
    const zipped = Buffer.from(zipSync({ 'b.pdf': Buffer.from('%PDF-1.4\n%%EOF\n') })).toString('base64');
    const read = readMessage(
      Buffer.from(
        sample('document')
          .toString()
          .replace(/JVBER[^<]*/, zipped),
      ),
    );
    expect([read.problems, read.attachments]).toMatchObject([
      [],
      [{ sizeBytes: 15, type: 'application/pdf' }],
    ]);
  });
});

describe('what is wrong', () => {
  test.each<[string, string, readonly string[]]>([
    [
      '<edXML:Subject>V/v đôn đốc báo cáo kết quả chuyển đổi số quý IV</edXML:Subject>',
      '',
      ['Trích yếu: còn thiếu.'],
    ],
    [
      '2026/11/20</edXML:PromulgationDate>',
      '2026/02/30</edXML:PromulgationDate>',
      ['Ngày ban hành: giá trị không dùng được.'],
    ],
    ['<edXML:OrganId>000.00.92.H56</edXML:OrganId>', '', ['Mã định danh nơi nhận (mục 1): còn thiếu.']],
    ['<edXML:Place>Thanh Hóa<', `<edXML:Place>${'a'.repeat(51)}<`, ['Nơi ban hành: dài quá 50 ký tự.']],
    [
      '<edXML:BussinessDocType>0<',
      '<edXML:BussinessDocType>7<',
      ['Loại nghiệp vụ: giá trị không dùng được.'],
    ],
    [
      '<edXML:DueDate>',
      '<edXML:DueDate>2026/01/01</edXML:DueDate><edXML:DueDate>',
      ['Hạn xử lý: có nhiều hơn một.'],
    ],
    ['Nguyễn Văn Mẫu', 'Nguy\ufffdn Văn Mẫu', ['Họ tên người ký: có ký tự bị hỏng.']],
    [
      '<edXML:MessageHeader>',
      '<edXML:Header>',
      [
        'Gói tin không phải XML đúng phép, hoặc đã bị cắt ngang.',
        'Phần đầu gói tin: còn thiếu.',
        'Tệp đính kèm: còn thiếu.',
      ],
    ],
    ['>JVBER', '>!VBER', ['Tệp đính kèm (mục 1) "15_SMM-VP.pdf": mã hóa base64 bị hỏng.']],
    [
      '<AttachmentEncoded>',
      '<AttachmentEncoded/><x>',
      ['Gói tin không phải XML đúng phép, hoặc đã bị cắt ngang.'],
    ],
  ])('%s → %s is told in the field’s own name', (from, to, expected) => {
    expect(sentences(readSample(from, to))).toEqual(expected);
  });

  test('a message with problems still tells its fields and its attachments', () => {
    const read = readSample('<edXML:DocumentId>000.00.91.H56,2026/11/20,15/SMM-VP</edXML:DocumentId>', '');
    expect(read).toMatchObject({
      kind: 'edoc',
      message: { documentId: '', codeNumber: '15', subject: expect.stringContaining('đôn đốc') },
      attachments: [{ name: '15_SMM-VP.pdf', sizeBytes: 206, type: 'application/pdf' }],
      problems: [{ path: 'DocumentId', code: 'missing' }],
    });
  });

  test.each([
    ['a prefix that nobody declared', '<edXML:Subject>', '<edXML:Subject xsi:nil="false">'],
    ['an attribute twice', '<edXML:edXMLEnvelope', '<edXML:edXMLEnvelope a="1" a="2"'],
    ['a name of HTML', 'V/v đôn đốc báo', 'V/v&nbsp;đôn đốc báo'],
    ['two declarations', '<?xml ', '<?xml version="1.0"?><?xml '],
    ['a bare & in an attribute', '<edXML:edXMLEnvelope', '<edXML:edXMLEnvelope a="A & B"'],
  ])('%s is told and hides no attachment', (_what, from, to) => {
    expect(readSample(from, to)).toMatchObject({
      message: { documentId: '000.00.91.H56,2026/11/20,15/SMM-VP' },
      attachments: [{ name: '15_SMM-VP.pdf', sizeBytes: 206, type: 'application/pdf' }],
      problems: [{ path: 'edXML', code: 'not-xml' }],
    });
  });

  const bare = sample('document')
    .toString()
    .replace(/(<edXML:Subject>).*?(<.edXML:Subject>)/, '$1A &amp; B &#38;C& & D<![CDATA[ & <E>]]> &F$2')
    .replace('<edXML:Bussiness>', '<!-- & -->$&');
  test.each([bare.length * 2, 1, 7])(
    'a bare & stands as itself and hides no attachment, read %i bytes at a time',
    (size) => {
      const whole = packageOf(readSample('', ''));
      const reader = makeMessageReader(storeInMemory);
      const bytes = Buffer.from(bare);
      for (let at = 0; at < bytes.length; at += size) reader.push(bytes.subarray(at, at + size));
      const read = reader.end();
      expect(read).toMatchObject({
        message: { subject: 'A & B &C& & D & <E> &F', documentId: whole.documentId },
        problems: [{ path: 'edXML', code: 'not-xml' }],
      });
      expect(packageOf(read).files).toEqual(whole.files);
      expect(packageOf(read).files[0]?.bytes).toHaveLength(206);
    },
  );

  test('more than a thousand bare & are no XML any more', () => {
    const read = readSample('<edXML:Subject>', `<edXML:Subject>${'& '.repeat(1_001)}`);
    expect(read).toMatchObject({
      attachments: [],
      problems: expect.arrayContaining([{ path: 'edXML', code: 'not-xml' }]),
    });
  });

  test('no number of minor problems hides one that hinders', () => {
    const hop = `<edXML:TraceHeader><edXML:OrganId>${'z'.repeat(60)}</edXML:OrganId></edXML:TraceHeader>`;
    const xml = sample('document')
      .toString()
      .replace('<edXML:TraceHeader>', `${hop.repeat(300)}<edXML:TraceHeader>`);
    const read = readPackage(Buffer.from(xml.replace('>JVBER', '>!VBER')));
    expect(read).toMatchObject({ ok: false, problems: [{ code: 'not-base64' }] });
  });

  test('a file cut off behind an attachment still tells that attachment', () => {
    const xml = sample('document').toString();
    const read = readMessage(Buffer.from(xml.slice(0, xml.indexOf('</Attachment>'))));
    expect(read).toMatchObject({
      attachments: [{ sizeBytes: 206 }],
      problems: [{ path: 'edXML', code: 'not-xml' }],
    });
  });

  test('a PDF that was read as text and written again is told to be lost, and its bytes are there', () => {
    const binary = Buffer.from(
      '%PDF-1.3\n%\xc4\xe5\xf2\xe5\xeb\xa7\n1 0 obj\n\x00\xff\xfe\n%%EOF\n',
      'latin1',
    );
    const lost = Buffer.from(binary.toString('utf8'));
    const read = readMessage(
      Buffer.from(
        sample('document')
          .toString()
          .replace(/JVBER[^<]*/, lost.toString('base64')),
      ),
    );
    expect(read.attachments).toMatchObject([{ bytes: new Uint8Array(lost), type: 'application/pdf' }]);
    expect(sentences(read)[0]).toContain('tệp đã hỏng do phần mềm gửi đọc như văn bản');
  });

  test('a file that the manifest names and nobody sent is told', () => {
    const read = readSample(
      '</edXML:edXMLManifest>',
      '<edXML:Reference><edXML:ContentId>cid:2</edXML:ContentId><edXML:AttachmentName>b.pdf</edXML:AttachmentName></edXML:Reference></edXML:edXMLManifest>',
    );
    expect(sentences(read)).toEqual([
      'Mục trong danh mục tệp (mục 2) "b.pdf": có trong danh mục nhưng không có trong gói.',
    ]);
  });

  test.each([
    ['a comment inside a content, which hides text from other readers', '>JVBER', '><!-- > QUJD <-->JVBER'],
    ['an element inside a content', '>JVBER', '><x>QUJD</x>JVBER'],
    [
      'an entity of its own',
      '<edXML xmlns',
      '<!DOCTYPE edXML [<!ENTITY a SYSTEM "file:///etc/passwd">]><edXML xmlns',
    ],
    ['a thousand sections inside a content', '>JVBER', `>${'<![CDATA[]]>'.repeat(1_001)}JVBER`],
    ['an entity used without one', 'V/v đôn đốc báo', 'V/v &secret; báo'],
  ])('%s is refused', (_what, from, to) => {
    expect(readSample(from, to).problems[0]).toMatchObject({
      path: 'edXML',
      code: expect.stringMatching(/^(?:not-xml|doctype|too-many-elements)$/),
    });
  });

  test('every field of the layout has a name that an official knows', () => {
    const named = (fields: readonly Field[], path: string): readonly string[] =>
      fields.flatMap((field) => {
        const own = `${path}${field.tag}`;
        if (field.kind === 'group') return named(field.fields, `${own}/`);
        return field.kind === 'list' && !('kind' in field.of) ? [own, ...named(field.of, `${own}/`)] : [own];
      });
    const paths = [
      ...named(edocFields, ''),
      ...named(statusFields, ''),
      ...named(traceFields, 'TraceHeaderList/'),
    ];
    expect(paths.filter((path) => packageFields[path] === undefined)).toEqual([]);
  });
});
