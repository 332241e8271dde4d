import type { Delivery, StatusCode } from '../../src/shared/domain/exchange/delivery.ts';
import type { Incoming } from '../../src/shared/domain/incoming/incoming.ts';
import type { Outgoing } from '../../src/shared/domain/outgoing/outgoing.ts';
import { dayOf } from '../../src/shared/text/day.ts';
import { judgeBooks } from './judge-books.ts';
import { bodiesIn, type Stored } from './storage.ts';
import type { World } from './story.ts';

/** What a record office promises, asked of everything that the province has stored. */
export function judgeOffice(world: World, stored: Stored): string[] {
  return [
    ...judgeBooks(world, stored),
    ...daysAreTheServers(world, stored),
    ...deliveriesAreWhole(world, stored),
    ...nothingIsSecret(stored),
  ];
}

/** DESIGN of times: days of books follow the server's clock, which in a story passes from its first day to its last. */
function daysAreTheServers({ begunAt, province }: World, stored: Stored): string[] {
  const [from, to] = [dayOf(begunAt), dayOf(province.at)];
  const days = [
    ...bodiesIn<Incoming>(stored, 'incoming').map(({ id, arrivedOn }) => [id, arrivedOn] as const),
    ...bodiesIn<Outgoing>(stored, 'outgoing').flatMap(({ id, issuedOn, draftedOn, dispatchedOn }) =>
      [issuedOn, draftedOn, dispatchedOn].map((day) => [id, day] as const),
    ),
  ];
  return days
    .filter(([, day]) => day !== undefined && (day < from || day > to))
    .map(([id, day]) => `${id} is dated ${String(day)}, when nothing happened`);
}

/** What the sender has heard at last of a document in this state. */
const HEARD: Readonly<Record<Incoming['state'], StatusCode>> = {
  arrived: '01',
  refused: '02',
  registered: '03',
  assigned: '04',
  'in-progress': '05',
  done: '06',
};

/**
 * Invariant 4: a message has one entry at its recipient, known to its sender, and the sender's status is the recipient's; where nobody is to
 * receive it, the sender hears so.
 */
function deliveriesAreWhole({ agencies, province }: World, stored: Stored): string[] {
  const arrivals = bodiesIn<Incoming>(stored, 'incoming').filter(({ exchange }) => exchange !== undefined);
  const deliveries = bodiesIn<Delivery>(stored, 'delivery');
  const known = new Set(deliveries.map(({ id, messageId }) => `${id}/${messageId}`));
  const ours = new Set<string>(agencies.map(({ agencyId }) => agencyId));
  return [
    ...deliveries.flatMap((delivery) => {
      const { id, messageId, recipientAgencyId, status } = delivery;
      const entries = arrivals.filter(
        ({ of, exchange }) => of === recipientAgencyId && exchange?.messageId === messageId,
      );
      const [entry] = entries;
      if (!ours.has(recipientAgencyId) || province.renumbered.has(messageId))
        return status === '02' && !entry ? [] : [`delivery ${id} to nobody is ${String(status)}`];
      if (!entry || entries.length > 1)
        return [`delivery ${id} has ${String(entries.length)} entries at its recipient`];
      // A document that was opened again had been told done.
      const isTold = status === HEARD[entry.state] || (entry.state === 'in-progress' && status === '06');
      return isTold ? [] : [`delivery ${id} is ${String(status)}, its document ${entry.state}`];
    }),
    ...arrivals
      .filter(({ exchange }) => exchange && !known.has(`${exchange.deliveryId}/${exchange.messageId}`))
      .map(({ id }) => `entry ${id} came from nowhere`),
  ];
}

/** Invariant 5: nothing that was accepted says that it is secret. */
const nothingIsSecret = ({ log }: Stored): string[] =>
  log
    .filter(({ args }) => /"secrecy":"(?!normal")/.test(args))
    .map(({ name, operationId }) => `${name} (${operationId}) was accepted and is secret`);
