import type { OutgoingState } from '../domain/outgoing/outgoing.ts';
import { type Exercise, look } from './exercise.ts';

const incoming = (documentId: string) => ({ documentId });
const list = (view: string) => () => ({ view, limit: 100 });
const isOpened = look('incoming.get', incoming, ({ row }) => row.isRead);
const isFlagged = look('incoming.get', incoming, ({ row }) => row.isFlagged === true);
const stands = (...states: readonly OutgoingState[]) =>
  look('outgoing.get', incoming, ({ row }) => states.includes(row.state));
const isSigned = stands('signed', 'numbered', 'sealed', 'dispatched');

const clerk = [
  { id: 'clerk.read', place: '/incoming?view=arrived', by: 'incoming.markRead', shows: isOpened },
  {
    id: 'clerk.register',
    place: '/incoming?view=arrived',
    by: 'incoming.register',
    shows: look('incoming.get', incoming, ({ row }) => row.arrivalNumber !== undefined),
  },
  {
    id: 'clerk.present',
    place: '/incoming?view=registered',
    by: 'incoming.present',
    shows: look('incoming.get', incoming, ({ sheet }) => sheet.some(({ what }) => what === 'present')),
  },
  { id: 'clerk.flag', place: '/incoming?view=all', by: 'incoming.flag', shows: isFlagged },
  {
    id: 'clerk.receive',
    place: '/incoming?view=arrived',
    by: 'incoming.receive',
    shows: look('incoming.get', incoming, ({ document }) => document.source !== 'exchange'),
  },
  {
    id: 'clerk.refuse',
    place: '/incoming?view=arrived',
    by: 'incoming.refuse',
    shows: look('incoming.get', incoming, ({ row }) => row.state === 'refused'),
  },
  {
    id: 'clerk.correct',
    place: '/incoming?view=registered',
    by: 'incoming.correct',
    shows: look('incoming.get', incoming, ({ corrections }) => corrections.length > 0),
  },
  {
    id: 'clerk.number',
    place: '/outgoing?view=signed',
    by: 'outgoing.takeNumber',
    shows: look('outgoing.get', incoming, ({ row }) => row.number !== undefined),
  },
  {
    id: 'clerk.seal',
    place: '/outgoing?view=numbered',
    by: 'outgoing.recordSignature',
    shows: stands('sealed', 'dispatched'),
  },
  {
    id: 'clerk.dispatch',
    place: '/outgoing?view=sealed',
    by: 'outgoing.dispatch',
    shows: look('outgoing.get', incoming, ({ deliveries }) => deliveries.length > 0),
  },
  {
    id: 'clerk.recall',
    place: '/outgoing?view=dispatched',
    by: 'exchange.askRecall',
    shows: look('outgoing.get', incoming, ({ deliveries }) =>
      deliveries.some(({ delivery }) => delivery.recall !== undefined),
    ),
  },
  {
    id: 'clerk.lease',
    place: '/books',
    by: 'register.returnLease',
    shows: look(
      'office.listBooks',
      () => ({}),
      ({ books }) => books.every(({ lease }) => lease?.isHere !== true),
    ),
  },
] as const satisfies readonly Exercise[];

const specialist = [
  { id: 'specialist.read', place: '/incoming?view=mine', by: 'incoming.markRead', shows: isOpened },
  {
    id: 'specialist.start',
    place: '/incoming?view=mine',
    by: 'incoming.start',
    shows: look('incoming.get', incoming, ({ row }) => row.state === 'in-progress' || row.state === 'done'),
  },
  {
    id: 'specialist.opinion',
    place: '/incoming?view=in-progress',
    by: 'incoming.giveOpinion',
    shows: look('incoming.get', incoming, ({ sheet }) => sheet.some(({ what }) => what === 'opinion')),
  },
  {
    id: 'specialist.reply',
    place: '/incoming?view=in-progress',
    by: 'outgoing.draft',
    shows: look('outgoing.get', incoming, ({ document }) => document.replyTo !== undefined),
  },
  {
    id: 'specialist.task',
    place: '/tasks',
    by: 'task.give',
    shows: look(
      'task.get',
      (taskId) => ({ taskId }),
      ({ row }) => row.state !== 'cancelled',
    ),
  },
  {
    id: 'specialist.progress',
    place: '/tasks',
    by: 'task.note',
    shows: look(
      'task.get',
      (taskId) => ({ taskId }),
      ({ row }) => row.percent > 0,
    ),
  },
  {
    id: 'specialist.ask',
    place: '/outgoing?view=draft',
    by: 'outgoing.askOpinion',
    shows: look('outgoing.get', incoming, ({ opinions }) => opinions.length > 0),
  },
  {
    id: 'specialist.submit',
    place: '/outgoing?view=draft',
    by: 'outgoing.submit',
    shows: stands('submitted', 'signed', 'numbered', 'sealed', 'dispatched'),
  },
  {
    id: 'specialist.withdraw',
    place: '/outgoing?view=submitted',
    by: 'outgoing.withdraw',
    shows: stands('draft'),
  },
  {
    id: 'specialist.dossier',
    place: '/dossiers',
    by: 'dossier.open',
    shows: look(
      'dossier.get',
      (dossierId) => ({ dossierId }),
      ({ row }) => row.state === 'open',
    ),
  },
  {
    id: 'specialist.file',
    place: '/incoming?view=in-progress',
    by: 'dossier.file',
    shows: look(
      'dossier.get',
      (dossierId) => ({ dossierId }),
      ({ row }) => row.itemCount > 0,
    ),
  },
  {
    id: 'specialist.finish',
    place: '/incoming?view=in-progress',
    by: 'incoming.finish',
    shows: look('incoming.get', incoming, ({ row }) => row.state === 'done'),
  },
] as const satisfies readonly Exercise[];

const leader = [
  { id: 'leader.read', place: '/incoming?view=registered', by: 'incoming.markRead', shows: isOpened },
  {
    id: 'leader.direct',
    place: '/incoming?view=registered',
    by: 'incoming.direct',
    shows: look('incoming.get', incoming, ({ directives }) => directives.length > 0),
  },
  {
    id: 'leader.deadline',
    place: '/incoming?view=registered',
    by: 'incoming.direct',
    shows: look('incoming.get', incoming, ({ assignments }) =>
      assignments.some(({ dueOn }) => dueOn !== undefined),
    ),
  },
  {
    id: 'leader.return',
    place: '/outgoing?view=submitted',
    by: 'outgoing.return',
    shows: stands('returned'),
  },
  { id: 'leader.sign', place: '/outgoing?view=submitted', by: 'outgoing.recordSignature', shows: isSigned },
  { id: 'leader.batch', place: '/sign', by: 'outgoing.recordSignature', shows: isSigned, times: 3 },
  {
    id: 'leader.sendBack',
    place: '/incoming?view=registered',
    by: 'incoming.sendBack',
    shows: look('incoming.get', incoming, ({ row }) => row.isSentBack === true),
  },
  { id: 'leader.flag', place: '/incoming?view=all', by: 'incoming.flag', shows: isFlagged },
  {
    id: 'leader.task',
    place: '/tasks?view=given',
    by: 'task.give',
    shows: look('task.list', list('given'), ({ rows }) => rows.length > 0),
  },
  {
    id: 'leader.chase',
    place: '/tasks?view=given',
    by: 'task.chase',
    shows: look(
      'task.get',
      (taskId) => ({ taskId }),
      ({ events }) => events.some(({ what }) => what === 'chase'),
    ),
  },
  {
    id: 'leader.cancel',
    place: '/tasks?view=given',
    by: 'task.cancel',
    shows: look(
      'task.get',
      (taskId) => ({ taskId }),
      ({ row }) => row.state === 'cancelled',
    ),
  },
  {
    id: 'leader.delegate',
    place: '/authority',
    by: 'office.delegate',
    shows: look(
      'office.listDelegations',
      () => ({}),
      ({ delegations }) => delegations.some(({ state }) => state !== 'ended'),
    ),
  },
] as const satisfies readonly Exercise[];

/** Twelve exercises for each role that has daily work, in the order in which they are best learnt. */
export const exercises = { clerk, specialist, leader } as const;
export type TrainedRole = keyof typeof exercises;
export type ExerciseId = (typeof exercises)[TrainedRole][number]['id'];

/** Those of an official: of the first of his roles that has any. */
export const exercisesFor = (roles: readonly string[]): readonly Exercise<ExerciseId>[] => {
  const role = roles.find((each): each is TrainedRole => Object.hasOwn(exercises, each));
  return role ? exercises[role] : [];
};
