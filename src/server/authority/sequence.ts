import type { OpenedBatch } from '../store/authority-store.ts';
import type { Prepared } from './prepared.ts';

/** A refusal of the whole batch: nothing of it was looked at. */
export type SequenceFault = {
  readonly rejected: 'hole-in-sequence' | 'device-forked' | 'device-unknown';
  readonly expected?: number;
};

type Batch = {
  readonly isEnrolled: boolean;
  readonly device: string;
  readonly operations: readonly Prepared[];
};

/**
 * A device numbers its operations without a hole, so that a lost one is seen; a number that comes again with another operation
 * means two machines under one name (F19). Operations known from the official's earlier device take a number of the new one.
 */
export function checkSequence(
  { isEnrolled, device, operations }: Batch,
  opened: OpenedBatch,
): SequenceFault | { readonly lastDevSeq: number | undefined } {
  if (!isEnrolled) return { lastDevSeq: undefined };
  if (!opened.device || opened.device.isRevoked) return { rejected: 'device-unknown' };
  const known = new Map(opened.known.map((each) => [each.id, each]));
  const { lastDevSeq } = opened.device;
  let last = lastDevSeq;
  for (const { id, devSeq } of operations) {
    const row = known.get(id);
    if (devSeq === undefined) return { rejected: 'hole-in-sequence', expected: last + 1 };
    if (row?.device === device && row.devSeq !== devSeq) return { rejected: 'device-forked' };
    if (devSeq <= lastDevSeq) {
      if (!row) return { rejected: 'device-forked' };
    } else if (devSeq === last + 1) last = devSeq;
    else return { rejected: 'hole-in-sequence', expected: last + 1 };
  }
  return { lastDevSeq: last };
}
