import { randomBytes } from 'node:crypto';
import type { Input } from '../../shared/contract/contract.ts';
import { AppError } from '../../shared/errors.ts';
import { codeBytes, wrongGroup } from '../../shared/text/recovery-code.ts';
import { dropLock, hasLock, olderOf, unwrapByCode, unwrapKey, writeLock } from './lock-file.ts';
import { hasFilesToSeal, prepareSealing } from './seal-profile.ts';
import { become, clocks, closeBehind, locked, openBehind, type Seat, tell } from './seat-state.ts';
import { demandStrong } from './secret.ts';
import { readyUnder } from './under-key.ts';

type Nothing = Record<string, never>;

/** Opens a locked profile. Throws `lock.wrong`, `lock.wait`, and what opening throws. */
export async function unlock(seat: Seat, secret: string): Promise<Nothing> {
  if (seat.state !== 'locked') return {};
  await openWith(seat, await unwrapKey(seat.dataDir, secret, seat.now, seat.files));
  return {};
}

/** Opens a locked profile by its recovery code, which is used up, and puts it under another secret; the one that was forgotten opens nothing more. */
export async function recover(seat: Seat, { code, secret }: Input<'lock.recover'>): Promise<Nothing> {
  if (seat.state !== 'locked') return {};
  const { dataDir, now, files } = seat;
  demandStrong(secret);
  const key = await unwrapByCode(dataDir, demandCode(code), now, files);
  await writeLock(dataDir, key, secret, { files, dropsCode: true });
  await openWith(seat, key);
  return {};
}

/** The bytes of a code. Throws `lock.code-typo` with its first group that cannot be right. */
function demandCode(code: string): Uint8Array {
  const bytes = codeBytes(code);
  if (!bytes) throw new AppError('lock.code-typo', { group: wrongGroup(code) ?? 1 });
  return bytes;
}

async function openWith(seat: Seat, key: Uint8Array): Promise<void> {
  const onProgress = (done: number, total: number): void => {
    // A window draws a hundredth, not a file.
    if (total === 0 || (done % Math.ceil(total / 100) !== 0 && done !== total)) return;
    seat.progress = { done, total };
    if (seat.state === 'sealing') tell(seat, { type: 'changed', areas: ['lock'] });
    else become(seat, 'sealing');
  };
  try {
    seat.older = await readyUnder({ ...seat, key, onProgress });
    seat.key = key;
    openBehind(seat);
    seat.activeAt = clocks(seat);
    become(seat, 'unlocked');
  } catch (problem) {
    forget(seat);
    become(seat, 'locked');
    throw problem;
  }
}

function forget(seat: Seat): void {
  for (const key of [seat.key, seat.older]) key?.fill(0);
  seat.key = undefined;
  seat.older = undefined;
}

/** Closes everything and forgets the keys. */
export async function lock(seat: Seat): Promise<Nothing> {
  if (seat.state !== 'unlocked') return {};
  forget(seat);
  const closing = closeBehind(seat);
  become(seat, 'locked');
  await closing;
  return {};
}

/**
 * Sets the first secret, or another in its place; with `renewsKey` everything is put under another key as well. Throws `lock.weak`, `lock.wrong`, `lock.wait`,
 * `lock.code-typo`, `lock.not-all-sealed`.
 */
export async function setSecret(seat: Seat, given: Input<'lock.setSecret'>): Promise<Nothing> {
  const { dataDir, now, files } = seat;
  const { secret, current = '', renewsKey = false } = given;
  if (seat.state === 'locked') throw locked();
  demandStrong(secret);
  const code = given.code === undefined ? undefined : demandCode(given.code);
  if (!hasLock(dataDir)) {
    await sealUnder(seat, { secret, code });
    return {};
  }
  const key = await unwrapKey(dataDir, current, now, files);
  if (!renewsKey) {
    await writeLock(dataDir, key, secret, { code, files });
    // Whether a code opens it may have changed.
    become(seat, seat.state);
    return {};
  }
  // At most two keys at once: what is under the one before must be under this one first.
  if (hasFilesToSeal({ dataDir, key, older: seat.older })) throw new AppError('lock.not-all-sealed');
  await sealUnder(seat, { secret, code, older: key });
  return {};
}

type Under = {
  readonly secret: string;
  readonly code: Uint8Array | undefined;
  readonly older?: Uint8Array | undefined;
};

/** Puts a profile that is open under a new key: all of it, or it goes on as it was. */
async function sealUnder(seat: Seat, { secret, code, older }: Under): Promise<void> {
  const { dataDir, files, failpoint } = seat;
  const key = randomBytes(32);
  const before = seat.state;
  const closing = closeBehind(seat);
  become(seat, 'sealing');
  await closing;
  try {
    prepareSealing({ ...seat, key, older });
    await writeLock(dataDir, key, secret, { code, older, files });
    failpoint('lock.after-lock');
  } catch (problem) {
    if (!(older && isUnder(dataDir, key))) {
      // Nothing stands yet: the profile goes on as it was. A first lock left here would put the copy of now over the work that comes.
      if (!older) await dropLock(dataDir, files);
      openBehind(seat);
      become(seat, before);
      throw problem;
    }
  }
  await openWith(seat, key);
}

/** What the lock file says decides which key holds, also where writing it told of a fault at its very end. */
function isUnder(dataDir: string, key: Uint8Array): boolean {
  try {
    return olderOf(dataDir, key).key !== undefined;
  } catch {
    return false;
  }
}
