import { expect, test } from 'vitest';
import { recordName, versionName } from './record-name.ts';

test.each([
  ['15-SMM.pdf', '15-SMM.kiem-tra.pdf'],
  ['../../etc/passwd', '-..-etc-passwd.kiem-tra.pdf'],
  ['Quyết định số 5.PDF', 'Quyết định số 5.kiem-tra.pdf'],
  [`${'a'.repeat(200)}.pdf`, `${'a'.repeat(90)}.kiem-tra.pdf`],
])('the record of %s has a safe name of its own', (name, record) => {
  expect(recordName(name, 'pdf')).toBe(record);
});

test('a signed version is named after the saving that it is', () => {
  expect(versionName('15-SMM.pdf', 2)).toBe('15-SMM.lan-luu-2.pdf');
});
