import { expect, test } from 'vitest';
import { phrasesOfMany, plainName } from './plain-name.ts';

test.each([
  ['UBND tỉnh', 'Ủy ban nhân dân tỉnh'],
  ['Uỷ ban Nhân dân xã Hà Mẫu', 'UBND XÃ HÀ MẪU'],
  ['Sở KH&CN', 'Sở Khoa học và Công nghệ'],
  ['Sở KH-CN', 'Sở Khoa học, Công nghệ'],
  ['Sở VH, TT & DL', 'Sở Văn hóa, Thể thao và Du lịch'],
  ['Sở GDĐT', 'Sở Giáo dục và Đào tạo'],
  ['Sở TP', 'Sở Tư pháp'],
  ['Công an TP. Mẫu', 'Công an thành phố Mẫu'],
  ['VP UBND tỉnh', 'Văn phòng Ủy ban nhân dân tỉnh'],
])('"%s" is "%s"', (short, long) => {
  expect(plainName(short)).toBe(plainName(long));
});

test('names of different agencies stay apart', () => {
  expect(plainName('Sở Tài chính')).not.toBe(plainName('Sở Nội vụ'));
  expect(plainName('xã Vạn Hà')).toBe('xa van ha');
});

test('a phrase of many stands in plain writing, under one entry', () => {
  const says = phrasesOfMany.flatMap((each) => each.says);
  expect(says.map(plainName)).toEqual(says);
  expect(new Set(says).size).toBe(says.length);
});
