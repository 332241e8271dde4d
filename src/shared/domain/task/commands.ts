import { z } from 'zod';
import {
  type Actor,
  byName,
  type Change,
  change,
  command,
  create,
  type Read,
  type Refusal,
  refuse,
} from '../core/command.ts';
import { DocumentRef } from '../core/document-ref.ts';
import { ref } from '../core/kinds.ts';
import { may } from '../core/rights.ts';
import {
  type AgencyId,
  type Instant,
  LocalDate,
  Note,
  OfficialId,
  Reason,
  Subject,
  TaskEventId,
  TaskId,
} from '../core/values.ts';
import { nextDueOn } from './standing.ts';
import {
  nextTaskState,
  Recurrence,
  SUPPORTERS_MAX,
  type Task,
  type TaskAction,
  type TaskEvent,
  type TaskState,
} from './task.ts';

type Part = 'giver' | 'lead' | 'supporter';

/** Who may do what: whoever gave it confirms, puts off and calls back; its lead works on it; supporters add notes. Who gave a task to himself is both. */
const partsOf = (task: Task, { id }: Actor): readonly Part[] => [
  ...(task.givenBy === id ? (['giver'] as const) : []),
  ...(task.leadId === id ? (['lead'] as const) : []),
  ...(task.supporterIds.includes(id) ? (['supporter'] as const) : []),
];

/** The task with the state behind the action, or why not: not here, not his, not now. */
function stepOf(
  task: Task | undefined,
  action: TaskAction,
  actor: Actor,
  allowed: readonly Part[],
): { readonly task: Task; readonly state: TaskState } | Refusal {
  if (!task) return refuse('task.not-found');
  if (!partsOf(task, actor).some((part) => allowed.includes(part)))
    return refuse(allowed.includes('lead') ? 'task.only-lead' : 'task.only-giver');
  const state = nextTaskState(task.state, action);
  return state ? { task, state } : refuse('task.wrong-state');
}

const isRefused = (step: ReturnType<typeof stepOf>): step is Refusal => 'refused' in step;

type Happened = Pick<TaskEvent, 'what' | 'text'> & Partial<Pick<TaskEvent, 'percent' | 'dueOn'>>;
const event = (eventId: TaskEventId, taskId: TaskId, actor: Actor, doneAt: Instant, told: Happened): Change =>
  create('taskEvent', eventId, { v: 1, taskId, by: actor.id, doneAt, ...told });

/** Its lead has answered whoever asked after it. */
function heard(task: Task): Task {
  const { chasedOn: _answered, ...rest } = task;
  return rest as Task;
}

const peopleProblem = (read: Read, ids: readonly OfficialId[], agencyId: AgencyId): Refusal | undefined =>
  ids.some((id) => read('official', id)?.agencyId !== agencyId) ? refuse('task.person-not-ours') : undefined;

/** Giao nhiệm vụ: by a leader to anybody of the agency, by anybody to himself or as a part of a task that he leads. */
export const give = command({
  name: 'task.give',
  args: z.object({
    taskId: TaskId,
    content: Subject,
    of: DocumentRef.optional(),
    parentId: TaskId.optional(),
    field: z.string().trim().max(100).optional(),
    leadId: OfficialId,
    supporterIds: z.array(OfficialId).max(SUPPORTERS_MAX),
    dueOn: LocalDate.optional(),
    recurrence: Recurrence.optional(),
  }),
  reads: ({ leadId, supporterIds, parentId, of }) => [
    ...[leadId, ...supporterIds].map((id) => ref('official', id)),
    ...(parentId ? [ref('task', parentId)] : []),
    ...(of ? [ref(of.kind, of.id)] : []),
  ],
  decide: (read, args, { actor, agencyId, today }) => {
    const { taskId, leadId, supporterIds, dueOn, parentId, of, recurrence, field, content } = args;
    const parent = parentId && read('task', parentId);
    if (parentId && parent?.agencyId !== agencyId) return refuse('task.not-found');
    const isOwnPart = parent ? parent.leadId === actor.id : leadId === actor.id;
    if (actor.agencyId !== agencyId || !(may(actor, 'direct', { agencyId }) || isOwnPart))
      return refuse('task.only-leader-gives');
    if (parent && (parent.state === 'done' || parent.state === 'cancelled'))
      return refuse('task.wrong-state');
    if (of && read(of.kind, of.id)?.agencyId !== agencyId) return refuse('task.document-not-found');
    if (dueOn !== undefined && dueOn < today) return refuse('task.due-in-the-past');
    if (recurrence && dueOn === undefined) return refuse('task.recurs-without-day');
    const problem = peopleProblem(read, [leadId, ...supporterIds], agencyId);
    if (problem) return problem;
    return [
      create('task', taskId, {
        ...{ v: 1, agencyId, state: 'given', content, givenBy: actor.id, givenOn: today, leadId, percent: 0 },
        supporterIds: supporterIds.filter((id) => id !== leadId),
        ...(of && { of }),
        ...(parentId && { parentId }),
        ...(field && { field }),
        ...(dueOn && { dueOn }),
        ...(recurrence && { recurrence }),
      }),
    ];
  },
});

/** Nhận việc. */
export const start = command({
  name: 'task.start',
  args: z.object({ taskId: TaskId }),
  reads: ({ taskId }) => [ref('task', taskId)],
  decide: (read, { taskId }, { actor }) => {
    const step = stepOf(read('task', taskId), 'start', actor, ['lead']);
    return isRefused(step) ? step : [change('task', taskId, { ...step.task, state: step.state })];
  },
});

/** Cập nhật tiến độ: how far it is and what was done; the first one begins it. */
export const note = command({
  name: 'task.note',
  args: z.object({
    taskId: TaskId,
    eventId: TaskEventId,
    text: Note.min(1),
    percent: z.int().min(0).max(99).optional(),
  }),
  reads: ({ taskId }) => [ref('task', taskId)],
  decide: (read, { taskId, eventId, text, percent }, { actor, doneAt }) => {
    const step = stepOf(read('task', taskId), 'note', actor, ['lead', 'supporter', 'giver']);
    if (isRefused(step)) return step;
    const isLead = step.task.leadId === actor.id;
    // Only who leads says how far it is, or that it has begun.
    const told = isLead && percent !== undefined ? { percent } : {};
    const state = isLead ? step.state : step.task.state;
    return [
      change('task', taskId, { ...(isLead ? heard(step.task) : step.task), state, ...told }),
      event(eventId, taskId, actor, doneAt, { what: 'note', text, ...told }),
    ];
  },
});

/** Báo cáo hoàn thành: with the document that shows it, and why it is late where it is. */
export const report = command({
  name: 'task.report',
  args: z.object({
    taskId: TaskId,
    eventId: TaskEventId,
    text: Note,
    result: DocumentRef.optional(),
    lateReason: Reason.optional(),
  }),
  reads: ({ taskId, result }) => [ref('task', taskId), ...(result ? [ref(result.kind, result.id)] : [])],
  decide: (read, { taskId, eventId, text, result, lateReason }, { actor, today, doneAt }) => {
    const step = stepOf(read('task', taskId), 'report', actor, ['lead']);
    if (isRefused(step)) return step;
    const { task, state } = step;
    if (result && read(result.kind, result.id)?.agencyId !== task.agencyId)
      return refuse('task.document-not-found');
    if (task.dueOn !== undefined && today > task.dueOn && !lateReason)
      return refuse('task.late-without-reason');
    const { givenBackReason: _answered, asked: _moot, ...rest } = heard(task);
    return [
      change('task', taskId, {
        ...(rest as Task),
        state,
        percent: 100,
        reportedOn: today,
        ...(result && { result }),
        ...(lateReason && { lateReason }),
      }),
      event(eventId, taskId, actor, doneAt, { what: 'report', text }),
    ];
  },
});

/** Xác nhận hoàn thành; where the task comes again, the next one is given under the id that whoever confirms has minted. */
export const confirm = command({
  name: 'task.confirm',
  args: z.object({ taskId: TaskId, nextTaskId: TaskId.optional() }),
  reads: ({ taskId }) => [ref('task', taskId)],
  decide: (read, { taskId, nextTaskId }, { actor, today }) => {
    const step = stepOf(read('task', taskId), 'confirm', actor, ['giver']);
    if (isRefused(step)) return step;
    const { task, state } = step;
    return [
      change('task', taskId, { ...task, state, doneOn: today }),
      ...(nextTaskId && task.recurrence && task.dueOn
        ? [create('task', nextTaskId, again(task, today))]
        : []),
    ];
  },
});

function again(task: Task, today: LocalDate): Task {
  const { agencyId, content, of, field, givenBy, leadId, supporterIds, recurrence, firstDueOn, dueOn } = task;
  const last = firstDueOn ?? dueOn;
  return {
    ...{ v: 1, agencyId, state: 'given', content, givenBy, givenOn: today, leadId, supporterIds, percent: 0 },
    ...(of && { of }),
    ...(field && { field }),
    ...(recurrence && last && { recurrence, dueOn: nextDueOn(last, recurrence) }),
  };
}

/** Trả lại: what was reported is not enough; it is not counted as finished. */
export const giveBack = command({
  name: 'task.giveBack',
  args: z.object({ taskId: TaskId, eventId: TaskEventId, reason: Reason }),
  reads: ({ taskId }) => [ref('task', taskId)],
  decide: (read, { taskId, eventId, reason }, { actor, doneAt }) => {
    const step = stepOf(read('task', taskId), 'giveBack', actor, ['giver']);
    if (isRefused(step)) return step;
    const { reportedOn: _taken, ...rest } = step.task;
    return [
      change('task', taskId, { ...(rest as Task), state: step.state, percent: 99, givenBackReason: reason }),
      event(eventId, taskId, actor, doneAt, { what: 'give-back', text: reason }),
    ];
  },
});

/** Xin gia hạn: to a later day, with the reason. */
export const askExtension = command({
  name: 'task.askExtension',
  args: z.object({ taskId: TaskId, eventId: TaskEventId, dueOn: LocalDate, reason: Reason }),
  reads: ({ taskId }) => [ref('task', taskId)],
  decide: (read, { taskId, eventId, dueOn, reason }, { actor, today, doneAt }) => {
    const step = stepOf(read('task', taskId), 'askExtension', actor, ['lead']);
    if (isRefused(step)) return step;
    if (step.task.dueOn === undefined || dueOn <= step.task.dueOn || dueOn < today)
      return refuse('task.extension-not-later');
    return [
      change('task', taskId, { ...step.task, asked: { dueOn, reason } }),
      event(eventId, taskId, actor, doneAt, { what: 'ask-extension', text: reason, dueOn }),
    ];
  },
});

/** Gia hạn, or not: the first deadline stays to be seen. */
export const answerExtension = command({
  name: 'task.answerExtension',
  args: z.object({
    taskId: TaskId,
    eventId: TaskEventId,
    isGranted: z.boolean(),
    text: z.string().trim().max(1000),
  }),
  reads: ({ taskId }) => [ref('task', taskId)],
  decide: (read, { taskId, eventId, isGranted, text }, { actor, doneAt }) => {
    const step = stepOf(read('task', taskId), 'answerExtension', actor, ['giver']);
    if (isRefused(step)) return step;
    const { asked, ...rest } = step.task;
    if (!asked) return refuse('task.nothing-asked');
    const put = isGranted ? { dueOn: asked.dueOn, firstDueOn: rest.firstDueOn ?? rest.dueOn } : {};
    return [
      change('task', taskId, { ...(rest as Task), ...(put as Partial<Task>) }),
      event(eventId, taskId, actor, doneAt, {
        what: isGranted ? 'extend' : 'refuse-extension',
        text,
        dueOn: asked.dueOn,
      }),
    ];
  },
});

/** Chuyển người chủ trì: it begins anew with somebody else, its history stays. */
export const transfer = command({
  name: 'task.transfer',
  args: z.object({ taskId: TaskId, eventId: TaskEventId, leadId: OfficialId, reason: Reason }),
  reads: ({ taskId, leadId }) => [ref('task', taskId), ref('official', leadId)],
  decide: (read, { taskId, eventId, leadId, reason }, { actor, doneAt }) => {
    const step = stepOf(read('task', taskId), 'transfer', actor, ['giver']);
    if (isRefused(step)) return step;
    const { task, state } = step;
    if (task.leadId === leadId) return refuse('task.same-lead');
    const problem = peopleProblem(read, [leadId], task.agencyId);
    if (problem) return problem;
    const supporterIds = task.supporterIds.filter((id) => id !== leadId);
    const { asked: _moot, ...rest } = task;
    return [
      change('task', taskId, { ...(rest as Task), state, leadId, supporterIds }),
      event(eventId, taskId, actor, doneAt, { what: 'transfer', text: reason }),
    ];
  },
});

/** Đôn đốc: whoever gave it asks after it; its lead is reminded anew (NĐ 30/2020 annex VI, III.1.m). */
export const chase = command({
  name: 'task.chase',
  args: z.object({ taskId: TaskId, eventId: TaskEventId, text: Reason }),
  reads: ({ taskId }) => [ref('task', taskId)],
  decide: (read, { taskId, eventId, text }, { actor, today, doneAt }) => {
    const step = stepOf(read('task', taskId), 'chase', actor, ['giver']);
    if (isRefused(step)) return step;
    return [
      change('task', taskId, { ...step.task, state: step.state, chasedOn: today }),
      event(eventId, taskId, actor, doneAt, { what: 'chase', text }),
    ];
  },
});

/** Thu hồi: nobody has to do it any more; it is counted apart. */
export const cancel = command({
  name: 'task.cancel',
  args: z.object({ taskId: TaskId, eventId: TaskEventId, reason: Reason }),
  reads: ({ taskId }) => [ref('task', taskId)],
  decide: (read, { taskId, eventId, reason }, { actor, doneAt }) => {
    const step = stepOf(read('task', taskId), 'cancel', actor, ['giver']);
    if (isRefused(step)) return step;
    return [
      change('task', taskId, { ...step.task, state: step.state, cancelledReason: reason }),
      event(eventId, taskId, actor, doneAt, { what: 'cancel', text: reason }),
    ];
  },
});

export const taskCommands = byName(
  give,
  start,
  note,
  report,
  confirm,
  giveBack,
  askExtension,
  answerExtension,
  transfer,
  chase,
  cancel,
);
