import { expect, test } from 'vitest';
import { SAID_NUMBER_MAX, sayNumber } from './number-words.ts';

test.each([
  [0, 'không'],
  [1, 'một'],
  [5, 'năm'],
  [10, 'mười'],
  [11, 'mười một'],
  [14, 'mười bốn'],
  [15, 'mười lăm'],
  [20, 'hai mươi'],
  [21, 'hai mươi mốt'],
  [24, 'hai mươi tư'],
  [25, 'hai mươi lăm'],
  [100, 'một trăm'],
  [101, 'một trăm linh một'],
  [105, 'một trăm linh năm'],
  [110, 'một trăm mười'],
  [855, 'tám trăm năm mươi lăm'],
  [1_000, 'một nghìn'],
  [1_005, 'một nghìn không trăm linh năm'],
  [1_205, 'một nghìn hai trăm linh năm'],
  [10_024, 'mười nghìn không trăm hai mươi tư'],
  [1_000_001, 'một triệu không trăm linh một'],
  [2_015_000_000, 'hai tỷ không trăm mười lăm triệu'],
])('%i: %s', (value, said) => {
  expect(sayNumber(value)).toBe(said);
});

test.each([-1, 1.5, Number.NaN, SAID_NUMBER_MAX + 1])('%d is no count', (value) => {
  expect(() => sayNumber(value)).toThrow(RangeError);
});
