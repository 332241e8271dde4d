import { expect, test } from 'vitest';
import { shortAgencyName } from './agency-name.ts';

test.each([
  ['Ủy ban nhân dân xã Vân Khánh Thượng', 'UBND xã Vân Khánh Thượng'],
  ['Uỷ ban nhân dân tỉnh Lam Giang', 'UBND tỉnh Lam Giang'],
  ['Ủy ban nhân dân xã Vân Khánh'.normalize('NFD'), 'UBND xã Vân Khánh'],
  ['ỦY BAN NHÂN DÂN TỈNH', 'UBND TỈNH'],
  ['Hội đồng nhân dân tỉnh Lam Giang', 'HĐND tỉnh Lam Giang'],
  ['Văn phòng Ủy ban nhân dân tỉnh', 'Văn phòng Ủy ban nhân dân tỉnh'],
  ['Sở Kinh tế số', 'Sở Kinh tế số'],
])('%s is shown as %s', (name, shown) => {
  expect(shortAgencyName(name)).toBe(shown);
});
