import type { Instant } from '../../shared/domain/core/values.ts';

export type QueueRow = {
  readonly id: string;
  readonly topic: 'message' | 'receipt';
  readonly key: string;
  readonly payload: string;
  readonly attempts: number;
};

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
  /** The stored bodies of an agency and of one of its outgoing documents, as far as they are here. */
  readonly sender: (
    agencyId: string,
    documentId: string,
  ) => Promise<{ readonly agency: unknown; readonly document: unknown }>;
};
