import { z } from 'zod';
import { DocumentRef } from '../domain/core/document-ref.ts';
import { Instant, LocalDate, TaskId } from '../domain/core/values.ts';
import { taskCommands } from '../domain/task/commands.ts';
import { standings } from '../domain/task/standing.ts';
import { Task, type TaskEvent, TaskState } from '../domain/task/task.ts';
import { SheetFormat } from '../sheet/sheet.ts';
import { action, query } from './define.ts';
import { Allowed, MadeFile, Page, Person, RowSync } from './shapes.ts';

/** mine = he leads it and it is open; given = he gave it and it is not confirmed; waiting = reported to him, or more time asked of him. */
export const taskViews = ['mine', 'supporting', 'given', 'waiting', 'late', 'done', 'all'] as const;
export const TaskView = z.enum(taskViews);
export type TaskView = z.infer<typeof TaskView>;

export const TaskRow = z.object({
  taskId: TaskId,
  state: TaskState,
  standing: z.enum(standings),
  content: z.string(),
  lead: Person.optional(),
  giver: Person.optional(),
  givenOn: LocalDate,
  dueOn: LocalDate.optional(),
  percent: z.int(),
  /** More time is asked for and not answered. */
  isAsked: z.boolean(),
  daysLate: z.int(),
  sync: RowSync,
});
export type TaskRow = z.infer<typeof TaskRow>;

export const TaskDetail = z.object({
  row: TaskRow,
  task: Task,
  supporters: z.array(z.string()),
  /** The number and symbol of the document that gives it, and of the one that shows its result, where they are here. */
  of: z.object({ ref: DocumentRef, name: z.string() }).optional(),
  result: z.object({ ref: DocumentRef, name: z.string() }).optional(),
  parts: z.array(TaskRow),
  events: z.array(
    z.object({
      what: z.custom<TaskEvent['what']>((what) => typeof what === 'string'),
      by: Person.optional(),
      doneAt: Instant,
      text: z.string(),
      percent: z.int().optional(),
      dueOn: LocalDate.optional(),
    }),
  ),
  allowed: z.array(Allowed),
});
export type TaskDetail = z.infer<typeof TaskDetail>;

/** What statistics are grouped by: who leads or gave it, the unit of who leads it, its field, the month in which it was given. */
export const taskGroupings = ['lead', 'unit', 'giver', 'field', 'month'] as const;
export const TaskGrouping = z.enum(taskGroupings);
export type TaskGrouping = z.infer<typeof TaskGrouping>;

/** The tasks behind one figure: given in a period, of one group, standing in one way. */
export const TaskWithin = z.object({
  from: LocalDate,
  to: LocalDate,
  by: TaskGrouping.optional(),
  key: z.string().max(100).optional(),
  standing: z.enum(standings).optional(),
});
export type TaskWithin = z.infer<typeof TaskWithin>;

const Counted = z.object({
  counts: z.record(z.enum(standings), z.int()),
  inTimeShare: z.number().optional(),
});

export const taskContract = {
  ...taskCommands,
  'task.list': query(
    Page.extend({
      view: TaskView,
      text: z.string().max(200).optional(),
      within: TaskWithin.optional(),
    }),
    z.object({ rows: z.array(TaskRow), next: z.string().optional() }),
  ),
  'task.countViews': query(z.object({}), z.record(TaskView, z.int())),
  'task.get': query(z.object({ taskId: TaskId }), TaskDetail),
  /** Tasks that a document gives. */
  'task.ofDocument': query(z.object({ of: DocumentRef }), z.array(TaskRow)),
  /** How the tasks that he sees and that were given in a period stand, whole and in groups, by their leads where nothing else is asked (NĐ 30/2020 annex VI, III.1l). */
  'task.count': query(
    z.object({ from: LocalDate, to: LocalDate, by: TaskGrouping.optional() }),
    Counted.extend({ groups: z.array(Counted.extend({ key: z.string(), name: z.string() })) }),
  ),
  /** The same as a file. */
  'task.exportCount': action(
    z.object({ from: LocalDate, to: LocalDate, by: TaskGrouping, format: SheetFormat }),
    MadeFile,
  ),
} as const;
