import type { AgencyId, DeliveryId } from '../../shared/domain/core/values.ts';
import type { Authority } from '../authority/authority.ts';
import type { Blobs } from '../blobs/blobs.ts';
import type { Looker } from '../look/looker.ts';
import type { ServerPorts } from '../ports.ts';
import type { Scrub } from '../secrecy/scrub.ts';
import type { ExchangeStore, QueueRow } from '../store/exchange-store.ts';
import type { AnswerPayload } from './queue.ts';

/** What the delivery worker works with. */
export type DeliveryParts = {
  readonly exchange: ExchangeStore;
  readonly authority: Authority;
  readonly blobs: Blobs;
  readonly looker: Looker;
  readonly scrub: Scrub;
  readonly ports: ServerPorts;
  /** Absent where this server has no gateway. */
  readonly elsewhere?: Elsewhere;
};

/** Agencies on other servers: work for one of them is handed over to the lane of the gateway that serves it. False where it is none of theirs. */
export type Elsewhere = {
  readonly takeMessage: (row: QueueRow, recipientAgencyId: AgencyId) => Promise<boolean>;
  readonly takeReceipt: (row: QueueRow, deliveryId: DeliveryId) => Promise<boolean>;
  /** Sends this answer in the place of the row's own work. */
  readonly takeAnswer: (row: QueueRow, answer: AnswerPayload) => Promise<boolean>;
};

/** `later`: a fault that may pass, the row waits and is tried again. */
export type Delivered = 'done' | 'later';
