import { expect, test } from 'vitest';
import { FILE_NAME_LENGTH_MAX, safeFileName } from './file-name.ts';

test.each([
  ['412/SKTS-CĐS Rà soát.pdf', '412-SKTS-CĐS Rà soát.pdf'],
  ['../../etc/passwd', '-..-etc-passwd'],
  ['a:b?c*.pdf', 'a-b-c-.pdf'],
  ['CON.pdf', 'CON-.pdf'],
  ['  cuối có chấm. ', 'cuối có chấm'],
  ['', 'van-ban.pdf'],
  ['...', 'van-ban.pdf'],
])('%j becomes a name that Windows can keep', (name, safe) => {
  expect(safeFileName(name)).toBe(safe);
});

test('a very long Vietnamese name is cut and keeps its extension', () => {
  const safe = safeFileName(`${'Ễ'.repeat(300)}.pdf`);
  expect(safe).toBe(`${'Ễ'.repeat(65)}.pdf`);
  expect(Buffer.byteLength(safe)).toBeLessThanOrEqual(200);
  expect(safeFileName(`${'Kế hoạch '.repeat(30)}.pdf`)).toHaveLength(FILE_NAME_LENGTH_MAX);
});

test('a letter with its marks is kept whole or not at all', () => {
  const safe = safeFileName(`${'x'.repeat(115)}q\u0301\u0302\u0323.pdf`);
  expect(safe).toBe(`${'x'.repeat(115)}.pdf`);
  expect(safeFileName(`${'🐉'.repeat(100)}.pdf`)).toBe(`${'🐉'.repeat(49)}.pdf`);
});
