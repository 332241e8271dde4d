import { z } from 'zod';
import { byName, command, create, refuse } from '../core/command.ts';
import { may } from '../core/rights.ts';
import { AgencyId, ClassifiedCountId, Month } from '../core/values.ts';
import { CLASSIFIED_COUNT_MAX } from './classified-count.ts';

/** Types in how many classified documents the agency issued in a month that has begun; typed in again, the later number counts and the earlier one stays. */
export const recordClassifiedCount = command({
  name: 'report.recordClassifiedCount',
  args: z.object({
    countId: ClassifiedCountId,
    agencyId: AgencyId,
    month: Month,
    count: z.int().min(0).max(CLASSIFIED_COUNT_MAX),
  }),
  reads: () => [],
  decide: (_read, { countId, agencyId, month, count }, { actor, today, at }) => {
    if (!may(actor, 'recordClassified', { agencyId })) return refuse('report.only-clerk-records');
    if (month > today.slice(0, 7)) return refuse('report.month-to-come');
    return [create('classifiedCount', countId, { v: 1, agencyId, month, count, by: actor.id, at })];
  },
});

/** What is typed in for reports. */
export const reportCommands = byName(recordClassifiedCount);
