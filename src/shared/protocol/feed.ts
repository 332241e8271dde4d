import { z } from 'zod';
import { Instant } from '../domain/core/values.ts';
import { EntityRow, Gone } from './rows.ts';

export const CHANGES_LIMIT_MAX = 500;
export const CONTAINED_MAX = 1_000;

/**
 * GET /v1/changes?since&limit: what became visible or changed after `since`, whole operations only, in order of `seq`; `next` is the cursor to
 * keep. A cursor that cannot be answered gives 410 `cannot-calculate-changes`, and the only cure is a snapshot.
 */
export const ChangesResponse = z.object({
  epoch: z.int(),
  head: z.int(),
  next: z.int(),
  hasMore: z.boolean(),
  serverTime: Instant,
  entities: z.array(EntityRow),
  gone: z.array(Gone),
});
export type ChangesResponse = z.infer<typeof ChangesResponse>;

/** GET /v1/snapshot?page: everything visible; changes continue from `asOf`. */
export const SnapshotResponse = z.object({
  epoch: z.int(),
  asOf: z.int(),
  /** Absent from a server of before; a device's clock is then corrected by its next pull. */
  serverTime: Instant.optional(),
  nextPage: z.string().optional(),
  entities: z.array(EntityRow),
  /** With the last page: documents that were contained, for a replica that slept through it. */
  contained: z.array(Gone).optional(),
});
export type SnapshotResponse = z.infer<typeof SnapshotResponse>;

/** GET /v1/events (SSE): only a hint that there is something to pull. */
export const Hint = z.object({ head: z.int() });
export type Hint = z.infer<typeof Hint>;

export const AckRequest = z.object({ seq: z.int().nonnegative() });

/** Every refusal of the protocol itself. */
export const ProtocolError = z.object({
  code: z.enum([
    'cannot-calculate-changes',
    'epoch-differs',
    'hole-in-sequence',
    'device-forked',
    'device-unknown',
    'device-revoked',
    'nonce-needed',
    'schema-unsupported',
    'unauthorised',
    'not-found',
    'invalid',
    'too-large',
    'too-many',
    'digest-differs',
    'upload-quota',
    'storage-full',
    'internal',
  ]),
  expected: z.union([z.int(), z.string()]).optional(),
});
export type ProtocolError = z.infer<typeof ProtocolError>;
