import { z } from 'zod';
import { isWeekend } from '../calendar/holidays.ts';
import { change, command, type Decision, refuse } from '../core/command.ts';
import { ref } from '../core/kinds.ts';
import { may } from '../core/rights.ts';
import { AgencyId, LocalDate } from '../core/values.ts';
import { WrittenBasis } from './delegation.ts';
import { DAYS_OFF_MAX, DayOffEntered, WORKED_ON_MAX, workingYearId } from './working-year.ts';

/**
 * Nhập lịch làm việc của năm: the whole calendar of one year, in place of what was entered for it before. What was due before it was entered keeps the day that was
 * written; only what is counted from now on follows it.
 */
export const setWorkingYear = command({
  name: 'office.setWorkingYear',
  args: z.object({
    agencyId: AgencyId,
    year: z.int().min(2020).max(2200),
    daysOff: z.array(DayOffEntered).max(DAYS_OFF_MAX),
    workedOn: z.array(LocalDate).max(WORKED_ON_MAX),
    basis: WrittenBasis,
  }),
  reads: ({ agencyId, year }) => [ref('workingYear', workingYearId(agencyId, year))],
  decide: (read, { agencyId, year, daysOff, workedOn, basis }, { actor, at }): Decision => {
    if (!may(actor, 'administer', { agencyId })) return refuse('office.only-administrator');
    const off = daysOff.map(({ on }) => on);
    const all = [...off, ...workedOn];
    const stranger = all.find((day) => Number(day.slice(0, 4)) !== year);
    if (stranger !== undefined) return refuse('calendar.other-year');
    if (new Set(all).size !== all.length) return refuse('calendar.day-twice');
    // A day that is worked anyway is exchanged for nothing.
    if (workedOn.some((day) => !isWeekend(day))) return refuse('calendar.worked-anyway');
    const id = workingYearId(agencyId, year);
    const known = read('workingYear', id);
    const days = {
      daysOff: [...daysOff].sort((a, b) => a.on.localeCompare(b.on)),
      workedOn: [...workedOn].sort(),
    };
    return [change('workingYear', id, { ...known, v: 1, agencyId, year, ...days, basis, by: actor.id, at })];
  },
});
