import { z } from 'zod';
import { addDays, addMonths } from '../../text/day.ts';
import { LocalDate } from '../core/values.ts';

/** Thời hạn bảo quản: for ever, or a number of years. The classes that an office may choose from are its own data; these are the ones in common use. */
export const Retention = z.union([z.literal('permanent'), z.int().min(1).max(99)]);
export type Retention = z.infer<typeof Retention>;
export const RETENTION_CLASSES: readonly Retention[] = ['permanent', 70, 50, 30, 20, 15, 10, 5, 2];

/** NĐ 30/2020 article 31.3c: what is kept for five years or longer goes to the archive of the agency. */
const SUBMITTED_FROM_YEARS = 5;
export const isSubmitted = (retention: Retention): boolean =>
  retention === 'permanent' || retention >= SUBMITTED_FROM_YEARS;

/** Article 30.2: documents of capital construction have three months from the settlement, all others one year from the end of the work. */
export const DossierGroup = z.enum(['ordinary', 'construction']);
export type DossierGroup = z.infer<typeof DossierGroup>;

/** The last day to hand a dossier over whose work (or settlement) ended on `endedOn`. */
export function submissionEnds(endedOn: LocalDate, group: DossierGroup): LocalDate {
  return group === 'construction' ? addMonths(endedOn, 3) : addMonths(endedOn, 12);
}

/** Annex VI III.5b: told 30 days before. */
export const NOTICE_DAYS = 30;
export const noticeBegins = (submissionEndsOn: LocalDate): LocalDate =>
  addDays(submissionEndsOn, -NOTICE_DAYS);

/** Article 31.3d: with the head's written consent a dossier stays with its unit for two years at most, from the day on which it was due. */
const KEPT_MONTHS_MAX = 24;
export const keptAtMostUntil = (submissionEndsOn: LocalDate): LocalDate =>
  addMonths(submissionEndsOn, KEPT_MONTHS_MAX);

/** When its time is over, at the end of a year as archives count; undefined for what is kept for ever. */
export const retentionEnds = (endedOn: LocalDate, retention: Retention): LocalDate | undefined =>
  retention === 'permanent'
    ? undefined
    : LocalDate.parse(`${String(Number(endedOn.slice(0, 4)) + retention)}-12-31`);
