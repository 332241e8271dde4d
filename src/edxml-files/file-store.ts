import { createHash } from 'node:crypto';
import { closeSync, openSync, rmSync, writeSync } from 'node:fs';
import type { OpenStore, Store } from '../shared/edxml/store.ts';
import { readPiece } from './read-piece.ts';

/** An attachment in a file of its own. */
export type OnDisk = { readonly path: string; readonly sha256: string };

/**
 * Stores that are new files `<prefix>-<number>`, hashed as they are written. Synchronous, because the reader is: it runs in a worker or a terminal, piece
 * by piece. What is there already under such a name is never written over.
 */
export function filesUnder(prefix: string): OpenStore<OnDisk> {
  let count = 0;
  return () => {
    count += 1;
    return fileStore(`${prefix}-${String(count)}`);
  };
}

function fileStore(path: string): Store<OnDisk> {
  const file = openSync(path, 'wx+', 0o600);
  const hash = createHash('sha256');
  return {
    write: (bytes) => {
      hash.update(bytes);
      for (let at = 0; at < bytes.length; ) at += writeSync(file, bytes, at);
    },
    read: (from, length) => readPiece(file, from, length),
    keep: () => {
      closeSync(file);
      return { path, sha256: hash.digest('hex') };
    },
    drop: () => {
      closeSync(file);
      rmSync(path, { force: true });
    },
  };
}
