import { z } from 'zod';
import { bodyOf } from '../core/schema.ts';
import { AgencyId, Instant, LocalDate, OfficialId } from '../core/values.ts';

/** Days off and exchanged days of a year: a year has about twenty and three. */
export const DAYS_OFF_MAX = 60;
export const WORKED_ON_MAX = 30;

export const DayOffEntered = z.looseObject({ on: LocalDate, name: z.string().trim().min(1).max(100) });
export type DayOffEntered = z.infer<typeof DayOffEntered>;

/**
 * The working calendar of one year as the agency's administrator entered it by the year's announcement (Bộ luật Lao động 2019, article 112.3): days off besides the
 * weekends, and weekend days that are worked in exchange. It stands in place of what the law alone says of that year. The id is `agency/year`.
 */
export const WorkingYear = bodyOf({
  v: z.literal(1),
  agencyId: AgencyId,
  year: z.int().min(2020).max(2200),
  daysOff: z.array(DayOffEntered).max(DAYS_OFF_MAX),
  workedOn: z.array(LocalDate).max(WORKED_ON_MAX),
  /** The announcement. */
  basis: z.string().trim().min(1).max(300),
  by: OfficialId,
  at: Instant,
});
export type WorkingYear = z.infer<typeof WorkingYear>;

/** The id of an agency's calendar of one year. */
export const workingYearId = (agencyId: AgencyId, year: number): string => `${agencyId}/${String(year)}`;
