import { say } from '../../words/vi.ts';
import type { LocalDate } from '../core/values.ts';

/** NĐ 30/2020 annex I part II I.3: a number below 10 is written with a leading 0. */
export const numberOnPage = (number: number): string => String(number).padStart(2, '0');

/** NĐ 30/2020 annex I part I II.4: days below 10 and the months 1 and 2 are written with a leading 0. */
export function datePhrase(day: LocalDate): string {
  const [year = '', month = '', date = ''] = day.split('-');
  return say('signing.date-phrase', {
    day: date,
    month: Number(month) <= 2 ? month : String(Number(month)),
    year,
  });
}

/** One notation in one writing, to compare page and register: NFC, no spaces, plain hyphens. Capitals count: "QyĐ" is not "QYĐ". */
export const plainNotation = (notation: string): string =>
  notation.normalize('NFC').replace(/\s+/gu, '').replaceAll('–', '-');
