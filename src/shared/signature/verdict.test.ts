import { expect, test } from 'vitest';
import { verdictOf } from './verdict.ts';

const signature = (
  integrity: Parameters<typeof verdictOf>[0]['integrity'],
  indication: 'TOTAL_PASSED' | 'INDETERMINATE' | 'TOTAL_FAILED',
) => ({ integrity, indication });
const passed = signature('valid', 'TOTAL_PASSED');

test.each([
  ['two that pass', 'valid', [passed, passed], 'valid'],
  ['one that could not be asked', 'valid', [passed, signature('valid', 'INDETERMINATE')], 'indeterminate'],
  ['one by a revoked certificate', 'valid', [passed, signature('valid', 'TOTAL_FAILED')], 'invalid'],
  ['one changed afterwards', 'modified', [passed, signature('modified', 'TOTAL_FAILED')], 'invalid'],
  [
    'a number that is not sealed',
    'indeterminate',
    [signature('indeterminate', 'INDETERMINATE')],
    'indeterminate',
  ],
  ['none', 'unsigned', [], 'unsigned'],
  ['a file that cannot be read', 'malformed', [], 'indeterminate'],
  ['a file behind a password', 'encrypted', [], 'indeterminate'],
] as const)('the verdict of a file with %s', (_name, integrity, signatures, verdict) => {
  expect(verdictOf({ integrity, signatures })).toBe(verdict);
});
