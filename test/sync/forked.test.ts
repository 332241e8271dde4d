import { cpSync } from 'node:fs';
import { join } from 'node:path';
import Sqlite from 'better-sqlite3';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { App } from '../../src/main/app.ts';
import { deviceVault } from '../../src/main/hosts/device-vault.ts';
import { enrolProfile, enrolProfileAgain } from '../../src/main/hosts/enrol-profile.ts';
import { vaultOf } from '../../src/main/hosts/node-ports.ts';
import { readProfile } from '../../src/main/hosts/profile-file.ts';
import { openProfileSeat } from '../../src/main/hosts/profile-seat.ts';
import { DATABASE } from '../../src/main/store/database.ts';
import { deviceKey } from '../../src/main/sync/http/device-key.ts';
import type { Input, OperationName, Output } from '../../src/shared/contract/contract.ts';
import type { OfficialId } from '../../src/shared/domain/core/values.ts';
import { receiving } from '../support/papers.ts';
import { makeProvince, type Province } from '../support/province.ts';
import { temporaryFolders } from '../support/replica.ts';
import { uuid } from '../support/world.ts';

const folders = temporaryFolders();
let province: Province;
const opened: App[] = [];
beforeAll(async () => {
  province = await makeProvince();
});
afterAll(async () => {
  for (const app of opened) await app.close();
  await province.close();
  folders.remove();
});

/** A desk as a window's host opens it, over real HTTP, files and SQLite. */
function deskIn(dataDir: string) {
  const app = openProfileSeat({
    ...{ dataDir, profile: readProfile(dataDir), version: '0', listProfiles: () => [] },
    onRevoked: () => undefined,
  });
  opened.push(app);
  const ask = async <Name extends OperationName>(name: Name, input: Input<Name>): Promise<Output<Name>> => {
    const reply = await app.invoke(name, input);
    if (!reply.ok) throw new Error(reply.error.code);
    return reply.value as Output<Name>;
  };
  const receive = async (): Promise<string> => {
    const documentId = uuid();
    await ask('incoming.receive', receiving(documentId) as never);
    return documentId;
  };
  return { dataDir, app, ask, receive };
}
const codeFor = (officialId: OfficialId) =>
  province.server.devices.issueCode(province.a.agencyId, officialId);
/** How often the log has what was done to each document. */
const logged = async (documentIds: readonly string[]) =>
  Promise.all(
    documentIds.map(async (id) => {
      const rows = await province.ask('select device_id from operation_log where args like $1', [`%${id}%`]);
      return rows.length;
    }),
  );

const enrolled = async (): Promise<string> => {
  const dataDir = folders.make();
  await enrolProfile(dataDir, vaultOf(dataDir), await codeFor(province.a.clerk), {
    ...{ profileId: 'van-thu', isTrial: false, serverAddress: province.address },
    ...{ fullName: 'Nguyễn Thị Mẫu', role: 'clerk', agencyName: 'UBND xã Mẫu' },
  });
  return dataDir;
};

test('of two copies of one folder the later is told, keeps its work, is enrolled anew and sends it once; the other goes on as it was', async () => {
  const first = await enrolled();
  const before = deskIn(first);
  await before.ask('sync.tryNow', {});
  const old = await before.receive();
  await before.ask('sync.tryNow', {});
  await before.app.close();
  // A month later: what is long done is forgotten, and the places that it had are not here any more.
  const db = new Sqlite(join(first, DATABASE));
  db.exec('delete from outbox');
  db.close();
  const second = join(folders.make(), 'ban-sao');
  cpSync(first, second, { recursive: true });
  const [one, other] = [deskIn(first), deskIn(second)];

  // Whoever speaks first has the place in the sequence that both copies would take next.
  const mine = await one.receive();
  expect(await one.ask('sync.tryNow', {})).toMatchObject({ waitingCount: 0 });
  const his = await other.receive();
  await other.ask('sync.tryNow', {});
  const told = await other.ask('sync.getStatus', {});
  // There is a line, what others did comes, and nothing of what waits is lost.
  expect(told).toMatchObject({
    ...{ isOnline: true, waitingCount: 1, refusedCount: 0 },
    mustEnrol: { why: 'device.forked', needsCode: true },
  });
  expect((await other.ask('incoming.list', { view: 'all', limit: 9 })).rows).toHaveLength(3);

  const reply = (input: Input<'device.enrolAgain'>) => other.app.invoke('device.enrolAgain', input);
  expect(await reply({})).toMatchObject({ error: { code: 'enrol.code-needed' } });
  expect(await reply({ code: 'KHONG-CO' })).toMatchObject({ error: { code: 'enrol.refused' } });
  expect(await reply({ code: await codeFor(province.a.leader) })).toMatchObject({
    error: { code: 'enrol.other-official' },
  });
  expect(await other.ask('sync.getStatus', {})).toMatchObject({ waitingCount: 1 });
  expect(await reply({ code: await codeFor(province.a.clerk) })).toMatchObject({ ok: true });
  const waits = async () => {
    const status = await other.app.invoke('sync.tryNow', {});
    return status.ok ? (status.value as Output<'sync.getStatus'>).waitingCount : undefined;
  };
  await expect.poll(waits, { timeout: 20_000 }).toBe(0);
  expect(await other.ask('sync.getStatus', {})).not.toHaveProperty('mustEnrol');
  expect(await logged([old, mine, his])).toEqual([1, 1, 1]);

  // Each is a device of its own now, and neither disturbs the other.
  const [deviceId, otherId] = [first, second].map((dataDir) => readProfile(dataDir).deviceId);
  expect(deviceId).not.toBe(otherId);
  expect(await one.ask('sync.getStatus', {})).not.toHaveProperty('mustEnrol');
  const [next, after] = [await one.receive(), await other.receive()];
  for (const desk of [one, other, one, other]) await desk.ask('sync.tryNow', {});
  for (const desk of [one, other]) {
    const status = await desk.ask('sync.getStatus', {});
    expect([status.waitingCount, status.refusedCount, status.mustEnrol]).toEqual([0, 0, undefined]);
  }
  expect(await logged([next, after])).toEqual([1, 1]);
  const devices = await one.ask('device.list', {});
  expect(devices.filter(({ isThis }) => isThis).map((each) => each.deviceId)).toEqual([deviceId]);
});

test.each([
  ['enrol.after-key', 'the old device'],
  ['enrol.after-profile', 'the new one'],
] as const)('ended at %s, a machine goes on as %s and can be enrolled anew again', async (place, which) => {
  const dataDir = await enrolled();
  const before = readProfile(dataDir);
  const works = async (): Promise<void> => {
    const desk = deskIn(dataDir);
    await desk.ask('sync.tryNow', {});
    const done = await desk.receive();
    const status = await desk.ask('sync.tryNow', {});
    expect([status.isOnline, status.waitingCount, status.mustEnrol]).toEqual([true, 0, undefined]);
    expect(await logged([done])).toEqual([1]);
    await desk.app.close();
  };
  await works();
  const again = async (ends?: string): Promise<void> =>
    enrolProfileAgain(dataDir, vaultOf(dataDir), await codeFor(province.a.clerk), (name) => {
      if (name === ends) throw new Error('ended');
    });
  await expect(again(place)).rejects.toThrow('ended');
  const cutOff = readProfile(dataDir);
  expect(cutOff.deviceId === before.deviceId).toBe(which === 'the old device');
  await works();
  await again();
  expect(readProfile(dataDir).deviceId).not.toBe(cutOff.deviceId);
  await works();
  // The key of the device that it was is nowhere any more.
  const keys = await Promise.all(
    [vaultOf(dataDir), deviceVault(vaultOf(dataDir), readProfile(dataDir))].map(deviceKey),
  );
  expect(keys[0]).toEqual(keys[1]);
});
