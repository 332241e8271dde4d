import type { Notice } from '../../shared/contract/notice.ts';
import type { Calendar } from '../../shared/domain/calendar/working-days.ts';
import type { Actor } from '../../shared/domain/core/command.ts';
import type { LocalDate } from '../../shared/domain/core/values.ts';
import type { ReadDb } from '../store/handles.ts';

/** A notice before it is known whether it was read. */
export type Told = Omit<Notice, 'isRead'>;

/** Whom the notices are for, and when. */
export type Telling = {
  readonly db: ReadDb;
  readonly me: Actor;
  readonly today: LocalDate;
  readonly calendar: Calendar;
};

/** Notices of one sort; whoever has more goes to its list. */
export const OF_ONE_SORT_MAX = 40;
