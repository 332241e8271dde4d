import type { DeviceShown } from '../../src/shared/contract/device.ts';
import { DeviceId, Instant } from '../../src/shared/domain/core/values.ts';
import { type Office, type Operations, Refused } from './fake-office.ts';
import { officials, profileOf, uuid } from './fake-people.ts';

const at = (text: string) => Instant.parse(`${text}:00.000Z`);

/** Machines of one official, and for the administrator those of everybody. */
export function machineOperations({ scene, announce }: Office): Operations {
  const me = profileOf(scene).officialId;
  const device = (n: number, some: Partial<DeviceShown>): DeviceShown => ({
    ...{ deviceId: DeviceId.parse(uuid(7100 + n)), officialId: me, name: `VP-MAY-0${String(n)}` },
    ...{ enrolledBy: 'code', enrolledAt: at('2026-03-02T01:15'), isThis: false, ...some },
  });
  const other = officials[2];
  let devices: DeviceShown[] = [
    device(1, { isThis: true, seenAt: at('2026-11-23T02:20'), enrolledBy: 'token' }),
    device(2, {
      name: 'Máy xách tay phòng họp tầng 3 dùng chung của Văn phòng HĐND và UBND',
      seenAt: at('2026-10-30T09:41'),
    }),
    ...(scene === 'administrator' && other
      ? [device(3, { officialId: other.officialId, seenAt: at('2026-11-23T01:05') })]
      : []),
    device(4, { revokedAt: at('2026-09-14T07:00') }),
  ].map((each) => ({ ...each, ...nameOf(each.officialId) }));
  function nameOf(officialId: string) {
    const found = officials.find((each) => each.officialId === officialId);
    if (!found) return {};
    const { fullName, position } = found.official;
    return { official: { officialId: found.officialId, fullName, position } };
  }
  return {
    'device.list': () => {
      if (scene === 'offline') throw new Refused('device.no-line');
      return scene === 'empty' ? devices.slice(0, 1) : devices;
    },
    'device.end': ({ deviceId }) => {
      devices = devices.map((each) =>
        each.deviceId === deviceId ? { ...each, revokedAt: at('2026-11-23T02:25') } : each,
      );
      announce({ type: 'changed', areas: ['profile'] });
      return {};
    },
  };
}
