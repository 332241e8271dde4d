import { createHash } from 'node:crypto';
import { existsSync, readdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { Sha256 } from '../../shared/domain/core/values.ts';
import { AppError } from '../../shared/errors.ts';
import type { Failpoint, Log, Vault } from '../ports.ts';
import { DATABASE, sealedCopy } from '../store/database.ts';
import { type FilePlaces, placesFor, type Source } from '../store/file-places.ts';
import { type FilePort, nodeFiles, removeFile, replaceFile, settleFile } from '../store/files.ts';
import { createKept, streamKept } from '../store/kept-file.ts';
import { keyFor, keyName } from '../store/profile-key.ts';
import { isBound, sealedVault } from './sealed-vault.ts';

/** Whose folder, and where its small secrets are; nobody else has it open. */
export type Sealing = {
  readonly dataDir: string;
  readonly vault: Vault;
  readonly key: Uint8Array;
  /** What the profile was under until now, or may be in part. */
  readonly older?: Uint8Array | undefined;
  readonly files?: FilePort;
  readonly failpoint?: Failpoint;
  readonly log?: Log;
  /** Told before the first file and after each. */
  readonly onProgress?: (done: number, total: number) => void;
};

const SEALED_COPY = `${DATABASE}.sealed-`;
/** Of each key its own: a copy under a key that never came to stand must not be taken. */
const copyOf = (dataDir: string, key: Uint8Array): string =>
  join(dataDir, `${SEALED_COPY}${keyName(keyFor(key, 'database'))}`);
/** A virus scanner holds a file for moments (Windows). */
const REMOVAL = { recursive: true, force: true, maxRetries: 9, retryDelay: 50 } as const;

/** Before the lock stands: the database under the key, beside the one that is used. What fails here leaves the profile as it was. */
export function prepareSealing({ dataDir, key, older, failpoint }: Sealing): void {
  const copy = copyOf(dataDir, key);
  dropCopies(dataDir);
  try {
    const from = older && keyFor(older, 'database');
    sealedCopy(join(dataDir, DATABASE), copy, keyFor(key, 'database'), from);
  } catch (problem) {
    rmSync(copy, { force: true });
    throw problem;
  }
  failpoint?.('lock.after-copy');
}

function dropCopies(dataDir: string): void {
  for (const name of readdirSync(dataDir))
    if (name.startsWith(SEALED_COPY)) rmSync(join(dataDir, name), { force: true });
}

/** Once the lock stands: the sealed database takes the other one's place, and what else was written of it goes. Does nothing where that was done. */
export async function takeSealedDatabase({
  dataDir,
  key,
  files = nodeFiles,
  failpoint,
}: Omit<Sealing, 'vault'>): Promise<void> {
  const copy = copyOf(dataDir, key);
  if (!existsSync(copy)) return dropCopies(dataDir);
  // A copy of an earlier version is in plain as well; logs may name what a fault was about.
  rmSync(join(dataDir, 'logs'), REMOVAL);
  for (const name of readdirSync(dataDir))
    if (name.startsWith(DATABASE) && join(dataDir, name) !== copy)
      await removeFile(files, join(dataDir, name));
  await replaceFile(files, copy, join(dataDir, DATABASE));
  failpoint?.('lock.after-database');
}

/** Then, and again at each opening until it is through, because each step may be cut off: secrets and files are sealed one by one, half-fetched ones go. */
export async function sealRest(sealing: Sealing): Promise<void> {
  const { dataDir } = sealing;
  await sealSecrets(sealing);
  const own = placesOf(sealing);
  const base = join(dataDir, 'files');
  for (const name of namesIn(base))
    if (name === 'new' || (/^(sealed-)?parts/.test(name) && join(base, name) !== own.parts))
      rmSync(join(base, name), REMOVAL);
  await sealFiles(sealing, own);
}

const isBroken = (problem: unknown): boolean =>
  problem instanceof AppError && problem.code === 'file.seal-broken';
const namesIn = (folder: string): readonly string[] => (existsSync(folder) ? readdirSync(folder) : []);
const SECRET_NAME = /^[a-z0-9][a-z0-9-]{0,59}$/;

async function sealSecrets({ dataDir, vault, key, older, log }: Sealing): Promise<void> {
  const folder = join(dataDir, 'secrets');
  const sealed = sealedVault(vault, keyFor(key, 'vault'), older && keyFor(older, 'vault'));
  for (const name of namesIn(folder)) {
    if (!SECRET_NAME.test(name)) {
      // Half-written by a program that ended (vault-files.ts): nobody reads it.
      rmSync(join(folder, name), { force: true });
      continue;
    }
    const kept = await vault.read(name);
    if (!kept || (isBound(kept) && !older)) continue;
    try {
      const secret = await sealed.read(name);
      if (secret) await sealed.write(name, secret);
    } catch (problem) {
      if (!isBroken(problem)) throw problem;
      // Nobody reads it any more; it holds up neither the other secrets nor the files.
      log?.('lock.broken-secret', { name });
    }
  }
}

const placesOf = ({ dataDir, key, older }: Pick<Sealing, 'dataDir' | 'key' | 'older'>): FilePlaces =>
  placesFor(dataDir, { own: keyFor(key, 'files'), older: older && keyFor(older, 'files') });

/** Whether files lie in plain, unbound or under the older key still, because the disk was full, for one. */
export const hasFilesToSeal = (of: Pick<Sealing, 'dataDir' | 'key' | 'older'>): boolean =>
  placesOf(of)
    .sources.slice(1)
    .some(({ folder }) => existsSync(folder));

async function sealFiles(sealing: Sealing, places: FilePlaces): Promise<void> {
  const sources = places.sources.slice(1);
  const found = sources.map((source) => ({ source, paths: pathsUnder(source.folder) }));
  const total = found.reduce((sum, { paths }) => sum + paths.length, 0);
  let done = 0;
  sealing.onProgress?.(done, total);
  for (const { source, paths } of found) {
    for (const path of paths) {
      await sealOne(sealing, places, source, path);
      done += 1;
      sealing.onProgress?.(done, total);
    }
    rmSync(source.folder, REMOVAL);
  }
}

const pathsUnder = (folder: string): readonly string[] =>
  existsSync(folder)
    ? readdirSync(folder, { recursive: true, withFileTypes: true })
        .filter((entry) => entry.isFile())
        .map(({ parentPath, name }) => join(parentPath, name))
    : [];

/**
 * A file is sealed as what it is, not as what its name says. One whose seal is broken is nobody's any more, under whichever key: it goes, and is fetched again where the
 * server has it.
 */
async function sealOne(sealing: Sealing, places: FilePlaces, source: Source, path: string): Promise<void> {
  const { files = nodeFiles, dataDir, failpoint, log } = sealing;
  const fresh = join(dataDir, 'files', 'sealing');
  await removeFile(files, fresh);
  const named = Sha256.safeParse(path.slice(-64));
  if (named.success) {
    const writer = await createKept(places.writing(fresh));
    try {
      const hash = createHash('sha256');
      for await (const piece of streamKept(source.kept(path, named.data))) {
        hash.update(piece as Uint8Array);
        await writer.write(piece as Uint8Array);
      }
      const sha256 = hash.digest('hex');
      await writer.finish(sha256);
      await writer.close();
      await settleFile(files, fresh, places.ownPlace(sha256));
      failpoint?.('lock.after-file');
    } catch (problem) {
      if (!isBroken(problem)) throw problem;
      log?.('lock.broken-file', { sha256: named.data });
    } finally {
      await writer.close();
    }
    await removeFile(files, fresh);
  }
  await removeFile(files, path);
}
