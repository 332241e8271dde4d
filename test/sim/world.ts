import {
  accessSync,
  constants,
  existsSync,
  mkdirSync,
  readFileSync,
  statfsSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openStore } from '../../src/main/store/database.ts';
import type { Inspection } from '../../src/shared/domain/core/command.ts';
import { DeviceId, Instant } from '../../src/shared/domain/core/values.ts';
import { instantOf } from '../../src/shared/text/day.ts';
import { makeRandom } from '../support/random.ts';
import { makeReplica, type TestReplica, temporaryFolders } from '../support/replica.ts';
import { pass } from './crash.ts';
import { badLine } from './line.ts';
import { found } from './office.ts';
import { inspectPapers } from './papers.ts';
import { makeSimProvince } from './province.ts';
import { lend, stock } from './stock.ts';
import type { Storage } from './storage.ts';
import { type Device, noCounts, type World } from './story.ts';

/** New Year's Eve in Vietnam: midnight is UTC+7, and comes during the story. */
const BEGINS = Instant.parse('2026-12-31T14:00:00.000Z');
const BEGINS_WITHIN_MS = 2 * 60 * 60 * 1000;

/** The first office's clerk works on two devices; the officials whose rights come and go have one each. */
const seats = [
  [0, 'clerk'],
  [0, 'clerk'],
  [0, 'leader'],
  [0, 'specialist'],
  [0, 'aide'],
  [0, 'administrator'],
  [1, 'clerk'],
  [1, 'leader'],
] as const;

/** How often a story begins with a clerk whose machine has the books. */
const LENT = 0.6;

export async function makeWorld(seed: number, storage: Storage): Promise<World> {
  const random = makeRandom(seed);
  const begunAt = instantOf(Date.parse(BEGINS) + random.below(BEGINS_WITHIN_MS));
  const province = makeSimProvince(storage, begunAt, random.uuid);
  const folders = temporaryFolders(quickFolder());
  const world: World = {
    random,
    province,
    agencies: [await found(province, random, 'A'), await found(province, random, 'B')],
    devices: [],
    late: [],
    performed: new Map(),
    counts: { ...noCounts },
    ends: province.ends,
    trace: [],
    promised: new Map(),
    lost: new Set(),
    demoted: new Set(),
    tookBack: new Set(),
    begunAt,
    stuck: new Set(),
    isHealed: false,
    newFolder: folders.make,
    close: async () => {
      for (const { test } of world.devices) test.close();
      folders.remove();
      await storage.close();
    },
  };
  for (const agency of world.agencies) {
    const other = world.agencies.find((each) => each !== agency);
    if (other) await stock(province, random, agency, other);
  }
  for (const [index, [which, seat]] of seats.entries()) {
    const agency = world.agencies[which];
    if (!agency) throw new Error('no such agency');
    const dataDir = folders.make();
    writeFileSync(join(dataDir, 'office.db'), emptyStore());
    await addDevice(world, { name: `${agency.code}/${seat}${String(index)}`, seat, agency, dataDir });
  }
  for (const device of world.devices)
    if (device.seat === 'clerk' && random.chance(LENT)) await lend(province, device);
  return world;
}

/** Puts a machine on the folder, enrolled under a name of its own unless it has one. */
export async function addDevice(
  world: World,
  given: Pick<Device, 'name' | 'seat' | 'agency' | 'dataDir'> & { readonly deviceId?: DeviceId },
): Promise<Device> {
  const officialId = given.agency.people[given.seat];
  const device: Device = {
    deviceId: newDeviceId(world),
    ...given,
    officialId,
    skewMs: 0,
    isNewer: world.random.chance(0.2),
    isAhead: false,
    armed: undefined,
    test: undefined as never,
  };
  await world.province.storage.enrol(device.deviceId, officialId, device.agency.agencyId);
  device.test = openDevice(world, device);
  world.devices.push(device);
  return device;
}

export const newDeviceId = ({ random }: World): DeviceId => DeviceId.parse(random.uuid());

const PASSES_MS_MAX = 70_000;

export function passTime({ province, random }: World, atLeastMs = 1): void {
  province.at = instantOf(Date.parse(province.at) + atLeastMs + random.below(PASSES_MS_MAX));
}

/** Starts the process of a machine on what stands in its folder. */
export const openDevice = (world: World, device: Device): TestReplica => {
  const test = makeReplica({
    dataDir: device.dataDir,
    officialId: device.officialId,
    agencyId: device.agency.agencyId,
    deviceId: device.deviceId,
    newId: world.random.uuid,
    now: () => instantOf(Date.parse(world.province.at) + device.skewMs),
    server: badLine(world, device),
    inspect: (inspection) => inspectHere(test, inspection),
    failpoint: (name) => {
      const { armed } = device;
      device.armed = undefined;
      device.armed = pass(armed, name, world.ends);
    },
  });
  return test;
};

/** What this machine's verifier found in files that it has. */
function inspectHere({ blobs }: TestReplica, { signedSha256, baseSha256 }: Inspection) {
  if (!blobs.has(signedSha256) || !blobs.has(baseSha256)) return undefined;
  return inspectPapers(
    readFileSync(String(blobs.fileOf(signedSha256))),
    readFileSync(String(blobs.fileOf(baseSha256))),
  );
}

const MEMORY_BYTES_MIN = 1024 ** 3;
const MEMORY = '/dev/shm';

/** Machines end by exceptions here, never by a power cut: a folder in memory spares a story hundreds of waits for the disk. */
function quickFolder(): string {
  // The suite has a folder of its own already.
  if (process.env['TMPDIR'] !== undefined || !existsSync(MEMORY)) return tmpdir();
  try {
    accessSync(MEMORY, constants.W_OK);
    const { bavail, bsize } = statfsSync(MEMORY);
    return bavail * bsize > MEMORY_BYTES_MIN ? MEMORY : tmpdir();
  } catch {
    // Not for us: an ordinary folder does, slower.
    return tmpdir();
  }
}

let migrated: Buffer | undefined;

/** The bytes of a new machine's database: migrated once, not for each of thousands of machines. */
function emptyStore(): Buffer {
  if (migrated) return migrated;
  const folders = temporaryFolders(quickFolder());
  const folder = folders.make();
  mkdirSync(folder, { recursive: true });
  openStore(folder).close();
  migrated = readFileSync(join(folder, 'office.db'));
  folders.remove();
  return migrated;
}
