import { randomBytes, randomUUID } from 'node:crypto';
import { rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { incomingProjectors } from '../src/main/incoming/projector.ts';
import { officeProjectors } from '../src/main/office/projector.ts';
import { openStore } from '../src/main/store/database.ts';
import { openReplica } from '../src/main/sync/replica.ts';
import { AgencyId, DeviceId, IncomingId, Instant, OfficialId } from '../src/shared/domain/core/values.ts';
import { type Line, measure } from './line.ts';
import { documentsOf, seeded } from './many-documents.ts';

const NOW = Instant.parse('2026-11-20T03:00:00.000Z');
const RUNS = 400;
const DOCUMENTS = 500;

/** One local command of a profile that is locked by a secret, at most twice a bare FULL transaction of three rows (a body, an outbox row, a list row). */
export function localCommandLines(): readonly Line[] {
  const [bare, own] = [join(tmpdir(), randomUUID()), join(tmpdir(), randomUUID())];
  const [floor, store] = [openStore(bare), openStore(own, randomBytes(32))];
  floor.transact((db) => db.exec('create table bare (id text primary key, body text not null) strict'));
  const agencyId = AgencyId.parse(randomUUID());
  const officialId = OfficialId.parse(randomUUID());
  const now = (): Instant => NOW;
  const replica = openReplica(store, {
    profile: { officialId, agencyId, deviceId: DeviceId.parse(randomUUID()) },
    projectors: { ...incomingProjectors, ...officeProjectors },
    blobs: { has: () => false, fileOf: () => '' },
    now,
    newId: randomUUID,
    log: () => undefined,
    failpoint: () => undefined,
    inspect: () => undefined,
  });
  const ids = Array.from({ length: DOCUMENTS }, () => IncomingId.parse(randomUUID()));
  const document = documentsOf({ count: DOCUMENTS, agencyId, officialId, random: seeded(32) });
  const official = { v: 1, agencyId, fullName: 'Văn thư', position: 'Văn thư', roles: ['clerk'] };
  const row = (kind: string, id: string, body: object) => ({
    kind,
    id,
    rootKind: kind,
    rootId: id,
    seq: 1,
    body: body as { v: number },
  });
  const entities = [
    row('official', officialId, official),
    ...ids.map((id, n) => row('incoming', id, document(n))),
  ];
  replica.applySnapshot({ epoch: 1, asOf: 1, entities }, { sentAt: NOW, receivedAt: NOW });
  const body = JSON.stringify(document(0));
  let [written, given] = [0, 0];
  const line = measure(
    'one local command',
    RUNS,
    () => {
      written += 1;
      floor.transact((db) => {
        const insert = db.prepare('insert into bare values (?, ?)');
        for (const what of ['body', 'outbox', 'row']) insert.run(`${what} ${String(written)}`, body);
      });
    },
    () => {
      given += 1;
      const documentId = ids[given % DOCUMENTS];
      replica.perform('incoming.markRead', { documentId, isRead: true });
    },
    { text: '≤ 2 × a bare FULL transaction of three rows', ratioMax: 2 },
  );
  floor.close();
  store.close();
  for (const folder of [bare, own]) rmSync(folder, { recursive: true, force: true });
  return [line];
}
