import { randomUUID } from 'node:crypto';
import type { Vault } from '../../src/main/ports.ts';
import { httpEnrol, httpServer } from '../../src/main/sync/http/server.ts';
import { DeviceId } from '../../src/shared/domain/core/values.ts';
import { registerId } from '../../src/shared/domain/office/register.ts';
import { instantOf } from '../../src/shared/text/day.ts';
import { makeOffice } from '../support/office.ts';
import { makeProvince, YEAR } from '../support/province.ts';
import { describeServerPort } from '../support/server-port-suite.ts';

describeServerPort('the fake in memory', async () => {
  const office = makeOffice();
  const { clerk, leader, specialist } = office.people;
  return {
    agencyId: office.agencyId,
    people: { clerk: clerk.id, leader: leader.id, specialist: specialist.id },
    incomingBook: office.book('incoming'),
    now: () => office.clock,
    connect: async (officialId) => ({
      port: office.server.connect(officialId),
      deviceId: DeviceId.parse(randomUUID()),
    }),
    close: async () => office.close(),
  };
});

describeServerPort('the provincial server over HTTP', async () => {
  const province = await makeProvince();
  const { agencyId, clerk, leader, specialist } = province.a;
  const now = () => instantOf(Date.now());
  return {
    agencyId,
    people: { clerk, leader, specialist },
    incomingBook: registerId(agencyId, 'incoming', YEAR),
    now,
    connect: async (officialId) => {
      const kept = new Map<string, Uint8Array>();
      const vault: Vault = {
        read: async (name) => kept.get(name),
        write: async (name, secret) => void kept.set(name, secret),
      };
      const code = await province.server.devices.issueCode(agencyId, officialId);
      const { deviceId } = await httpEnrol(province.address, vault)(code, 'Máy thử');
      const port = httpServer({
        address: province.address,
        deviceId,
        vault,
        now,
        newId: randomUUID,
        random: Math.random,
      });
      return { port, deviceId };
    },
    close: () => province.close(),
  };
});
