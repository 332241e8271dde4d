import { describe, expect, test } from 'vitest';
import { DIFF_EDITS_MAX, DIFF_WORDS_MAX, diffWords } from './word-diff.ts';

const told = (before: string, after: string): string =>
  diffWords(before, after)
    .parts.map(({ kind, text }) => (kind === 'same' ? text : `${kind === 'added' ? '+' : '-'}[${text}]`))
    .join(' ');

describe('two texts word by word', () => {
  test.each([
    ['nothing changed', 'Kính gửi: Sở Nội vụ', 'Kính gửi:\n Sở Nội  vụ', 'Kính gửi: Sở Nội vụ'],
    [
      'a word in the middle',
      'trước ngày 15 tháng 11',
      'trước ngày 20 tháng 11',
      'trước ngày -[15] +[20] tháng 11',
    ],
    ['words at both ends', 'a b c', 'x b c y', '-[a] +[x] b c +[y]'],
    ['all new', '', 'toàn bộ mới', '+[toàn bộ mới]'],
    ['all gone', 'bỏ hết', '', '-[bỏ hết]'],
    ['the same letters composed otherwise', 'Tiếng', 'Tiếng'.normalize('NFD'), 'Tiếng'],
  ])('%s', (_what, before, after, expected) => {
    expect(told(before, after)).toBe(expected);
  });
});

test('what both keep and what was added is the new text, what both keep and what was removed the old one', () => {
  const word = (seed: number) => `w${(seed * 7919) % 13}`;
  for (let seed = 1; seed < 60; seed++) {
    const before = Array.from({ length: seed }, (_, index) => word(index * seed)).join(' ');
    const after = Array.from({ length: 60 - seed }, (_, index) => word(index + seed * 3)).join(' ');
    const { parts } = diffWords(before, after);
    const without = (left: string) =>
      parts.flatMap(({ kind, text }) => (kind === left ? [] : [text])).join(' ');
    expect([without('added'), without('removed')]).toEqual([before, after]);
  }
});

test('texts without end, and texts that share nothing, are told coarsely and soon', () => {
  const many = (letter: string, count: number) =>
    Array.from({ length: count }, (_, index) => `${letter}${index}`).join(' ');
  const unlike = diffWords(many('a', DIFF_EDITS_MAX), many('b', DIFF_EDITS_MAX));
  expect([unlike.isCoarse, unlike.parts.map(({ kind }) => kind)]).toEqual([true, ['removed', 'added']]);
  expect(diffWords(many('a', DIFF_WORDS_MAX + 5), many('a', DIFF_WORDS_MAX + 9)).isCoarse).toBe(true);
});
