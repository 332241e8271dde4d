import { type AnyBody, isKind, type Ref } from '../../shared/domain/core/kinds.ts';
import type { ChangesResponse, SnapshotResponse } from '../../shared/protocol/feed.ts';
import type { EntityRow } from '../../shared/protocol/rows.ts';
import {
  hasOverlays,
  type Removed,
  removeTree,
  removeUnnamed,
  seenBody,
  writeConfirmed,
} from '../store/entities.ts';
import type { WriteDb } from '../store/handles.ts';
import { containHere } from './contain-here.ts';
import { byRank, type Dirty, markDirty } from './decide-here.ts';
import { hasPending, reachedBy, refsOfOperation, settle } from './outbox.ts';
import { projectBody, projectDirty, type Written } from './project.ts';
import { readableKind } from './readable.ts';
import { redecide } from './redecide.ts';
import { rememberNumbers } from './remember.ts';
import {
  beginSnapshot,
  continueSnapshot,
  correctedTime,
  endSnapshot,
  moveCursor,
  replicaRow,
} from './replica-row.ts';
import { resendAccepted } from './resend.ts';
import type { ReplicaSetting } from './setting.ts';
import { dropFilesOf, noteSuperseded } from './sweep.ts';
import { wantFiles } from './want-files.ts';

type Named = { readonly kind: string; readonly id: string };

/** `stale`: the cursor moved while the page was on its way. `needs-snapshot`: the page cannot follow what this replica has, and nothing else cures that. */
export type Applied = 'applied' | 'stale' | 'needs-snapshot';

/** Writes a page and its cursor in one transaction (the caller's); `since` is the cursor that the page was asked for. */
export function applyChanges(
  db: WriteDb,
  setting: ReplicaSetting,
  page: ChangesResponse,
  since: number,
): Applied {
  const { cursor, epoch } = replicaRow(db);
  if (cursor !== since) return 'stale';
  if (page.epoch !== epoch || page.next < cursor || page.head < cursor) return 'needs-snapshot';
  if (page.hasMore && page.next === cursor) return 'needs-snapshot';
  const contained = containHere(db, page.gone);
  const removed = page.gone.flatMap((root) => removeTree(db, root));
  removed.push(...contained);
  const written = writeRows(db, setting, page.entities, false);
  moveCursor(db, page.next);
  const settled = settleReached(db, setting, page.next);
  // What was done to a contained document no longer names what else it wrote: the counter of a lent book, for one.
  const touched = contained.length > 0 ? 'all' : [...page.entities, ...removed, ...settled];
  finish(db, setting, written, touched, removed);
  return 'applied';
}

/** Writes one page of a snapshot; the last one removes what no page named. Answers whether it was the last. */
export function applySnapshot(
  db: WriteDb,
  setting: ReplicaSetting,
  page: SnapshotResponse,
): 'more' | 'whole' {
  const before = replicaRow(db);
  if (before.snapshotEpoch !== null && before.snapshotEpoch !== page.epoch) {
    beginSnapshot(db);
    return 'more';
  }
  const isNewEpoch = before.epoch !== page.epoch;
  const asOf = Math.min(before.snapshotAsOf ?? page.asOf, page.asOf);
  if (before.epoch !== null && isNewEpoch && before.snapshotEpoch === null) rememberNumbers(db);
  const written = writeRows(db, setting, page.entities, isNewEpoch);
  if (page.nextPage !== undefined) {
    continueSnapshot(db, page.nextPage, page.epoch, asOf);
    finish(db, setting, written, page.entities, []);
    return 'more';
  }
  const removed = [...containHere(db, page.contained ?? []), ...removeUnnamed(db, before.generation)];
  endSnapshot(db, page.epoch, asOf);
  if (before.epoch !== null && isNewEpoch) resendAccepted(db);
  else settleReached(db, setting, asOf);
  finish(db, setting, written, 'all', removed);
  return 'whole';
}

/** The next page to ask for, beginning a snapshot where none runs; a page of another epoch begins it anew. */
export function snapshotPage(db: WriteDb): string | undefined {
  const { snapshotPage: page } = replicaRow(db);
  if (page === null) beginSnapshot(db);
  return page ?? undefined;
}

/** Writes rows by the rule of `seq`; answers those that were written and can be read. */
export function writeRows(
  db: WriteDb,
  setting: ReplicaSetting,
  rows: readonly EntityRow[],
  isNewEpoch: boolean,
): readonly Written[] {
  const { generation } = replicaRow(db);
  const written: Written[] = [];
  for (const row of rows) {
    const kind = readableKind(row);
    noteSuperseded(db, row);
    if (!writeConfirmed(db, row, { isReadable: kind !== undefined, generation, isNewEpoch })) continue;
    if (kind) written.push({ kind, id: row.id, body: row.body as unknown as AnyBody });
    else setting.log('sync.kept-raw', { kind: row.kind });
  }
  return written;
}

function settleReached(db: WriteDb, setting: ReplicaSetting, cursor: number): readonly Ref[] {
  const reached = reachedBy(db, cursor);
  const refs = reached.flatMap((n) => refsOfOperation(db, n));
  const at = correctedTime(db, setting.now());
  for (const n of reached) settle(db, n, at);
  return refs;
}

/** Replays what the page touched, then writes the list rows of everything that looks different now. */
export function finish(
  db: WriteDb,
  setting: ReplicaSetting,
  written: readonly Written[],
  touched: readonly Named[] | 'all',
  removed: readonly Removed[],
): void {
  dropFilesOf(db, removed);
  const { officialId } = setting.profile;
  wantFiles(db, setting, written);
  const isMine =
    touched !== 'all' && touched.some(({ kind, id }) => kind === 'official' && id === officialId);
  const dirty: Dirty = new Map();
  for (const { kind, id } of removed) if (isKind(kind)) markDirty(dirty, { kind, id });
  // What settled or was refused just now pends no more, but its overlay still lies there.
  const mustReplay = touched === 'all' || hasPending(db) || hasOverlays(db);
  if (mustReplay) {
    // A change of the official's own rights may change any decision.
    redecide(db, setting, isMine ? 'all' : touched, dirty);
    for (const { kind, id } of written) markDirty(dirty, { kind, id });
  } else {
    // Nothing pending, so what was written is what is seen: the first synchronisation parses no body twice.
    for (const { kind, id, body } of [...written].sort(byRank))
      projectBody(db, setting.projectors, kind, id, body);
  }
  projectDirty(db, setting.projectors, dirty);
}

/** After an update of the program: bodies that an older one kept raw may be readable now. Answers how many became so. */
export function rereadRaw(db: WriteDb, setting: ReplicaSetting): number {
  const rows = db
    .prepare<[number], { entity: number; kind: string; id: string; body: string }>(
      'select entity, kind, id, body from entities where is_readable = 0 and body is not null limit ?',
    )
    .all(RAW_ROWS_MAX);
  let count = 0;
  for (const { entity, kind: name, id, body } of rows) {
    const kind = readableKind({ kind: name, body: JSON.parse(body) as EntityRow['body'] });
    if (!kind) continue;
    db.prepare('update entities set is_readable = 1 where entity = ?').run(entity);
    projectBody(db, setting.projectors, kind, id, seenBody(db, kind, id));
    count += 1;
  }
  return count;
}
const RAW_ROWS_MAX = 10_000;
