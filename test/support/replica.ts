import { randomUUID } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileProjectors } from '../../src/main/files/document-files.ts';
import { incomingProjectors } from '../../src/main/incoming/projector.ts';
import { officeProjectors } from '../../src/main/office/projector.ts';
import { outgoingProjectors } from '../../src/main/outgoing/projector.ts';
import type { Failpoint, Log, ServerPort } from '../../src/main/ports.ts';
import { registerProjectors } from '../../src/main/register/handlers.ts';
import { type BlobStore, openBlobs } from '../../src/main/store/blobs.ts';
import { openStore } from '../../src/main/store/database.ts';
import type { Projectors } from '../../src/main/store/projector.ts';
import {
  type EngineSetting,
  fetchOnce,
  pullOnce,
  pushOnce,
  type Step,
  uploadOnce,
} from '../../src/main/sync/engine.ts';
import { openReplica, type Replica } from '../../src/main/sync/replica.ts';
import type { ReplicaSetting } from '../../src/main/sync/setting.ts';
import type { AnyBody } from '../../src/shared/domain/core/kinds.ts';
import {
  type AgencyId,
  DeviceId,
  type Instant,
  type OfficialId,
} from '../../src/shared/domain/core/values.ts';

export const allProjectors: Projectors = {
  ...incomingProjectors,
  ...outgoingProjectors,
  ...officeProjectors,
  ...registerProjectors,
  ...fileProjectors,
};

/** A temporary folder that goes when the test file ends; `afterAll(folders.remove)`. */
export const temporaryFolders = (base = tmpdir()) => {
  const made: string[] = [];
  return {
    make: (): string => {
      const folder = mkdtempSync(join(base, 'ham-rong-'));
      made.push(folder);
      return folder;
    },
    remove: (): void => {
      for (const folder of made) rmSync(folder, { recursive: true, force: true });
    },
  };
};

export type TestReplicaSetting = {
  readonly dataDir: string;
  readonly officialId: OfficialId;
  readonly agencyId: AgencyId;
  readonly server: ServerPort;
  readonly now: () => Instant;
  readonly deviceId?: DeviceId;
  readonly failpoint?: Failpoint;
  readonly newId?: () => string;
  readonly inspect?: ReplicaSetting['inspect'];
  readonly projectors?: Projectors;
};

/** A replica over a real database in a folder, with the engine's steps at hand. */
export type TestReplica = {
  readonly replica: Replica;
  readonly blobs: BlobStore;
  readonly engine: EngineSetting;
  readonly logged: { readonly event: string; readonly detail: unknown }[];
  readonly push: () => Promise<Step>;
  readonly pull: () => Promise<Step>;
  readonly upload: () => Promise<Step>;
  readonly fetch: () => Promise<Step>;
  /** Everything until nothing moves; at most `rounds` rounds. */
  readonly settle: (rounds?: number) => Promise<void>;
  /** What the official sees, by key. */
  readonly seen: () => ReadonlyMap<string, AnyBody>;
  readonly outbox: () => readonly { name: string; state: string; code: string | null; settled: number }[];
  readonly close: () => void;
};

export function makeReplica(setting: TestReplicaSetting): TestReplica {
  const { dataDir, officialId, agencyId, server, now } = setting;
  const { newId = randomUUID, failpoint = () => undefined, projectors = allProjectors } = setting;
  const deviceId = setting.deviceId ?? DeviceId.parse(randomUUID());
  const logged: { event: string; detail: unknown }[] = [];
  const log: Log = (event, detail) => void logged.push({ event, detail });
  const store = openStore(dataDir);
  const blobs = openBlobs(dataDir);
  const profile = { profileId: 'test', officialId, agencyId, deviceId, isTrial: false };
  const replica = openReplica(store, {
    profile,
    projectors,
    blobs,
    now,
    newId,
    log,
    failpoint,
    inspect: setting.inspect ?? (() => undefined),
  });
  const engine: EngineSetting = { replica, blobs, ports: { server, now, failpoint, log, profile } };
  const steps = { upload: uploadOnce, push: pushOnce, pull: pullOnce, fetch: fetchOnce };
  return {
    replica,
    blobs,
    engine,
    logged,
    push: () => pushOnce(engine),
    pull: () => pullOnce(engine),
    upload: () => uploadOnce(engine),
    fetch: () => fetchOnce(engine),
    settle: async (rounds = 200) => {
      for (let round = 0; round < rounds; round++) {
        let isMoving = false;
        for (const step of Object.values(steps)) if ((await step(engine)) === 'done') isMoving = true;
        if (!isMoving) return;
      }
      throw new Error('the replica did not come to rest');
    },
    seen: () => seenIn(replica),
    outbox: () =>
      replica.store.read
        .prepare<[], { name: string; state: string; code: string | null; settled: number }>(
          'select name, state, code, settled_at is not null as settled from outbox order by n',
        )
        .all(),
    close: store.close,
  };
}

function seenIn({ store }: Replica): ReadonlyMap<string, AnyBody> {
  const rows = store.read
    .prepare<[], { key: string; seen: string }>(
      `select kind || ':' || id as key, coalesce(overlay, body) as seen from entities where is_readable = 1 order by key`,
    )
    .all();
  return new Map(rows.map(({ key, seen }) => [key, JSON.parse(seen) as AnyBody]));
}
