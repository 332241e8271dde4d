import { closeSync, fsyncSync, openSync, renameSync, writeSync } from 'node:fs';

/** Bytes on the disk under their last name, as the store of files takes them. */
export function keepAs(path: string, bytes: Uint8Array): void {
  const half = `${path}.part`;
  const file = openSync(half, 'w');
  writeSync(file, bytes);
  fsyncSync(file);
  closeSync(file);
  renameSync(half, path);
}
