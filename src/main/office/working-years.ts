import type { Output } from '../../shared/contract/contract.ts';
import { statutoryDays, type YearDays } from '../../shared/domain/calendar/holidays.ts';
import { type Calendar, calendarOf } from '../../shared/domain/calendar/working-days.ts';
import { may } from '../../shared/domain/core/rights.ts';
import { workingYearId } from '../../shared/domain/office/working-year.ts';
import { personOf } from '../document/people.ts';
import type { QueryContext } from '../handler.ts';
import { allOf, seen } from '../store/entities.ts';
import type { ReadDb } from '../store/handles.ts';

/** The calendar by which this desk counts: the years that the agency entered, the law for the others. */
export const calendarHere = (db: ReadDb): Calendar =>
  calendarOf(new Map<number, YearDays>(allOf(db, 'workingYear').map(({ body }) => [body.year, body])));

/** One year of the working calendar, and whether it was entered or follows the law alone. */
export function getWorkingYear(
  { db, actor }: QueryContext,
  { year }: { readonly year: number },
): Output<'office.getWorkingYear'> {
  const official = actor();
  const entered = seen(db, 'workingYear', workingYearId(official.agencyId, year));
  const { daysOff, workedOn } = entered ?? statutoryDays(year);
  const by = entered && personOf(db, entered.by);
  return {
    year,
    daysOff: daysOff.map(({ on, name }) => ({ on, name })),
    workedOn: [...workedOn],
    ...(entered && { entered: { basis: entered.basis, at: entered.at, ...(by && { by }) } }),
    ...(!may(official, 'administer', official) && { whyNot: 'office.only-administrator' }),
  };
}
