import type { Instant, Sha256 } from '../../shared/domain/core/values.ts';
import type { Log } from '../ports.ts';
import type { BlobStore } from '../store/blobs.ts';
import type { Store } from '../store/database.ts';
import type { ReadDb, WriteDb } from '../store/handles.ts';
import { sweepFiles } from './sweep.ts';

/** Whatever here may still need the file: a document, an operation of any state, a transfer, a signature, or what was made of a document. */
const isNeeded = (db: ReadDb, sha256: Sha256): boolean =>
  db
    .prepare<[Record<string, string>], number>(
      `select 1 from document_file where sha256 = :sha256
       union all select 1 from outbox_blobs where sha256 = :sha256
       union all select 1 from uploads where sha256 = :sha256
       union all select 1 from downloads where sha256 = :sha256 and state <> 'unwanted'
       union all select 1 from made_file where sha256 = :sha256
       union all select 1 from signing_intents where :sha256 in (base_sha256, signed_sha256)
       union all select 1 from signing_extension where sha256 = :sha256 limit 1`,
    )
    .pluck()
    .get({ sha256 }) !== undefined;

/** Notes which of these nothing here needs any more; they go with the next sweep (sync/sweep.ts). Answers those. */
export function noteUnneeded(db: WriteDb, chosen: readonly Sha256[]): readonly Sha256[] {
  const found = chosen.filter((sha256) => !isNeeded(db, sha256));
  for (const sha256 of found)
    db.prepare(
      `insert into downloads (sha256, size_bytes, state, priority) values (?, 0, 'unwanted', 9) on conflict do nothing`,
    ).run(sha256);
  return found;
}

/** A file that was dropped for a form and named by nothing since stays so long: the form may stand open over a long leave. */
export const UNUSED_DAYS = 14;

/** Lets a file go that was taken in before `restedBefore` and that nothing here needs: whoever gave the form up is not asked. */
export function noteUnused(db: WriteDb, sha256: Sha256, restedBefore: Instant): void {
  const isOld = db
    .prepare<[string, string], number>('select 1 from kept_file where sha256 = ? and used_at < ?')
    .pluck()
    .get(sha256, restedBefore);
  if (isOld) noteUnneeded(db, [sha256]);
}

/**
 * Files that were taken in for a form and turned out to be classified leave this machine: bytes, words that were read from them, and the freed pages that held those. One
 * that something here needs stays. Answers how many went; a crash in between is made good by the sweep after the next page.
 */
export async function discardFiles(
  { store, blobs, log }: { readonly store: Store; readonly blobs: BlobStore; readonly log: Log },
  chosen: readonly Sha256[],
): Promise<number> {
  const unneeded = store.transact((db) => noteUnneeded(db, chosen));
  if (unneeded.length === 0) return 0;
  await sweepFiles(store, blobs);
  try {
    store.rewrite();
  } catch (problem) {
    log('secrecy.rewrite-failed', { problem: problem instanceof Error ? problem.name : 'unknown' });
  }
  return unneeded.filter((sha256) => !blobs.has(sha256)).length;
}
