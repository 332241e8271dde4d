import { z } from 'zod';
import { type Actor, change, command, type Decision, type Read, refuse } from '../core/command.ts';
import { ref } from '../core/kinds.ts';
import { may } from '../core/rights.ts';
import {
  AssignmentId,
  DossierId,
  IncomingId,
  LocalDate,
  OfficialId,
  OutgoingId,
  TaskId,
} from '../core/values.ts';
import type { Official } from './official.ts';
import { officialChanges } from './tell-event.ts';

/** Of one official in one document; more is looked at again. */
export const ASSIGNMENTS_OF_ONE_MAX = 20;

/**
 * Thôi việc, chuyển đi: from then on he sees no document and gives no command; what he had in his hands is listed by the server and handed over piece by piece. Who
 * comes back is appointed anew.
 */
export const recordLeaving = command({
  name: 'office.recordLeaving',
  args: z.object({ officialId: OfficialId, leftOn: LocalDate }),
  reads: ({ officialId }) => [ref('official', officialId)],
  decide: (read, { officialId, leftOn }, context) => {
    const { actor, agencyId, today } = context;
    if (!may(actor, 'administer', { agencyId })) return refuse('office.only-administrator');
    const official = read('official', officialId);
    if (official?.agencyId !== agencyId) return refuse('office.other-agency');
    if (official.leftOn !== undefined) return refuse('office.has-left-already');
    // Nobody would be left who could take it back.
    if (officialId === actor.id) return refuse('office.not-oneself');
    if (leftOn > today) return refuse('office.leaves-later');
    return officialChanges(officialId, official, { ...official, leftOn }, context);
  },
});

/** A document, dossier or task in somebody's hands. */
export const WorkRef = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('incoming'), id: IncomingId }),
  z.object({ kind: z.literal('outgoing'), id: OutgoingId }),
  z.object({ kind: z.literal('dossier'), id: DossierId }),
  z.object({ kind: z.literal('task'), id: TaskId }),
]);
export type WorkRef = z.infer<typeof WorkRef>;

const HandOverWork = z.object({
  of: WorkRef,
  fromId: OfficialId,
  toId: OfficialId,
  /** His shares of an incoming document. */
  assignmentIds: z.array(AssignmentId).max(ASSIGNMENTS_OF_ONE_MAX),
});

/**
 * Bàn giao công việc: one piece of what somebody who left had in his hands goes to another of the agency, with its files and its history; never to who could not have
 * begun it himself by his role.
 */
export const handOverWork = command({
  name: 'office.handOverWork',
  args: HandOverWork,
  reads: ({ of, fromId, toId, assignmentIds }, read) => [
    ref(of.kind, of.id),
    ...parentOf(read, of),
    ref('official', fromId),
    ref('official', toId),
    ...assignmentIds.map((id) => ref('assignment', id)),
  ],
  decide: (read, args, { actor, agencyId }): Decision => {
    if (!may(actor, 'administer', { agencyId })) return refuse('office.only-administrator');
    const [from, to] = [read('official', args.fromId), read('official', args.toId)];
    if (from?.agencyId !== agencyId || to?.agencyId !== agencyId) return refuse('office.other-agency');
    if (from.leftOn === undefined) return refuse('office.still-here');
    if (to.leftOn !== undefined) return refuse('office.has-left');
    const work = read(args.of.kind, args.of.id);
    if (work?.agencyId !== agencyId || !OPEN_STATES.includes(work.state))
      return refuse('office.work-not-found');
    const heir = { ...to, id: args.toId };
    if (args.of.kind === 'incoming') return incomingTo(read, args, args.of.id, heir);
    if (args.of.kind === 'outgoing') return outgoingTo(read, args, args.of.id, heir);
    if (args.of.kind === 'task') return taskTo(read, args, args.of.id, heir);
    return dossierTo(read, args, args.of.id, heir);
  },
});

/** States in which somebody still has something to do. What is finished keeps who led it, drafted it or kept it. */
export const OPEN_STATES: readonly string[] = [
  ...['registered', 'assigned', 'in-progress'],
  ...['draft', 'submitted', 'returned', 'signed', 'numbered', 'sealed'],
  ...['open', 'closed'],
  ...['given', 'reported'],
];

type Args = z.infer<typeof HandOverWork>;
type Reading = Parameters<typeof handOverWork.decide>[0];

function incomingTo(
  read: Reading,
  { fromId, toId, assignmentIds }: Args,
  id: IncomingId,
  heir: Actor,
): Decision {
  const document = read('incoming', id);
  if (!document) return refuse('office.work-not-found');
  const shares = assignmentIds.map((each) => [each, read('assignment', each)] as const);
  const isHis = shares.every(([, share]) => share?.documentId === id && share.officialId === fromId);
  const isLead = document.leadId === fromId;
  if (!isHis || !(isLead || shares.length > 0)) return refuse('office.work-not-found');
  // Whoever works on a document answers it; an administrator alone reads none.
  if (!may(heir, 'draft', document)) return refuse('office.cannot-take-work');
  return [
    ...(isLead ? [change('incoming', id, { ...document, leadId: toId })] : []),
    ...shares.flatMap(([each, share]) =>
      share ? [change('assignment', each, { ...share, officialId: toId })] : [],
    ),
  ];
}

function outgoingTo(read: Reading, { fromId, toId }: Args, id: OutgoingId, heir: Actor): Decision {
  const document = read('outgoing', id);
  if (!document) return refuse('office.work-not-found');
  const isDrafter = document.drafterId === fromId;
  // What is signed was signed by him for good; what only waits for him may be signed by another.
  const isSigner = document.signerId === fromId && isUnsigned(document.state);
  if (!isDrafter && !isSigner) return refuse('office.work-not-found');
  // A copy (sao) is a clerk's from the beginning.
  if (isDrafter && !may(heir, document.copy ? 'seal' : 'draft', document))
    return refuse('office.cannot-take-work');
  if (isSigner && !may(heir, 'sign', document)) return refuse('office.cannot-take-work');
  return [
    change('outgoing', id, {
      ...document,
      ...(isDrafter && { drafterId: toId }),
      ...(isSigner && { signerId: toId }),
    }),
  ];
}

/** States of an outgoing document that nobody has signed yet. */
export const UNSIGNED_STATES: readonly string[] = ['draft', 'returned', 'submitted'];
const isUnsigned = (state: string): boolean => UNSIGNED_STATES.includes(state);

function dossierTo(read: Reading, { fromId, toId }: Args, id: DossierId, heir: Actor): Decision {
  const dossier = read('dossier', id);
  if (dossier?.ownerId !== fromId) return refuse('office.work-not-found');
  if (!may(heir, 'draft', dossier)) return refuse('office.cannot-take-work');
  return [change('dossier', id, { ...dossier, ownerId: toId })];
}

/** The task of which this one is a part: its lead gives the parts. */
const parentOf = (read: Read, { kind, id }: WorkRef) => {
  const parentId = kind === 'task' ? read(kind, id)?.parentId : undefined;
  return parentId ? [ref('task', parentId)] : [];
};

function taskTo(read: Reading, { fromId, toId }: Args, id: TaskId, heir: Actor): Decision {
  const task = read('task', id);
  const isHis = task && [task.givenBy, task.leadId, ...task.supporterIds].includes(fromId);
  if (!task || !isHis) return refuse('office.work-not-found');
  const heirOf = (officialId: OfficialId): OfficialId => (officialId === fromId ? toId : officialId);
  const leadId = heirOf(task.leadId);
  const parent = task.parentId && read('task', task.parentId);
  // As `task.give`: by a leader, to himself, or as a part of what he leads or is about to be handed.
  const mayHaveGiven =
    may(heir, 'direct', task) || leadId === toId || (parent && heirOf(parent.leadId) === toId);
  if (task.givenBy === fromId && !mayHaveGiven) return refuse('office.cannot-take-work');
  const supporterIds = [...new Set(task.supporterIds.map(heirOf))].filter((each) => each !== leadId);
  return [change('task', id, { ...task, givenBy: heirOf(task.givenBy), leadId, supporterIds })];
}

/** Whether an official is one of the agency's people still. */
export const isHere = ({ leftOn }: Pick<Official, 'leftOn'>): boolean => leftOn === undefined;
