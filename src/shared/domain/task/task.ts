import { z } from 'zod';
import { DocumentRef } from '../core/document-ref.ts';
import { bodyOf } from '../core/schema.ts';
import { AgencyId, Instant, LocalDate, OfficialId, Reason, Subject, TaskId } from '../core/values.ts';

/** Given, being worked on, reported as finished and waiting for whoever gave it, confirmed, or called back (thu hồi). */
export const taskStates = ['given', 'in-progress', 'reported', 'done', 'cancelled'] as const;
export const TaskState = z.enum(taskStates);
export type TaskState = z.infer<typeof TaskState>;

export const taskActions = [
  'start',
  'note',
  'report',
  'confirm',
  'giveBack',
  'askExtension',
  'answerExtension',
  'transfer',
  'chase',
  'cancel',
] as const;
export type TaskAction = (typeof taskActions)[number];

const transitions: Record<TaskState, Partial<Record<TaskAction, TaskState>>> = {
  given: {
    start: 'in-progress',
    note: 'in-progress',
    report: 'reported',
    askExtension: 'given',
    answerExtension: 'given',
    transfer: 'given',
    chase: 'given',
    cancel: 'cancelled',
  },
  'in-progress': {
    note: 'in-progress',
    report: 'reported',
    askExtension: 'in-progress',
    answerExtension: 'in-progress',
    transfer: 'given',
    chase: 'in-progress',
    cancel: 'cancelled',
  },
  reported: { confirm: 'done', giveBack: 'in-progress', cancel: 'cancelled' },
  done: {},
  cancelled: {},
};

/** The state after `action`, or undefined when the action is not for this state. */
export const nextTaskState = (state: TaskState, action: TaskAction): TaskState | undefined =>
  transitions[state][action];

export const SUPPORTERS_MAX = 50;

/** How often a task comes again; the next one is given when this one is confirmed. */
export const Recurrence = z.enum(['week', 'month', 'quarter', 'year']);
export type Recurrence = z.infer<typeof Recurrence>;

/** Nhiệm vụ: what somebody was told to do, by when, and how far it is. What happened on the way are entities of its own under it. */
export const Task = bodyOf({
  v: z.literal(1),
  agencyId: AgencyId,
  state: TaskState,
  content: Subject,
  /** The document that gives it; absent where it was given by hand. */
  of: DocumentRef.optional(),
  /** The task that it is a part of. */
  parentId: TaskId.optional(),
  field: z.string().trim().max(100).optional(),
  givenBy: OfficialId,
  givenOn: LocalDate,
  leadId: OfficialId,
  supporterIds: z.array(OfficialId).max(SUPPORTERS_MAX),
  /** Absent: a task without a time limit. */
  dueOn: LocalDate.optional(),
  /** The first deadline, once it was put off. */
  firstDueOn: LocalDate.optional(),
  recurrence: Recurrence.optional(),
  percent: z.int().min(0).max(100),
  reportedOn: LocalDate.optional(),
  doneOn: LocalDate.optional(),
  result: DocumentRef.optional(),
  lateReason: Reason.optional(),
  asked: z.object({ dueOn: LocalDate, reason: Reason }).optional(),
  givenBackReason: Reason.optional(),
  /** Đôn đốc: the day on which whoever gave it last asked after it. */
  chasedOn: LocalDate.optional(),
  cancelledReason: Reason.optional(),
});
export type Task = z.infer<typeof Task>;

/** One thing that happened to a task; only ever added. */
export const TaskEvent = bodyOf({
  v: z.literal(1),
  taskId: TaskId,
  what: z.enum([
    'note',
    'report',
    'give-back',
    'ask-extension',
    'extend',
    'refuse-extension',
    'transfer',
    'chase',
    'cancel',
  ]),
  by: OfficialId,
  doneAt: Instant,
  text: z.string().max(4000),
  percent: z.int().min(0).max(100).optional(),
  dueOn: LocalDate.optional(),
});
export type TaskEvent = z.infer<typeof TaskEvent>;
