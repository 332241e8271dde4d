import type { QueueTopic } from '../../shared/domain/core/command.ts';
import type { AnyBody, Kind, Ref } from '../../shared/domain/core/kinds.ts';
import type { Principal } from '../../shared/domain/core/principal.ts';
import type { AgencyId, DeviceId, Instant, OfficialId, Sha256 } from '../../shared/domain/core/values.ts';
import type { Official } from '../../shared/domain/office/official.ts';

/** What a batch asks for in its first round trip. */
export type BatchOpening = {
  readonly agencyId: AgencyId;
  readonly officialId: OfficialId;
  readonly isSystem: boolean;
  readonly device: DeviceId;
  /** True for a device with a row and a sequence; the server's own operations have none. */
  readonly isEnrolled: boolean;
  readonly principals: readonly Principal[];
  readonly arrivedAt: Instant;
  /** When the oldest operation was made: past appointments of the actor are asked for when they changed since. */
  readonly doneSince: Instant;
  readonly operations: readonly {
    readonly id: string;
    readonly devSeq: number | undefined;
    readonly name: string;
    readonly argsSha256: string;
  }[];
  /** In lock order. */
  readonly refs: readonly Ref[];
  readonly blobs: readonly Sha256[];
  /** A queue row that this batch does the work of: locked with the rest, removed with the rest. */
  readonly queueId: string | undefined;
};

/** The idempotency row of an operation that came before; a new operation has none to tell of. */
export type Known = {
  readonly id: string;
  readonly device: string | null;
  readonly devSeq: number | null;
  readonly officialId: string;
  readonly attempts: number;
  /** The stored answer, byte for byte; null while it is not decided. */
  readonly verdict: string | null;
  readonly touched: string | null;
};

export type Held = { readonly kind: Kind; readonly id: string; readonly seq: number; readonly body: AnyBody };

export type OpenedBatch = {
  readonly device: { readonly lastDevSeq: number; readonly isRevoked: boolean } | null;
  readonly known: readonly Known[];
  readonly actor: Official | null;
  /** The actor's appointments, oldest first; empty unless one is newer than the oldest operation. */
  readonly history: readonly { readonly since: string; readonly body: Official }[];
  readonly missingBlobs: readonly Sha256[];
  readonly entities: readonly Held[];
};

type Placed = { readonly kind: string; readonly id: string; readonly ordinal: number };
type Rooted = Placed & { readonly root_kind: string; readonly root_id: string };

/** What a batch writes; `ordinal` counts its accepted operations from 1 and becomes `seq` under the agency's counter. */
export type BatchWrite = {
  readonly acceptedCount: number;
  readonly lastDevSeq: number | undefined;
  /** The work of the opening's queue row is done by this write. */
  readonly removesQueueRow: boolean;
  readonly claims: readonly {
    readonly space: string;
    readonly key: string;
    readonly operation_id: string;
    readonly else_refuse: string;
  }[];
  readonly created: readonly (Rooted & { readonly body: string; readonly operation_id: string })[];
  readonly put: readonly (Rooted & { readonly body: string; readonly operation_id: string })[];
  /** All that the entity gives now; what is not among it ends. A new entity (`is_new`) has nothing to end. */
  readonly access: readonly (Rooted & {
    readonly is_new: boolean;
    readonly principals: readonly Principal[];
  })[];
  readonly blobRefs: readonly (Rooted & { readonly is_new: boolean; readonly hashes: readonly Sha256[] })[];
  readonly memberships: readonly {
    readonly id: string;
    readonly fingerprint: string;
    readonly body: string;
    readonly ordinal: number;
  }[];
  readonly queue: readonly {
    readonly topic: QueueTopic;
    readonly key: string;
    readonly payload: string;
  }[];
  /** Documents that go with all their parts, after everything else is written. */
  readonly purged: readonly Placed[];
  /** With an ordinal, `verdict` lacks its end: the store adds `,"seq":N}`. A null verdict stays undecided and counts an attempt. */
  readonly verdicts: readonly {
    readonly id: string;
    readonly verdict: string | null;
    readonly touched: string;
    readonly ordinal: number | null;
    readonly attempts: number;
  }[];
  readonly log: readonly {
    readonly id: string;
    readonly ordinal: number;
    readonly dev_seq: number | null;
    readonly name: string;
    readonly args: string;
    readonly args_sha256: string;
    readonly done_at: Instant;
    /** The device's signature, and the time that it names: `done_at` may be corrected. */
    readonly signature?: string;
    readonly signed_done_at?: Instant;
  }[];
};

/** Operations that lost to something committed: a claim taken, an id that exists. The batch is decided again with them refused. */
export type Lost = readonly { readonly operationId: string; readonly code: string }[];

export type Written = { readonly base: number; readonly head: number };

/** One open transaction of a batch. */
export type BatchTransaction = {
  readonly opened: OpenedBatch;
  /** Locks and reads more, in one further round trip. */
  readonly readMore: (refs: readonly Ref[]) => Promise<readonly Held[]>;
  /** Writes and commits in one round trip; on `lost` nothing was written. */
  readonly write: (write: BatchWrite) => Promise<{ readonly written: Written } | { readonly lost: Lost }>;
};

/** The authority's storage. Two round trips a batch: `open` and `write`. */
export type AuthorityStore = {
  /**
   * Runs `work` in one transaction; what `work` does not write is rolled back. Answers `queue-row-gone` when another worker has the row. Deadlocks are
   * tried again a few times, then thrown.
   */
  readonly inBatch: <Result>(
    opening: BatchOpening,
    work: (transaction: BatchTransaction) => Promise<Result>,
  ) => Promise<Result | 'queue-row-gone'>;
};
