import { formatDay } from '../text/day.ts';
import { dayIn, type SheetCell, type SheetColumn } from './sheet.ts';

/** A number as Vietnamese read it: 12.345,5. The same on every runtime, whatever language data it brings. */
export function numberText(value: number): string {
  const [whole = '', decimals] = String(Math.abs(value)).split('.');
  const grouped = whole.replace(/\B(?=(\d{3})+$)/g, '.');
  return `${value < 0 ? '-' : ''}${grouped}${decimals === undefined ? '' : `,${decimals}`}`;
}

/** A cell as it is read on paper: days as dd/MM/yyyy, numbers in groups of three. */
export function cellText(column: SheetColumn, cell: SheetCell): string {
  if (typeof cell === 'number') return numberText(cell);
  const day = dayIn(column, cell);
  return day === undefined ? plainText(cell) : formatDay(day);
}

/** Without the control letters that no file format can hold; line ends stay. */
export const plainText = (text: string): string =>
  // biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is taken out
  text.replace(/[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]/g, '').replace(/\r\n?/g, '\n');
