import { randomUUID } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type Sqlite from 'better-sqlite3';
import { fileProjectors } from '../src/main/files/document-files.ts';
import { incomingProjectors } from '../src/main/incoming/projector.ts';
import { officeProjectors } from '../src/main/office/projector.ts';
import { openStore } from '../src/main/store/database.ts';
import type { LastWork, WriteDb } from '../src/main/store/handles.ts';
import { applySnapshot } from '../src/main/sync/apply.ts';
import { openReplica } from '../src/main/sync/replica.ts';
import type { ReplicaSetting } from '../src/main/sync/setting.ts';
import { AgencyId, DeviceId, Instant } from '../src/shared/domain/core/values.ts';
import { SnapshotResponse } from '../src/shared/protocol/feed.ts';
import { type Line, measure } from './line.ts';
import { documentsOf, type ManyDocuments, seeded } from './many-documents.ts';

const PAGE = 500;
const NOW = Instant.parse('2026-11-20T03:00:00.000Z');
const TRIP = { sentAt: NOW, receivedAt: NOW };
/** A large office's years; page by page, in turns. */
const ENTITIES_MAX = 100_000;

type Write = { readonly sql: string; readonly values: readonly unknown[] };

/** The pages of a first synchronisation, as they come over the line. */
function pagesOf(count: number, officialId: ManyDocuments['officialId']): readonly string[] {
  const agencyId = AgencyId.parse(randomUUID());
  const document = documentsOf({ count, agencyId, officialId, random: seeded(31) });
  return Array.from({ length: Math.ceil(count / PAGE) }, (_, page) =>
    JSON.stringify({
      epoch: 1,
      asOf: count,
      ...((page + 1) * PAGE < count && { nextPage: String(page + 1) }),
      entities: Array.from({ length: Math.min(PAGE, count - page * PAGE) }, (_entity, index) => {
        const n = page * PAGE + index;
        const id = randomUUID();
        return {
          kind: 'incoming',
          id,
          rootKind: 'incoming',
          rootId: id,
          seq: n + 1,
          body: document(n),
        };
      }),
    }),
  );
}

const settingOf = (officialId: ManyDocuments['officialId']): ReplicaSetting => ({
  profile: { officialId, agencyId: AgencyId.parse(randomUUID()), deviceId: DeviceId.parse(randomUUID()) },
  projectors: { ...incomingProjectors, ...officeProjectors, ...fileProjectors },
  blobs: { has: () => false, fileOf: () => '' },
  now: () => NOW,
  newId: randomUUID,
  log: () => undefined,
  failpoint: () => undefined,
  inspect: () => undefined,
});

/** Notes every statement that changed something. */
function recording(db: WriteDb, writes: Write[]): WriteDb {
  const prepare = (sql: string) => {
    const statement = db.prepare(sql);
    return new Proxy(statement, {
      get: (target, name) => {
        if (name === 'run')
          return (...values: unknown[]) => {
            const result = target.run(...values);
            if (result.changes > 0) writes.push({ sql, values });
            return result;
          };
        const member = Reflect.get(target, name) as unknown;
        return typeof member === 'function' ? member.bind(target) : member;
      },
    });
  };
  const works = new Map<LastWork<never>, LastWork<never>>();
  const recorded: WriteDb = {
    prepare: prepare as unknown as Sqlite.Database['prepare'],
    ...{ exec: db.exec, mayWrite: true },
    last: (work, key, item) => {
      const known = works.get(work) ?? ((_, items) => work(recorded, items));
      works.set(work, known);
      db.last(known as LastWork<typeof item>, key, item);
    },
  };
  return recorded;
}

const inFolder = <Result>(work: (folder: string) => Result): Result => {
  const folder = mkdtempSync(join(tmpdir(), 'ham-rong-bench-'));
  try {
    return work(folder);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
};

/** What the first synchronisation writes, a page a transaction. */
const writesOf = (pages: readonly string[], setting: ReplicaSetting): readonly (readonly Write[])[] =>
  inFolder((folder) => {
    const store = openStore(folder);
    const all = pages.map((text) => {
      const writes: Write[] = [];
      store.transact((db) =>
        applySnapshot(recording(db, writes), setting, SnapshotResponse.parse(JSON.parse(text))),
      );
      return writes;
    });
    store.close();
    return all;
  });

/** At most 1.5 times the same pages read and the same rows, projections and index entries written by bare batched statements, page by page in turns. */
export function firstSyncLines({ officialId, count: most }: ManyDocuments): readonly Line[] {
  const count = Math.min(most, ENTITIES_MAX);
  const pages = pagesOf(count, officialId);
  const setting = settingOf(officialId);
  const writes = writesOf(pages, setting);
  const [bare, own] = [join(tmpdir(), randomUUID()), join(tmpdir(), randomUUID())];
  const [floor, store] = [openStore(bare), openStore(own)];
  const replica = openReplica(store, setting);
  let [read, applied] = [0, 0];
  const line = measure(
    `first sync of ${String(count)} entities, a page of ${String(PAGE)}`,
    // `measure` runs a tenth more, to warm up: all pages once.
    Math.floor(pages.length / 1.1) - 1,
    () => {
      JSON.parse(pages[read] ?? '');
      floor.transact((db) => {
        for (const { sql, values } of writes[read] ?? []) db.prepare(sql).run(...values);
      });
      read += 1;
    },
    () => {
      replica.applySnapshot(SnapshotResponse.parse(JSON.parse(pages[applied] ?? '')), TRIP);
      applied += 1;
    },
    { text: '≤ 1.5 × the same rows by bare batched statements', ratioMax: 1.5 },
  );
  floor.close();
  store.close();
  for (const folder of [bare, own]) rmSync(folder, { recursive: true, force: true });
  return [line];
}
