import { z } from 'zod';
import { Sha256 } from '../domain/core/values.ts';

/** tus 1.0 under /v1/uploads with metadata `sha256`; then POST /v1/uploads/:id/finalise, which hashes again. */
export const FinaliseRequest = z.object({ sha256: Sha256, sizeBytes: z.int().nonnegative() });
export const FinaliseResponse = z.object({ sha256: Sha256 });

/** One file; a document of an office is far below. */
export const BLOB_BYTES_MAX = 200 * 1024 * 1024;
/** Uploads that nobody finished are kept this long: officials are offline for days. */
export const UPLOAD_AGE_MAX_DAYS = 14;
/**
 * A file that no document names is kept this long at the server, counted from when it was brought or last named: a device that brings a file today may be offline before it
 * names it, and operations of the last 30 days are sent again to a restored server. Later than that, the device brings it again.
 */
export const BLOB_GRACE_DAYS = 30;
