import { existsSync, mkdirSync, readdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { assertPathFits } from './files.ts';
import type { createKept, KeptFile } from './kept-file.ts';
import { keyName } from './profile-key.ts';

/** What files are written under, and what some may be under still because the key was changed and the disk was full. */
export type FileKeys = { readonly own: Uint8Array; readonly older?: Uint8Array | undefined };

/** A folder in which files lie by content, and how one of it is read. */
export type Source = {
  readonly folder: string;
  readonly kept: (path: string, sha256: string) => KeptFile;
};

export type FilePlaces = {
  readonly fresh: string;
  readonly parts: string;
  /** What a file of that path is written with, and read with once its content is known. */
  readonly writing: (path: string) => Parameters<typeof createKept>[0];
  readonly kept: Source['kept'];
  readonly ownPlace: (sha256: string) => string;
  /** Where files may be, their own folder first. */
  readonly sources: readonly Source[];
};

/** Where a file stands under a folder of files by content. */
export const placeUnder = (folder: string, sha256: string): string =>
  join(folder, sha256.slice(0, 2), sha256.slice(2, 4), sha256);

const under =
  (key: Uint8Array): Source['kept'] =>
  (path, sha256) => ({ path, key, sha256 });

/** Where the files of a profile stand, plain without keys. */
export function placesFor(dataDir: string, keys: FileKeys | undefined): FilePlaces {
  const base = join(dataDir, 'files');
  const plain: Source = { folder: join(base, 'sha256'), kept: (path) => path };
  const fresh = join(base, 'new');
  if (!keys)
    return {
      ...{ fresh, parts: join(base, 'parts'), writing: (path) => path, kept: plain.kept },
      ...{ ownPlace: (sha256) => placeUnder(plain.folder, sha256), sources: [plain] },
    };
  const { own, older } = keys;
  const folderOf = (key: Uint8Array): string => join(base, `sealed-${keyName(key)}`);
  const kept = under(own);
  const sources: readonly Source[] = [
    { folder: folderOf(own), kept },
    // Before files were bound to their content.
    { folder: join(base, 'sealed'), kept },
    ...(older ? [{ folder: folderOf(older), kept: under(older) }] : []),
    plain,
  ];
  return {
    ...{ fresh, parts: join(base, `parts-${keyName(own)}`), kept, sources },
    writing: (path) => ({ path, key: own }),
    ownPlace: (sha256) => placeUnder(folderOf(own), sha256),
  };
}

/** Makes the folders for what is on its way, empties what was half written, and refuses a profile that lies too deep for Windows (`file.path-too-long`). */
export function emptied({ fresh, parts, ownPlace }: FilePlaces, dataDir: string): void {
  assertPathFits(ownPlace('0'.repeat(64)));
  for (const folder of [fresh, parts]) mkdirSync(folder, { recursive: true });
  for (const name of readdirSync(fresh)) rmSync(join(fresh, name), { force: true });
  // Where programs before this one took files in.
  rmSync(join(dataDir, 'intake'), { recursive: true, force: true });
}

/** The first place where a file is; undefined where it is in none. */
export function found(sources: readonly Source[], sha256: string): KeptFile | undefined {
  for (const { folder, kept } of sources) {
    const path = placeUnder(folder, sha256);
    if (existsSync(path)) return kept(path, sha256);
  }
  return undefined;
}
