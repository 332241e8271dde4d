import fc from 'fast-check';
import { expect, test } from 'vitest';
import { fold, foldedWords } from './fold.ts';

/** The same rule written plainly: what the table must agree with, letter by letter. */
const byRule = (text: string): string =>
  text
    .normalize('NFD')
    .replace(/\p{M}/gu, '')
    .replaceAll('đ', 'd')
    .replaceAll('Đ', 'D')
    .toLowerCase()
    .normalize('NFC');

const anyText = fc.oneof(
  fc.string({ unit: 'grapheme' }),
  fc.string({ unit: 'binary' }),
  fc.string({ unit: fc.constantFrom(...'ăâđêôơưĂÂĐÊÔƠƯ\u0300\u0301\u0303\u0309\u0323aeiouyAEIOUYΣς 1/-"*') }),
);

test('a clerk who types without marks finds what was written with them', () => {
  expect(fold('Quyết định số 15/QĐ-UBND về ĐẤT ĐAI, thị xã Nghi Sơn')).toBe(
    'quyet dinh so 15/qd-ubnd ve dat dai, thi xa nghi son',
  );
  expect(fold('hoà')).toBe(fold('hòa'));
});

const forAnyText = (holds: (text: string) => void): void => {
  fc.assert(
    fc.property(anyText, (text) => {
      holds(text);
    }),
    { numRuns: 500 },
  );
};

test('the table folds exactly as the rule does, for any text', () => {
  forAnyText((text) => {
    expect(fold(text)).toBe(byRule(text));
  });
});

test('both Unicode forms of a text fold to the same', () => {
  forAnyText((text) => {
    expect(fold(text.normalize('NFC'))).toBe(fold(text.normalize('NFD')));
  });
});

test('folding what is folded changes nothing', () => {
  forAnyText((text) => {
    expect(fold(fold(text))).toBe(fold(text));
  });
});

test('a number splits into the words that the index keeps', () => {
  expect(foldedWords('1234/UBND-VP')).toEqual(['1234', 'ubnd', 'vp']);
  expect(foldedWords('  “…” ')).toEqual([]);
});
