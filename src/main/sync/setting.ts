import type { Context, Inspected, Inspection } from '../../shared/domain/core/command.ts';
import type { Instant } from '../../shared/domain/core/values.ts';
import type { Failpoint, Log, Profile } from '../ports.ts';
import type { BlobStore } from '../store/blobs.ts';
import type { Projectors } from '../store/projector.ts';

/** What the replica is given; nothing in it reads a clock, a random source or the network by itself. */
export type ReplicaSetting = {
  readonly profile: Pick<Profile, 'officialId' | 'agencyId' | 'deviceId'>;
  readonly projectors: Projectors;
  readonly blobs: Pick<BlobStore, 'has' | 'fileOf'>;
  readonly now: () => Instant;
  readonly newId: () => string;
  readonly log: Log;
  readonly failpoint: Failpoint;
  /** What this machine's own verifier found in a signed file; undefined until it has looked, which leaves the operation undecided. */
  readonly inspect: (inspection: Inspection) => Inspected | undefined;
};

export type DecisionTime = Pick<Context, 'at' | 'today' | 'doneAt'>;
