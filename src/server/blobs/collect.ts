import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { Sha256 } from '../../shared/domain/core/values.ts';
import { BLOB_GRACE_DAYS, UPLOAD_AGE_MAX_DAYS } from '../../shared/protocol/blobs.ts';
import { instantOf } from '../../shared/text/day.ts';
import type { ServerPorts } from '../ports.ts';
import type { Pool } from '../store/pool.ts';
import { type BlobFiles, isAbsent, removeFile, statOf } from './blob-files.ts';
import { containedBefore, knownAmong, noteUnnamed, unnamedBefore } from './blob-rows.ts';
import { removeUnnamed } from './remove-unnamed.ts';
import { forgetNamed, forgetUpload, openUploads } from './upload-rows.ts';

const EVERY_MS = 60 * 60 * 1000;
const DAY_MS = 24 * EVERY_MS;
/** What a desk brings of a contained document that it has not heard of yet; who names such a file in another one does so at once, or brings it again. */
const CONTAINED_GRACE_DAYS = 1;
/** Damaged files are kept this long for whoever has to find out why. */
const QUARANTINE_DAYS = 90;
/** Half-written files of a process that ended. */
const HALF_WRITTEN_DAYS = 1;
/** A round is short, so that a backup never waits long for it: the rest is the next round's. */
const PAGE_ROWS = 5_000;
const PAGES_MAX = 200;
const REMOVALS_MAX = 1_000;
/** Of the 256 folders of files, those that one round looks through for strays: all of them in less than a day. */
const FOLDERS_A_ROUND = 16;
/** Held by a round, and by a backup while it copies what it listed. */
export const COLLECT_LOCK = 5_140_923;

/** What went in a round: files that no document names, uploads that nobody finished, files without a row, what was put aside. */
export type Collected = {
  readonly unnamed: number;
  readonly uploads: number;
  readonly strays: number;
  readonly quarantined: number;
};

export type Collector = {
  /** One round; `busy` while a backup copies, or another round runs. */
  readonly round: () => Promise<Collected | 'busy'>;
  readonly start: () => void;
  readonly stop: () => Promise<void>;
};

type Parts = {
  readonly pool: Pool;
  readonly files: BlobFiles;
  readonly ports: ServerPorts;
  readonly onCollected: (collected: Collected) => void;
};

/** Takes away what nobody will ask for, once an hour, and never at once: a device that is offline names a file days after it brought it. */
export function makeCollector(parts: Parts): Collector {
  const { pool, ports } = parts;
  const at = { page: '', folder: 0 };
  let timer: NodeJS.Timeout | undefined;
  let running: Promise<unknown> = Promise.resolve();
  const round = async (): Promise<Collected | 'busy'> => {
    const client = await pool.connect();
    // Whatever fails between, the lock may still be this connection's: then it ends, and the lock with it, and goes to nobody else.
    let isFree = false;
    try {
      const { rows } = await client.query<{ isMine: boolean }>(
        'select pg_try_advisory_lock($1) as "isMine"',
        [COLLECT_LOCK],
      );
      if (!rows[0]?.isMine) {
        isFree = true;
        return 'busy';
      }
      try {
        const collected = await collect(parts, at);
        parts.onCollected(collected);
        if (Object.values(collected).some((count) => count > 0)) ports.log('blobs.collected', collected);
        return collected;
      } finally {
        await client.query('select pg_advisory_unlock($1)', [COLLECT_LOCK]);
        isFree = true;
      }
    } finally {
      client.release(!isFree);
    }
  };
  const run = (): void => {
    running = running
      .then(round)
      .catch(({ name }: Error) => ports.log('blobs.not-collected', { problem: name }));
  };
  return {
    round,
    start: () => {
      timer = setInterval(run, EVERY_MS).unref();
      run();
    },
    stop: async () => {
      clearInterval(timer);
      await running;
    },
  };
}

type Place = { page: string; folder: number };

async function collect(parts: Parts, at: Place): Promise<Collected> {
  const { pool, ports } = parts;
  for (let page = 0; page < PAGES_MAX; page += 1) {
    at.page = (await noteUnnamed(pool, { after: at.page, at: ports.now(), rows: PAGE_ROWS })) ?? '';
    if (at.page === '') break;
  }
  const unnamed =
    (await removeUnnamedSince(parts, CONTAINED_GRACE_DAYS, containedBefore)) +
    (await removeUnnamedSince(parts, BLOB_GRACE_DAYS, unnamedBefore));
  await forgetNamed(pool);
  const uploads = await removeExpired(parts);
  let strays = await removeOlder(parts, 'incoming', HALF_WRITTEN_DAYS);
  for (let count = 0; count < FOLDERS_A_ROUND; count += 1) {
    strays += await removeStrays(parts, at.folder.toString(16).padStart(2, '0'));
    at.folder = (at.folder + 1) % 256;
  }
  return { unnamed, uploads, strays, quarantined: await removeOlder(parts, 'quarantine', QUARANTINE_DAYS) };
}

async function removeUnnamedSince(parts: Parts, days: number, find: typeof unnamedBefore): Promise<number> {
  const since = instantOf(before(parts, days));
  let count = 0;
  for (const sha256 of await find(parts.pool, since, REMOVALS_MAX))
    if ((await removeUnnamed(parts, sha256, since)) === 'removed') count += 1;
  return count;
}

const before = ({ ports }: Parts, days: number): number => Date.parse(ports.now()) - days * DAY_MS;

const namesIn = async (folder: string): Promise<readonly string[]> => {
  try {
    return await readdir(folder);
  } catch (problem) {
    if (isAbsent(problem)) return [];
    throw problem;
  }
};

/** Uploads that nobody finished, with what tus notes beside them; and the rows of those whose bytes never came. */
async function removeExpired(parts: Parts): Promise<number> {
  const folder = join(parts.files.root, 'uploads');
  const open = await openUploads(parts.pool);
  const names = await namesIn(folder);
  const ids = new Set([...names.map((name) => name.replace(/\.json$/, '')), ...open.keys()]);
  let count = 0;
  for (const id of ids) {
    const openedAt =
      open.get(id)?.getTime() ??
      ((await statOf(join(folder, id))) ?? (await statOf(join(folder, `${id}.json`))))?.mtimeMs;
    const isEmpty = !names.includes(id) && !names.includes(`${id}.json`);
    const ageMax = isEmpty ? HALF_WRITTEN_DAYS : UPLOAD_AGE_MAX_DAYS;
    if (openedAt === undefined || openedAt > before(parts, ageMax)) continue;
    await removeFile(join(folder, id));
    await removeFile(join(folder, `${id}.json`));
    await forgetUpload(parts.pool, id);
    count += 1;
  }
  return count;
}

/** Files of a working folder that are older than so many days. */
async function removeOlder(parts: Parts, folderName: string, days: number): Promise<number> {
  const folder = join(parts.files.root, folderName);
  let count = 0;
  for (const name of await namesIn(folder)) {
    const found = await statOf(join(folder, name));
    if (!found || found.mtimeMs > before(parts, days)) continue;
    await removeFile(join(folder, name));
    count += 1;
  }
  return count;
}

/** Files that stand in their place and that no row tells of: the process ended between the two. A finalise that is asked for again still finds its own. */
async function removeStrays(parts: Parts, shelf: string): Promise<number> {
  const folder = join(parts.files.root, 'sha256', shelf);
  let count = 0;
  for (const inner of await namesIn(folder)) {
    const hashes = (await namesIn(join(folder, inner))).filter((name) => Sha256.safeParse(name).success);
    const known = await knownAmong(parts.pool, hashes);
    for (const name of hashes)
      if (!known.has(name) && (await removeStray(parts, Sha256.parse(name)))) count += 1;
  }
  return count;
}

const removeStray = (parts: Parts, sha256: Sha256): Promise<boolean> =>
  parts.files.alone(sha256, async () => {
    const found = await statOf(parts.files.pathOf(sha256));
    if (!found || found.mtimeMs > before(parts, BLOB_GRACE_DAYS)) return false;
    if ((await knownAmong(parts.pool, [sha256])).size > 0) return false;
    await removeFile(parts.files.pathOf(sha256));
    return true;
  });
