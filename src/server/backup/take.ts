import { createHash } from 'node:crypto';
import { createWriteStream } from 'node:fs';
import { mkdir, open, rename, rm, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { Transform, type TransformCallback } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { to as copyTo } from 'pg-copy-streams';
import type { Instant, Sha256 } from '../../shared/domain/core/values.ts';
import { AppError } from '../../shared/errors.ts';
import { type BlobFiles, statOf } from '../blobs/blob-files.ts';
import { COLLECT_LOCK } from '../blobs/collect.ts';
import { schemaVersion } from '../store/migrate.ts';
import type { DatabaseClient } from '../store/pool.ts';
import { copyBlob } from './copy-blob.ts';
import { BLOB_LIST, MANIFEST, type Manifest, tableFile } from './manifest.ts';
import { quoted, type Table, tablesOf } from './tables.ts';

export type BackupOrder = {
  readonly client: DatabaseClient;
  readonly blobs: BlobFiles;
  /** The folder of this backup; must not exist. Files by content go into `blobs` beside it, which all backups of that place share. */
  readonly target: string;
  readonly at: Instant;
};

/**
 * Takes a backup while the server works: one REPEATABLE READ transaction, so that all tables are of one instant, then the files that they name. Written
 * under another name and renamed when all of it is on disk: a backup that was interrupted is never taken for one. Throws `backup.target-exists`.
 */
export async function takeBackup({ client, blobs, target, at }: BackupOrder): Promise<Manifest> {
  if (await statOf(target)) throw new AppError('backup.target-exists', { path: target });
  const half = `${target}.half`;
  await rm(half, { recursive: true, force: true });
  await mkdir(half, { recursive: true, mode: 0o700 });
  // Files that are listed must still be there when they are copied.
  await client.query('select pg_advisory_lock_shared($1)', [COLLECT_LOCK]);
  await client.query('begin isolation level repeatable read read only');
  try {
    const { rows } = await client.query<{ epoch: number }>('select epoch from province');
    const tables: Manifest['tables'] = [];
    for (const table of await tablesOf(client)) tables.push(await copyTable(client, table, half));
    const kept = await copyBlobs(client, blobs, { half, shared: join(dirname(target), 'blobs') });
    const manifest: Manifest = {
      format: 1,
      takenAt: at,
      schema: await schemaVersion(client),
      epoch: rows[0]?.epoch ?? 1,
      tables,
      ...kept,
    };
    await writeDurably(join(half, MANIFEST), `${JSON.stringify(manifest, undefined, 2)}\n`);
    await rename(half, target);
    return manifest;
  } finally {
    await client.query('rollback');
    await client.query('select pg_advisory_unlock_shared($1)', [COLLECT_LOCK]);
  }
}

/** Counts and hashes what passes. */
class Measure extends Transform {
  readonly #hash = createHash('sha256');
  sizeBytes = 0;
  override _transform(chunk: Buffer, _encoding: BufferEncoding, done: TransformCallback): void {
    this.#hash.update(chunk);
    this.sizeBytes += chunk.length;
    done(null, chunk);
  }
  digest(): string {
    return this.#hash.digest('hex');
  }
}

async function copyTable(
  client: DatabaseClient,
  { name, columns }: Table,
  folder: string,
): Promise<Manifest['tables'][number]> {
  const rows = client.query(copyTo(`copy ${quoted(name)} (${columns.map(quoted).join(', ')}) to stdout`));
  const measure = new Measure();
  const file = join(folder, tableFile(name));
  await pipeline(rows, measure, createWriteStream(file, { mode: 0o600, flush: true }));
  const { sizeBytes } = measure;
  return { name, columns: [...columns], rows: rows.rowCount, sizeBytes, sha256: measure.digest() };
}

/** Files never change, so those that an earlier backup of the same place has are not copied again. */
async function copyBlobs(
  client: DatabaseClient,
  blobs: BlobFiles,
  { half, shared }: { readonly half: string; readonly shared: string },
): Promise<Pick<Manifest, 'blobs' | 'damaged'>> {
  const { rows } = await client.query<{ sha256: Sha256; sizeBytes: number }>(
    'select sha256, size_bytes as "sizeBytes" from blobs where quarantined_at is null order by sha256',
  );
  const damaged: string[] = [];
  const list: string[] = [];
  let total = 0;
  for (const { sha256, sizeBytes } of rows) {
    if (await copyBlob(blobs.pathOf(sha256), { folder: shared, sha256, sizeBytes })) {
      list.push(`${sha256} ${String(sizeBytes)}\n`);
      total += sizeBytes;
    } else damaged.push(sha256);
  }
  const text = list.join('');
  await writeDurably(join(half, BLOB_LIST), text);
  const sha256 = createHash('sha256').update(text).digest('hex');
  return { blobs: { count: list.length, sizeBytes: total, sha256 }, damaged };
}

async function writeDurably(path: string, text: string): Promise<void> {
  await writeFile(path, text, { mode: 0o600, flush: true });
  if (process.platform === 'win32') return;
  const folder = await open(dirname(path), 'r');
  try {
    await folder.sync();
  } finally {
    await folder.close();
  }
}

/** The usual name of a backup: its instant to the millisecond, so that no two share one, fit for every file system. */
export const backupName = (at: Instant): string => at.replaceAll(/[-:.]/g, '');
