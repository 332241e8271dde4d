const number = new Intl.NumberFormat('vi-VN');

/** A count for reading: 12.300. */
export const sayCount = (count: number): string => number.format(count);
