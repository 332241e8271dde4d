import { expect, test } from 'vitest';
import { CODE_BYTES, codeBytes, codeOf, wrongGroup } from './recovery-code.ts';

const bytes = Uint8Array.from({ length: CODE_BYTES }, (_, at) => (at * 37 + 11) % 256);

test('a code is eight groups of six digits, and gives its bytes back however it is spaced', () => {
  for (const some of [bytes, new Uint8Array(CODE_BYTES), new Uint8Array(CODE_BYTES).fill(255)]) {
    const code = codeOf(some);
    expect(code).toMatch(/^\d{6}(-\d{6}){7}$/);
    for (const typed of [code, code.replaceAll('-', ''), ` ${code.replaceAll('-', ' - ')}\n`])
      expect(codeBytes(typed)).toEqual(some);
  }
});

test('every slip of one digit, and every two neighbours exchanged, is told with its group', () => {
  const digits = [...codeOf(bytes).replaceAll('-', '')];
  for (const [at, digit] of digits.entries()) {
    const group = Math.floor(at / 6) + 1;
    for (let other = 0; other < 10; other++)
      if (String(other) !== digit) expect(wrongGroup(digits.with(at, String(other)).join(''))).toBe(group);
    const next = digits[at + 1];
    if (next === undefined || next === digit || at % 6 === 5) continue;
    expect(
      wrongGroup(
        digits
          .with(at, next)
          .with(at + 1, digit)
          .join(''),
      ),
    ).toBe(group);
  }
});

test.each([
  ['', 1],
  ['chữ thôi', 1],
  [codeOf(bytes).slice(0, 19), 3],
  [codeOf(bytes).slice(0, 20), 4],
  [`${codeOf(bytes)}-000000`, 9],
  ['720896-'.repeat(8), 1],
  ['9'.repeat(100_000), 1],
])('what cannot be a code is none: %#', (typed, group) => {
  expect([wrongGroup(typed), codeBytes(typed)]).toEqual([group, undefined]);
});
