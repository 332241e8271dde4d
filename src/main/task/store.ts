import { type TaskRow, type TaskView, type TaskWithin, taskViews } from '../../shared/contract/task.ts';
import type { DocumentRef } from '../../shared/domain/core/document-ref.ts';
import type { LocalDate, OfficialId, TaskId } from '../../shared/domain/core/values.ts';
import { daysLate, standingOf } from '../../shared/domain/task/standing.ts';
import type { Task } from '../../shared/domain/task/task.ts';
import type { Cursor } from '../document/cursor.ts';
import { wordsIn } from '../document/folded-words.ts';
import { personIn } from '../document/people.ts';
import { pendingSql, syncFrom } from '../document/row-state.ts';
import type { ReadDb } from '../store/handles.ts';
import { withinSql } from './within.ts';

type StoredRow = {
  readonly rowId: number;
  readonly sortKey: number;
  readonly taskId: TaskId;
  readonly state: Task['state'];
  readonly content: string;
  readonly leadId: string;
  readonly leadName: string | null;
  readonly leadPosition: string | null;
  readonly giverId: string;
  readonly giverName: string | null;
  readonly giverPosition: string | null;
  readonly givenOn: LocalDate;
  readonly dueOn: LocalDate | null;
  readonly reportedOn: LocalDate | null;
  readonly doneOn: LocalDate | null;
  readonly percent: number;
  readonly isAsked: number;
  readonly pending: number | null;
};

const columns = `
  r.row_id as rowId, r.sort_key as sortKey, r.task_id as taskId, r.state, r.content, r.lead_id as leadId, lead.full_name as leadName,
  lead.position as leadPosition, r.giver_id as giverId, giver.full_name as giverName, giver.position as giverPosition, r.given_on as givenOn,
  r.due_on as dueOn, r.reported_on as reportedOn, r.done_on as doneOn, r.percent, r.is_asked as isAsked,
  ${pendingSql("'task'", 'r.task_id')} as pending`;
const from = `from task_row as r
  left join office_official as lead on lead.official_id = r.lead_id
  left join office_official as giver on giver.official_id = r.giver_id`;

type Told = Pick<Task, 'state' | 'dueOn' | 'reportedOn' | 'doneOn'>;
const toldOf = ({ state, dueOn, reportedOn, doneOn }: Pick<StoredRow, keyof Told>): Told => ({
  state,
  ...(dueOn !== null && { dueOn }),
  ...(reportedOn !== null && { reportedOn }),
  ...(doneOn !== null && { doneOn }),
});

function readRow(stored: StoredRow, today: LocalDate): TaskRow {
  const told = toldOf(stored);
  const lead = personIn(stored.leadId, stored.leadName, stored.leadPosition);
  const giver = personIn(stored.giverId, stored.giverName, stored.giverPosition);
  return {
    taskId: stored.taskId,
    state: stored.state,
    standing: standingOf(told, today),
    content: stored.content,
    ...(lead && { lead }),
    ...(giver && { giver }),
    givenOn: stored.givenOn,
    ...(stored.dueOn !== null && { dueOn: stored.dueOn }),
    percent: stored.percent,
    isAsked: stored.isAsked === 1,
    daysLate: daysLate(told, today),
    sync: syncFrom(stored.pending),
  };
}

const OPEN = `r.state in ('given', 'in-progress')`;
/** The condition of each view; `:officialId` and `:today` are what it may ask. */
const conditions: Readonly<Record<TaskView, string>> = {
  mine: `r.lead_id = :officialId and ${OPEN}`,
  supporting: `instr(r.supporter_ids, :officialId) > 0 and ${OPEN}`,
  given: `r.giver_id = :officialId and r.state in ('given', 'in-progress', 'reported')`,
  waiting: `r.giver_id = :officialId and (r.state = 'reported' or (r.is_asked = 1 and ${OPEN}))`,
  late: `${OPEN} and r.due_on < :today`,
  done: `r.state = 'done'`,
  all: 'true',
};

export type TaskPage = {
  readonly view: TaskView;
  readonly text: string | undefined;
  readonly within: TaskWithin | undefined;
  readonly after: Cursor | undefined;
  readonly limit: number;
  readonly officialId: OfficialId;
  readonly today: LocalDate;
};

/** One page of a view, the nearest deadline first; every typed word must stand in the content, marks need not be typed. */
export function readPage(
  db: ReadDb,
  { view, text, within, after, limit, officialId, today }: TaskPage,
): { readonly rows: readonly TaskRow[]; readonly next: Cursor | undefined } {
  const words = wordsIn(text);
  const behind = withinSql(db, within, today);
  const where = [
    conditions[view],
    ...behind.conditions,
    ...words.conditions,
    '(r.sort_key, r.row_id) > (:key, :tie)',
  ];
  const found = db
    .prepare<[Record<string, unknown>], StoredRow>(
      `select ${columns} ${from} where ${where.join(' and ')} order by r.sort_key, r.row_id limit :limit`,
    )
    .all({
      ...{ officialId, today, limit: limit + 1, key: after?.key ?? 0, tie: Number(after?.tie ?? 0) },
      ...words.values,
      ...behind.values,
    });
  const last = found.length > limit ? found[limit - 1] : undefined;
  return {
    rows: found.slice(0, limit).map((row) => readRow(row, today)),
    next: last && { key: last.sortKey, tie: String(last.rowId) },
  };
}

/** How many tasks stand in each view. */
export function countViews(db: ReadDb, officialId: OfficialId, today: LocalDate): Record<TaskView, number> {
  const sums = taskViews.map((view) => `sum(${conditions[view]}) as "${view}"`).join(', ');
  const found = db
    .prepare<[Record<string, unknown>], Record<TaskView, number | null>>(`select ${sums} from task_row as r`)
    .get({ officialId, today });
  return Object.fromEntries(taskViews.map((view) => [view, found?.[view] ?? 0])) as Record<TaskView, number>;
}

/** One task's row; undefined where this machine has none. */
export function findRow(db: ReadDb, taskId: string, today: LocalDate): TaskRow | undefined {
  const found = db.prepare<[string], StoredRow>(`select ${columns} ${from} where r.task_id = ?`).get(taskId);
  return found && readRow(found, today);
}

/** More parts than one task has, and more tasks than one document gives. */
const PARTS_MAX = 200;

/** The parts of a task, by deadline. */
export const partsOfTask = (db: ReadDb, taskId: string, today: LocalDate): readonly TaskRow[] =>
  db
    .prepare<[string, number], StoredRow>(
      `select ${columns} ${from} where r.parent_id = ? order by r.sort_key, r.row_id limit ?`,
    )
    .all(taskId, PARTS_MAX)
    .map((row) => readRow(row, today));

/** The tasks that a document gives, by deadline. */
export const tasksOf = (db: ReadDb, { kind, id }: DocumentRef, today: LocalDate): readonly TaskRow[] =>
  db
    .prepare<[string, string, number], StoredRow>(
      `select ${columns} ${from} where r.document_kind = ? and r.document_id = ? order by r.sort_key, r.row_id limit ?`,
    )
    .all(kind, id, PARTS_MAX)
    .map((row) => readRow(row, today));

/** Tasks counted for one report; an office gives some thousands a year. */
export const COUNTED_MAX = 100_000;

/** What statistics know of one task. */
export type CountedTask = Told & {
  readonly leadId: string;
  readonly giverId: string;
  readonly field: string;
  readonly givenOn: LocalDate;
};

/** What counts of the tasks given in a period, with who leads each. */
export const countedIn = (db: ReadDb, fromDay: LocalDate, toDay: LocalDate): readonly CountedTask[] =>
  db
    .prepare<
      [string, string, number],
      Pick<StoredRow, keyof Told | 'leadId' | 'giverId' | 'givenOn'> & { field: string }
    >(
      `select lead_id as leadId, giver_id as giverId, field, given_on as givenOn, state, due_on as dueOn, reported_on as reportedOn, done_on as doneOn from task_row
       where given_on between ? and ? order by lead_id limit ?`,
    )
    .all(fromDay, toDay, COUNTED_MAX)
    .map((row) => ({
      leadId: row.leadId,
      giverId: row.giverId,
      field: row.field,
      givenOn: row.givenOn,
      ...toldOf(row),
    }));
