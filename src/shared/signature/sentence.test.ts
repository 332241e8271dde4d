import { expect, test } from 'vitest';
import { signatureWords } from '../words/signature.ts';
import { say } from '../words/vi.ts';
import { LATER_CHANGES, REASONS, SENTENCES, type Sentence } from './report.ts';
import { adviceOf, changeSentenceOf, sentenceOf, verdictWordsOf } from './sentence.ts';

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
  [{ code: 'unsigned', reason: 'passed', detail: {} }, 'Chưa có chữ ký số'],
  [
    { code: 'malformed', reason: 'passed', detail: {} },
    'Chưa xác định: tệp PDF bị hỏng cấu trúc, không đọc được chữ ký',
  ],
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

test('the first words are those of the list and the bar', () => {
  for (const [code, row] of [
    ['valid', 'valid'],
    ['modified', 'invalid'],
    ['invalid', 'invalid'],
    ['undetermined', 'indeterminate'],
    ['malformed', 'indeterminate'],
    ['encrypted', 'indeterminate'],
    ['unsigned', 'unsigned'],
  ] as const) {
    expect(verdictWordsOf({ sentence: { code, reason: 'passed', detail: {} } })).toBe(say(`verdict.${row}`));
  }
});

test('advice is by the reason where it has one, else by the verdict', () => {
  const advised = (code: Sentence['code'], reason: Sentence['reason']) =>
    adviceOf({ sentence: { code, reason, detail: {} } });
  expect(advised('undetermined', 'untrusted')).toContain('nhập chứng thư gốc');
  expect(advised('undetermined', 'change-doubtful')).toContain('hỏi lại nơi gửi');
  expect(advised('modified', 'content-changed')).toContain('lấy bản gốc');
  expect(advised('valid', 'passed')).toBeUndefined();
});
