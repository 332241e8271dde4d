import { expect, test } from 'vitest';
import { foldedWords } from './fold.ts';
import { syllablesFrom } from './syllables.ts';

test('the words of administrative Vietnamese are all there, from their first four letters on', () => {
  const text =
    'Quyết định về việc phê duyệt quy hoạch chuyển đổi số, khuyến khích nghiên cứu, nghiệm thu, thường xuyên, trường hợp khẩn, phường, thương mại, huyện miền núi, Nguyễn Khuyến, Trịnh, Thanh Hóa, ngoằn ngoèo, nghiêng, khoảng, giương, giêng, quốc, quyền, quanh, ngoại, hướng dẫn, chiến lược, nhiệm vụ, triệu, xuống, những, thuận';
  for (const word of foldedWords(text)) expect(syllablesFrom(word.slice(0, 4)), word).toContain(word);
});

test('what no Vietnamese syllable begins with gives none', () => {
  expect([syllablesFrom('comp'), syllablesFrom('ubnd'), syllablesFrom('1234')]).toEqual([[], [], []]);
});
