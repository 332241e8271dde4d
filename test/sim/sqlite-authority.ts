import { linkOf } from '../../src/server/audit/verify-chain.ts';
import type {
  AuthorityStore,
  BatchOpening,
  BatchTransaction,
  BatchWrite,
  Held,
  Known,
  Lost,
  OpenedBatch,
  Written,
} from '../../src/server/store/authority-store.ts';
import type { AnyBody, Ref } from '../../src/shared/domain/core/kinds.ts';
import { type Database, listed } from './sqlite-tables.ts';

/**
 * The authority's storage in one process, for the simulator: the same port as PostgreSQL's, proven by the same suite. Batches run one after the other, which is
 * what the locks of the real one amount to.
 */
export function makeSqliteAuthority(db: () => Database): AuthorityStore {
  let before: Promise<unknown> = Promise.resolve();
  return {
    inBatch: (opening, work) => {
      const run = before.then(() => inOneTransaction(db(), opening, work));
      before = run.catch(() => undefined);
      return run;
    },
  };
}

async function inOneTransaction<Result>(
  db: Database,
  opening: BatchOpening,
  work: (transaction: BatchTransaction) => Promise<Result>,
): Promise<Result | 'queue-row-gone'> {
  db.exec('begin immediate');
  try {
    if (opening.queueId !== undefined && !db.prepare('select 1 from queue where id = ?').get(opening.queueId))
      return 'queue-row-gone';
    return await work({
      opened: open(db, opening),
      readMore: async (refs) => held(db, opening, refs),
      write: async (write) => {
        db.exec('savepoint writing');
        const lost = writeBatch(db, opening, write);
        if (lost.length > 0) {
          db.exec('rollback to writing');
          return { lost };
        }
        db.exec('commit');
        return { written: written(db, opening, write) };
      },
    });
  } finally {
    if (db.inTransaction) db.exec('rollback');
  }
}

function open(db: Database, opening: BatchOpening): OpenedBatch {
  const {
    device,
    isEnrolled,
    officialId,
    agencyId,
    operations,
    refs,
    blobs,
    principals,
    isSystem,
    doneSince,
  } = opening;
  const deviceRow = isEnrolled
    ? (db
        .prepare('select last_dev_seq as lastDevSeq, is_revoked as isRevoked from devices where id = ?')
        .get(device) as { lastDevSeq: number; isRevoked: number } | undefined)
    : undefined;
  const known: Known[] = [];
  for (const { id, devSeq, name } of operations) {
    const { changes } = db
      .prepare(
        'insert into verdicts (operation_id, device_id, dev_seq, official_id, name) values (?, ?, ?, ?, ?) on conflict do nothing',
      )
      .run(id, device, devSeq ?? null, officialId, name);
    if (changes === 0)
      known.push(
        db
          .prepare(
            `select operation_id as id, device_id as device, dev_seq as devSeq, official_id as officialId, attempts, verdict, touched
             from verdicts where operation_id = ?`,
          )
          .get(id) as Known,
      );
  }
  const actor = db
    .prepare("select body from entities where kind = 'official' and id = ? and agency_id = ?")
    .pluck()
    .get(officialId, agencyId) as string | undefined;
  const history = db
    .prepare('select since, body from official_history where official_id = ? order by since')
    .all(officialId) as { since: string; body: string }[];
  const isRecent = history.some(({ since }) => since > doneSince);
  return {
    device: deviceRow ? { lastDevSeq: deviceRow.lastDevSeq, isRevoked: deviceRow.isRevoked === 1 } : null,
    known,
    actor: actor === undefined ? null : JSON.parse(actor),
    history: isRecent ? history.map(({ since, body }) => ({ since, body: JSON.parse(body) })) : [],
    missingBlobs: blobs.filter((sha256) => !mayName(db, sha256, principals, isSystem)),
    entities: held(db, opening, refs),
  };
}

const mayName = (db: Database, sha256: string, principals: readonly string[], isSystem: boolean): boolean =>
  db
    .prepare(
      `select 1 from blobs b where b.sha256 = :sha256 and b.is_quarantined = 0 and (:isSystem = 1
         or exists (select 1 from blob_holders h where h.sha256 = b.sha256 and h.principal in (select value from json_each(:principals)))
         or exists (select 1 from blob_refs f
           join access a on a.root_kind = f.root_kind and a.root_id = f.root_id and a.to_seq is null
           where f.sha256 = b.sha256 and a.principal in (select value from json_each(:principals))))`,
    )
    .get({ sha256, isSystem: isSystem ? 1 : 0, principals: listed(principals) }) !== undefined;

function held(db: Database, { agencyId }: BatchOpening, refs: readonly Ref[]): readonly Held[] {
  const find = db.prepare('select seq, body from entities where kind = ? and id = ? and agency_id = ?');
  return refs.flatMap(({ kind, id }) => {
    const row = find.get(kind, id, agencyId) as { seq: number; body: string } | undefined;
    return row ? [{ kind, id, seq: row.seq, body: JSON.parse(row.body) as AnyBody }] : [];
  });
}

function writeBatch(db: Database, opening: BatchOpening, write: BatchWrite): Lost {
  const lost = takeClaims(db, write);
  if (lost.length > 0) return lost;
  if (write.acceptedCount > 0) {
    const head = headOf(db, opening.agencyId);
    const taken = writeEntities(db, opening, write, head);
    if (taken.length > 0) return taken;
    writeAccess(db, opening, write, head);
    writeBlobRefs(db, write);
    writeMemberships(db, opening, write, head);
    for (const { topic, key, payload } of write.queue) enqueue(db, opening, topic, key, payload);
    for (const { kind, id, ordinal } of write.purged) purgeRoot(db, opening, { kind, id }, head + ordinal);
  }
  if (write.removesQueueRow) db.prepare('delete from queue where id = ?').run(opening.queueId);
  if (write.lastDevSeq !== undefined)
    db.prepare('update devices set last_dev_seq = max(last_dev_seq, ?) where id = ?').run(
      write.lastDevSeq,
      opening.device,
    );
  writeVerdicts(db, opening, write);
  return [];
}

const enqueue = (db: Database, { arrivedAt }: BatchOpening, topic: string, key: string, payload: string) =>
  db
    .prepare('insert into queue (topic, key, payload, due_at) values (?, ?, ?, ?) on conflict do nothing')
    .run(topic, key, payload, arrivedAt);

/** `purge_roots`, but for who had it: the simulator's devices are looked at themselves. */
function purgeRoot(
  db: Database,
  opening: BatchOpening,
  root: { readonly kind: string; readonly id: string },
  seq: number,
): void {
  const { kind, id } = root;
  db.prepare(
    `insert into containments (agency_id, root_kind, root_id, seq, entity_ids)
     select :agencyId, :kind, :id, :seq, iif(count(*) = 0, json_array(:id), json_group_array(id)) from entities where agency_id = :agencyId and root_kind = :kind and root_id = :id`,
  ).run({ agencyId: opening.agencyId, kind, id, seq });
  db.prepare(
    'insert into containment_blobs select distinct root_kind, root_id, sha256 from blob_refs where root_kind = ? and root_id = ?',
  ).run(kind, id);
  db.prepare(`delete from queue where topic = 'message' and payload ->> 'documentId' = ?`).run(id);
  const first = db
    .prepare(`select body ->> 'packageSha256' from entities where kind = ? and id = ?`)
    .pluck()
    .get(kind, id) as string | null | undefined;
  const deliveries = db
    .prepare(`select id, body from entities where kind = 'delivery' and root_kind = ? and root_id = ?`)
    .all(kind, id) as { id: string; body: string }[];
  for (const delivery of deliveries) {
    const {
      messageId,
      recipientAgencyId,
      packageSha256 = first,
    } = JSON.parse(delivery.body) as Record<string, unknown>;
    const payload = { messageId, recipientAgencyId, packageSha256: packageSha256 ?? undefined };
    enqueue(db, opening, 'containment', delivery.id, JSON.stringify(payload));
  }
  enqueue(db, opening, 'purge', `${kind}/${id}`, JSON.stringify(root));
  db.prepare(
    'update access set to_seq = ? where root_kind = ? and root_id = ? and (to_seq is null or to_seq < ?)',
  ).run(seq, kind, id, seq);
  for (const table of ['blob_refs', 'entities'])
    db.prepare(`delete from ${table} where root_kind = ? and root_id = ?`).run(kind, id);
}

const headOf = (db: Database, agencyId: string): number =>
  (db.prepare('select head from feeds where agency_id = ?').pluck().get(agencyId) as number | undefined) ?? 0;

function takeClaims(db: Database, { claims }: BatchWrite): Lost {
  return claims.flatMap(({ space, key, operation_id: operationId, else_refuse: code }) => {
    const { changes } = db
      .prepare('insert into claims (space, key, operation_id) values (?, ?, ?) on conflict do nothing')
      .run(space, key, operationId);
    return changes === 0 ? [{ operationId, code }] : [];
  });
}

function writeEntities(
  db: Database,
  { agencyId }: BatchOpening,
  { created, put }: BatchWrite,
  head: number,
): Lost {
  const columns = '(kind, id, agency_id, root_kind, root_id, seq, body) values (?, ?, ?, ?, ?, ?, ?)';
  const insert = db.prepare(`insert into entities ${columns} on conflict do nothing`);
  const upsert = db.prepare(
    `insert into entities ${columns} on conflict (kind, id) do update set seq = excluded.seq, body = excluded.body
     where entities.agency_id = excluded.agency_id`,
  );
  const run = (statement: typeof insert, rows: BatchWrite['created']): Lost =>
    rows.flatMap(({ kind, id, root_kind, root_id, ordinal, body, operation_id: operationId }) =>
      statement.run(kind, id, agencyId, root_kind, root_id, head + ordinal, body).changes === 0
        ? [{ operationId, code: 'entity.exists' }]
        : [],
    );
  return [...run(insert, created), ...run(upsert, put)];
}

function writeAccess(db: Database, { agencyId }: BatchOpening, { access }: BatchWrite, head: number): void {
  const end = db.prepare(
    `update access set to_seq = ? where source_kind = ? and source_id = ? and to_seq is null
     and principal not in (select value from json_each(?))`,
  );
  const begin = db.prepare(
    `insert into access (agency_id, root_kind, root_id, principal, source_kind, source_id, from_seq) values (?, ?, ?, ?, ?, ?, ?)
     on conflict do nothing`,
  );
  for (const { kind, id, root_kind, root_id, ordinal, is_new, principals } of access) {
    if (!is_new) end.run(head + ordinal, kind, id, listed(principals));
    for (const principal of principals)
      begin.run(agencyId, root_kind, root_id, principal, kind, id, head + ordinal);
  }
}

function writeBlobRefs(db: Database, { blobRefs }: BatchWrite): void {
  for (const { kind, id, root_kind, root_id, is_new, hashes } of blobRefs) {
    if (!is_new)
      db.prepare(
        'delete from blob_refs where kind = ? and id = ? and sha256 not in (select value from json_each(?))',
      ).run(kind, id, listed(hashes));
    for (const sha256 of hashes)
      db.prepare('insert into blob_refs values (?, ?, ?, ?, ?) on conflict do nothing').run(
        sha256,
        kind,
        id,
        root_kind,
        root_id,
      );
  }
}

function writeMemberships(
  db: Database,
  { arrivedAt }: BatchOpening,
  { memberships }: BatchWrite,
  head: number,
): void {
  for (const { id, fingerprint, body, ordinal } of memberships) {
    db.prepare(
      `insert into memberships values (?, ?, ?) on conflict (official_id) do update set fingerprint = excluded.fingerprint,
         changed_seq = case when fingerprint = excluded.fingerprint then changed_seq else excluded.changed_seq end`,
    ).run(id, fingerprint, head + ordinal);
    db.prepare('insert into official_history values (?, ?, ?)').run(id, arrivedAt, body);
  }
}

function writeVerdicts(db: Database, { agencyId, officialId }: BatchOpening, write: BatchWrite): void {
  const head = headOf(db, agencyId);
  for (const { id, verdict, touched, ordinal, attempts } of write.verdicts)
    db.prepare(
      'update verdicts set verdict = ?, touched = ?, attempts = attempts + ? where operation_id = ?',
    ).run(
      ordinal === null ? verdict : `${String(verdict)},"seq":${String(head + ordinal)}}`,
      touched,
      attempts,
      id,
    );
  if (write.acceptedCount === 0) return;
  let chain = (db.prepare('select chain from feeds where agency_id = ?').pluck().get(agencyId) ??
    '') as string;
  for (const { id, ordinal, name, args, args_sha256: argsSha256 } of write.log.toSorted(
    (a, b) => a.ordinal - b.ordinal,
  )) {
    chain = linkOf(chain, { seq: head + ordinal, operationId: id, officialId, name, argsSha256 });
    db.prepare('insert into operation_log values (?, ?, ?, ?, ?, ?, ?, ?)').run(
      agencyId,
      head + ordinal,
      id,
      officialId,
      name,
      args,
      argsSha256,
      chain,
    );
  }
  db.prepare(
    'insert into feeds values (?, ?, ?) on conflict (agency_id) do update set head = excluded.head, chain = excluded.chain',
  ).run(agencyId, head + write.acceptedCount, chain);
}

const written = (db: Database, { agencyId }: BatchOpening, { acceptedCount }: BatchWrite): Written => {
  const head = headOf(db, agencyId);
  return { base: head - acceptedCount, head };
};
