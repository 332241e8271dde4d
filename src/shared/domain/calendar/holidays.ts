import { addDays } from '../../text/day.ts';
import { say } from '../../words/vi.ts';
import { LocalDate } from '../core/values.ts';

/** One day off that the law or an announcement names. */
export type DayOff = { readonly on: LocalDate; readonly name: string };

/** What one year's calendar says: days off besides the weekends, and weekend days that are worked in exchange (ngày làm bù). */
export type YearDays = { readonly daysOff: readonly DayOff[]; readonly workedOn: readonly LocalDate[] };

/** Bộ luật Lao động 2019, article 112.1: the holidays of the solar calendar, as MM-DD. */
const SOLAR: readonly (readonly [string, string])[] = [
  ['01-01', say('holiday.new-year')],
  ['04-30', say('holiday.victory')],
  ['05-01', say('holiday.labour')],
  ['09-02', say('holiday.national')],
];

type Moving = {
  /** The five days of Tết Âm lịch (article 112.1b); which five is decided every year (article 112.3). */
  readonly tet: readonly [first: string, last: string];
  /** Mồng 10 tháng 3 âm lịch. */
  readonly hungKings: string;
  /** The day beside 02/9 (article 112.1đ), decided every year. */
  readonly besideNationalDay: string;
  /** Working days exchanged by the year's announcement: off on the first, worked on the second. */
  readonly exchanged: readonly (readonly [off: string, worked: string])[];
};

/**
 * What is set anew every year, as announced for the years that have begun; for later ones the days of the lunar calendar with the usual place of Tết, until the
 * administrator enters the announcement. The dates are data to be checked against it, never the last word.
 */
const MOVING: Readonly<Record<number, Moving>> = {
  2025: {
    tet: ['2025-01-27', '2025-01-31'],
    hungKings: '2025-04-07',
    besideNationalDay: '2025-09-01',
    exchanged: [['2025-05-02', '2025-04-26']],
  },
  2026: {
    tet: ['2026-02-16', '2026-02-20'],
    hungKings: '2026-04-26',
    besideNationalDay: '2026-09-01',
    exchanged: [
      ['2026-01-02', '2026-01-10'],
      ['2026-08-31', '2026-08-22'],
    ],
  },
  2027: usual(['2027-02-05', '2027-02-09'], '2027-04-16'),
  2028: usual(['2028-01-25', '2028-01-29'], '2028-04-04'),
  2029: usual(['2029-02-12', '2029-02-16'], '2029-04-23'),
  2030: usual(['2030-02-01', '2030-02-05'], '2030-04-12'),
};

function usual(tet: Moving['tet'], hungKings: string): Moving {
  return { tet, hungKings, besideNationalDay: `${tet[0].slice(0, 4)}-09-01`, exchanged: [] };
}

/**
 * A year's days off by law, where no calendar was entered for it: the solar holidays of any year, with those that move for the years known here. A holiday on
 * a weekend gives the next working day off (article 111.3).
 */
export function statutoryDays(year: number): YearDays {
  const moving = MOVING[year];
  const named: DayOff[] = SOLAR.map(([day, name]) => dayOff(`${String(year)}-${day}`, name));
  if (moving) {
    for (let on = moving.tet[0]; on <= moving.tet[1]; on = nextDay(on))
      named.push(dayOff(on, say('holiday.tet')));
    named.push(
      dayOff(moving.hungKings, say('holiday.hung-kings')),
      dayOff(moving.besideNationalDay, say('holiday.national')),
    );
    for (const [off] of moving.exchanged) named.push(dayOff(off, say('holiday.exchanged')));
  }
  const workedOn = (moving?.exchanged ?? []).map(([, worked]) => LocalDate.parse(worked));
  return { daysOff: withCompensation(named), workedOn };
}

/** Article 111.3: for each holiday that falls on a weekend, the first working day behind it. */
function withCompensation(named: readonly DayOff[]): readonly DayOff[] {
  const taken = new Set<string>(named.map(({ on }) => on));
  const compensated = named.flatMap(({ on, name }) => {
    if (!isWeekend(on)) return [];
    let day: string = on;
    while (taken.has(day) || isWeekend(day)) day = nextDay(day);
    taken.add(day);
    return [dayOff(day, say('holiday.in-lieu', { name }))];
  });
  return [...named, ...compensated].sort((a, b) => (a.on < b.on ? -1 : 1));
}

const dayOff = (on: string, name: string): DayOff => ({ on: LocalDate.parse(on), name });

const nextDay = (day: string): LocalDate => addDays(LocalDate.parse(day), 1);

/** Saturday and Sunday, the weekly days off of offices. */
export const isWeekend = (day: string): boolean => {
  const weekday = new Date(`${day}T00:00:00Z`).getUTCDay();
  return weekday === 0 || weekday === 6;
};
