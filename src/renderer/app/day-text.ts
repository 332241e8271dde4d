import { LocalDate } from '../../shared/domain/core/values.ts';

/**
 * Reads a day as officials write it: `20/11/2026`, `20-11-26`, `20.11`, `2026-11-20`; without a year it is this year's. Undefined when it is no
 * day of the calendar.
 */
export function parseDay(text: string, today: LocalDate): LocalDate | undefined {
  const iso = /^(\d{4})-(\d{1,2})-(\d{1,2})$/.exec(text.trim());
  const local = /^(\d{1,2})[/.\- ](\d{1,2})(?:[/.\- ](\d{4}|\d{2}))?$/.exec(text.trim());
  const [year, month, day] = iso
    ? [iso[1], iso[2], iso[3]]
    : local
      ? [local[3] ?? today.slice(0, 4), local[2], local[1]]
      : [];
  if (year === undefined || month === undefined || day === undefined) return undefined;
  const whole = year.length === 2 ? `20${year}` : year;
  const found = LocalDate.safeParse(`${whole}-${month.padStart(2, '0')}-${day.padStart(2, '0')}`);
  return found.success ? found.data : undefined;
}
