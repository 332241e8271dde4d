import { mkdir, rename, rm, statfs } from 'node:fs/promises';
import { dirname } from 'node:path';
import type { AgencyId } from '../../shared/domain/core/values.ts';
import { AppError } from '../../shared/errors.ts';
import { type BlobFiles, statOf } from '../blobs/blob-files.ts';
import { COLLECT_LOCK } from '../blobs/collect.ts';
import type { DatabaseClient } from '../store/pool.ts';
import { dossierPath, dossierXml, type Office } from './dossier-xml.ts';
import { type ExportFolder, openFolder } from './folder.ts';
import { guideText } from './guide.ts';
import { layOut } from './lay-out.ts';
import { openOffice } from './office.ts';
import { type EntityRead, treesOf } from './read.ts';
import { writeLog, writeTables } from './write-tables.ts';

/** What stays free on the disk beside the files themselves: tables, lists, dossiers. */
const ROOM_BESIDES = 64 * 1024 * 1024;
/** Files between two words on how far it is. */
const TOLD_EVERY = 200;

export type ExportOrder = {
  readonly client: DatabaseClient;
  readonly blobs: BlobFiles;
  readonly agencyId: AgencyId;
  /** The folder of this export; must not exist. */
  readonly target: string;
  readonly signal: AbortSignal;
  readonly onProgress?: (done: number, total: number) => void;
  readonly freeBytes?: (folder: string) => Promise<number>;
};

export type Exported = {
  readonly seq: number;
  readonly documents: number;
  readonly files: number;
  readonly sizeBytes: number;
  /** Files that the server knows and that were absent or damaged, under the paths that they would have. */
  readonly missing: readonly string[];
};

/** What is named of what is missing; the list itself says all. */
const MISSING_TOLD_MAX = 1_000;

/**
 * Writes everything that an agency has here in open formats (annex VI part I, III.5.e), while the server works: one REPEATABLE READ transaction, so that all tables are of one instant. It is
 * written under another name and renamed when all of it is there; what an interrupted one has copied is not copied again. Two exports of one state are the same bytes. Throws `agencyExport.*`.
 */
export async function exportAgency(order: ExportOrder): Promise<Exported> {
  const { client, target, agencyId } = order;
  if (await statOf(target)) throw new AppError('agencyExport.target-exists', { path: target });
  const half = `${target}.dang-xuat`;
  await mkdir(half, { recursive: true, mode: 0o700 });
  // Files that are listed must still be there when they are copied.
  await client.query('select pg_advisory_lock_shared($1)', [COLLECT_LOCK]);
  await client.query('begin isolation level repeatable read read only');
  let exported: Exported;
  try {
    await demandRoom(order, half);
    exported = await writeAll(order, openFolder(half, order.signal));
  } finally {
    await client.query('rollback');
    await client.query('select pg_advisory_unlock_shared($1)', [COLLECT_LOCK]);
  }
  // What was contained while this was written may not leave (invariant 5).
  const { rows } = await client.query(
    'select 1 from containments where agency_id = $1 and seq > $2 limit 1',
    [agencyId, exported.seq],
  );
  if (rows.length > 0) {
    await rm(half, { recursive: true, force: true });
    throw new AppError('agencyExport.contained-meanwhile', {}, { retryable: true });
  }
  await rename(half, target);
  return exported;
}

const freeOn = async (folder: string): Promise<number> => {
  const { bavail, bsize } = await statfs(folder);
  return bavail * bsize;
};

async function demandRoom(
  { client, agencyId, target, freeBytes = freeOn }: ExportOrder,
  half: string,
): Promise<void> {
  const { rows } = await client.query<{ bytes: number }>(
    `select coalesce(sum(size_bytes), 0)::bigint as bytes from blobs where sha256 in (
       select r.sha256 from blob_refs r join entities e on e.kind = r.kind and e.id = r.id where e.agency_id = $1)`,
    [agencyId],
  );
  const needed = (rows[0]?.bytes ?? 0) + ROOM_BESIDES;
  const free = await freeBytes(half);
  if (free >= needed) return;
  const inMb = (bytes: number): string => (bytes / 1024 ** 2).toFixed(0);
  throw new AppError('agencyExport.no-room', {
    path: dirname(target),
    needed: inMb(needed),
    free: inMb(free),
  });
}

async function writeAll(order: ExportOrder, folder: ExportFolder): Promise<Exported> {
  const { client, agencyId } = order;
  const office = await openOffice(client, agencyId);
  const { rows: heads } = await client.query<{ seq: number; chain: string }>(
    'select head as seq, chain from feeds where agency_id = $1',
    [agencyId],
  );
  const { seq, chain } = heads[0] ?? { seq: 0, chain: '' };
  const counts = await writeTables(client, office, folder);
  const logged = await writeLog(client, agencyId, folder);
  const { missing, files, shortened } = await writeTrees(order, office, folder);
  const { agency } = office;
  const summary = {
    format: 1,
    agency: { id: agencyId, code: agency.code, name: agency.name },
    asOf: { seq, chain },
    tables: counts,
    ...{ logged, files, missing, shortened },
  };
  await folder.write('bang-ke.json', [Buffer.from(`${JSON.stringify(summary, undefined, 2)}\n`)]);
  await folder.write('HUONG-DAN.txt', [Buffer.from(`\ufeff${guideText(agency.name)}`)]);
  const { sizeBytes } = await folder.finish();
  return { seq, documents: (counts['incoming'] ?? 0) + (counts['outgoing'] ?? 0), files, sizeBytes, missing };
}

type Trees = { readonly files: number; readonly missing: readonly string[]; readonly shortened: number };

/** The files of each document under their names, their list, and each dossier as annex VI has it. */
async function writeTrees(order: ExportOrder, office: Office, folder: ExportFolder): Promise<Trees> {
  const { client, agencyId } = order;
  const told = { files: 0, missing: [] as string[], shortened: 0 };
  const { rows } = await client.query<{ count: number }>(
    `select count(*)::int as count from entities
     where agency_id = $1 and kind = root_kind and kind in ('incoming', 'outgoing', 'dossier')`,
    [agencyId],
  );
  const total = rows[0]?.count ?? 0;
  const list = async function* (): AsyncGenerator<Uint8Array> {
    let done = 0;
    for await (const { root, entities } of treesOf(client, agencyId)) {
      if (done % TOLD_EVERY === 0) order.onProgress?.(done, total);
      done += 1;
      for (const file of layOut(root, entities)) {
        const written = await folder.copy(file.path, order.blobs.pathOf(file.sha256), file.sha256);
        if (written) told.files += 1;
        else if (told.missing.length < MISSING_TOLD_MAX) told.missing.push(file.path);
        yield Buffer.from(`${JSON.stringify({ ...file, ...written, isHere: written !== undefined })}\n`);
      }
      if (root.kind === 'dossier')
        told.shortened += await writeDossier(order, office, { folder, id: root.id, entities });
    }
    order.onProgress?.(total, total);
  };
  await folder.write('du-lieu/tep.jsonl', list());
  return told;
}

type OneDossier = {
  readonly folder: ExportFolder;
  readonly id: string;
  readonly entities: readonly EntityRead[];
};
async function writeDossier(
  { client }: ExportOrder,
  office: Office,
  { folder, id, entities }: OneDossier,
): Promise<number> {
  const dossier = entities.find(({ kind }) => kind === 'dossier');
  const made = await dossierXml(client, office, { root: id, entities });
  if (!made || !dossier) return 0;
  await folder.write(dossierPath(dossier.body as never, id), [Buffer.from(made.xml)]);
  return made.shortened.length;
}
