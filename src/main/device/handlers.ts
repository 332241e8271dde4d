import type { DeviceShown } from '../../shared/contract/device.ts';
import { AppError } from '../../shared/errors.ts';
import { personOf } from '../document/people.ts';
import type { Handlers } from '../handler.ts';
import { askServer } from '../sync/ask-server.ts';
import { openedBy } from '../sync/open-sign-in.ts';

export const deviceHandlers: Handlers<'device.list' | 'device.enrolAgain' | 'device.end'> = {
  'device.list': async ({ db, ports }) => {
    const { devices } = await askServer(ports.server.office.devices());
    return devices.map((device): DeviceShown => {
      const official = personOf(db, device.officialId);
      return { ...device, ...(official && { official }), isThis: device.deviceId === ports.profile.deviceId };
    });
  },
  'device.enrolAgain': async ({ ports }, { code }) => {
    if (!ports.enrolAgain) throw new AppError('enrol.not-here');
    const address = await ports.enrolAgain(code);
    return address === undefined
      ? { isOpened: false }
      : { address, isOpened: await openedBy(ports, address) };
  },
  'device.end': async ({ ports, announce }, { deviceId }) => {
    await askServer(ports.server.office.endDevice(deviceId));
    announce('profile');
    return {};
  },
};
