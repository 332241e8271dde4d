import { createHash } from 'node:crypto';
import { readFile, writeFile } from 'node:fs/promises';
import type { ServerPort } from '../../src/main/ports.ts';
import { AgencyId, DeviceId, Instant, LocalDate, OfficialId } from '../../src/shared/domain/core/values.ts';
import type { Role } from '../../src/shared/domain/office/official.ts';
import { registerId } from '../../src/shared/domain/office/register.ts';
import { AppError } from '../../src/shared/errors.ts';
import type { ClientFailpoint } from '../../src/shared/failpoints.ts';
import type { PushRequest } from '../../src/shared/protocol/push.ts';
import { makeRandom, type Random } from '../support/random.ts';
import { makeReplica, type TestReplica, temporaryFolders } from '../support/replica.ts';
import { type Armed, pass } from './crash.ts';
import { makeSimProvince, type SimProvince } from './province.ts';

const NOW = Instant.parse('2026-11-20T03:00:00.000Z');
const YEAR = 2026;

export type SimAgency = {
  readonly agencyId: AgencyId;
  readonly code: string;
  readonly people: Readonly<Record<SimRole, OfficialId>>;
};
export type SimRole = Extract<Role, 'clerk' | 'leader' | 'specialist'>;

/** One official's machine. Its clock is off by `skewMs`; what it is armed with ends it. */
export type Device = {
  readonly name: string;
  readonly role: SimRole;
  readonly agency: SimAgency;
  readonly officialId: OfficialId;
  readonly deviceId: DeviceId;
  readonly dataDir: string;
  skewMs: number;
  armed: Armed<ClientFailpoint>;
  test: TestReplica;
};

export type Counts = { crashes: number; drops: number; repeats: number; conflicts: number; restores: number };

export type World = {
  readonly random: Random;
  readonly province: SimProvince;
  readonly agencies: readonly SimAgency[];
  readonly devices: readonly Device[];
  /** Requests that a bad line delivers again, later. */
  readonly late: { readonly device: Device; readonly request: PushRequest }[];
  /** Operations promised to an official, by id. */
  readonly performed: Map<string, { readonly name: string; readonly device: string }>;
  readonly counts: Counts;
  readonly trace: string[];
  readonly begunAt: Instant;
  /** Machines that good weather did not bring to rest, and why. */
  readonly stuck: Set<string>;
  isHealed: boolean;
  close: () => void;
};

/** Two agencies; the first with two machines of its clerk's office, so that one official works on two devices. */
const seats = [
  [0, 'clerk'],
  [0, 'clerk'],
  [0, 'leader'],
  [0, 'specialist'],
  [1, 'clerk'],
  [1, 'leader'],
] as const;

export async function makeWorld(seed: number): Promise<World> {
  const random = makeRandom(seed);
  const province = makeSimProvince(NOW, random.uuid);
  const folders = temporaryFolders();
  const agencies = [await found(province, random, 'A'), await found(province, random, 'B')];
  const devices: Device[] = [];
  const world: World = {
    random,
    province,
    agencies,
    devices,
    late: [],
    performed: new Map(),
    counts: { crashes: 0, drops: 0, repeats: 0, conflicts: 0, restores: 0 },
    trace: [],
    begunAt: NOW,
    stuck: new Set(),
    isHealed: false,
    close: () => {
      for (const { test } of devices) test.close();
      folders.remove();
      province.db().close();
    },
  };
  for (const [index, [which, role]] of seats.entries()) {
    const agency = agencies[which];
    if (!agency) throw new Error('no such agency');
    const device: Device = {
      name: `${agency.code}/${role}${String(index)}`,
      role,
      agency,
      officialId: agency.people[role],
      deviceId: DeviceId.parse(random.uuid()),
      dataDir: folders.make(),
      skewMs: 0,
      armed: undefined,
      test: undefined as never,
    };
    province.enrol(device.officialId, device.deviceId);
    device.test = openDevice(world, device);
    devices.push(device);
  }
  return world;
}

const later = (at: Instant, ms: number): Instant =>
  Instant.parse(new Date(Date.parse(at) + ms).toISOString());

export function passTime(world: World): void {
  world.province.at = later(world.province.at, 1 + world.random.below(60_000));
}

/** Starts the process of a machine on what stands in its folder. */
export const openDevice = (world: World, device: Device): TestReplica =>
  makeReplica({
    dataDir: device.dataDir,
    officialId: device.officialId,
    agencyId: device.agency.agencyId,
    deviceId: device.deviceId,
    newId: world.random.uuid,
    now: () => later(world.province.at, device.skewMs),
    server: badLine(world, device),
    failpoint: (name) => {
      const { armed } = device;
      device.armed = undefined;
      device.armed = pass(armed, name);
    },
  });

const lost = () => new AppError('server.unreachable', {}, { retryable: true });

/** Loses requests and answers, and sends pushes twice: at once, or long after. */
function badLine(world: World, device: Device): ServerPort {
  const { province, random, late, counts } = world;
  const server = province.connect(device.officialId, device.deviceId);
  const drops = (): boolean => {
    if (world.isHealed || !random.chance(0.12)) return false;
    counts.drops += 1;
    return true;
  };
  const through =
    <Args extends readonly unknown[], Result>(call: (...args: Args) => Promise<Result>) =>
    async (...args: Args): Promise<Result> => {
      if (drops()) throw lost();
      const result = await call(...args);
      if (drops()) throw lost();
      return result;
    };
  return {
    ...server,
    push: through(async (request) => {
      const copy = (): PushRequest => JSON.parse(JSON.stringify(request)) as PushRequest;
      if (random.chance(0.1)) late.push({ device, request: copy() });
      if (random.chance(0.1)) {
        counts.repeats += 1;
        await server.push(copy());
      }
      return server.push(request);
    }),
    changes: through(server.changes),
    snapshot: through(server.snapshot),
    openUpload: through(server.openUpload),
    sendUpload: through(server.sendUpload),
    fetchBlob: through(async (sha256, file) => {
      const outcome = await server.fetchBlob(sha256, file);
      if (!world.isHealed && outcome === 'whole' && random.chance(0.1)) await flipBit(file);
      return outcome;
    }),
  };
}

/** A bit that turns on the way: only the hash tells. */
async function flipBit(file: string): Promise<void> {
  const bytes = await readFile(file);
  bytes[bytes.length - 1] = (bytes.at(-1) ?? 0) ^ 1;
  await writeFile(file, bytes);
}

/** What the certificate of an official or of an agency's seal is registered as. */
export const certificateOf = (id: string): string => createHash('sha256').update(id).digest('hex');

async function found({ authority }: SimProvince, random: Random, code: string): Promise<SimAgency> {
  const agencyId = AgencyId.parse(random.uuid());
  const official = () => OfficialId.parse(random.uuid());
  const people = { clerk: official(), leader: official(), specialist: official() };
  const agency = {
    v: 1,
    name: `Sở Mẫu ${code}`,
    code: `000.00.${code}.H56`,
    notation: `SM${code}`,
    place: 'Lam Giang',
    sealCertificateSha256: certificateOf(agencyId),
  };
  const operations = [
    { name: 'office.establishAgency', args: { agencyId, agency } },
    ...Object.entries(people).map(([role, officialId]) => ({
      name: 'office.appoint',
      args: {
        officialId,
        official: {
          v: 1,
          agencyId,
          fullName: `Người ${role} ${code}`,
          position: role,
          roles: [role],
          ...(role === 'leader' && { certificateSha256: certificateOf(officialId) }),
        },
      },
    })),
    ...(['incoming', 'outgoing'] as const).map((book) => ({
      name: 'register.open',
      args: {
        registerId: registerId(agencyId, book, YEAR),
        agencyId,
        book,
        year: YEAR,
        name: 'Sổ',
        openedOn: LocalDate.parse('2026-01-01'),
      },
    })),
  ];
  const verdicts = await authority.execute({ agencyId, actor: 'system', operations });
  if (verdicts === 'queue-row-gone' || verdicts.some(({ status }) => status !== 'accepted'))
    throw new Error(`the agency was not founded: ${JSON.stringify(verdicts)}`);
  return { agencyId, code, people };
}

export const bookOf = ({ agencyId }: SimAgency, book: 'incoming' | 'outgoing') =>
  registerId(agencyId, book, YEAR);
