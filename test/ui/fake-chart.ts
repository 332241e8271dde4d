import type { EventShown, UnitShown } from '../../src/shared/contract/office-chart.ts';
import { isWeekend, statutoryDays } from '../../src/shared/domain/calendar/holidays.ts';
import {
  Instant,
  LocalDate,
  OfficeEventId,
  OfficialId,
  UnitId,
} from '../../src/shared/domain/core/values.ts';
import { type Office, type Operations, performed, Refused } from './fake-office.ts';
import { agencyId, officials, person, profileOf, uuid } from './fake-people.ts';

const unit = (
  n: number,
  name: string,
  notation: string,
  some: Partial<UnitShown['unit']> = {},
): UnitShown => ({
  unitId: UnitId.parse(uuid(n)),
  unit: { v: 1, agencyId, name, notation, ...some },
  memberCount: 2,
});
const units = (): UnitShown[] => [
  { ...unit(31, 'Phòng Kinh tế', 'KT', { headId: person(2).officialId }), head: person(2) },
  {
    ...unit(32, 'Phòng Văn hóa, Thể thao và Truyền thanh cơ sở Vân Khánh Thượng', 'VH', {
      headId: person(5).officialId,
    }),
    head: person(5),
    memberCount: 11,
  },
  unit(33, 'Tổ Truyền thanh, Chuyển đổi số Ễnh Ỡm', '', { parentId: UnitId.parse(uuid(32)) }),
  { ...unit(34, 'Phòng Lao động', 'LĐ', { closedOn: LocalDate.parse('2026-07-01') }), memberCount: 1 },
];

const at = Instant.parse('2026-11-22T02:20:00.000Z');
const event = (
  n: number,
  who: number,
  changed: EventShown['changed'],
  some: Partial<EventShown['event']>,
): EventShown => {
  const official = officials[who];
  const officialId = OfficialId.parse(official?.officialId);
  const needsConfirming = some.needsConfirming ?? true;
  return {
    eventId: OfficeEventId.parse(`${officialId}/${String(n)}`),
    subject: official?.official.fullName ?? '',
    by: { officialId: OfficialId.parse(uuid(17)), fullName: 'Vi Văn Khặn', position: 'Quản trị hệ thống' },
    changed,
    event: {
      v: 1,
      agencyId,
      of: { kind: 'official', id: officialId },
      changed: changed.map(({ field }) => ({ field })),
      by: OfficialId.parse(uuid(17)),
      at,
      needsConfirming,
      ...some,
    },
    isWaiting: needsConfirming && !some.confirmed,
    ...(some.confirmed && { confirmedBy: person(1) }),
  };
};
const events = (): EventShown[] => [
  event(
    4,
    2,
    [
      { field: 'roles', was: 'Chuyên viên', now: 'Chuyên viên, Văn thư' },
      { field: 'posts', was: '', now: 'Phụ trách phòng, Phòng Văn hóa, Thể thao và Truyền thanh cơ sở' },
    ],
    {},
  ),
  event(2, 5, [{ field: 'unit', was: 'Phòng Kinh tế', now: 'Văn phòng' }], {}),
  event(3, 3, [{ field: 'capacity', was: '', now: 'KT.' }], { confirmed: { by: person(1).officialId, at } }),
  event(1, 3, [{ field: 'fullName', was: 'Hoàng Tú', now: 'Hoàng Anh Tú' }], { needsConfirming: false }),
];

const entered = {
  daysOff: [...statutoryDays(2026).daysOff],
  workedOn: [...statutoryDays(2026).workedOn],
  entered: {
    ...{ basis: 'Thông báo số 5034/TB-BNV ngày 10/10/2025 về nghỉ Tết năm 2026', at },
    by: { officialId: OfficialId.parse(uuid(17)), fullName: 'Vi Văn Khặn', position: 'Quản trị hệ thống' },
  },
};

/** Units, people and what was changed of them: nothing in the empty scene. */
export function chartOperations({ scene, announce }: Office): Operations {
  const { official, officialId } = profileOf(scene);
  const isAdministrator = official.roles.includes('administrator');
  let shown = scene === 'empty' ? [] : units();
  let told = scene === 'empty' ? [] : events();
  const changed = () => {
    announce({ type: 'changed', areas: ['office'] });
    return performed();
  };
  const edit = (unitId: UnitId, of: Partial<UnitShown['unit']>) => {
    shown = shown.map((each) => (each.unitId === unitId ? { ...each, unit: { ...each.unit, ...of } } : each));
    return changed();
  };
  return {
    'office.listChart': () => ({
      units: shown,
      ...(!isAdministrator && { whyNot: 'office.only-administrator' }),
    }),
    'office.listEvents': () => ({
      events: told.map((each) => ({
        ...each,
        ...(each.event.by === officialId && { whyNot: 'office.not-own-change' }),
      })),
      waitingCount: told.filter(({ isWaiting }) => isWaiting).length,
    }),
    'office.getWorkingYear': ({ year }) => ({
      year,
      ...(year === 2026 ? entered : { daysOff: [...statutoryDays(year).daysOff], workedOn: [] }),
      ...(!isAdministrator && { whyNot: 'office.only-administrator' }),
    }),
    'office.setWorkingYear': ({ workedOn }) => {
      if (workedOn.some((day) => !isWeekend(day))) throw new Refused('calendar.worked-anyway');
      return changed();
    },
    'office.foundUnit': ({ unitId, unit: given }) => {
      shown = [...shown, { unitId, unit: given, memberCount: 0 }];
      return changed();
    },
    'office.renameUnit': ({ unitId, name, notation }) => edit(unitId, { name, notation }),
    'office.moveUnit': ({ unitId, parentId }) => {
      // The deepest branch of the picture refuses, as the rule does.
      if (parentId === uuid(33)) throw new Refused('office.unit-under-itself');
      return edit(unitId, { ...(parentId && { parentId }) });
    },
    'office.closeUnit': ({ unitId }) => edit(unitId, { closedOn: LocalDate.parse('2026-11-23') }),
    'office.appointHead': changed,
    'office.appoint': changed,
    'office.confirmChange': ({ eventId }) => {
      told = told.map((each) =>
        each.eventId === eventId
          ? {
              ...each,
              isWaiting: false,
              confirmedBy: person(1),
              event: { ...each.event, confirmed: { by: person(1).officialId, at } },
            }
          : each,
      );
      return changed();
    },
  };
}
