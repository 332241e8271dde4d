import { readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { deflateRawSync } from 'node:zlib';
import { zipSync } from 'fflate';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { signPackage } from '../../src/signatures/xmldsig/package.ts';
import { PKI_NOW, testPki } from '../support/pki.ts';
import { samplePdf } from '../support/sample-pdf.ts';
import { keyOf } from '../support/signing-key.ts';
import { type CheckLine, makeEdxmlDesk, raw, theOne } from '../support/vendor-desk.ts';
import { base64, sha256, vendorDocument, vendorPdf } from '../support/vendor-packages.ts';

/** Packages of a system that builds its XML in another way than the samples do, and of careless ones: what `hamrong edxml check` says of them, and what `read` gives. */
const { folder, edxml } = makeEdxmlDesk();
afterAll(() => rmSync(folder, { recursive: true }));

const NS = 'http://www.mic.gov.vn/TBT/QCVN_102_2016';
const pdf = vendorPdf('Kế hoạch');
const TYPE = 'application/pdf';
type File = { readonly name: string; readonly content: string; readonly type?: string };
const letter: File = { name: '27-KH.pdf', content: base64(pdf) };
const told = { name: '27-KH.pdf', bytes: pdf.length, sha256: sha256(pdf), type: TYPE };

type Parts = {
  readonly files?: readonly File[];
  readonly number?: string;
  readonly subject?: string;
  readonly date?: string;
  readonly to?: string;
  readonly from?: string;
  readonly more?: string;
  readonly trace?: string;
  readonly business?: string;
};

/** Every element prefixed, quotes single, its schema named, empty elements closed in themselves, in one line; the day with a time. */
function built({
  files = [letter],
  number = '27',
  subject = 'Kế hoạch kiểm tra công tác văn thư',
  date = '2026-11-18T00:00:00+07:00',
  to = 'H56.12',
  from = 'H56.11',
  more = '',
  trace = '',
  business = '0',
}: Parts = {}): string {
  const attached = files
    .map(
      ({ name, content, type = TYPE }, at) =>
        `<v:Attachment><v:ContentId>cid:${String(at)}</v:ContentId><v:AttachmentName>${name}</v:AttachmentName><v:ContentType>${type}</v:ContentType><v:ContentTransferEncoded>${content}</v:ContentTransferEncoded></v:Attachment>`,
    )
    .join('');
  return `<?xml version='1.0' encoding='utf-8' standalone='yes'?><v:edXML xmlns:v='${NS}' xmlns:xsi='http://www.w3.org/2001/XMLSchema-instance' xsi:schemaLocation='${NS} edxml.xsd'><v:edXMLEnvelope><v:edXMLHeader><v:MessageHeader><v:From><v:OrganId>${from}</v:OrganId><v:OrganName>Sở Mẫu Ba</v:OrganName></v:From><v:To><v:OrganId>${to}</v:OrganId><v:OrganName>UBND xã Mẫu Bốn</v:OrganName></v:To><v:DocumentId>5b0e6f8e-2f0c-4c57-9d61-3f6f2a1f0b11</v:DocumentId><v:Code><v:CodeNumber>${number}</v:CodeNumber><v:CodeNotation>KH-SMB</v:CodeNotation></v:Code><v:PromulgationInfo><v:Place/><v:PromulgationDate>${date}</v:PromulgationDate></v:PromulgationInfo><v:DocumentType><v:Type>2</v:Type><v:TypeName>Kế hoạch</v:TypeName></v:DocumentType><v:Subject>${subject}</v:Subject><v:SignerInfo xsi:nil='true'/>${more}</v:MessageHeader><v:TraceHeaderList><v:TraceHeader><v:OrganId>${trace}</v:OrganId><v:Timestamp>2026-11-18T08:00:00+07:00</v:Timestamp></v:TraceHeader><v:Bussiness><v:BussinessDocType>${business}</v:BussinessDocType></v:Bussiness></v:TraceHeaderList></v:edXMLHeader><v:edXMLBody/></v:edXMLEnvelope><v:AttachmentEncoded>${attached}</v:AttachmentEncoded></v:edXML>`;
}

const status = (code: string): string =>
  `<v:edXML xmlns:v='${NS}'><v:edXMLEnvelope><v:edXMLHeader><v:MessageHeader><v:From><v:OrganId>H56.12</v:OrganId></v:From><v:ResponseFor><v:OrganId>H56.11</v:OrganId><v:Code>27/KH-SMB</v:Code><v:PromulgationDate>18/11/2026</v:PromulgationDate><v:DocumentId>5b0e6f8e-2f0c-4c57-9d61-3f6f2a1f0b11</v:DocumentId></v:ResponseFor><v:StatusCode>${code}</v:StatusCode><v:Timestamp>2026-11-18 09:10:11</v:Timestamp></v:MessageHeader></v:edXMLHeader></v:edXMLEnvelope></v:edXML>`;

const other = (text: string, at: number): string =>
  `${text.slice(0, at)}${text[at] === 'A' ? 'B' : 'A'}${text.slice(at + 1)}`;
const inLines = (text: string, end: string): string => text.replace(/(.{64})/g, `$1${end}`);
/** 500 letters as one writes them that has each mark apart. */
const marked = 'ỄỠẶ ẫộ'.repeat(100).slice(0, 500);
const apart = marked.normalize('NFD');
const zipOf = (name: string, bytes: Uint8Array): string => base64(zipSync({ [name]: bytes }, { level: 9 }));
const FILE = 'AttachmentEncoded/Attachment[1]';
const DAY = 'PromulgationInfo/PromulgationDate';

type Expected = {
  readonly ok: boolean;
  readonly kind?: 'edoc' | 'status' | 'unknown';
  readonly problems?: readonly (readonly [path: string, code: string])[];
  readonly files?: readonly object[];
};
type Case = readonly [name: string, make: () => Uint8Array | string, expected: Expected];
let [twiceSigned, signedAndStray]: string[] = [];
const compressed = await samplePdf({ kind: 'stream' });

const cases: readonly Case[] = [
  ['every element prefixed, in one line', () => built(), { ok: true }],
  [
    'a byte order mark and line ends of Windows',
    () => `\ufeff${built().replaceAll('><', '>\r\n<')}`,
    { ok: true },
  ],
  [
    'the head of a part of a letter before it, its end behind it',
    () => `--part_7\r\nContent-Type: text/xml; charset=utf-8\r\n\r\n${built()}\r\n--part_7--\r\n`,
    { ok: true, problems: [['edXML', 'stray-bytes']] },
  ],
  ['zeros behind it', () => `${built()}\u0000\u0000`, { ok: true, problems: [['edXML', 'stray-bytes']] }],
  ['a comment and white space behind it', () => `${built()}\n<!-- v2.1 -->\n\n`, { ok: true }],
  [
    'another document behind it',
    () => built() + built({ number: '28' }),
    { ok: true, problems: [['edXML', 'stray-bytes']] },
  ],
  [
    'a file in a zip, its base64 in lines',
    () => built({ files: [{ ...letter, content: inLines(zipOf('8f.pdf', pdf), '\r\n\t') }] }),
    { ok: true },
  ],
  [
    'two files of one name, and one that leads elsewhere',
    () => built({ files: [letter, letter, { ...letter, name: '..\\..\\Windows\\27-KH.pdf' }] }),
    { ok: true, files: [told, told, { ...told, name: '..\\..\\Windows\\27-KH.pdf' }] },
  ],
  [
    'types that are not what they are said to be',
    () => built({ files: [{ ...letter, name: '27-KH.doc', type: 'application/msword' }] }),
    { ok: true, files: [{ ...told, name: '27-KH.doc' }] },
  ],
  [
    'a signed package with bytes behind it',
    () => signedAndStray ?? '',
    { ok: true, problems: [['edXML', 'stray-bytes']], files: [theOne] },
  ],
  [
    'two signatures',
    () => twiceSigned ?? '',
    { ok: false, problems: [['edXML', 'signature-partial']], files: [theOne] },
  ],
  [
    'a number of thirty digits',
    () => built({ number: '1'.repeat(30) }),
    { ok: false, problems: [['Code/CodeNumber', 'too-long']] },
  ],
  [
    'a count of thirty digits, a haste that nobody knows',
    () =>
      built({
        more: `<v:OtherInfo><v:Priority>9</v:Priority><v:PageAmount>${'9'.repeat(30)}</v:PageAmount></v:OtherInfo>`,
      }),
    {
      ok: true,
      problems: [
        ['OtherInfo/Priority', 'unusable'],
        ['OtherInfo/PageAmount', 'unusable'],
      ],
    },
  ],
  ['500 letters, each mark apart', () => built({ subject: apart }), { ok: true }],
  [
    '501 of them',
    () => built({ subject: `${apart}${'Ặ'.normalize('NFD')}` }),
    { ok: false, problems: [['Subject', 'too-long']] },
  ],
  ['a hop without a code', () => built({ trace: '' }), { ok: true }],
  [
    'a sender without a code',
    () => built({ from: '' }),
    { ok: false, problems: [['From/OrganId', 'missing']] },
  ],
  [
    'a recipient without a code',
    () => built({ to: ' ' }),
    { ok: false, problems: [['To[1]/OrganId', 'missing']] },
  ],
  [
    'no day, as .NET writes it',
    () => built({ date: '0001-01-01T00:00:00' }),
    { ok: false, problems: [[DAY, 'missing']] },
  ],
  [
    'no deadline, as .NET writes it',
    () => built({ more: '<v:DueDate>01/01/0001 00:00:00</v:DueDate>' }),
    { ok: true },
  ],
  [
    'a PDF cut in the middle',
    () => built({ files: [{ ...letter, content: base64(compressed.subarray(0, compressed.length >> 1)) }] }),
    {
      ok: false,
      problems: [[FILE, 'pdf-cut']],
      files: [{ name: letter.name, bytes: compressed.length >> 1, type: TYPE }],
    },
  ],
  [
    'one digit of an unsigned PDF changed',
    () => {
      const content = base64(compressed);
      return built({ files: [{ ...letter, content: other(content, content.length >> 1) }] });
    },
    {
      ok: false,
      problems: [[FILE, 'pdf-damaged']],
      files: [{ name: letter.name, bytes: compressed.length, type: TYPE }],
    },
  ],
  [
    'the last digit changed, where its bits fill up',
    () => built({ files: [{ name: 'a.txt', content: 'YR==' }] }),
    { ok: false, problems: [[FILE, 'not-base64']], files: [{ name: 'a.txt', bytes: 1, type: 'text/plain' }] },
  ],
  [
    'bytes of deflate without a zip around them',
    () => built({ files: [{ ...letter, content: base64(deflateRawSync(pdf)) }] }),
    { ok: false, problems: [[FILE, 'not-a-pdf']], files: [{ name: letter.name }] },
  ],
  [
    'an empty section',
    () => built({ files: [{ ...letter, content: '<![CDATA[]]>' }] }),
    { ok: false, problems: [[FILE, 'empty']], files: [{ name: letter.name, bytes: 0 }] },
  ],
  [
    'a file more than a package may hold',
    () => built({ files: Array.from({ length: 51 }, () => letter) }),
    {
      ok: false,
      problems: [['AttachmentEncoded', 'too-many-files']],
      files: Array.from({ length: 50 }, () => told),
    },
  ],
  ['a recall, which brings no file', () => built({ files: [], business: '1' }), { ok: true, files: [] }],
  ['an update without a file', () => built({ files: [], business: '2' }), { ok: true, files: [] }],
  [
    'a replacement without a file',
    () => built({ files: [], business: '3' }),
    { ok: false, problems: [['AttachmentEncoded', 'missing']], files: [] },
  ],
  [
    'a document type that names a file of this machine',
    () => built().replace('?>', `?><!DOCTYPE x SYSTEM 'file:///etc/passwd'>`),
    { ok: false, kind: 'unknown', problems: [['edXML', 'doctype']], files: [] },
  ],
  ...['01', '02', '03', '04', '05', '06', '13', '15', '16'].map(
    (code): Case => [`status ${code}`, () => status(code), { ok: true, kind: 'status', files: [] }],
  ),
  ...['00', '07', '17', '99', 'abc', '-1', '1.5'].map(
    (code): Case => [
      `status ${code}, which nobody knows`,
      () => status(code),
      { ok: false, kind: 'status', problems: [['StatusCode', 'unusable']], files: [] },
    ],
  ),
  [
    'a status with an empty code',
    () => status(''),
    { ok: false, kind: 'status', problems: [['StatusCode', 'missing']], files: [] },
  ],
];

const fileOf = (name: string): string =>
  join(folder, `la-${String(cases.findIndex(([each]) => each === name))}.edxml`);
let lines: readonly CheckLine[];
beforeAll(async () => {
  const pki = await testPki();
  const key = keyOf(pki.agency, pki.chain);
  const signed = await signPackage(Buffer.from(vendorDocument({ files: [raw] })), { key, at: PKI_NOW });
  const text = Buffer.from(signed).toString();
  const [signature = ''] = /<(?:\w+:)?Signature[\s\S]*<\/(?:\w+:)?Signature>/.exec(text) ?? [];
  signedAndStray = `7d\r\n${text}\r\n0\r\n`;
  twiceSigned = text.replace(signature, signature + signature);
  for (const [name, make] of cases) writeFileSync(fileOf(name), make());
  lines = (await edxml('check', ...cases.map(([name]) => fileOf(name)))).map(
    (line) => JSON.parse(line) as CheckLine,
  );
});

test.each(cases)('%s', (name, _make, { ok, kind = 'edoc', problems = [], files = [told] }) => {
  const line = lines.find(({ file }) => file === fileOf(name));
  expect({ ...line, problems: line?.problems.map(({ path, code }) => [path, code]) }).toEqual({
    ...{ file: fileOf(name), ok, kind, problems },
    attachments: files.map((each) => expect.objectContaining(each)),
  });
  for (const { sentence } of line?.problems ?? []) expect(sentence).toMatch(/^\p{Lu}.*\.$/u);
});

test('500 letters are read as one writes them; without a deadline there is none', async () => {
  const [long = ''] = await edxml('read', fileOf('500 letters, each mark apart'), '--json');
  expect(JSON.parse(long)).toMatchObject({ message: { subject: marked.normalize('NFC') } });
  const [none = ''] = await edxml('read', fileOf('no deadline, as .NET writes it'), '--json');
  expect(JSON.parse(none).message).not.toHaveProperty('dueDate');
});

test('each file of one name is given, none beside the folder', async () => {
  const out = join(folder, 'ra');
  await edxml('read', fileOf('two files of one name, and one that leads elsewhere'), '--out-dir', out);
  const names = readdirSync(out).sort();
  expect(names).toEqual(['-..-Windows-27-KH.pdf', '27-KH (2).pdf', '27-KH.pdf']);
  expect(names.map((name) => sha256(readFileSync(join(out, name))))).toEqual(Array(3).fill(sha256(pdf)));
});

test('what was read of a strange package is written in the exact shape, and read as the same', async () => {
  const source = fileOf('a file in a zip, its base64 in lines');
  const out = join(folder, 'nguyen');
  const [read = ''] = await edxml('read', source, '--json', '--out-dir', out);
  writeFileSync(join(folder, 'la.json'), read);
  await edxml('write', join(folder, 'la.json'), '--out', join(folder, 'lai.edxml'));
  const [again = ''] = await edxml('read', join(folder, 'lai.edxml'), '--json');
  const [{ message: before }, { message: after, attachments, problems }] = [
    JSON.parse(read),
    JSON.parse(again),
  ];
  expect(after).toMatchObject(before);
  expect([attachments, problems]).toMatchObject([[told], []]);
});
