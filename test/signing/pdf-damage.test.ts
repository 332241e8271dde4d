import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { PDFDocument } from '@cantoo/pdf-lib';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { readMessage } from '../../src/shared/edxml/read.ts';
import { writePackage } from '../../src/shared/edxml/write.ts';
import { findDamage } from '../../src/signatures/damage/find-damage.ts';
import { aPackage } from '../support/dispatching.ts';
import { makeRandom } from '../support/random.ts';
import { samplePdf } from '../support/sample-pdf.ts';

/** What a PDF without a signature tells of a change on its way, by its own checksums and structure. */
const folder = mkdtempSync(join(tmpdir(), 'hamrong-damage-'));
const made: Record<string, Uint8Array> = {};

/** A page as a scanner gives it: one JPEG in shades of grey. */
async function scanned(page: Uint8Array): Promise<Uint8Array> {
  writeFileSync(join(folder, 'page.pdf'), page);
  execFileSync('pdftoppm', [
    '-jpeg',
    '-r',
    '60',
    '-singlefile',
    join(folder, 'page.pdf'),
    join(folder, 'page'),
  ]);
  const document = await PDFDocument.create();
  const picture = await document.embedJpg(readFileSync(join(folder, 'page.jpg')));
  document.addPage([595, 842]).drawImage(picture, { x: 0, y: 0, width: 595, height: 842 });
  return document.save();
}

/** The same document as another program writes it. */
function rewritten(pdf: Uint8Array, program: string, ...how: readonly string[]): Uint8Array {
  const [from, to] = [join(folder, 'from.pdf'), join(folder, 'to.pdf')];
  writeFileSync(from, pdf);
  const args = program === 'mutool' ? ['clean', ...how, from, to] : [...how, from, to];
  execFileSync(program, args);
  return readFileSync(to);
}

beforeAll(async () => {
  const page = await samplePdf({ kind: 'table' });
  made['table'] = page;
  made['stream'] = await samplePdf({ kind: 'stream' });
  made['scanned'] = await scanned(page);
  made['linearized'] = rewritten(page, 'qpdf', '--linearize');
  made['uncompressed'] = rewritten(page, 'qpdf', '--qdf');
  made['packed'] = rewritten(page, 'mutool', '-gggz');
  made['encrypted'] = rewritten(page, 'qpdf', '--encrypt', '', 'a', '256', '--');
  made['behind a mail'] = Buffer.concat([Buffer.from('Kinh gui: a\r\n\r\n'), page]);
});
afterAll(() => rmSync(folder, { recursive: true }));

test.each([
  'table',
  'stream',
  'scanned',
  'linearized',
  'uncompressed',
  'packed',
  'encrypted',
  'behind a mail',
])('nothing is said of a file that nobody changed: %s', (name) => {
  expect(findDamage(made[name] ?? new Uint8Array())).toEqual([]);
});

const DIGITS = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/';
const CHANGES = 60;

test.each([
  ['stream', 0.88],
  ['table', 0.82],
  // Half of a JPEG's bits are the values themselves: any are as good as others.
  ['scanned', 0.4],
] as const)('of %s files, at least so much of changed base64 digits is told', (name, share) => {
  const pdf = made[name] ?? new Uint8Array();
  const files = [{ name: 'a.pdf', contentType: 'application/pdf', bytes: pdf }];
  const text = Buffer.from(writePackage(aPackage('a', { files }))).toString();
  const from = text.indexOf('>', text.indexOf('ContentTransferEncoded')) + 1;
  const to = text.indexOf('</', from);
  const random = makeRandom(7);
  let told = 0;
  for (let change = 0; change < CHANGES; change++) {
    const at = from + random.below(Math.floor((to - from) * 0.99));
    const digit = DIGITS[(DIGITS.indexOf(text[at] ?? 'A') + 1 + random.below(63)) % 64] ?? 'A';
    const { attachments, problems } = readMessage(
      Buffer.from(`${text.slice(0, at)}${digit}${text.slice(at + 1)}`),
    );
    const found = attachments.map(({ type, bytes }) => type === 'application/pdf' && findDamage(bytes));
    if (problems.length > 0 || found.some((each) => each && each.length > 0)) told++;
  }
  expect(told / CHANGES).toBeGreaterThanOrEqual(share);
});

test('what a changed byte is, is told apart: damaged for certain, or a structure that does not fit', () => {
  const pdf = Buffer.from(made['table'] ?? []);
  const changed = (mark: string, behind: number) => {
    const copy = Buffer.from(pdf);
    const at = copy.indexOf(mark) + behind;
    copy[at] = (copy[at] ?? 0) ^ 4;
    return findDamage(copy);
  };
  expect(changed('stream\n', 100)).toMatchObject([{ kind: 'content' }]);
  expect(changed('/FontDescriptor', 6)).toMatchObject([{ kind: 'structure' }]);
  expect(changed('xref\n', 40)).toMatchObject([{ kind: 'structure' }]);
});

test('nothing is said of a file that no program wrote: readers open it all the same', () => {
  const loose =
    '%PDF-1.4\n1 0 obj\n<</Type/Catalog/Pages 2 0 R>>\nendobj\n2 0 obj\n<</Type/Pages/Kids[]/Count 0>>\nendobj\n';
  const tables = (off: number, startxref = loose.length) => {
    const row = (mark: string) => `${String(loose.indexOf(mark) + off).padStart(10, '0')} 00000 n \n`;
    const trailer = `trailer\n<</Size 3/Root 1 0 R>>\nstartxref\n${String(startxref)}\n%%EOF\n`;
    return `${loose}xref\n0 3\n0000000000 65535 f \n${row('1 0 obj')}${row('2 0 obj')}${trailer}`;
  };
  const said = (text: string) => findDamage(Buffer.from(text));
  expect(said(`${loose}trailer\n<</Root 1 0 R>>\n%%EOF\n`)).toBe('unchecked');
  expect([said(tables(0)), said(tables(3)), said(tables(3, 1))]).toEqual([[], [], 'unchecked']);
  expect(said(tables(0, 1))).toMatchObject([{ kind: 'structure', offset: 0 }]);
});

test('a look has an end, whatever the file is', () => {
  const limits = {
    fileBytesMax: 1e6,
    nestingMax: 10,
    stringBytesMax: 1e5,
    objectsMax: 1000,
    revisionsMax: 9,
  };
  const spent = {
    ...limits,
    streamRatioMax: 200,
    streamBytesMax: 1e6,
    inflatedBytesMax: 100,
    timeMsMax: 1000,
  };
  expect(findDamage(made['table'] ?? new Uint8Array(), spent)).toBe('unchecked');
});
