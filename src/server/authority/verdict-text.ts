import type { Refusal } from '../../shared/domain/core/command.ts';
import type { OperationId, Sha256 } from '../../shared/domain/core/values.ts';

/** Verdicts are kept and replayed as text, so their form is fixed here and nowhere else. */
export const refusedText = (operationId: OperationId, { refused, detail }: Refusal): string =>
  JSON.stringify({
    operationId,
    status: 'refused',
    code: refused,
    ...(Object.keys(detail).length > 0 && { detail }),
  });

export const conflictText = (operationId: OperationId, code: string): string =>
  JSON.stringify({ operationId, status: 'conflict', code });

/** Not stored: the same operation is decided when it comes again. */
export const retryText = (
  operationId: OperationId,
  why: { code: string } | { missingBlobs: readonly Sha256[] },
) => JSON.stringify({ operationId, status: 'retry', ...why });

/** Without its end: the sequence number is known only when the store has the agency's counter. */
export const acceptedStart = (operationId: OperationId): string =>
  JSON.stringify({ operationId, status: 'accepted' }).slice(0, -1);
export const acceptedText = (start: string, seq: number): string => `${start},"seq":${String(seq)}}`;

const STATUS = /"status":"([a-z]+)"/;
/** The status of a verdict's text, which stands right behind its id. */
export const statusOf = (text: string): string => STATUS.exec(text)?.[1] ?? 'unknown';
