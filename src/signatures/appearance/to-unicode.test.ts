import { expect, test } from 'vitest';
import { readToUnicode, TO_UNICODE_BYTES_MAX, writeToUnicode } from './to-unicode.ts';

const codesOf = (text: string) =>
  new Map(Array.from(text, (letter, index) => [letter.codePointAt(0) ?? 0, index + 1]));
const cmap = (body: string) => Buffer.from(`begincmap\n${body}\nendcmap`);

test('what is written is read back, beyond one block and beyond sixteen bits', () => {
  const letters = Array.from({ length: 150 }, (_, index) => String.fromCodePoint(0x1ea0 + index)).join('');
  const codes = codesOf(`${letters}𝔸`);
  expect(readToUnicode(writeToUnicode(codes))).toEqual(codes);
});

test('ranges are read, with a start and with a list', () => {
  const codes = readToUnicode(
    cmap('2 beginbfrange\n<0010> <0012> <0061>\n<0020> <0021> [<1EA1> <0111>]\nendbfrange'),
  );
  expect([...codes]).toEqual([
    [0x61, 0x10],
    [0x62, 0x11],
    [0x63, 0x12],
    [0x1ea1, 0x20],
    [0x111, 0x21],
  ]);
});

test('a code that stands for several letters is left out', () => {
  expect(readToUnicode(cmap('1 beginbfchar\n<0003> <00660069>\nendbfchar')).size).toBe(0);
});

test('a map without end or sense is empty, not endless', () => {
  expect(readToUnicode(cmap('beginbfrange <0000> <FFFF> <0000>')).size).toBe(0);
  expect(readToUnicode(cmap('1 beginbfrange\n<0000> <FFFF> <0000>\nendbfrange')).size).toBe(65_536);
  expect(
    readToUnicode(Buffer.alloc(TO_UNICODE_BYTES_MAX + 1, 'beginbfchar <0001> <0061> endbfchar ')).size,
  ).toBe(0);
});
