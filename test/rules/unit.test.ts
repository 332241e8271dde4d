import { expect, test } from 'vitest';
import { type OfficialId, UnitId } from '../../src/shared/domain/core/values.ts';
import { isColleague } from '../../src/shared/domain/office/official.ts';
import { makeWorld, uuid, type World } from '../support/world.ts';

test('a unit’s head is one of its own officials, or nobody', () => {
  const world = makeWorld();
  const { agencyId, people } = world;
  const unitId = UnitId.parse(uuid());
  const unit = { v: 1, agencyId, name: 'Phòng Kinh tế', notation: 'KT' };
  world.give('office.foundUnit', { unitId, unit }, 'administrator');
  const { id, ...official } = people.specialist;
  world.put('official', id, { ...official, unitId });
  const name = (headId?: OfficialId) => [
    world.give('office.appointHead', { unitId, ...(headId && { headId }) }, 'administrator'),
    world.get('unit', unitId).headId,
  ];
  expect(name(id)).toEqual(['ok', id]);
  expect(name(people.clerk.id)).toEqual(['office.head-not-of-unit', id]);
  expect(name()).toEqual(['ok', undefined]);
  world.put('official', id, { ...official, unitId, leftOn: '2026-11-01' as never });
  expect(name(id)).toEqual(['office.head-not-of-unit', undefined]);
});

const found = (world: World, name: string, parentId?: UnitId): UnitId => {
  const unitId = UnitId.parse(uuid());
  const unit = { v: 1, agencyId: world.agencyId, name, notation: 'P', ...(parentId && { parentId }) };
  expect(world.give('office.foundUnit', { unitId, unit }, 'administrator')).toBe('ok');
  return unitId;
};

test('a unit is renamed, moved and closed; what it was stays in its history', () => {
  const world = makeWorld();
  const give = (name: string, args: object) => world.give(name, args, 'administrator');
  const [one, two] = [found(world, 'Phòng Một'), found(world, 'Phòng Hai')];
  expect(give('office.renameUnit', { unitId: one, name: 'Phòng Nội vụ', notation: 'NV' })).toBe('ok');
  expect(give('office.moveUnit', { unitId: one, parentId: two })).toBe('ok');
  expect(give('office.closeUnit', { unitId: one })).toBe('ok');
  expect(world.get('unit', one)).toMatchObject({
    name: 'Phòng Nội vụ',
    parentId: two,
    closedOn: '2026-11-20',
  });
  const told = [1, 2, 3, 4].map((n) => world.get('officeEvent', `${one}/${String(n)}`).changed);
  expect(told).toEqual([
    [
      { field: 'name', now: 'Phòng Một' },
      { field: 'notation', now: 'P' },
    ],
    [
      { field: 'name', was: 'Phòng Một', now: 'Phòng Nội vụ' },
      { field: 'notation', was: 'P', now: 'NV' },
    ],
    [{ field: 'parent', now: two }],
    [{ field: 'closedOn', now: '2026-11-20' }],
  ]);
  // The same once more is no event.
  expect(give('office.renameUnit', { unitId: two, name: 'Phòng Hai', notation: 'P' })).toBe('ok');
  expect(world.get('officeEvent', `${two}/2`)).toBeUndefined();
});

test('a closed unit takes nobody and nothing, and is not opened again by any of these', () => {
  const world = makeWorld();
  const unitId = found(world, 'Phòng Một');
  const { id, ...official } = world.people.specialist;
  world.give('office.closeUnit', { unitId }, 'administrator');
  const refused = [
    ['office.closeUnit', { unitId }],
    ['office.renameUnit', { unitId, name: 'Phòng', notation: '' }],
    ['office.moveUnit', { unitId }],
    ['office.appointHead', { unitId }],
    ['office.appoint', { officialId: id, official: { ...official, unitId } }],
    [
      'office.appoint',
      { officialId: id, official: { ...official, posts: [{ unitId, position: 'Phó phòng' }] } },
    ],
    [
      'office.foundUnit',
      {
        unitId: uuid(),
        unit: { v: 1, agencyId: world.agencyId, name: 'Tổ', notation: '', parentId: unitId },
      },
    ],
  ] as const;
  for (const [name, args] of refused)
    expect([name, world.give(name, args, 'administrator')]).toEqual([name, 'office.unit-closed']);
});

test('units stand three deep at most, and none under itself', () => {
  const world = makeWorld();
  const one = found(world, 'Một');
  const two = found(world, 'Hai', one);
  const three = found(world, 'Ba', two);
  const move = (unitId: UnitId, parentId?: string) =>
    world.give('office.moveUnit', { unitId, ...(parentId && { parentId }) }, 'administrator');
  expect([move(one, one), move(one, two), move(one, three)]).toEqual([
    'office.unit-under-itself',
    'office.unit-under-itself',
    'office.unit-under-itself',
  ]);
  expect([move(found(world, 'Bốn'), three), move(two, uuid()), move(three, one), move(three)]).toEqual([
    'office.unit-too-deep',
    'office.unit-not-found',
    'ok',
    'ok',
  ]);
});

test('IV.1.đ: who holds a concurrent post is one of that unit, heads it and is handed its work', () => {
  const world = makeWorld();
  const { agencyId, people } = world;
  const [own, further] = [found(world, 'Văn phòng'), found(world, 'Phòng Kinh tế')];
  const { id, ...official } = people.specialist;
  const placed = { ...official, unitId: own, posts: [{ unitId: further, position: 'Phụ trách phòng' }] };
  expect(world.give('office.appoint', { officialId: id, official: placed }, 'administrator')).toBe('ok');
  expect(world.give('office.appointHead', { unitId: further, headId: id }, 'administrator')).toBe('ok');
  expect(isColleague(world.get('official', id), { unitId: further })).toBe(true);
  expect(isColleague({ unitId: own }, { unitId: further })).toBe(false);
  // A program that knows of no posts leaves them as they are.
  expect(
    world.give('office.appoint', { officialId: id, official: { ...official, unitId: own } }, 'administrator'),
  ).toBe('ok');
  expect(world.get('official', id)).toMatchObject({ agencyId, unitId: own, posts: placed.posts });
});

test('III.3.c: a change of rights waits until somebody else who answers for it confirms', () => {
  const world = makeWorld();
  const { id, ...official } = world.people.specialist;
  const confirm = (eventId: string, who: Parameters<typeof world.give>[2]) =>
    world.give('office.confirmChange', { eventId }, who);
  const appoint = (some: object) =>
    world.give('office.appoint', { officialId: id, official: { ...official, ...some } }, 'administrator');
  expect(appoint({ roles: ['specialist', 'clerk'] })).toBe('ok');
  const event = `${id}/1`;
  expect(world.get('officeEvent', event)).toMatchObject({
    changed: [{ field: 'roles', was: 'specialist', now: 'clerk specialist' }],
    by: world.people.administrator.id,
    needsConfirming: true,
  });
  expect([confirm(event, 'administrator'), confirm(event, 'clerk'), confirm(`${id}/9`, 'leader')]).toEqual([
    'office.not-own-change',
    'office.only-others-confirm',
    'office.change-not-found',
  ]);
  expect([confirm(event, 'leader'), confirm(event, 'leader')]).toEqual(['ok', 'office.change-confirmed']);
  expect(world.get('officeEvent', event).confirmed).toMatchObject({ by: world.people.leader.id });
  // Another name gives nobody a right.
  expect(appoint({ roles: ['specialist', 'clerk'], fullName: 'Người Mới' })).toBe('ok');
  expect(world.get('officeEvent', `${id}/2`)).toMatchObject({ needsConfirming: false });
  expect(confirm(`${id}/2`, 'leader')).toBe('office.change-confirmed');
});
