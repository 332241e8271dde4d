import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { from as copyFrom } from 'pg-copy-streams';
import { type Instant, Sha256 } from '../../shared/domain/core/values.ts';
import { AppError } from '../../shared/errors.ts';
import { type BlobFiles, blobPath, hashFile, statOf } from '../blobs/blob-files.ts';
import { migrate, newestSchema, schemaVersion } from '../store/migrate.ts';
import type { DatabaseClient } from '../store/pool.ts';
import { copyBlob } from './copy-blob.ts';
import { BLOB_LIST, MANIFEST, MANIFEST_BYTES_MAX, Manifest, tableFile } from './manifest.ts';
import { identityColumns, quoted, tablesOf } from './tables.ts';

export type RestoreOrder = {
  readonly source: string;
  /** An empty database, or one in which nobody has worked yet. */
  readonly client: DatabaseClient;
  readonly blobs: BlobFiles;
  readonly at: Instant;
};

/**
 * Puts a backup into an empty database and file store. Everything is checked before anything is written, all tables come in one transaction, and the epoch is
 * one that no server of this province had, so that every replica takes a snapshot and sends again what came after the backup (docs/sync.md, rule 10).
 * Throws `backup.unreadable | damaged | newer | target-not-empty`.
 */
export async function restoreBackup(order: RestoreOrder): Promise<Manifest> {
  const { source, client, blobs, at } = order;
  const manifest = await readManifest(source);
  const files = await readBlobList(source, manifest);
  for (const table of manifest.tables) await checkTable(source, table);
  await demandEmpty(client, manifest);
  for (const { sha256, sizeBytes } of files) {
    const from = blobPath(join(dirname(source), 'blobs'), sha256);
    const isKept = await copyBlob(from, { folder: blobs.root, sha256, sizeBytes });
    if (!isKept) throw new AppError('backup.damaged', { path: from });
  }
  await migrate(client, manifest.schema);
  await client.query('begin');
  try {
    await loadTables(client, source, manifest);
    await client.query('update province set epoch = $1', [epochAfter(manifest.epoch, at)]);
    await client.query('commit');
  } catch (problem) {
    await client.query('rollback');
    throw problem;
  }
  await migrate(client);
  // A refresh token that was used after the backup would count a second time: everybody signs in again (docs/province.md).
  await client.query('delete from sign_in_records');
  // What was under way has no bytes here; the desks begin anew.
  await client.query('delete from uploads');
  return manifest;
}

const EPOCH_ZERO_MS = Date.UTC(2020, 0, 1);

/** Higher than before, and another one when the same backup is restored twice: seconds since 2020, which an integer column holds until 2088. */
const epochAfter = (epoch: number, at: Instant): number =>
  Math.max(epoch + 1, Math.floor((Date.parse(at) - EPOCH_ZERO_MS) / 1000));

async function readManifest(source: string): Promise<Manifest> {
  const path = join(source, MANIFEST);
  const found = await statOf(path);
  if (!found || found.size > MANIFEST_BYTES_MAX) throw new AppError('backup.unreadable', { path });
  const manifest = Manifest.safeParse(parsedJson(await readFile(path, 'utf8')));
  if (!manifest.success) throw new AppError('backup.unreadable', { path });
  if (manifest.data.schema > newestSchema) throw new AppError('backup.newer', { path });
  return manifest.data;
}

function parsedJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    // Not JSON: the schema refuses what stands for it.
    return undefined;
  }
}

async function checkTable(source: string, { name, sha256 }: Manifest['tables'][number]): Promise<void> {
  const path = join(source, tableFile(name));
  if (!(await statOf(path)) || (await hashFile(path)) !== sha256)
    throw new AppError('backup.damaged', { path });
}

async function readBlobList(source: string, { blobs }: Manifest) {
  const path = join(source, BLOB_LIST);
  if (!(await statOf(path))) throw new AppError('backup.damaged', { path });
  const text = await readFile(path, 'utf8');
  if (createHash('sha256').update(text).digest('hex') !== blobs.sha256)
    throw new AppError('backup.damaged', { path });
  return text
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => {
      const [sha256, size] = line.split(' ');
      return { sha256: Sha256.parse(sha256), sizeBytes: Number(size) };
    });
}

/** A restore never mixes two histories: it goes into a province in which nothing was done. */
async function demandEmpty(client: DatabaseClient, { schema }: Manifest): Promise<void> {
  const found = await schemaVersion(client);
  if (found === 0) return;
  const { rowCount } = await client.query(
    'select 1 where exists (select 1 from entities) or exists (select 1 from operation_log) or exists (select 1 from devices)',
  );
  if (found !== schema || rowCount !== 0) throw new AppError('backup.target-not-empty');
}

async function loadTables(client: DatabaseClient, source: string, manifest: Manifest): Promise<void> {
  const known = new Set((await tablesOf(client)).map(({ name }) => name));
  for (const { name, columns, rows } of manifest.tables) {
    if (!known.has(name)) throw new AppError('backup.unreadable', { path: join(source, tableFile(name)) });
    await client.query(`delete from ${quoted(name)}`);
    const into = client.query(
      copyFrom(`copy ${quoted(name)} (${columns.map(quoted).join(', ')}) from stdin`),
    );
    await pipeline(createReadStream(join(source, tableFile(name))), into);
    if (into.rowCount !== rows) throw new AppError('backup.damaged', { path: join(source, tableFile(name)) });
  }
  for (const { table, column } of await identityColumns(client)) {
    await client.query(
      `select setval(pg_get_serial_sequence('${quoted(table)}', '${column}'), coalesce(max(${quoted(column)}), 0) + 1, false) from ${quoted(table)}`,
    );
  }
}
