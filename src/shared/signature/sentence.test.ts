import { expect, test } from 'vitest';
import { signatureWords } from '../words/signature.ts';
import { say } from '../words/vi.ts';
import { LATER_CHANGES, REASONS, SENTENCES, type Sentence } from './report.ts';
import { changeSentenceOf, sentenceOf } from './sentence.ts';

const said = (sentence: Sentence) => sentenceOf({ sentence });

test.each<[Sentence, string]>([
  [{ code: 'valid', reason: 'passed', detail: {} }, 'Chữ ký hợp lệ'],
  [
    { code: 'undetermined', reason: 'revocation-unknown', detail: {} },
    'Chưa xác định: chưa hỏi được chứng thư còn hiệu lực hay đã bị thu hồi',
  ],
  [
    {
      code: 'modified',
      reason: 'content-changed',
      detail: { change: 'page-changed', place: '2', revision: 3 },
    },
    'Không hợp lệ: nội dung đã thay đổi sau khi ký. Đổi nội dung trang 2',
  ],
  [
    {
      code: 'undetermined',
      reason: 'unsealed',
      detail: { change: 'form-filled-unsealed', place: 'so', revision: 3 },
    },
    'Chưa xác định: số hoặc ngày đã điền nhưng chưa đóng dấu (so)',
  ],
  [{ code: 'unsigned', reason: 'passed', detail: {} }, 'Văn bản chưa có chữ ký số'],
])('a verdict is one sentence, with its reason when it is not plain', (sentence, words) => {
  expect(said(sentence)).toBe(words);
});

test('every verdict, reason and change has words, and its places can be filled', () => {
  const keys = [
    ...SENTENCES.map((code) => `signature.verdict.${code}`),
    ...REASONS.map((reason) => `signature.reason.${reason}`),
    ...LATER_CHANGES.map((code) => `signature.change.${code}`),
  ];
  expect(keys.filter((key) => !(key in signatureWords))).toEqual([]);
  const change = { code: 'locked-field-changed', verdict: 'forbidden', revision: 2, place: 'so' } as const;
  expect(changeSentenceOf(change)).toBe('Đổi ô đã khóa "so"');
  expect(say('signature.change.signature-added', { place: 'dauCoQuan' })).toBe('Thêm chữ ký "dauCoQuan"');
});
