import type { Readable } from 'node:stream';
import type { Sha256 } from '../../shared/domain/core/values.ts';

/** Files by content, beside the database. */
export type Blobs = {
  readonly has: (sha256: Sha256) => boolean;
  /** Where the bytes stand; throws `file.not-here` when they do not. */
  readonly pathOf: (sha256: Sha256) => string;
  /** Reads a whole file; at most `bytesMax`. */
  readonly read: (sha256: Sha256, bytesMax: number) => Promise<Uint8Array>;
  /** Writes to a temporary file, hashes, fsyncs and renames; the same content twice is one file. */
  readonly put: (
    bytes: Uint8Array | Readable,
    bytesMax: number,
  ) => Promise<{ sha256: Sha256; sizeBytes: number }>;
};
