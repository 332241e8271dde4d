import { expect } from 'vitest';
import { UnitId } from '../../src/shared/domain/core/values.ts';
import type { Role } from '../../src/shared/domain/office/official.ts';
import { type Case, sha, uuid, type World } from './world.ts';

type Step = readonly [name: string, args: object, who: Role];

const given = (world: World, steps: readonly Step[]): void => {
  for (const [name, args, who] of steps) expect([name, world.give(name, args, who)]).toEqual([name, 'ok']);
};
const nothing = (): void => undefined;

const delegationId = uuid();
const delegated = ({ people }: World): object => ({
  delegationId,
  officialId: people.specialist.id,
  form: 'TL.',
  typeNames: [],
  from: '2026-11-01',
  to: '2026-12-31',
  basis: 'Quy chế làm việc',
});
const handoverId = uuid();
const handedOver = ({ people }: World): object => ({
  handoverId,
  officialId: people.specialist.id,
  from: '2026-11-20T01:00:00.000Z',
  to: '2026-11-25T01:00:00.000Z',
  permission: 'Giấy ủy quyền số 12/GUQ-SMM',
  minutes: 'Biên bản số 03/BB-SMM',
});

const unitId = UnitId.parse(uuid());
const founded = (world: World): void =>
  given(world, [
    [
      'office.foundUnit',
      { unitId, unit: { v: 1, agencyId: world.agencyId, name: 'Phòng', notation: 'P' } },
      'administrator',
    ],
  ]);

/** The commands over the office itself: agency, units, officials, authorities, the seal, trusted roots. */
export const officeCases = {
  'office.establishAgency': {
    prepare: nothing,
    args: () => ({
      agencyId: uuid(),
      agency: { v: 1, name: 'Cơ quan', code: 'H56.X', notation: 'X', place: 'Lam Giang' },
    }),
  },
  'office.foundUnit': {
    prepare: nothing,
    args: ({ agencyId }) => ({ unitId: uuid(), unit: { v: 1, agencyId, name: 'Phòng', notation: 'P' } }),
  },
  'office.renameUnit': { prepare: founded, args: () => ({ unitId, name: 'Phòng Kinh tế', notation: 'KT' }) },
  'office.moveUnit': { prepare: founded, args: () => ({ unitId }) },
  'office.closeUnit': { prepare: founded, args: () => ({ unitId }) },
  'office.setWorkingYear': {
    prepare: nothing,
    args: ({ agencyId }) => ({
      ...{ agencyId, year: 2027, workedOn: ['2027-02-13'], basis: 'Thông báo số 10/TB-BNV' },
      daysOff: [{ on: '2027-02-08', name: 'Tết Âm lịch' }],
    }),
  },
  'office.confirmChange': {
    prepare: (world) => {
      founded(world);
      const { id, ...official } = world.people.specialist;
      given(world, [
        ['office.appoint', { officialId: id, official: { ...official, unitId } }, 'administrator'],
      ]);
    },
    args: ({ people }) => ({ eventId: `${people.specialist.id}/1` }),
  },
  'office.appointHead': {
    prepare: (world) => {
      founded(world);
      const { id, ...official } = world.people.specialist;
      world.put('official', id, { ...official, unitId });
    },
    args: ({ people }) => ({ unitId, headId: people.specialist.id }),
  },
  'office.appoint': {
    prepare: nothing,
    args: ({ people }) => {
      const { id, ...official } = people.clerk;
      return { officialId: id, official: { ...official, roles: ['leader'] } };
    },
  },
  'office.recordLeaving': {
    prepare: nothing,
    args: ({ people }) => ({ officialId: people.specialist.id, leftOn: '2026-11-20' }),
  },
  'office.delegate': { prepare: nothing, args: delegated },
  'office.endDelegation': {
    prepare: (world) => given(world, [['office.delegate', delegated(world), 'leader']]),
    args: () => ({ delegationId, lastDay: '2026-11-30' }),
  },
  'office.handOverSeal': { prepare: nothing, args: handedOver },
  'office.takeBackSeal': {
    prepare: (world) => given(world, [['office.handOverSeal', handedOver(world), 'clerk']]),
    args: () => ({ handoverId }),
  },
  'office.trustAnchor': {
    prepare: nothing,
    args: ({ agencyId }) => ({ agencyId, sha256: sha('a'), certificate: 'MAA=', name: 'Gốc' }),
  },
  'office.distrustAnchor': {
    prepare: (world) =>
      given(world, [
        [
          'office.trustAnchor',
          { agencyId: world.agencyId, sha256: sha('a'), certificate: 'MAA=', name: 'Gốc' },
          'administrator',
        ],
      ]),
    args: ({ agencyId }) => ({ agencyId, sha256: sha('a'), reason: 'Không dùng nữa' }),
  },
} satisfies Record<string, Case>;
