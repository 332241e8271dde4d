import { daysBetween } from '../../text/day.ts';
import { addWorkingDays, type Calendar } from '../calendar/working-days.ts';
import type { LocalDate, OfficialId } from '../core/values.ts';
import { noticeBegins } from '../dossier/retention.ts';
import type { Task } from '../task/task.ts';

/** What notices are grouped by, what presses most first. */
export const noticeGroups = [
  'urgent',
  'returned',
  'deadline',
  'given',
  'answer',
  'authority',
  'rights',
  'archive',
  'sync',
] as const;
export type NoticeGroup = (typeof noticeGroups)[number];

/** Of what an official is told, each in its group. */
export const groupOf = {
  urgent: 'urgent',
  'draft-returned': 'returned',
  'task-returned': 'returned',
  'document-sent-back': 'returned',
  'dossier-sent-back': 'returned',
  'task-late': 'deadline',
  'document-late': 'deadline',
  'task-near': 'deadline',
  'document-near': 'deadline',
  'task-chased': 'given',
  'to-sign': 'given',
  'document-presented': 'given',
  'document-given': 'given',
  'task-given': 'given',
  'opinion-asked': 'given',
  'task-reported': 'answer',
  'extension-asked': 'answer',
  'delegation-begins': 'authority',
  'delegation-ends': 'authority',
  'delegation-ended': 'authority',
  'change-waits': 'rights',
  'own-rights-changed': 'rights',
  'dossier-near': 'archive',
  'dossier-late': 'archive',
  'push-refused': 'sync',
} as const satisfies Readonly<Record<string, NoticeGroup>>;
export type NoticeKind = keyof typeof groupOf;
export const noticeKinds = Object.keys(groupOf) as [NoticeKind, ...NoticeKind[]];

/** One working day before a deadline it is near, however many days off lie between. */
export const nearUntil = (today: LocalDate, calendar: Calendar): LocalDate =>
  addWorkingDays(today, 1, calendar);

/** Whether a deadline is near or over on a day. */
export function deadlineStage(
  dueOn: LocalDate | undefined,
  today: LocalDate,
  calendar: Calendar,
): 'late' | 'near' | undefined {
  if (dueOn === undefined) return undefined;
  if (dueOn < today) return 'late';
  return dueOn <= nearUntil(today, calendar) ? 'near' : undefined;
}

/** Annex VI III.5b: from the thirtieth day before a dossier is due at the archive, and for as long as it is not there. */
export function archiveStage(dueOn: LocalDate, today: LocalDate): 'late' | 'near' | undefined {
  if (today > dueOn) return 'late';
  return today >= noticeBegins(dueOn) ? 'near' : undefined;
}

/** So many days before a delegation begins or ends it is told anew. */
export const DELEGATION_DAYS = [1, 7, 30] as const;
/** What has ended is told so long, however little waits under it. */
const ENDED_DAYS = 7;

export type PeriodStage = {
  readonly stage: 'begins' | 'ends' | 'ended';
  readonly on: LocalDate;
  /** The mark that was passed: told once for each. */
  readonly mark: number;
};

/** What is to be told of a delegation on a day; one that was taken back before its first day has ended, too. `isWaitedFor`: something waits under it. */
export function periodStage(
  { from, to }: { readonly from: LocalDate; readonly to?: LocalDate | undefined },
  today: LocalDate,
  isWaitedFor: boolean,
): PeriodStage | undefined {
  if (to !== undefined && (to < today || to < from)) {
    const isTold = isWaitedFor || daysBetween(to, today) <= ENDED_DAYS;
    return isTold ? { stage: 'ended', on: to, mark: 0 } : undefined;
  }
  const [stage, on] = today <= from ? (['begins', from] as const) : (['ends', to] as const);
  if (on === undefined) return undefined;
  const mark = DELEGATION_DAYS.find((days) => daysBetween(today, on) <= days);
  return mark === undefined ? undefined : { stage, on, mark };
}

type Told = Pick<
  Task,
  'state' | 'dueOn' | 'leadId' | 'givenBy' | 'supporterIds' | 'chasedOn' | 'givenBackReason'
> & { readonly isAsked: boolean };

/** Of what of a task an official is told: what is new of it, and how its deadline stands; each with what it is told anew by. */
export function noticesOfTask(
  task: Told,
  officialId: OfficialId,
  today: LocalDate,
  calendar: Calendar,
): readonly { readonly kind: NoticeKind; readonly mark: string }[] {
  const { state, dueOn, leadId, givenBy, supporterIds, chasedOn, givenBackReason, isAsked } = task;
  const isOpen = state === 'given' || state === 'in-progress';
  const told: { kind: NoticeKind; mark: string }[] = [];
  if (isOpen && leadId === officialId) {
    if (chasedOn !== undefined) told.push({ kind: 'task-chased', mark: chasedOn });
    else if (givenBackReason !== undefined) told.push({ kind: 'task-returned', mark: givenBackReason });
    else if (state === 'given' && givenBy !== officialId) told.push({ kind: 'task-given', mark: '' });
    const stage = deadlineStage(dueOn, today, calendar);
    if (stage) told.push({ kind: stage === 'late' ? 'task-late' : 'task-near', mark: dueOn ?? '' });
  } else if (state === 'given' && supporterIds.includes(officialId))
    told.push({ kind: 'task-given', mark: '' });
  if (givenBy !== officialId) return told;
  if (state === 'reported') told.push({ kind: 'task-reported', mark: '' });
  if (isOpen && isAsked) told.push({ kind: 'extension-asked', mark: dueOn ?? '' });
  return told;
}

type Ranked = {
  readonly kind: NoticeKind;
  readonly isRead: boolean;
  readonly on?: LocalDate | undefined;
  readonly key: string;
};
/** By group, in each what is new before what was read, then by day and kind. */
export const byPressure = (a: Ranked, b: Ranked): number =>
  noticeGroups.indexOf(groupOf[a.kind]) - noticeGroups.indexOf(groupOf[b.kind]) ||
  Number(a.isRead) - Number(b.isRead) ||
  (a.on ?? '9999').localeCompare(b.on ?? '9999') ||
  noticeKinds.indexOf(a.kind) - noticeKinds.indexOf(b.kind) ||
  a.key.localeCompare(b.key, 'en');
