import { z } from 'zod';
import { AgencyId, DeviceId, Instant, OperationId, Sha256 } from '../domain/core/values.ts';
import type { FaultCode } from '../words/vi.ts';
import { EntityRow } from './rows.ts';

/** The protocol's version; the server answers this and the one before. */
export const SCHEMA = 1;
export const PUSH_OPERATIONS_MAX = 200;
export const PUSH_BYTES_MAX = 1024 * 1024;

/** A command on its way: the same id for ever, `devSeq` without a hole per device, so that a lost operation is seen. */
export const Operation = z.object({
  operationId: OperationId,
  devSeq: z.int().positive(),
  name: z.string().max(100),
  args: z.unknown(),
  doneAt: Instant,
});
export type Operation = z.infer<typeof Operation>;

export const PushRequest = z.object({
  schema: z.int(),
  epoch: z.int(),
  agencyId: AgencyId,
  device: DeviceId,
  operations: z.array(Operation).min(1).max(PUSH_OPERATIONS_MAX),
});
export type PushRequest = z.infer<typeof PushRequest>;

/**
 * What only other people's doing ends: a wish for a number of a book that somebody holds, for which a decision is due, or whose numbers of before the server was put back in
 * time are still on their way. Such an operation is answered `retry` with the
 * code, waits as itself in the outbox however long it takes, and stands back behind all others.
 */
export const WAITS_FOR_OTHERS: readonly FaultCode[] = [
  'register.leased',
  'register.disputed',
  'register.lower-awaited',
];

/**
 * accepted: done, once, at `seq`. refused: the rule said no. conflict: it would have been right when it was done, a person must look.
 * retry: not decided (a file is not finalised yet, the server is busy): send the same operation again.
 */
export const Verdict = z.object({
  operationId: OperationId,
  status: z.enum(['accepted', 'refused', 'conflict', 'retry']),
  code: z.string().optional(),
  detail: z.record(z.string(), z.union([z.string(), z.number()])).optional(),
  seq: z.int().optional(),
  missingBlobs: z.array(Sha256).optional(),
});
export type Verdict = z.infer<typeof Verdict>;

/** Verdicts are replayed byte for byte; `current` holds the entities that they touch, read fresh, as far as the official sees them. */
export const PushResponse = z.object({
  epoch: z.int(),
  head: z.int(),
  serverTime: Instant,
  verdicts: z.array(Verdict),
  current: z.array(EntityRow),
});
export type PushResponse = z.infer<typeof PushResponse>;
