import type { DocumentRef } from '../../shared/domain/core/document-ref.ts';
import { isKind } from '../../shared/domain/core/kinds.ts';
import type { Instant, Sha256 } from '../../shared/domain/core/values.ts';
import type { Outgoing } from '../../shared/domain/outgoing/outgoing.ts';
import { instantOf } from '../../shared/text/day.ts';
import type { BlobStore, Hashed } from '../store/blobs.ts';
import { confirmedBody } from '../store/entities.ts';
import type { ReadDb, WriteDb } from '../store/handles.ts';
import { noteUnused, UNUSED_DAYS } from './discard.ts';
import { forgetKept, notedFiles, noteKept, roomOf } from './kept-files.ts';
import type { Replica } from './replica.ts';
import type { ReplicaSetting } from './setting.ts';
import { filedBy, isKeptHere, keepingPolicy, type Policy } from './want-files.ts';

type Setting = {
  readonly replica: Replica;
  readonly blobs: BlobStore;
  readonly ports: Pick<ReplicaSetting, 'now' | 'failpoint' | 'log' | 'profile'>;
};

/** Files looked at for one that may go. */
const CANDIDATES_MAX = 2_000;
const DAY_MS = 86_400_000;

/** What was used so lately makes no room for what nobody asked for: the two would drive each other out. */
const RESTED_DAYS = 7;

type Candidate = { readonly sha256: Sha256; readonly sizeBytes: number; readonly usedAt: Instant };

/**
 * What the server has, and nothing here still has to say: named by a document that is seen, brought or fetched whole, and in no operation that is kept: pending, refused (Đồng bộ),
 * or accepted in the last days, because a server that is put back in time asks for it again and has its file from nowhere else (resend.ts). A file that was dropped and not used yet is named by nothing, and is not among them. The longest unused first.
 */
const candidates = (db: ReadDb): readonly Candidate[] =>
  db
    .prepare<[number], Candidate>(
      `select k.sha256, k.size_bytes as sizeBytes, k.used_at as usedAt from kept_file k
       where exists (select 1 from document_file f where f.sha256 = k.sha256)
         and (exists (select 1 from downloads d where d.sha256 = k.sha256 and d.state = 'here')
           or exists (select 1 from uploads u where u.sha256 = k.sha256 and u.state = 'finalised'))
         and not exists (select 1 from outbox_blobs b where b.sha256 = k.sha256)
         and not exists (select 1 from signing_intents i where k.sha256 in (i.base_sha256, i.signed_sha256))
         and not exists (select 1 from signing_extension e where e.sha256 = k.sha256)
       order by k.used_at, k.sha256 limit ?`,
    )
    .all(CANDIDATES_MAX);

type Named = { readonly kind: string; readonly id: string };
const documentsOf = (db: ReadDb, sha256: Sha256): readonly Named[] =>
  db
    .prepare<[string], Named>(
      'select distinct document_kind as kind, document_id as id from document_file where sha256 = ? limit 50',
    )
    .all(sha256);

/** `own`: a draft, or what its drafter or signer still works on: never let go. `wanted`: kept without being asked. `spare`: whatever else is here. */
function standing(
  db: ReadDb,
  sha256: Sha256,
  policy: Policy,
  filed: ReadonlySet<string>,
): 'own' | 'wanted' | 'spare' {
  let found: 'wanted' | 'spare' = 'spare';
  for (const { kind, id } of documentsOf(db, sha256)) {
    if (!isKind(kind) || (kind !== 'incoming' && kind !== 'outgoing')) continue;
    const body = confirmedBody(db, kind, id);
    // Only a pending operation shows it: the server has no document that names the file.
    if (!body) return 'own';
    if (kind === 'outgoing' && isWorkedOn(body as Outgoing, policy)) return 'own';
    if (found === 'spare' && isKeptHere(db, { kind, id } as DocumentRef, policy, filed)) found = 'wanted';
  }
  return found;
}

const isWorkedOn = ({ state, drafterId, signerId }: Outgoing, { officialId }: Policy): boolean =>
  state !== 'dispatched' && state !== 'void' && (drafterId === officialId || signerId === officialId);

/**
 * Lets files go until `bytes` more fit into the quota, the longest unused first: what nobody keeps on purpose and has not used lately; or, where the official himself asks for a file or
 * for room (`isAsked`), all of that and then what would be kept. Answers whether they fit now.
 */
export async function makeRoom(setting: Setting, bytes: number, isAsked: boolean): Promise<boolean> {
  const { store } = setting.replica;
  const lacks = (): boolean => {
    const { usedBytes, quotaBytes } = roomOf(store.read);
    return usedBytes + bytes > quotaBytes;
  };
  if (!lacks()) return true;
  const policy = keepingPolicy(store.read, setting.ports);
  const filed = filedBy(store.read, policy.officialId);
  const restedBefore = instantOf(Date.parse(setting.ports.now()) - RESTED_DAYS * DAY_MS);
  const found = candidates(store.read).map(({ sha256, usedAt }) => ({
    sha256,
    isRested: usedAt < restedBefore,
    standing: standing(store.read, sha256, policy, filed),
  }));
  const spare = found.filter((each) => each.standing === 'spare');
  const wanted = found.filter((each) => each.standing === 'wanted');
  for (const { sha256 } of isAsked ? [...spare, ...wanted] : spare.filter(({ isRested }) => isRested)) {
    if (!lacks()) return true;
    await letGo(setting, sha256);
  }
  return !lacks();
}

/** Noted first, removed after: ended between the two, the file is still here and is noted again at the next start. */
async function letGo({ replica, blobs, ports }: Setting, sha256: Sha256): Promise<void> {
  replica.store.transact((db) => {
    const { sizeBytes } = db
      .prepare<[string], { sizeBytes: number }>(
        'select size_bytes as sizeBytes from kept_file where sha256 = ?',
      )
      .get(sha256) ?? { sizeBytes: 0 };
    db.prepare(
      `insert into downloads (sha256, size_bytes, state, priority) values (?, ?, 'not-kept', 9)
       on conflict (sha256) do update set state = 'not-kept', size_bytes = excluded.size_bytes, priority = 9, rank = 0, attempts = 0`,
    ).run(sha256, sizeBytes);
    forgetKept(db, sha256);
  });
  ports.failpoint('room.after-note');
  await blobs.remove(sha256);
  ports.log('files.let-go', {});
}

/** Files that one slice of the walk notes. */
const WALK_SLICE = 200;

/**
 * What stands in the folder is what is here: a program before this one noted nothing, and an ended one may have noted half. What was dropped and never used goes when its
 * time is over.
 */
export async function noteWhatIsHere(
  { replica, blobs, ports }: Setting,
  isClosed: () => boolean,
): Promise<void> {
  const { store } = replica;
  const restedBefore = instantOf(Date.parse(ports.now()) - UNUSED_DAYS * DAY_MS);
  const here = new Set<Sha256>();
  let slice: Hashed[] = [];
  const write = (): void => {
    const found = slice;
    slice = [];
    store.transact((db) => {
      // What was let go meanwhile is not here.
      for (const { sha256, sizeBytes } of found)
        if (blobs.has(sha256)) {
          noteFound(db, sha256, sizeBytes, ports.now());
          noteUnused(db, sha256, restedBefore);
        }
    });
  };
  for await (const found of blobs.list()) {
    if (isClosed()) return;
    here.add(found.sha256);
    if (slice.push(found) >= WALK_SLICE) write();
  }
  if (isClosed()) return;
  write();
  store.transact((db) => {
    for (const sha256 of notedFiles(db)) if (!here.has(sha256) && !blobs.has(sha256)) forgetKept(db, sha256);
  });
}

function noteFound(
  db: WriteDb,
  sha256: Sha256,
  sizeBytes: number,
  at: ReturnType<Setting['ports']['now']>,
): void {
  const isNoted = db.prepare('select 1 from kept_file where sha256 = ?').get(sha256) !== undefined;
  if (!isNoted) noteKept(db, sha256, sizeBytes, at);
  db.prepare(`update downloads set state = 'here' where sha256 = ? and state in ('not-kept', 'wanted')`).run(
    sha256,
  );
}
