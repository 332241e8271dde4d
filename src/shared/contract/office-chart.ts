import { z } from 'zod';
import { Instant, LocalDate, OfficeEventId, UnitId } from '../domain/core/values.ts';
import { Unit } from '../domain/office/agency.ts';
import { OfficeEvent, OfficeField } from '../domain/office/office-event.ts';
import { query } from './define.ts';
import { Person } from './shapes.ts';

/** A unit of the agency with who heads it and how many are its members, by place or by concurrent post. */
export const UnitShown = z.object({
  unitId: UnitId,
  unit: Unit,
  head: Person.optional(),
  memberCount: z.int(),
});
export type UnitShown = z.infer<typeof UnitShown>;

/** Events that a list shows at most: what waits for a confirmation first, then the latest. */
export const EVENTS_SHOWN_MAX = 200;

/** A change of a unit or an official, its values as words. */
export const EventShown = z.object({
  eventId: OfficeEventId,
  event: OfficeEvent,
  /** The unit's or official's name as it is now. */
  subject: z.string(),
  by: Person.optional(),
  confirmedBy: Person.optional(),
  /** The values of `event.changed`, ids told as names. */
  changed: z.array(z.object({ field: OfficeField, was: z.string(), now: z.string() })),
  isWaiting: z.boolean(),
  /** The code of why this official may not confirm it. */
  whyNot: z.string().optional(),
});
export type EventShown = z.infer<typeof EventShown>;

export const officeChartContract = {
  /** Units of the agency, closed ones too, by name; `whyNot` is the code of why the official may change nothing here. */
  'office.listChart': query(
    z.object({}),
    z.object({ units: z.array(UnitShown), whyNot: z.string().optional() }),
  ),
  /** What was changed of units, people and their rights; `waitingCount` is how many wait for a confirmation. */
  'office.listEvents': query(
    z.object({}),
    z.object({ events: z.array(EventShown).max(EVENTS_SHOWN_MAX), waitingCount: z.int() }),
  ),
  /** One year of the working calendar: as entered (`entered`), else as the law has it. */
  'office.getWorkingYear': query(
    z.object({ year: z.int().min(2020).max(2200) }),
    z.object({
      year: z.int(),
      daysOff: z.array(z.object({ on: LocalDate, name: z.string() })),
      workedOn: z.array(LocalDate),
      entered: z.object({ basis: z.string(), at: Instant, by: Person.optional() }).optional(),
      whyNot: z.string().optional(),
    }),
  ),
} as const;
