import type { Output } from '../../shared/contract/contract.ts';
import { EVENTS_SHOWN_MAX, type EventShown } from '../../shared/contract/office-chart.ts';
import type { Actor } from '../../shared/domain/core/command.ts';
import { may } from '../../shared/domain/core/rights.ts';
import { OfficeEventId, UnitId } from '../../shared/domain/core/values.ts';
import { isHere } from '../../shared/domain/office/leaving-commands.ts';
import type { FieldChange, OfficeEvent } from '../../shared/domain/office/office-event.ts';
import { Role, unitsOf } from '../../shared/domain/office/official.ts';
import { formatDay } from '../../shared/text/day.ts';
import { say } from '../../shared/words/vi.ts';
import { personOf } from '../document/people.ts';
import type { QueryContext } from '../handler.ts';
import { allOf, seen } from '../store/entities.ts';
import type { ReadDb } from '../store/handles.ts';

const names = new Intl.Collator('vi', { numeric: true });

/** The agency's units with their heads and the number of their people. */
export function listChart({ db, actor }: QueryContext): Output<'office.listChart'> {
  const official = actor();
  const memberCounts = new Map<UnitId, number>();
  for (const { body } of allOf(db, 'official'))
    if (isHere(body))
      for (const unitId of unitsOf(body)) memberCounts.set(unitId, (memberCounts.get(unitId) ?? 0) + 1);
  const units = allOf(db, 'unit')
    .map(({ id, body: unit }) => {
      const unitId = UnitId.parse(id);
      const head = unit.headId && personOf(db, unit.headId);
      return { unitId, unit, ...(head && { head }), memberCount: memberCounts.get(unitId) ?? 0 };
    })
    .sort((a, b) => names.compare(a.unit.name, b.unit.name));
  return { units, ...(!may(official, 'administer', official) && { whyNot: 'office.only-administrator' }) };
}

const isWaiting = ({ needsConfirming, confirmed }: OfficeEvent): boolean =>
  needsConfirming && confirmed === undefined;

/** Changes of units, people and rights that this replica holds: those that wait first, then the latest. */
export function listEvents({ db, actor }: QueryContext): Output<'office.listEvents'> {
  const me = actor();
  const all = allOf(db, 'officeEvent');
  const events = [...all]
    .sort(
      (a, b) => Number(isWaiting(b.body)) - Number(isWaiting(a.body)) || b.body.at.localeCompare(a.body.at),
    )
    .slice(0, EVENTS_SHOWN_MAX)
    .map(({ id, body }) => shown(db, me, OfficeEventId.parse(id), body));
  return { events, waitingCount: all.filter(({ body }) => isWaiting(body)).length };
}

function shown(db: ReadDb, me: Actor, eventId: OfficeEventId, event: OfficeEvent): EventShown {
  const by = personOf(db, event.by);
  const confirmedBy = event.confirmed && personOf(db, event.confirmed.by);
  const subject =
    event.of.kind === 'unit'
      ? seen(db, 'unit', event.of.id)?.name
      : seen(db, 'official', event.of.id)?.fullName;
  const whyNot = !may(me, 'confirmRights', event)
    ? 'office.only-others-confirm'
    : event.by === me.id
      ? 'office.not-own-change'
      : undefined;
  return {
    ...{ eventId, event, subject: subject ?? '' },
    ...(by && { by }),
    ...(confirmedBy && { confirmedBy }),
    changed: event.changed.map((each) => ({
      field: each.field,
      was: valueText(db, each, each.was),
      now: valueText(db, each, each.now),
    })),
    isWaiting: isWaiting(event),
    ...(whyNot && { whyNot }),
  };
}

const unitName = (db: ReadDb, id: string): string => seen(db, 'unit', id)?.name ?? '';

/** A value as people read it: names for ids, words for roles, days for days. */
function valueText(db: ReadDb, { field }: FieldChange, value: string | undefined): string {
  if (value === undefined) return '';
  if (field === 'parent' || field === 'unit') return unitName(db, value);
  if (field === 'head') return seen(db, 'official', value)?.fullName ?? '';
  if (field === 'closedOn' || field === 'leftOn') return formatDay(value as never);
  if (field === 'certificate') return value.slice(0, 16);
  if (field === 'roles')
    return value
      .split(' ')
      .map((role) => (Role.safeParse(role).success ? say(`role.${role as Role}`) : role))
      .join(', ');
  if (field === 'posts')
    return value
      .split('\n')
      .map((post) => {
        const [unitId = '', ...position] = post.split(' ');
        return say('chart.post', { position: position.join(' '), unit: unitName(db, unitId) });
      })
      .join('; ');
  return value;
}
