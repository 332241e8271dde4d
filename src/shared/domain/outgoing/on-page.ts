import { say } from '../../words/vi.ts';
import type { LocalDate } from '../core/values.ts';
import type { CopyForm } from './outgoing.ts';

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

const ISO_TIME = String.raw`\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}\+07:00`;
const oneLine = (text: string): string => text.normalize('NFC').replace(/\s+/gu, ' ').trim();
const isTime = (text: string): boolean => new RegExp(`^${ISO_TIME}$`, 'u').test(text);

/** What the agency's signature on a separate attachment says: number and notation; time of signing (annex I part I, II.8b). */
export const isAttachmentStamp = (stamp: string | undefined, reference: string): boolean => {
  const begin = oneLine(`${reference}; `);
  const text = oneLine(stamp ?? '');
  return text.startsWith(begin) && isTime(text.slice(begin.length).trim());
};

/** What the agency's signature on an electronic copy says: form, agency, time of signing (annex I part II, I.3c). */
export const isCopyStamp = (stamp: string | undefined, form: CopyForm, agencyName: string): boolean => {
  const begin = oneLine(`${say(`signing.copy-${form}`)}, ${agencyName},`);
  const text = oneLine(stamp ?? '');
  return text.startsWith(begin) && isTime(text.slice(begin.length).trim());
};

/** One notation in one writing, to compare page and register: NFC, no spaces, plain hyphens. Capitals count: "QyĐ" is not "QYĐ". */
export const plainNotation = (notation: string): string =>
  notation.normalize('NFC').replace(/\s+/gu, '').replaceAll('–', '-');
