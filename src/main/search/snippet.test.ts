import { expect, test } from 'vitest';
import { phrasesOf } from './match.ts';
import { finderOf, snippetOf } from './snippet.ts';

const shown = (text: string, query: string): string | undefined =>
  snippetOf(text, finderOf(phrasesOf(query)))
    ?.replaceAll('\u2068', '[')
    .replaceAll('\u2069', ']');

test.each([
  ['Về quy hoạch sử dụng đất', 'quy hoach', 'Về [quy] [hoạch] sử dụng đất'],
  ['Về quy hoạch sử dụng đất', '"quy hoach"', 'Về [quy hoạch] sử dụng đất'],
  ['Về đường dây 500 kV', 'duo', 'Về [đường] dây 500 kV'],
  ['Quyết định 1234/UBND-VP', '1234/UBND-VP', 'Quyết định [1234/UBND-VP]'],
  ['không có gì', 'dat', undefined],
  ['dất nước, nước dất', 'nuoc ', 'dất [nước], [nước] dất'],
])('%j searched for %j shows %j', (text, query, expected) => {
  expect(shown(text, query)).toBe(expected);
});

test('decomposed text is shown composed, with its hits in the right place', () => {
  expect(shown('Về quy hoạch đất'.normalize('NFD'), 'hoach ')).toBe('Về quy [hoạch] đất');
});

test('letters that grow or vanish when folded do not shift the marks', () => {
  expect(shown('ﬃ İstanbul x\u0301\u0302 đất', 'dat')).toBe('ﬃ İstanbul x\u0301\u0302 [đất]');
});

test('a long text is cut between words around the first hit', () => {
  const text = `${'mở đầu '.repeat(40)}cao tốc ${'kết thúc '.repeat(40)}`;
  const found = shown(text, 'cao toc') ?? '';
  expect(found).toMatch(/^…(?:mở|đầu)/);
  expect(found).toContain('[cao] [tốc]');
  expect(found).toMatch(/(?:kết|thúc) ?…$/);
  expect(found.length).toBeLessThan(260);
});

test('marks in the text itself cannot pretend to be a hit', () => {
  expect(shown('một \u2068giả\u2069 hai', 'hai')).toBe('một giả [hai]');
});
