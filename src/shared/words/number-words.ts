const DIGITS = ['không', 'một', 'hai', 'ba', 'bốn', 'năm', 'sáu', 'bảy', 'tám', 'chín'] as const;
const GROUPS = ['', 'nghìn', 'triệu', 'tỷ'] as const;
/** The largest number that is said in words: below a thousand milliards. */
export const SAID_NUMBER_MAX = 999_999_999_999;

/** The last two digits after something: mốt, tư and lăm where they are spoken so, linh before a single one. */
function sayTail(tens: number, ones: number, isFirst: boolean): readonly string[] {
  if (tens === 0) {
    if (ones === 0) return [];
    return isFirst ? [DIGITS[ones] ?? ''] : ['linh', DIGITS[ones] ?? ''];
  }
  const ten = tens === 1 ? ['mười'] : [DIGITS[tens] ?? '', 'mươi'];
  if (ones === 0) return ten;
  if (ones === 5) return [...ten, 'lăm'];
  if (tens > 1 && ones === 1) return [...ten, 'mốt'];
  if (tens > 1 && ones === 4) return [...ten, 'tư'];
  return [...ten, DIGITS[ones] ?? ''];
}

/** Three digits; where they are not the first, their hundreds are said even when there is none. */
function sayThree(three: number, isFirst: boolean): readonly string[] {
  const hundreds = Math.floor(three / 100);
  const hasHundreds = hundreds > 0 || !isFirst;
  return [
    ...(hasHundreds ? [DIGITS[hundreds] ?? '', 'trăm'] : []),
    ...sayTail(Math.floor(three / 10) % 10, three % 10, !hasHundreds),
  ];
}

/**
 * A whole number as a form wants it “viết bằng chữ”: 1205 is “một nghìn hai trăm linh năm”. From 0 to `SAID_NUMBER_MAX`; throws a RangeError for any other, which no count
 * of ours is (NĐ 30/2020 annex V, III).
 */
export function sayNumber(value: number): string {
  if (!Number.isInteger(value) || value < 0 || value > SAID_NUMBER_MAX)
    throw new RangeError(`no words for ${String(value)}`);
  if (value === 0) return DIGITS[0];
  const groups: number[] = [];
  for (let rest = value; rest > 0; rest = Math.floor(rest / 1000)) groups.unshift(rest % 1000);
  return groups
    .flatMap((three, index) =>
      three === 0 ? [] : [...sayThree(three, index === 0), GROUPS[groups.length - 1 - index] ?? ''],
    )
    .filter((word) => word !== '')
    .join(' ');
}
