import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { strToU8, zipSync } from 'fflate';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
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
import { attachments, base64, sha256 } from '../support/vendor-packages.ts';

/** Packages of other vendors' systems, whole and broken, as `hamrong edxml check` and `edxml read` tell of them. */
const { folder, edxml, check } = makeEdxmlDesk();
afterAll(() => rmSync(folder, { recursive: true }));
const lines = (text: string, end: string): string => text.replace(/(.{76})/g, `$1${end}`);
const content = (xml: string, name: string): string =>
  xml.match(new RegExp(`<(?:\\w+:)?${name}[ >][\\s\\S]*</(?:\\w+:)?${name}>`))?.[0] ?? '';

describe('whole ones are taken, and their file is told as what it is', () => {
  const quirks: readonly (readonly [string, () => Uint8Array | string])[] = [
    ['as the standard has it', () => made()],
    ['another prefix', () => made({ prefix: 'ns2:' })],
    ['no prefix at all', () => made({ prefix: '' })],
    ['the namespace of an older draft', () => made({ namespace: 'http://www.e-doc.vn/Schema/' })],
    ['a namespace of its own', () => made({ namespace: 'urn:vendor:edxml:1.0' })],
    ['no namespace', () => made({ prefix: '', change: (xml) => xml.replace(/ xmlns="[^"]*"/, '') })],
    ['a byte order mark', () => `\ufeff${made()}`],
    ['white space before the declaration', () => `\r\n\r\n${made()}`],
    ['stray bytes before the declaration', () => `1a2b\r\n${made()}`],
    ['no declaration', () => made({ declaration: '' })],
    [
      'UTF-16 with a mark',
      () => utf16(made({ declaration: '<?xml version="1.0" encoding="utf-16"?>' }), '\ufeff'),
    ],
    ['UTF-16 without one', () => utf16(made({ declaration: '<?xml version="1.0" encoding="utf-16"?>' }), '')],
    ['UTF-16, high byte first', () => utf16(made(), '\ufeff').swap16()],
    [
      'the word utf-16 over bytes that are UTF-8',
      () => made({ declaration: '<?xml version="1.0" encoding="utf-16"?>' }),
    ],
    ['line ends of Windows', () => made({ change: (xml) => xml.replaceAll('\n', '\r\n') })],
    ['one line', () => made({ change: (xml) => xml.replace(/>\s+</g, '><') })],
    [
      'elements in capitals of its own',
      () =>
        made({
          change: (xml) =>
            xml
              .replaceAll('MessageHeader', 'messageHeader')
              .replaceAll('OrganId', 'OrganID')
              .replaceAll('AttachmentName', 'attachmentName')
              .replaceAll('ContentTransferEncoded', 'contentTransferEncoded'),
        }),
    ],
    [
      'the root in other capitals',
      () =>
        made({ change: (xml) => xml.replaceAll('<edXML ', '<EdXML ').replaceAll('</edXML>', '</EdXML>') }),
    ],
    ['Business as it is spelt', () => made({ change: (xml) => xml.replaceAll('Bussiness', 'Business') })],
    ['texts in CDATA', () => made({ subject: '<![CDATA[V/v A & B <khẩn>]]>' })],
    ['entities in texts', () => made({ subject: 'V/v &quot;A&quot; &amp; B &#x1EC5; &#7879;' })],
    ['the content in CDATA', () => made({ files: [{ ...raw, content: `<![CDATA[${raw.content}]]>` }] })],
    [
      'base64 in lines',
      () => made({ files: [{ ...raw, content: `\r\n${lines(raw.content, '\r\n')}\r\n` }] }),
    ],
    [
      'base64 in lines that Java ended',
      () => made({ files: [{ ...raw, content: lines(raw.content, '&#13;\n') }] }),
    ],
    [
      'base64 with spaces and tabs',
      () => made({ files: [{ ...raw, content: ` \t${lines(raw.content, ' ')}` }] }),
    ],
    [
      'base64 without its padding',
      () => made({ files: [{ ...raw, content: raw.content.replace(/=+$/, '') }] }),
    ],
    [
      'base64 with its signs as references',
      () =>
        made({
          files: [
            {
              ...raw,
              content: raw.content
                .replaceAll('+', '&#43;')
                .replaceAll('/', '&#x2F;')
                .replaceAll('=', '&#61;'),
            },
          ],
        }),
    ],
    [
      'the file in a zip of one',
      () => made({ files: [{ ...raw, content: wrapped('2f0c.pdf', pdf), type: 'application/zip' }] }),
    ],
    ['the same, called a PDF', () => made({ files: [{ ...raw, content: wrapped('2f0c.pdf', pdf) }] })],
    ['a content id without cid', () => made({ files: [{ ...raw, id: '7' }] })],
    [
      'ids that do not match those of the manifest',
      () => made({ change: (xml) => xml.replace('<ContentId>cid:1', '<ContentId>cid:abc') }),
    ],
    [
      'an envelope without a root',
      () =>
        content(made(), 'edXML:edXMLEnvelope')
          .replace('edXMLEnvelope', `edXMLEnvelope xmlns:edXML="urn:x"`)
          .replace('</edXML:edXMLEnvelope>', `${attachments('edXML:', [raw])}</edXML:edXMLEnvelope>`),
    ],
    ['in a SOAP envelope', () => soap(wholeOf(made()))],
    [
      'its envelope alone in a SOAP envelope',
      () => soap(`${content(made({ prefix: '' }), 'edXMLEnvelope')}${attachments('', [raw])}`),
    ],
    [
      'its header in the header of SOAP',
      () =>
        `<s:Envelope xmlns:s="http://schemas.xmlsoap.org/soap/envelope/"><s:Header>${content(made({ prefix: '' }), 'MessageHeader')}${content(made({ prefix: '' }), 'TraceHeaderList')}</s:Header><s:Body><Manifest/>${attachments('', [raw])}</s:Body></s:Envelope>`,
    ],
    [
      'the files inside the body',
      () =>
        made({
          change: (xml) => {
            const files = content(xml, 'AttachmentEncoded');
            return xml.replace(files, '').replace('</edXML:edXMLBody>', `${files}</edXML:edXMLBody>`);
          },
        }),
    ],
    ['a package that was zipped as a whole', () => zipSync({ 'goi.edxml': strToU8(made()) })],
    [
      'the same, with a note beside it',
      () => zipSync({ 'doc.txt': strToU8('doc'), 'goi.xml': strToU8(made()) }),
    ],
    ['days the other way round', () => made({ date: '20/11/2026' })],
    ['a day with a time', () => made({ date: '2026-11-20T00:00:00' })],
    [
      'elements that nobody knows',
      () =>
        made({
          change: (xml) =>
            xml.replace(
              '</edXML:MessageHeader>',
              '<edXML:Vendor><x>1</x></edXML:Vendor></edXML:MessageHeader>',
            ),
        }),
    ],
    [
      'comments and instructions between',
      () => made({ change: (xml) => xml.replace('<edXML:Subject>', '<!-- a --><?b c?><edXML:Subject>') }),
    ],
  ];
  const fileOf = (name: string): string =>
    join(folder, `goi-${String(quirks.findIndex(([each]) => each === name))}.edxml`);
  let checked: readonly CheckLine[];
  // All in one call, as whoever clears a folder would.
  beforeAll(async () => {
    for (const [name, make] of quirks) writeFileSync(fileOf(name), make());
    const told = await edxml('check', ...quirks.map(([name]) => fileOf(name)));
    checked = told.map((line) => JSON.parse(line) as CheckLine);
  });

  test.each(quirks)('%s', async (name) => {
    const file = fileOf(name);
    expect(checked.find((line) => line.file === file)).toEqual({
      file,
      ok: true,
      kind: 'edoc',
      problems: name.startsWith('stray')
        ? [{ path: 'edXML', code: 'stray-bytes', sentence: expect.stringContaining('byte lạ') }]
        : [],
      attachments: [theOne],
    });
    const [read = ''] = await edxml('read', file, '--json');
    const { message } = JSON.parse(read) as { message: Record<string, unknown> };
    expect(message).toMatchObject({
      from: { organId: '000.00.91.H56', organName: 'Sở Mẫu Một' },
      to: [{ organId: '000.00.92.H56', organName: 'UBND phường Mẫu Hai' }],
      ...{ codeNumber: '15', codeNotation: 'SMM-VP', promulgationDate: '2026-11-20', typeName: 'Công văn' },
      ...{ signer: { fullName: 'Nguyễn Văn Mẫu' }, business: { type: 'new' } },
      subject: expect.stringMatching(/^V\/v /),
    });
  });
});

test.each([
  ['a zip that is called one', 'hoso.zip', zipSync({ 'a.pdf': pdf }), 'application/zip'],
  ['a zip of several', 'hoso.zip', zipSync({ 'a.pdf': pdf, 'b.txt': strToU8('b') }), 'application/zip'],
  [
    'a document of Word',
    'a.docx',
    zipSync({ '[Content_Types].xml': strToU8('<a/>'), 'word/document.xml': strToU8('<a/>') }),
    'application/vnd.openxmlformats-officedocument.wordprocessingml.document',
  ],
  ['no extension', 'Cong van 15', pdf, 'application/pdf'],
  ['a text', 'ghi-chu.txt', strToU8('Ghi chú'), 'text/plain'],
])('%s is given as it is, alone and in the zip of a vendor', async (_name, name, bytes, type) => {
  const expected = [{ name, bytes: bytes.length, sha256: sha256(bytes), type }];
  expect(await check(made({ files: [{ name, content: base64(bytes) }] }))).toMatchObject({
    ok: true,
    attachments: expected,
  });
  const inner = `2f0c${/\.\w+$/.exec(name)?.[0] ?? '.pdf'}`;
  const zipped = made({ files: [{ name, content: wrapped(inner, bytes), type: 'application/zip' }] });
  expect(await check(zipped)).toMatchObject({ ok: true, attachments: expected });
});

test('read writes the file that was sent, unwrapped, beside its JSON', async () => {
  const file = join(folder, 'out.edxml');
  writeFileSync(
    file,
    zipSync({ 'goi.edxml': strToU8(made({ files: [{ ...raw, content: wrapped('x.pdf', pdf) }] })) }),
  );
  const [line = ''] = await edxml('read', file, '--json', '--out-dir', join(folder, 'out'));
  const { attachments: told } = JSON.parse(line) as { attachments: { path: string }[] };
  expect(told.map(({ path }) => sha256(readFileSync(path)))).toEqual([sha256(pdf)]);
});
