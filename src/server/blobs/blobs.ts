import { createHash } from 'node:crypto';
import type { Principal } from '../../shared/domain/core/principal.ts';
import { Sha256 } from '../../shared/domain/core/values.ts';
import type { ServerPorts } from '../ports.ts';
import type { Pool } from '../store/pool.ts';
import { type BlobFiles, removeFile } from './blob-files.ts';
import { keepBlob, quarantineBlob } from './blob-rows.ts';

/** The server's files, for its own parts and for the trial; officials come through the routes. */
export type Blobs = {
  /** Keeps bytes under their hash; `holder` may then name them in commands. */
  readonly keep: (bytes: Uint8Array, holder?: Principal) => Promise<Sha256>;
  /** Keeps a file of these bytes, which is then gone from where it was. */
  readonly keepFile: (path: string, sha256: Sha256, sizeBytes: number) => Promise<void>;
  /** The bytes, whole and checked; undefined when absent or damaged (then they are put aside). */
  readonly read: (sha256: Sha256) => Promise<Uint8Array | undefined>;
  /** Size when whole; a damaged file is put aside and asked for again. */
  readonly sizeOf: (sha256: Sha256) => Promise<number | undefined>;
  readonly files: BlobFiles;
};

export function makeBlobs(pool: Pool, files: BlobFiles, { now, log }: ServerPorts): Blobs {
  const sizeOf = async (sha256: Sha256): Promise<number | undefined> => {
    const found = await files.check(sha256);
    if (typeof found === 'number') return found;
    if (found === 'damaged') {
      await files.quarantine(sha256);
      log('blob.damaged', { sha256 });
    }
    await quarantineBlob(pool, sha256, now());
    return undefined;
  };
  return {
    files,
    sizeOf,
    keep: async (bytes, holder) => {
      const sha256 = Sha256.parse(createHash('sha256').update(bytes).digest('hex'));
      await files.alone(sha256, async () => {
        if ((await files.check(sha256)) !== bytes.length) await files.write(bytes, sha256);
        await keepBlob(pool, { sha256, sizeBytes: bytes.length, holder, at: now() });
      });
      return sha256;
    },
    keepFile: (path, sha256, sizeBytes) =>
      files.alone(sha256, async () => {
        if ((await files.check(sha256)) === sizeBytes) await removeFile(path);
        else await files.adopt(path, sha256);
        await keepBlob(pool, { sha256, sizeBytes, holder: undefined, at: now() });
      }),
    read: async (sha256) => ((await sizeOf(sha256)) === undefined ? undefined : files.read(sha256)),
  };
}
