import { expect, test } from 'vitest';
import { AssertionError } from '../../shared/assert.ts';
import { AppError } from '../../shared/errors.ts';
import { openPdf } from './file.ts';
import {
  asDict,
  asNumber,
  asRef,
  asString,
  pdfDict,
  pdfName,
  pdfNumber,
  pdfText,
  textOf,
  withEntries,
} from './objects.ts';
import { pagesOf } from './pages.ts';
import { numberText, serialize } from './serialize.ts';
import { beginUpdate, fillHole } from './update.ts';

const latin1 = (text: string) => Buffer.from(text, 'latin1');

/** A one-page file with a classic table. */
function classicFile(): Uint8Array {
  const objects = [
    '1 0 obj\n<</Type/Catalog/Pages 2 0 R>>\nendobj\n',
    '2 0 obj\n<</Type/Pages/Kids[3 0 R]/Count 1>>\nendobj\n',
    '3 0 obj\n<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]>>\nendobj\n',
  ];
  let text = '%PDF-1.7\n';
  const offsets: number[] = [];
  for (const object of objects) {
    offsets.push(text.length);
    text += object;
  }
  const startxref = text.length;
  const rows = offsets.map((offset) => `${String(offset).padStart(10, '0')} 00000 n \n`).join('');
  text += `xref\n0 4\n0000000000 65535 f \n${rows}trailer\n<</Size 4/Root 1 0 R>>\nstartxref\n${startxref}\n%%EOF\n`;
  return latin1(text);
}

/** The same file with a cross-reference stream. */
function streamFile(): Uint8Array {
  const classic = Buffer.from(classicFile()).toString('latin1');
  const body = classic.slice(0, classic.indexOf('xref\n'));
  const rows = [0, ...[...body.matchAll(/^\d 0 obj/gm)].map((match) => match.index), body.length];
  const data = rows
    .map((offset, num) => String.fromCharCode(num === 0 ? 0 : 1, offset >> 8, offset & 255))
    .join('');
  const head = `4 0 obj\n<</Type/XRef/Size 5/Root 1 0 R/W[1 2 0]/Length ${data.length}>>\nstream\n`;
  return latin1(`${body}${head}${data}\nendstream\nendobj\nstartxref\n${body.length}\n%%EOF\n`);
}

test.each([
  ['table', classicFile()],
  ['stream', streamFile()],
])('an update continues a file of kind %s in its own kind and leaves its bytes alone', (kind, bytes) => {
  const file = openPdf(bytes);
  const update = beginUpdate(file);
  const page = pagesOf(file.latest)[0];
  const fresh = update.reserve();
  if (page) update.put(page.ref, withEntries(page.dict, { Rotate: pdfNumber(90), Extra: fresh }));
  update.put(fresh, pdfDict({ Text: pdfText('Thanh Hóa') }));

  const whole = update.finish().whole();
  const again = openPdf(whole);

  expect(Buffer.compare(whole.subarray(0, bytes.length), bytes)).toBe(0);
  expect(again.revisions.map(({ eof }) => eof)).toEqual([bytes.length - 1, whole.length - 1]);
  expect(again.kind).toBe(kind);
  const dict = pagesOf(again.latest)[0]?.dict;
  expect(asNumber(dict?.entries.get('Rotate'))).toBe(90);
  const text = asString(again.latest.get(asDict(again.latest.get(dict, 'Extra')), 'Text'));
  expect(text && textOf(text)).toBe('Thanh Hóa');
  expect(asRef(pagesOf(again.view(0))[0]?.dict.entries.get('Extra'))).toBeUndefined();
});

test('the byte range fills its hole, ends the file and leaves out exactly the hexadecimal string', () => {
  const bytes = classicFile();
  const update = beginUpdate(openPdf(bytes));
  update.putSignature(update.reserve(), pdfDict({ Type: pdfName('Sig') }), 16);
  const { tail, tailOffset, hole, whole } = update.finish();
  if (!hole) throw new Error('no hole');

  fillHole(tail, hole, Uint8Array.of(1, 2, 0xff), tailOffset);
  const text = Buffer.from(whole()).toString('latin1');

  const [, before, after, rest] = hole.byteRange;
  expect(text.slice(before, after)).toBe(`<0102FF${'0'.repeat(26)}>`);
  expect(after + rest).toBe(text.length);
  expect(text).toMatch(/\/ByteRange \[0 \d+ \d+ \d+ *\]\/Contents </);
  const contents = asString(
    asDict(openPdf(whole()).latest.resolve({ kind: 'ref', num: 4, gen: 0 }))?.entries.get('Contents'),
  );
  expect(contents?.bytes.length).toBe(16);
});

test('a signature larger than its hole is refused by name', () => {
  const update = beginUpdate(openPdf(classicFile()));
  update.putSignature(update.reserve(), pdfDict({}), 4);
  const { tail, tailOffset, hole } = update.finish();
  expect(() => hole && fillHole(tail, hole, new Uint8Array(5), tailOffset)).toThrow(AppError);
});

test('a number that is not finite never reaches a file', () => {
  expect(() => serialize(pdfNumber(Number.NaN))).toThrow(AssertionError);
  expect(() => serialize(pdfNumber(Number.POSITIVE_INFINITY))).toThrow(AssertionError);
});

test('numbers are written without exponent and names with their odd letters escaped', () => {
  expect(Buffer.from(serialize(pdfNumber(1e-7))).toString()).toBe('0');
  expect(Buffer.from(serialize(pdfNumber(-0.25))).toString()).toBe('-0.25');
  expect(Buffer.from(serialize(pdfName('A B#'))).toString()).toBe('/A#20B#23');
});

test.each([595.2755905511812, 841.8897637795277, 0.1 + 0.2, 1e-7, -1.25e-9, -0.5, 0, 2 ** 53, 1.5e22])(
  'the number %d is written without an exponent and read as the same again',
  (value) => {
    const text = numberText(value);
    expect(text).toMatch(/^-?\d+(?:\.\d+)?$/);
    expect(Number.parseFloat(text)).toBe(value);
  },
);
