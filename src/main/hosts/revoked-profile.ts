import { closeSync, existsSync, fsyncSync, openSync, readdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { AppError } from '../../shared/errors.ts';
import { HOLDER_FILE, LOCK_FILE } from './folder-lock.ts';

/** Stands in a folder for ever once its device was ended; written before anything goes, so that a removal that was cut off is finished. */
const MARKER = 'revoked';
/** Names no content, and held open by whoever holds the folder. */
const KEPT: ReadonlySet<string> = new Set([MARKER, 'logs', LOCK_FILE, HOLDER_FILE]);
/** A virus scanner holds a file for moments (Windows). */
const REMOVAL = { recursive: true, force: true, maxRetries: 9, retryDelay: 50 } as const;

/**
 * The server ended this device: what it holds of its official goes, unsent work too, because it may be in somebody else's hands. The key goes first, and the
 * profile's own file last.
 */
export async function retireProfile(dataDir: string, close: () => Promise<void>): Promise<void> {
  const marker = openSync(join(dataDir, MARKER), 'w', 0o600);
  fsyncSync(marker);
  closeSync(marker);
  rmSync(join(dataDir, 'secrets'), REMOVAL);
  try {
    await close();
  } finally {
    removeContents(dataDir);
  }
}

function removeContents(dataDir: string): void {
  const names = readdirSync(dataDir).filter((name) => !KEPT.has(name));
  for (const name of names.sort((a, b) => Number(a === 'profile.json') - Number(b === 'profile.json')))
    rmSync(join(dataDir, name), REMOVAL);
}

/** Finishes a removal that was cut off. */
export function isRevoked(dataDir: string): boolean {
  if (!existsSync(join(dataDir, MARKER))) return false;
  removeContents(dataDir);
  return true;
}

/** Throws `device.revoked`. */
export function assertNotRevoked(dataDir: string): void {
  if (isRevoked(dataDir)) throw new AppError('device.revoked');
}
