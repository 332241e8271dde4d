import { z } from 'zod';
import { type Context, command, type Decision, type Read, type Refusal, refuse } from '../core/command.ts';
import { type Ref, ref } from '../core/kinds.ts';
import { may } from '../core/rights.ts';
import { type AgencyId, OfficialId, OrganName, UnitId } from '../core/values.ts';
import { Unit } from './agency.ts';
import { isHere } from './leaving-commands.ts';
import { unitsOf } from './official.ts';
import { unitChanges } from './tell-event.ts';

/** A unit, a part of it, and a part of that: no agency of a province is deeper. */
export const UNIT_LEVELS_MAX = 3;

/** The units above one that would stand under `parentId`, the nearest first, as far as they may go. */
function above(read: Read, parentId: UnitId | undefined): readonly UnitId[] {
  const chain: UnitId[] = [];
  for (let next = parentId; next && chain.length < UNIT_LEVELS_MAX; next = read('unit', next)?.parentId)
    chain.push(next);
  return chain;
}
const aboveRefs = (read: Read, parentId: UnitId | undefined): readonly Ref[] =>
  above(read, parentId).map((id) => ref('unit', id));

/** Why a unit cannot stand there: its parent is not ours or closed, it would be under itself, or too deep. */
function placeProblem(read: Read, unitId: UnitId, parentId: UnitId | undefined, agencyId: AgencyId) {
  if (parentId === undefined) return undefined;
  const parent = read('unit', parentId);
  if (parent?.agencyId !== agencyId) return refuse('office.unit-not-found');
  if (parent.closedOn !== undefined) return refuse('office.unit-closed');
  const chain = above(read, parentId);
  if (chain.includes(unitId)) return refuse('office.unit-under-itself');
  return chain.length >= UNIT_LEVELS_MAX ? refuse('office.unit-too-deep') : undefined;
}

/** The unit, where the actor may change it: ours, known, and not closed. */
function openUnit(read: Read, unitId: UnitId, { actor, agencyId }: Context): Unit | Refusal {
  if (!may(actor, 'administer', { agencyId })) return refuse('office.only-administrator');
  const unit = read('unit', unitId);
  if (unit?.agencyId !== agencyId) return refuse('office.unit-not-found');
  return unit.closedOn === undefined ? unit : refuse('office.unit-closed');
}
const isRefused = (found: Unit | Refusal): found is Refusal => 'refused' in found;

/** A unit of the agency (phòng, ban), under the agency or under another unit. */
export const foundUnit = command({
  name: 'office.foundUnit',
  args: z.object({ unitId: UnitId, unit: Unit }),
  reads: ({ unit }, read) => aboveRefs(read, unit.parentId),
  decide: (read, { unitId, unit }, context): Decision => {
    if (!may(context.actor, 'administer', unit)) return refuse('office.only-administrator');
    const { eventCount: _, closedOn: _closed, ...given } = unit;
    return (
      placeProblem(read, unitId, unit.parentId, unit.agencyId) ??
      unitChanges(unitId, undefined, given as Unit, context)
    );
  },
});

/** Đổi tên: the name and the notation that stand from now on; the former ones stay in its history. */
export const renameUnit = command({
  name: 'office.renameUnit',
  args: z.object({ unitId: UnitId, name: OrganName, notation: z.string().trim().max(30) }),
  reads: ({ unitId }) => [ref('unit', unitId)],
  decide: (read, { unitId, name, notation }, context): Decision => {
    const unit = openUnit(read, unitId, context);
    return isRefused(unit) ? unit : unitChanges(unitId, unit, { ...unit, name, notation }, context);
  },
});

/** Chuyển: under another unit, or under the agency where none is named. Its people and its work go with it. */
export const moveUnit = command({
  name: 'office.moveUnit',
  args: z.object({ unitId: UnitId, parentId: UnitId.optional() }),
  reads: ({ unitId, parentId }, read) => [ref('unit', unitId), ...aboveRefs(read, parentId)],
  decide: (read, { unitId, parentId }, context): Decision => {
    const unit = openUnit(read, unitId, context);
    if (isRefused(unit)) return unit;
    const { parentId: _former, ...rest } = unit;
    const after = { ...rest, ...(parentId && { parentId }) } as Unit;
    return placeProblem(read, unitId, parentId, unit.agencyId) ?? unitChanges(unitId, unit, after, context);
  },
});

/**
 * Giải thể: nothing is given to the unit any more and nobody heads it; what was done in its name stays. Who is still written as its member is of no unit until he is
 * appointed anew, which the window shows.
 */
export const closeUnit = command({
  name: 'office.closeUnit',
  args: z.object({ unitId: UnitId }),
  reads: ({ unitId }) => [ref('unit', unitId)],
  decide: (read, { unitId }, context): Decision => {
    const unit = openUnit(read, unitId, context);
    if (isRefused(unit)) return unit;
    const { headId: _head, ...rest } = unit;
    return unitChanges(unitId, unit, { ...rest, closedOn: context.today } as Unit, context);
  },
});

/** Trưởng đơn vị: an official of the unit, by his place or by a concurrent post, who answers for it; nobody where none is named. */
export const appointHead = command({
  name: 'office.appointHead',
  args: z.object({ unitId: UnitId, headId: OfficialId.optional() }),
  reads: ({ unitId, headId }) => [ref('unit', unitId), ...(headId ? [ref('official', headId)] : [])],
  decide: (read, { unitId, headId }, context): Decision => {
    const { actor, agencyId } = context;
    if (!may(actor, 'administer', { agencyId })) return refuse('office.only-administrator');
    const unit = read('unit', unitId);
    if (unit?.agencyId !== agencyId) return refuse('office.other-agency');
    if (unit.closedOn !== undefined) return refuse('office.unit-closed');
    const head = headId && read('official', headId);
    if (headId && !(head && isHere(head) && unitsOf(head).includes(unitId)))
      return refuse('office.head-not-of-unit');
    const { headId: _former, ...rest } = unit;
    return unitChanges(unitId, unit, { ...rest, ...(headId && { headId }) } as Unit, context);
  },
});
