import { z } from 'zod';
import { LocalDate } from '../../../shared/domain/core/values.ts';
import { formatDay } from '../../../shared/text/day.ts';
import { say } from '../../../shared/words/vi.ts';
import { parseDay } from '../day-text.ts';

/** A line of text as it is typed: told when it is missing or too long, never cut. */
export const textField = (max: number, isRequired: boolean) =>
  z
    .string()
    .transform((text) => text.normalize('NFC').trim())
    .superRefine((text, context) => {
      if (isRequired && text === '') context.addIssue({ code: 'custom', message: say('invalid.required') });
      if (text.length > max)
        context.addIssue({ code: 'custom', message: say('invalid.tooLong', { max, count: text.length }) });
    });

/** A day as officials write it; empty is none. */
export const dayField = (today: LocalDate, rule: 'any' | 'from-today' | 'until-today') =>
  z.string().transform((text, context): LocalDate | undefined => {
    if (text.trim() === '') return undefined;
    const day = parseDay(text, today);
    if (day === undefined) {
      context.addIssue({ code: 'custom', message: say('invalid.day') });
      return z.NEVER;
    }
    if (rule === 'from-today' && day < today)
      context.addIssue({ code: 'custom', message: say('invalid.past') });
    if (rule === 'until-today' && day > today)
      context.addIssue({ code: 'custom', message: say('invalid.later') });
    return day;
  });

/** A day as a field shows it. */
export const dayText = (day: LocalDate | undefined): string => (day ? formatDay(day) : '');
/** A day picked from the system's calendar, as a field shows it. */
export const pickedText = (iso: string): string => dayText(LocalDate.parse(iso));
