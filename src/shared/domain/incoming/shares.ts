import { z } from 'zod';
import { cutBetweenLetters } from '../../text/file-name.ts';
import { type Change, change, create, type Read, type Refusal, refuse } from '../core/command.ts';
import { type Ref, ref } from '../core/kinds.ts';
import {
  type AgencyId,
  AssignmentId,
  type DirectiveId,
  type IncomingId,
  type Instant,
  LocalDate,
  OfficialId,
  SUBJECT_LENGTH_MAX,
  TaskEventId,
  TaskId,
  UnitId,
} from '../core/values.ts';
import { unitsOf } from '../office/official.ts';
import { nextTaskState, type Task } from '../task/task.ts';
import { type Assignment, Part } from './parts.ts';

export const ASSIGNMENTS_MAX = 50;

/** A share as it is given: to a person, or to a unit by who answers for it there; with a task where its deadline is to be followed. */
export const NewShare = z.object({
  assignmentId: AssignmentId,
  officialId: OfficialId,
  unitId: UnitId.optional(),
  part: Part,
  dueOn: LocalDate.optional(),
  /** Minted by whoever gives the share; makes a task of it where it has a deadline and something is to be done. */
  taskId: TaskId.optional(),
});
type NewShare = z.infer<typeof NewShare>;
export const NewShares = z.array(NewShare).min(1).max(ASSIGNMENTS_MAX);

/** The people and units that shares name. */
export const refsOf = (shares: readonly NewShare[]): readonly Ref[] =>
  shares.flatMap(({ officialId, unitId }) => [
    ref('official', officialId),
    ...(unitId ? [ref('unit', unitId)] : []),
  ]);

/** Why these shares cannot be given, whoever gives them: two leads, somebody who is not ours, a day that is over. */
export function sharesProblem(
  read: Read,
  shares: readonly NewShare[],
  { agencyId, today }: { readonly agencyId: AgencyId; readonly today: LocalDate },
): Refusal | undefined {
  if (shares.filter(({ part }) => part === 'lead').length > 1) return refuse('incoming.one-lead');
  const isOurs = ({ officialId, unitId }: NewShare): boolean => {
    const official = read('official', officialId);
    if (official?.agencyId !== agencyId) return false;
    if (unitId === undefined) return true;
    const unit = read('unit', unitId);
    return unit?.agencyId === agencyId && unit.closedOn === undefined && unitsOf(official).includes(unitId);
  };
  if (!shares.every(isOurs)) return refuse('incoming.assignee-not-ours');
  if (shares.some(({ dueOn }) => dueOn !== undefined && dueOn < today))
    return refuse('incoming.due-in-the-past');
  return undefined;
}

/** By whom, in which words and out of what shares are given. */
export type Giving = {
  readonly documentId: IncomingId;
  readonly agencyId: AgencyId;
  readonly directiveId: DirectiveId;
  readonly text: string;
  readonly by: OfficialId;
  /** Who wrote it down for him. */
  readonly recordedBy?: OfficialId | undefined;
  readonly today: LocalDate;
  /** The share that is handed on. */
  readonly from?: { readonly id: AssignmentId; readonly share: Assignment } | undefined;
};

/** The shares and the tasks that follow their deadlines. */
export function shareChanges(shares: readonly NewShare[], giving: Giving): readonly Change[] {
  const { documentId, directiveId, by, recordedBy, from } = giving;
  const lead = shares.find((share) => share.part === 'lead' && isTask(share));
  const joins = ({ part, dueOn }: NewShare): boolean =>
    part === 'supporting' && lead !== undefined && (dueOn === undefined || dueOn === lead.dueOn);
  const taskOf = (share: NewShare): TaskId | undefined =>
    joins(share) ? lead?.taskId : isTask(share) ? share.taskId : undefined;
  const supporterIds = shares.filter(joins).map(({ officialId }) => officialId);
  return [
    ...shares.map((share) => {
      const taskId = taskOf(share);
      const { assignmentId, officialId, unitId, part, dueOn } = share;
      return create('assignment', assignmentId, {
        ...{ v: 1, documentId, officialId, part, by, state: 'given', directiveId },
        ...(recordedBy && { recordedBy }),
        ...(unitId && { unitId }),
        ...(dueOn && { dueOn }),
        ...(from && { parentId: from.id }),
        ...(taskId && { taskId }),
      });
    }),
    ...shares.flatMap((share) => {
      const { taskId, officialId } = share;
      if (!taskId || !isTask(share) || joins(share)) return [];
      const parentId = share === lead ? from?.share.taskId : (lead?.taskId ?? from?.share.taskId);
      const helpers = share === lead ? supporterIds.filter((id) => id !== officialId) : [];
      return [create('task', taskId, newTask(share, giving, helpers, parentId))];
    }),
  ];
}

/** To be told is no work, and what has no deadline is followed at the document itself. */
const isTask = ({ part, dueOn, taskId }: NewShare): boolean =>
  part !== 'information' && dueOn !== undefined && taskId !== undefined;

const newTask = (
  { officialId, dueOn }: NewShare,
  { documentId, agencyId, text, by, today }: Giving,
  supporterIds: readonly OfficialId[],
  parentId: TaskId | undefined,
): Task => ({
  ...{ v: 1, agencyId, state: 'given', percent: 0 },
  content: cutBetweenLetters(text, SUBJECT_LENGTH_MAX),
  of: { kind: 'incoming', id: documentId },
  givenBy: by,
  givenOn: today,
  leadId: officialId,
  supporterIds: [...new Set(supporterIds)],
  ...(parentId && { parentId }),
  ...(dueOn && { dueOn }),
});

type Ending = {
  readonly by: OfficialId;
  readonly doneAt: Instant;
  readonly eventId: string;
  readonly why: string;
};

/** What becomes of the task when its share ends: its own is called back, another's is gone on with without him. */
export function taskWithout(
  read: Read,
  { taskId, officialId }: Assignment,
  { by, doneAt, eventId, why }: Ending,
): readonly Change[] {
  const task = taskId && read('task', taskId);
  if (!taskId || !task) return [];
  if (task.leadId !== officialId) {
    const supporterIds = task.supporterIds.filter((id) => id !== officialId);
    return supporterIds.length === task.supporterIds.length
      ? []
      : [change('task', taskId, { ...task, supporterIds })];
  }
  const state = nextTaskState(task.state, 'cancel');
  if (!state) return [];
  return [
    change('task', taskId, { ...task, state, cancelledReason: why }),
    create('taskEvent', TaskEventId.parse(eventId), {
      ...{ v: 1, taskId, what: 'cancel', by, doneAt, text: why },
    }),
  ];
}
