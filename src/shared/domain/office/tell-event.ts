import { type Change, type Context, change, create } from '../core/command.ts';
import { type AgencyId, OfficeEventId, type OfficialId, type UnitId } from '../core/values.ts';
import type { Unit } from './agency.ts';
import { type EventOf, type FieldChange, type OfficeEvent, OfficeField, RIGHTS } from './office-event.ts';
import type { Official } from './official.ts';

type Values<Body> = Partial<Record<OfficeField, (body: Body) => string | undefined>>;
const unitValues: Values<Unit> = {
  name: ({ name }) => name,
  notation: ({ notation }) => notation,
  parent: ({ parentId }) => parentId,
  head: ({ headId }) => headId,
  closedOn: ({ closedOn }) => closedOn,
};
const officialValues: Values<Official> = {
  fullName: ({ fullName }) => fullName,
  position: ({ position }) => position,
  unit: ({ unitId }) => unitId,
  // One post a line, the unit's id before the position.
  posts: ({ posts = [] }) => posts.map(({ unitId, position }) => `${unitId} ${position}`).join('\n'),
  roles: ({ roles }) => [...roles].sort().join(' '),
  capacity: ({ signingCapacity }) => signingCapacity,
  certificate: ({ certificateSha256 }) => certificateSha256,
  leftOn: ({ leftOn }) => leftOn,
};

function differences<Body>(
  values: Values<Body>,
  before: Body | undefined,
  after: Body,
): readonly FieldChange[] {
  return OfficeField.options.flatMap((field) => {
    const was = (before && values[field]?.(before)) || undefined;
    const now = values[field]?.(after) || undefined;
    return was === now ? [] : [{ field, ...(was && { was }), ...(now && { now }) }];
  });
}

type Told = {
  readonly of: EventOf;
  readonly agencyId: AgencyId;
  readonly changed: readonly FieldChange[];
  readonly eventCount: number | undefined;
};

/** The event, and the number under which it stands. What the server sets up before there is anybody is no change of anything. */
function eventOf({ of, agencyId, changed, eventCount = 0 }: Told, { actor, at }: Context) {
  if (changed.length === 0 || actor.roles.includes('system')) return { eventCount, events: [] };
  const number = eventCount + 1;
  const needsConfirming = changed.some(({ field }) => RIGHTS.has(field));
  const body: OfficeEvent = { v: 1, agencyId, of, changed: [...changed], by: actor.id, at, needsConfirming };
  const id = OfficeEventId.parse(`${of.id}/${String(number)}`);
  return { eventCount: number, events: [create('officeEvent', id, body)] };
}

/** A unit's next body, new where there was none, with the event that tells of it. */
export function unitChanges(
  id: UnitId,
  before: Unit | undefined,
  after: Unit,
  context: Context,
): readonly Change[] {
  const changed = differences(unitValues, before, after);
  const told = { of: { kind: 'unit', id }, agencyId: after.agencyId, changed } as const;
  const { eventCount, events } = eventOf({ ...told, eventCount: before?.eventCount }, context);
  const body = { ...after, eventCount };
  return [before ? change('unit', id, body) : create('unit', id, body), ...events];
}

/** An official's next body with the event that tells of it. */
export function officialChanges(
  id: OfficialId,
  before: Official | undefined,
  after: Official,
  context: Context,
): readonly Change[] {
  const changed = differences(officialValues, before, after);
  const told = { of: { kind: 'official', id }, agencyId: after.agencyId, changed } as const;
  const { eventCount, events } = eventOf({ ...told, eventCount: before?.eventCount }, context);
  return [change('official', id, { ...after, eventCount }), ...events];
}
