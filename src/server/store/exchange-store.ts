import type { WorkTopic } from '../../shared/domain/core/command.ts';
import type { IncomingId, Instant, Sha256 } from '../../shared/domain/core/values.ts';

export type QueueRow = {
  readonly id: string;
  readonly topic: WorkTopic;
  readonly key: string;
  readonly payload: string;
  readonly attempts: number;
};

export type SentMessage = { readonly messageId: string; readonly packageSha256?: Sha256 };

/** Versions of a document that are looked at, newest first: a file grows by a few extensions between its seal and its delivery. */
export const SENT_VERSIONS_MAX = 50;

/** Messages with one document to one recipient that are looked at: it is sent again where it was refused. */
export const MESSAGES_TO_MAX = 20;

/** What the delivery worker asks of the storage. Nothing is locked here: the batch that does a row's work locks it. */
export type ExchangeStore = {
  /** At most `limit` rows whose time has come, oldest first; `lane` is empty for the work of this server, else a gateway's. */
  readonly due: (now: Instant, limit: number, lane?: string) => Promise<readonly QueueRow[]>;
  /** Puts a row off after a fault that may pass. */
  readonly putOff: (id: string, dueAt: Instant) => Promise<void>;
  /** Takes a row away whose work was found done, or can never be done. */
  readonly drop: (id: string) => Promise<void>;
  /** Whether work of this topic and key still waits. */
  readonly isQueued: (topic: WorkTopic, key: string) => Promise<boolean>;
  /** Under which messages, and in which packages, an agency has sent one of its documents to a recipient, newest first. */
  readonly messagesTo: (
    agencyId: string,
    documentId: string,
    recipientAgencyId: string,
  ) => Promise<readonly SentMessage[]>;
  /** Which of these incoming documents an agency holds. */
  readonly arrivals: (agencyId: string, ids: readonly IncomingId[]) => Promise<readonly IncomingId[]>;
  /** Whether an agency is one of this server. Gateways take the others. */
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
