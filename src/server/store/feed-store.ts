import type { Ref } from '../../shared/domain/core/kinds.ts';
import type { Gone } from '../../shared/protocol/rows.ts';

/** An entity as the storage answers it; `body` stays the stored text, to be sent as it is. */
export type StoredRow = {
  readonly kind: string;
  readonly id: string;
  readonly rootKind: string;
  readonly rootId: string;
  readonly seq: number;
  readonly body: string;
};

/** `at`: the sequence number under which it belongs into a page. */
export type FeedRow = { readonly at: number } & (
  | ({ readonly type: 'entity' } & StoredRow)
  | {
      readonly type: 'gone';
      readonly rootKind: string;
      readonly rootId: string;
      readonly isContained: boolean;
    }
);

export type FeedWindow = {
  readonly agencyId: string;
  readonly principals: readonly string[];
  /** Exclusive. */
  readonly since: number;
  /** Inclusive. */
  readonly upTo: number;
};

/** Root kind, root id, kind, id: where a page of a snapshot begins, exclusive. */
export type SnapshotPlace = readonly [string, string, string, string];

/** What the pull side asks of the storage. Principals are those of one official, as he is now. */
export type FeedStore = {
  /** The agency's last sequence number, 0 before its first operation; and the one of the official's last change of roles or unit. */
  readonly state: (
    agencyId: string,
    officialId: string,
  ) => Promise<{ readonly head: number; readonly changedSeq: number }>;
  /** Of a window, in the order of `at`: what changed while visible, the whole tree of roots whose access began, roots whose access ended. */
  readonly window: (asked: FeedWindow) => Promise<readonly FeedRow[]>;
  /** Up to `limit` visible entities behind a place, in the order of places. */
  readonly snapshot: (
    agencyId: string,
    principals: readonly string[],
    after: SnapshotPlace,
    limit: number,
  ) => Promise<readonly StoredRow[]>;
  /** Every document of the agency that was contained, newest first, at most `limit`. */
  readonly contained: (agencyId: string, limit: number) => Promise<readonly Gone[]>;
  /** The named entities as they are now, as far as the principals see them. */
  readonly current: (principals: readonly string[], refs: readonly Ref[]) => Promise<readonly StoredRow[]>;
};
