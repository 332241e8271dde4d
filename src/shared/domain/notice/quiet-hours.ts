import { z } from 'zod';
import { dayOf, timeOfDay } from '../../text/day.ts';
import type { Calendar } from '../calendar/working-days.ts';
import type { Instant } from '../core/values.ts';
import type { NoticeKind } from './notice.ts';

const TimeOfDay = z.string().regex(/^(?:[01]\d|2[0-3]):[0-5]\d$/);

/** Giờ yên lặng: outside his working hours an official hears of nothing but what is urgent; the rest waits where it stands. His own setting. */
export const QuietHours = z.object({
  isOn: z.boolean(),
  /** The hours in which notices may sound on a working day. */
  from: TimeOfDay,
  to: TimeOfDay,
});
export type QuietHours = z.infer<typeof QuietHours>;

/** Until he sets others. */
export const USUAL_HOURS: QuietHours = { isOn: true, from: '07:00', to: '17:30' };

/** Whether it is quiet for him now: by night, on weekends and on days off of the agency's calendar. */
export const isQuiet = ({ isOn, from, to }: QuietHours, at: Instant, calendar: Calendar): boolean =>
  isOn && !(calendar.isWorkingDay(dayOf(at)) && timeOfDay(at) >= from && timeOfDay(at) < to);

/** What is urgent is heard at whatever hour (NĐ 30/2020 article 4.2c). */
export const maySound = (kind: NoticeKind, isQuietNow: boolean): boolean => kind === 'urgent' || !isQuietNow;
