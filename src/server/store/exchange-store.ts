import type { WorkTopic } from '../../shared/domain/core/command.ts';
import type { Instant } from '../../shared/domain/core/values.ts';

export type QueueRow = {
  readonly id: string;
  readonly topic: WorkTopic;
  readonly key: string;
  readonly payload: string;
  readonly attempts: number;
};

/** Versions of a document that are looked at, newest first: a file grows by a few extensions between its seal and its delivery. */
export const SENT_VERSIONS_MAX = 50;

/** What the delivery worker asks of the storage. Nothing is locked here: the batch that does a row's work locks it. */
export type ExchangeStore = {
  /** At most `limit` rows whose time has come, oldest first. */
  readonly due: (now: Instant, limit: number) => Promise<readonly QueueRow[]>;
  /** Puts a row off after a fault that may pass. */
  readonly putOff: (id: string, dueAt: Instant) => Promise<void>;
  /** Takes a row away whose work was found done, or can never be done. */
  readonly drop: (id: string) => Promise<void>;
  /** Whether an agency is one of this server. Gateways to elsewhere will take the others. */
  readonly isOurs: (agencyId: string) => Promise<boolean>;
  /** The stored bodies of an agency, of one of its outgoing documents and of its newest versions, as far as they are here. */
  readonly sender: (
    agencyId: string,
    documentId: string,
  ) => Promise<{
    readonly agency: unknown;
    readonly document: unknown;
    readonly versions: readonly unknown[];
  }>;
};
