import { existsSync, readFileSync, statSync } from 'node:fs';
import { mkdir, realpath, rename, writeFile } from 'node:fs/promises';
import { basename, isAbsolute, join } from 'node:path';
import { z } from 'zod';
import { AppError } from '../../../shared/errors.ts';
import { inKeyFolder } from './key-list.ts';
import { KNOWN_MODULES } from './known-modules.ts';

/** More than anybody has drivers for. */
export const ADDED_MODULES_MAX = 8;
const ModuleList = z.array(z.string().min(1).max(1024)).max(ADDED_MODULES_MAX);
const MODULE_LIST = 'modules.json';
const LIST_BYTES_MAX = 16 * 1024;
const KIND_ON: Readonly<Record<string, string>> = { win32: '.dll', darwin: '.dylib' };
const kindHere = (): string => KIND_ON[process.platform] ?? '.so';
/** Linux puts the version behind: `libvendor.so.1.2`. */
const isKindHere = (path: string): boolean =>
  path
    .replace(/(?:\.\d+)+$/, '')
    .toLowerCase()
    .endsWith(kindHere());
const WRITABLE_BY_ALL = 0o002;

/** A vendor's PKCS#11 module on this machine; with a fault where it is known beforehand that it cannot be asked. */
export type TokenModuleFile = { readonly path: string; readonly isAdded: boolean; readonly fault?: AppError };

/** The modules that exist here: those the user of this profile added, then the vendors' known ones. A list that is unreadable takes only itself away. */
export function modulesHere(dataDir: string): readonly TokenModuleFile[] {
  try {
    const added = addedModules(dataDir);
    return [
      ...added.map((path) => ({ path, isAdded: true })),
      ...knownModules().filter(({ path }) => !added.includes(path)),
    ];
  } catch (fault) {
    if (!(fault instanceof AppError)) throw fault;
    return [{ path: inKeyFolder(dataDir, MODULE_LIST), isAdded: false, fault }, ...knownModules()];
  }
}

/** The vendors' modules that are installed on this machine. */
export function knownModules(): readonly TokenModuleFile[] {
  const { folders = [], files = [] } = KNOWN_MODULES[process.platform] ?? {};
  return files
    .flatMap((file) => folders.map((folder) => join(folder, file)).find((path) => existsSync(path)) ?? [])
    .map((path) => ({ path, isAdded: false }));
}

function addedModules(dataDir: string): readonly string[] {
  const list = inKeyFolder(dataDir, MODULE_LIST);
  if (!existsSync(list)) return [];
  try {
    if (statSync(list).size > LIST_BYTES_MAX) throw new RangeError('too long');
    return ModuleList.parse(JSON.parse(readFileSync(list, 'utf8')));
  } catch (fault) {
    throw new AppError('token.modules-unreadable', {}, { cause: fault });
  }
}

/**
 * Adds a module that the user names. It will run as native code with the user's own rights, and so it must be a library that stands on this machine: a
 * full path, no network share, and what a link leads to counts, not what the link is called. Throws `token.module-not-a-library | -writable`,
 * `token.too-many-modules`.
 */
export async function addModule(dataDir: string, path: string): Promise<void> {
  const isLocal = isAbsolute(path) && !/^[\\/]{2}/.test(path);
  const real = isLocal && existsSync(path) ? await realpath(path) : undefined;
  const found = real === undefined ? undefined : statSync(real);
  const file = basename(path);
  if (real === undefined || !found?.isFile() || !isKindHere(real))
    throw new AppError('token.module-not-a-library', { file, kind: kindHere() });
  // Windows tells rights in another way, and answers with the read-only bit alone.
  if (process.platform !== 'win32' && (found.mode & WRITABLE_BY_ALL) !== 0)
    throw new AppError('token.module-writable', { file });
  const added = addedModules(dataDir);
  if (added.includes(path)) return;
  if (added.length >= ADDED_MODULES_MAX)
    throw new AppError('token.too-many-modules', { max: ADDED_MODULES_MAX });
  await writeModules(dataDir, [...added, path]);
}

/** Takes a module from the user's own list; the vendors' known ones are always looked for. */
export const dropModule = (dataDir: string, path: string): Promise<void> =>
  writeModules(
    dataDir,
    addedModules(dataDir).filter((added) => added !== path),
  );

async function writeModules(dataDir: string, paths: readonly string[]): Promise<void> {
  const list = inKeyFolder(dataDir, MODULE_LIST);
  await mkdir(inKeyFolder(dataDir, '.'), { recursive: true });
  await writeFile(`${list}.part`, JSON.stringify(paths));
  await rename(`${list}.part`, list);
}
