import { z } from 'zod';
import { Instant } from '../../shared/domain/core/values.ts';

/** Tables of one schema are a dozen; a manifest that names more is not ours. */
const TABLES_MAX = 200;
export const MANIFEST_BYTES_MAX = 1024 * 1024;
export const MANIFEST = 'manifest.json';

const Hex = z.string().regex(/^[0-9a-f]{64}$/);

/** What one backup is: everything that a restore needs to know, and to check before it touches anything. */
export const Manifest = z.object({
  format: z.literal(1),
  takenAt: Instant,
  /** Version of the tables; a program restores its own and older ones. */
  schema: z.int().positive(),
  epoch: z.int().positive(),
  /** Rows as PostgreSQL's COPY writes them (text), one file a table. */
  tables: z
    .array(
      z.object({
        name: z.string().regex(/^[a-z_]{1,63}$/),
        columns: z.array(z.string().regex(/^[a-z0-9_]{1,63}$/)).max(200),
        rows: z.int().min(0),
        sizeBytes: z.int().min(0),
        sha256: Hex,
      }),
    )
    .max(TABLES_MAX),
  /** The files' hashes, a line each, in a file of their own. */
  blobs: z.object({ count: z.int().min(0), sizeBytes: z.int().min(0), sha256: Hex }),
  /** Files that the database knows and that were absent or damaged when the backup was taken. */
  damaged: z.array(Hex).max(100_000),
});
export type Manifest = z.infer<typeof Manifest>;

export const BLOB_LIST = 'blobs.list';
export const tableFile = (name: string): string => `${name}.copy`;
