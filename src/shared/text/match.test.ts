import { expect, test } from 'vitest';
import { matchName } from './match.ts';

test.each([
  ['', 'Văn bản đến', 0],
  ['van den', 'Văn bản đến', 0],
  ['VĂN BẢN', 'Văn bản đến', 0],
  ['de', 'Văn bản đến', 0],
  ['vbđ', 'Văn bản đến', 1],
  ['vbd', 'Văn bản đến', 1],
  ['den van', 'Văn bản đến', 2],
  ['ký', 'Sổ đăng ký', 0],
  ['ang', 'Sổ đăng ký', 2],
  ['ký lô', 'Sổ đăng ký', undefined],
  ['12/qd', 'Quyết định 12/QĐ-UBND', 0],
  ['…', 'Hồ sơ', 0],
  ['hx', 'Hồ sơ', undefined],
] as const)('what is typed as “%s” fits “%s”: %s', (typed, name, fits) => {
  expect(matchName(typed, name)).toBe(fits);
});
