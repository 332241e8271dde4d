import { randomBytes } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { IDLE_MINUTES } from '../../shared/contract/lock.ts';
import { AppError } from '../../shared/errors.ts';
import { type FilePort, nodeFiles, removeFile, writeWhole } from '../store/files.ts';
import { keyFor, openSmall, sealSmall } from '../store/profile-key.ts';
import { COST, type Cost, keyOfCode, keyOfSecret, N_MAX } from './secret.ts';
import { countTry } from './tries.ts';

const SALT_BYTES = 16;

const LockFile = z.object({
  /** Since 2 it may name an older key; a program that would drop that must not write it. */
  v: z.literal([1, 2]),
  kdf: z.object({
    name: z.literal('scrypt'),
    N: z.int().max(N_MAX),
    r: z.int().max(32),
    p: z.int().max(16),
    salt: z.base64(),
  }),
  /** The profile's key, under what the secret gives. */
  wrapped: z.base64(),
  /** The same key under a recovery code, where one was made and not used up. */
  recovery: z.object({ salt: z.base64(), wrapped: z.base64() }).optional(),
  /** While the profile is put under another key: the one before, under this one. */
  older: z.base64().optional(),
  /** What the window kept its forms under before, under this key: a window begins anew when it likes. */
  olderWindow: z.base64().optional(),
  idleMinutes: z.literal(IDLE_MINUTES),
});
type LockFile = z.infer<typeof LockFile>;
export type IdleMinutes = LockFile['idleMinutes'];

const lockPath = (dataDir: string): string => join(dataDir, 'lock.json');

/** Whether a profile is locked by a secret. */
export const hasLock = (dataDir: string): boolean => existsSync(lockPath(dataDir));

function readLock(dataDir: string): LockFile {
  try {
    return LockFile.parse(JSON.parse(readFileSync(lockPath(dataDir), 'utf8')));
  } catch (cause) {
    throw new AppError('lock.unreadable', {}, { cause });
  }
}

/** Its bytes and its name are on the disk before this ends: without this file nothing can be read any more. */
const keep = (dataDir: string, lock: LockFile, files: FilePort): Promise<void> =>
  writeWhole(files, lockPath(dataDir), `${JSON.stringify(lock)}\n`);

export type Written = {
  /** Makes each guess dearer, also the owner's. */
  readonly cost?: Cost;
  /** Wraps the key for it as well, in place of an earlier one. */
  readonly code?: Uint8Array | undefined;
  /** The key that stood here before this one. */
  readonly older?: Uint8Array | undefined;
  /** No code opens it any more, unless `code` is given. */
  readonly dropsCode?: boolean;
  readonly files?: FilePort;
};

/** Puts a profile's key under a secret, in place of an earlier one; what else the file says stays. */
export async function writeLock(
  dataDir: string,
  key: Uint8Array,
  secret: string,
  { cost = COST, code, older, dropsCode = false, files = nodeFiles }: Written = {},
): Promise<void> {
  const known = hasLock(dataDir) ? readLock(dataDir) : undefined;
  const kdf = { name: 'scrypt', ...cost, salt: randomBytes(SALT_BYTES).toString('base64') } as const;
  const own = keyFor(key, 'lock');
  const {
    recovery: _recovery,
    older: _older,
    olderWindow: _olderWindow,
    ...rest
  } = known ?? { idleMinutes: IDLE_MINUTES[1] };
  const recovery = code ? underCode(key, code) : dropsCode || older ? undefined : known?.recovery;
  const sealed = (bytes: Uint8Array, name: string): string => sealSmall(own, bytes, name).toString('base64');
  const before = older
    ? { older: sealed(older, 'older'), olderWindow: sealed(keyFor(older, 'window'), 'older-window') }
    : {
        ...(known?.older && { older: known.older }),
        ...(known?.olderWindow && { olderWindow: known.olderWindow }),
      };
  const wrapped = sealSmall(await keyOfSecret(secret, kdf), key).toString('base64');
  await keep(dataDir, { ...rest, v: 2, kdf, wrapped, ...(recovery && { recovery }), ...before }, files);
}

function underCode(key: Uint8Array, code: Uint8Array): NonNullable<LockFile['recovery']> {
  const salt = randomBytes(SALT_BYTES).toString('base64');
  return { salt, wrapped: sealSmall(keyOfCode(code, salt), key).toString('base64') };
}

/** A lock that could not be written to its end: nothing is under it yet. */
export const dropLock = (dataDir: string, files: FilePort = nodeFiles): Promise<void> =>
  removeFile(files, lockPath(dataDir));

/** Whether a recovery code opens the profile. */
export const hasCode = (dataDir: string): boolean =>
  hasLock(dataDir) && readLock(dataDir).recovery !== undefined;

export type Older = { readonly key?: Uint8Array; readonly window?: Uint8Array };

/** What was before this key: the key while something may be under it still, and what the window kept its forms under. */
export function olderOf(dataDir: string, key: Uint8Array): Older {
  const { older, olderWindow } = readLock(dataDir);
  const opened = (sealed: string | undefined, name: string): Buffer | undefined =>
    sealed === undefined ? undefined : openSmall(keyFor(key, 'lock'), Buffer.from(sealed, 'base64'), name);
  const [before, window] = [opened(older, 'older'), opened(olderWindow, 'older-window')];
  return { ...(before && { key: before }), ...(window && { window }) };
}

/** Nothing is under the older key any more: it goes. */
export async function forgetOlder(dataDir: string, files: FilePort = nodeFiles): Promise<void> {
  const { older, ...rest } = readLock(dataDir);
  if (older !== undefined) await keep(dataDir, rest, files);
}

export const idleMinutesOf = (dataDir: string): IdleMinutes =>
  hasLock(dataDir) ? readLock(dataDir).idleMinutes : IDLE_MINUTES[1];

export const keepIdleMinutes = (
  dataDir: string,
  idleMinutes: IdleMinutes,
  files: FilePort = nodeFiles,
): Promise<void> => keep(dataDir, { ...readLock(dataDir), idleMinutes }, files);

/** The profile's key. Throws `lock.wait` before its time, `lock.wrong`. A try counts before it is made, so that ending the program saves none. */
export async function unwrapKey(
  dataDir: string,
  secret: string,
  now: () => number,
  files: FilePort = nodeFiles,
): Promise<Buffer> {
  const { kdf, wrapped } = readLock(dataDir);
  return countTry(dataDir, { now, files, wrong: 'lock.wrong' }, async () =>
    openSmall(await keyOfSecret(secret, kdf), Buffer.from(wrapped, 'base64')),
  );
}

/** The profile's key by its recovery code; counted with the secrets. Throws `lock.wait`, `lock.no-code` where none was made, `lock.code-wrong`. */
export async function unwrapByCode(
  dataDir: string,
  code: Uint8Array,
  now: () => number,
  files: FilePort = nodeFiles,
): Promise<Buffer> {
  const { recovery } = readLock(dataDir);
  if (!recovery) throw new AppError('lock.no-code');
  return countTry(dataDir, { now, files, wrong: 'lock.code-wrong' }, async () =>
    openSmall(keyOfCode(code, recovery.salt), Buffer.from(recovery.wrapped, 'base64')),
  );
}
