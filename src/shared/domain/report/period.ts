import { addDays, addMonths } from '../../text/day.ts';
import { LocalDate } from '../core/values.ts';

/** Kỳ báo cáo: what NĐ 30/2020 and the province ask reports for. */
export const periodKinds = ['month', 'quarter', 'half', 'year'] as const;
export type PeriodKind = (typeof periodKinds)[number];
export type Period = { readonly from: LocalDate; readonly to: LocalDate };

const MONTHS: Readonly<Record<PeriodKind, number>> = { month: 1, quarter: 3, half: 6, year: 12 };

/** The period of that kind in which a day lies. */
export function periodAt(kind: PeriodKind, day: LocalDate): Period {
  const [year = '', month = ''] = day.split('-');
  const first = Math.floor((Number(month) - 1) / MONTHS[kind]) * MONTHS[kind] + 1;
  const from = LocalDate.parse(`${year}-${String(first).padStart(2, '0')}-01`);
  return { from, to: addDays(addMonths(from, MONTHS[kind]), -1) };
}

/** The period before (-1) or behind (1). */
export const periodBeside = (kind: PeriodKind, { from }: Period, step: -1 | 1): Period =>
  periodAt(kind, addMonths(from, step * MONTHS[kind]));

/** Which one of its year a period is, from 1: the third quarter is 3. */
export const ordinalOf = (kind: PeriodKind, { from }: Period): number =>
  Math.floor((Number(from.slice(5, 7)) - 1) / MONTHS[kind]) + 1;
