import type { AuthorityStore } from '../../src/server/store/authority-store.ts';
import type { ExchangeStore } from '../../src/server/store/exchange-store.ts';
import type { FeedStore } from '../../src/server/store/feed-store.ts';
import type { SimScrub } from './sqlite-scrub.ts';

/** Everything that a province has stored, as it is compared when all is quiet. */
export type Stored = {
  readonly entities: readonly {
    readonly kind: string;
    readonly id: string;
    readonly agencyId: string;
    readonly rootKind: string;
    readonly rootId: string;
    readonly body: string;
  }[];
  /** Who may see a root now. */
  readonly access: readonly {
    readonly rootKind: string;
    readonly rootId: string;
    readonly principal: string;
  }[];
  readonly verdicts: readonly {
    readonly id: string;
    readonly device: string | null;
    readonly devSeq: number | null;
    readonly verdict: string | null;
  }[];
  /** In order, per agency. */
  readonly log: readonly {
    readonly agencyId: string;
    readonly seq: number;
    readonly operationId: string;
    readonly officialId: string;
    readonly name: string;
    /** None where a contained document was scrubbed. */
    readonly args: string | null;
    readonly argsSha256: string;
    readonly chain: string;
  }[];
  readonly containments: readonly {
    readonly kind: string;
    readonly id: string;
    readonly agencyId: string;
    readonly seq: number;
    readonly isScrubbed: boolean;
  }[];
  readonly feeds: readonly { readonly agencyId: string; readonly head: number; readonly chain: string }[];
  /** Files that entities name, and whether their row is there. */
  readonly named: readonly {
    readonly sha256: string;
    readonly kind: string;
    readonly id: string;
    readonly rootKind: string;
    readonly rootId: string;
    readonly isKept: boolean;
  }[];
};

/** The bodies of a kind, with their ids, and as `of` the agency whose they are. */
export const bodiesIn = <Body>({ entities }: Stored, kind: string) =>
  entities
    .filter((each) => each.kind === kind)
    .map(({ id, agencyId, body }) => ({ ...(JSON.parse(body) as Body), id, of: agencyId }));

/** What stands behind a simulated server: its ports, and what its doors ask besides. */
export type Storage = {
  readonly authority: AuthorityStore;
  readonly feed: FeedStore;
  readonly exchange: ExchangeStore;
  readonly scrub: SimScrub;
  readonly enrol: (deviceId: string, officialId: string, agencyId: string) => Promise<void>;
  readonly isEnrolled: (deviceId: string) => Promise<boolean>;
  readonly officialBody: (officialId: string) => Promise<string | undefined>;
  readonly keepBlob: (sha256: string, holder: string | undefined) => Promise<void>;
  readonly mayFetch: (sha256: string, principals: readonly string[]) => Promise<boolean>;
  readonly stored: () => Promise<Stored>;
  /** How often the authority has said no. */
  readonly refusals: () => Promise<number>;
  /** Changes whenever something happened; ends in ` 0` when nothing is queued. */
  readonly stand: () => Promise<string>;
  /** Everything as it is now; the result puts it back. */
  readonly backup: () => Promise<() => Promise<void>>;
  readonly close: () => Promise<void>;
};

/**
 * A feed orders rows by their place alone, and those of one operation as its database likes. Here they come in one order, so that a seed tells the same
 * story over either storage.
 */
export const inOneOrder = (feed: FeedStore): FeedStore => ({
  ...feed,
  window: async (asked) =>
    [...(await feed.window(asked))].sort(
      (a, b) => a.at - b.at || (JSON.stringify(a) < JSON.stringify(b) ? -1 : 1),
    ),
  current: async (principals, refs) =>
    [...(await feed.current(principals, refs))].sort((a, b) =>
      `${a.kind}${a.id}` < `${b.kind}${b.id}` ? -1 : 1,
    ),
});
