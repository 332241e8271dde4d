import type { DeviceId, Instant, OfficialId } from '../../src/shared/domain/core/values.ts';
import type { ClientFailpoint } from '../../src/shared/failpoints.ts';
import type { PushRequest } from '../../src/shared/protocol/push.ts';
import type { Random } from '../support/random.ts';
import type { TestReplica } from '../support/replica.ts';
import type { Armed } from './crash.ts';
import type { Seat, SimAgency } from './office.ts';
import type { SimProvince } from './province.ts';

/** One official's machine. Its clock is off by `skewMs`; what it is armed with ends it. */
export type Device = {
  readonly name: string;
  readonly seat: Seat;
  readonly agency: SimAgency;
  readonly officialId: OfficialId;
  readonly dataDir: string;
  /** Another one after the machine was enrolled anew. */
  deviceId: DeviceId;
  skewMs: number;
  /** Its program is newer than the server's; `isAhead` while it also speaks a protocol that the server does not know yet. */
  isNewer: boolean;
  isAhead: boolean;
  armed: Armed<ClientFailpoint>;
  test: TestReplica;
};

/** What a story went through. */
export const noCounts = {
  ...{ crashes: 0, drops: 0, repeats: 0, late: 0, cuts: 0, flips: 0, conflicts: 0, restores: 0 },
  ...{ clones: 0, lost: 0, forks: 0, jumps: 0, appointments: 0, laterWrites: 0, years: 0 },
};
export type Counts = typeof noCounts;

/** The number of a document, by the operation that got it. */
export type Promised = {
  readonly device: string;
  readonly documentId: string;
  readonly registerId: string;
  readonly number: number;
};

export type World = {
  readonly random: Random;
  readonly province: SimProvince;
  readonly agencies: readonly SimAgency[];
  readonly devices: Device[];
  /** Requests that a bad line delivers again, later. */
  readonly late: { readonly device: Device; readonly request: PushRequest }[];
  /** Operations promised to an official, by id. */
  readonly performed: Map<string, { readonly name: string; readonly device: string }>;
  readonly counts: Counts;
  /** Ends of processes, by place. */
  readonly ends: Map<string, number>;
  readonly trace: string[];
  /** Numbers that desks had heard of when the server was put back to before it gave them. */
  readonly promised: Map<string, Promised>;
  /** Operations of machines that are gone for ever. */
  readonly lost: Set<string>;
  /** Officials who had other rights for a while. */
  readonly demoted: Set<OfficialId>;
  /** Files that somebody brought with an operation and took back with it: they stay his own. */
  readonly tookBack: Set<string>;
  readonly begunAt: Instant;
  /** Machines that good weather did not bring to rest, and why. */
  readonly stuck: Set<string>;
  isHealed: boolean;
  readonly newFolder: () => string;
  close: () => Promise<void>;
};
