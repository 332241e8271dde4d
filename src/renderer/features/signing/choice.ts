import { useState } from 'react';
import type { KeyRole } from '../../../shared/contract/signing.ts';
import type { RowToSign } from '../../../shared/contract/signing-batch.ts';

/** Why a row cannot be signed in a batch, if it cannot. */
export type Barrier = 'refused' | 'not-here' | 'unchecked' | 'stopped' | 'unreviewed' | undefined;

/** Which rows will be signed: all that can be, save those that were unticked. What has been read to its end joins by itself. */
export type Choice = {
  readonly rows: readonly RowToSign[];
  readonly isChosen: (row: RowToSign) => boolean;
  readonly barrierOf: (row: RowToSign) => Barrier;
  readonly toggle: (row: RowToSign) => void;
  readonly toggleAll: () => void;
  /** "Ký không xem"; a seal asks for no reading. */
  readonly allowsUnreviewed: boolean;
  readonly setAllowsUnreviewed: (allows: boolean) => void;
};

export function useChoice(rows: readonly RowToSign[], role: KeyRole): Choice {
  const [unticked, setUnticked] = useState<ReadonlySet<string>>(new Set());
  const [allows, setAllows] = useState(false);
  const allowsUnreviewed = allows || role === 'agency';
  const barrierOf = ({ isHere, isReviewed, findings, refusal }: RowToSign): Barrier => {
    if (refusal !== undefined) return 'refused';
    if (!isHere) return 'not-here';
    if (findings === undefined) return 'unchecked';
    if (findings.some(({ weight }) => weight === 'stop')) return 'stopped';
    return isReviewed || allowsUnreviewed ? undefined : 'unreviewed';
  };
  const able = rows.filter((row) => barrierOf(row) === undefined);
  const chosen = able.filter(({ documentId }) => !unticked.has(documentId));
  return {
    rows: chosen,
    isChosen: (row) => chosen.includes(row),
    barrierOf,
    toggle: ({ documentId }) => {
      const next = new Set(unticked);
      if (!next.delete(documentId)) next.add(documentId);
      setUnticked(next);
    },
    toggleAll: () =>
      setUnticked(
        chosen.length === able.length ? new Set(able.map(({ documentId }) => documentId)) : new Set(),
      ),
    allowsUnreviewed,
    setAllowsUnreviewed: setAllows,
  };
}

export const pagesOf = (rows: readonly { readonly pageCount?: number | undefined }[]): number =>
  rows.reduce((sum, { pageCount = 0 }) => sum + pageCount, 0);
