import { fold } from '../../text/fold.ts';
import { LocalDate } from '../core/values.ts';
import type { YearDays } from './holidays.ts';

/** What is read of a year's calendar: a line of thirty letters for every day would fit a hundred times over. */
export const CALENDAR_TEXT_MAX = 64 * 1024;
export const CALENDAR_LINES_MAX = 400;

export type CalendarLines = YearDays & {
  /** Numbers of lines that say nothing, from 1. */
  readonly unreadable: readonly number[];
};

const LINE = /^(\d{1,2})[/.-](\d{1,2})[/.-](\d{4})\s*[,;\t ]\s*(.*)$/;
/** Folded: that a day off is worked in exchange. */
const WORKED = /^(?:di )?lam(?: bu| viec)?(?:[\s,;].*)?$/;

/**
 * Reads a year's calendar from lines as people write them or a spreadsheet saves them: `dd/mm/yyyy` and either the name of the day off or "làm bù". Empty lines and those
 * that begin with `#` are left out; what cannot be read is told by its number, never guessed. More than the limits is told as unreadable from there on.
 */
export function readCalendar(text: string): CalendarLines {
  const lines = text
    .slice(0, CALENDAR_TEXT_MAX)
    .replace(/^\uFEFF/, '')
    .split(/\r?\n/)
    .slice(0, CALENDAR_LINES_MAX);
  const daysOff: { on: LocalDate; name: string }[] = [];
  const workedOn: LocalDate[] = [];
  const unreadable: number[] = text.length > CALENDAR_TEXT_MAX ? [CALENDAR_LINES_MAX + 1] : [];
  for (const [index, raw] of lines.entries()) {
    const line = raw.normalize('NFC').trim();
    if (line === '' || line.startsWith('#')) continue;
    const [, day = '', month = '', year = '', rest = ''] = LINE.exec(line) ?? [];
    const on = LocalDate.safeParse(`${year}-${month.padStart(2, '0')}-${day.padStart(2, '0')}`);
    const what = rest.replaceAll(/^["\s,;]+|["\s,;]+$/g, '');
    if (!on.success || what === '') unreadable.push(index + 1);
    else if (WORKED.test(fold(what))) workedOn.push(on.data);
    else daysOff.push({ on: on.data, name: what.slice(0, 100) });
  }
  return { daysOff, workedOn, unreadable };
}

/** The lines that `readCalendar` reads back to the same days, in their order. */
export function writeCalendar({ daysOff, workedOn }: YearDays, worked: string): string {
  const lines = [
    ...daysOff.map(({ on, name }) => [on, name] as const),
    ...workedOn.map((on) => [on, worked] as const),
  ].sort(([a], [b]) => a.localeCompare(b));
  return lines.map(([on, what]) => `${on.split('-').reverse().join('/')}; ${what}`).join('\n');
}
