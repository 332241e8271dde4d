import { idsThere } from '../../src/server/exchange/arrival.ts';
import type { Dossier, DossierItem } from '../../src/shared/domain/dossier/dossier.ts';
import type { Delivery, DeliveryRequest, StatusCode } from '../../src/shared/domain/exchange/delivery.ts';
import type { Incoming } from '../../src/shared/domain/incoming/incoming.ts';
import { type Assignment, isLive, type RecallRequest } from '../../src/shared/domain/incoming/parts.ts';
import type { Outgoing } from '../../src/shared/domain/outgoing/outgoing.ts';
import { type Containment, documentOfContainment } from '../../src/shared/domain/secrecy/containment.ts';
import { dayOf } from '../../src/shared/text/day.ts';
import { judgeBooks } from './judge-books.ts';
import { judgeSecrecy } from './judge-secrecy.ts';
import { bodiesIn, type Stored } from './storage.ts';
import type { World } from './story.ts';

/** What a record office promises, asked of everything that the province has stored. */
export function judgeOffice(world: World, stored: Stored): string[] {
  return [
    ...judgeBooks(world, stored),
    ...daysAreTheServers(world, stored),
    ...deliveriesAreWhole(world, stored),
    ...dossiersAddUp(stored),
    ...requestsAreAnswered(stored),
    ...nothingIsSecret(stored),
    ...judgeSecrecy(world, stored),
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
const HEARD: Readonly<Record<Exclude<Incoming['state'], 'recalled'>, StatusCode>> = {
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
function deliveriesAreWhole({ agencies }: World, stored: Stored): string[] {
  const arrivals = bodiesIn<Incoming>(stored, 'incoming').filter(({ exchange }) => exchange !== undefined);
  const deliveries = bodiesIn<Delivery>(stored, 'delivery');
  const known = new Set(deliveries.map(({ id, messageId }) => `${id}/${messageId}`));
  const contained = containedIn(stored);
  const idsOf = idsIn(stored);
  const ours = new Set<string>(agencies.map(({ agencyId }) => agencyId));
  // Statuses are joined and never go down (DESIGN §6): it was given on, whatever became of its lead afterwards, and its sender has heard so.
  const lostLeads = bodiesIn<Assignment>(stored, 'assignment').filter(
    (each) => each.part === 'lead' && !isLive(each),
  );
  const hasLostLead = (id: string): boolean => lostLeads.some(({ documentId }) => documentId === id);
  return [
    ...deliveries.flatMap((delivery) => {
      const { id, messageId, recipientAgencyId, status } = delivery;
      const entries = arrivals.filter(
        ({ of, exchange }) => of === recipientAgencyId && exchange?.messageId === messageId,
      );
      const [entry] = entries;
      if (!ours.has(recipientAgencyId))
        return status === '02' && !entry ? [] : [`delivery ${id} to nobody is ${String(status)}`];
      // The recipient has contained it for himself.
      if (idsOf(delivery).some((each) => contained.has(each)))
        return entry ? [`${entry.id} was contained and is there`] : [];
      if (!entry || entries.length > 1)
        return [`delivery ${id} has ${String(entries.length)} entries at its recipient`];
      const state = entry.recalled?.from ?? entry.state;
      // A document that was opened again had been told done.
      const heard = HEARD[state as keyof typeof HEARD];
      const isTold =
        status === heard ||
        (state === 'in-progress' && status === '06') ||
        (hasLostLead(entry.id) && String(status) > heard);
      return isTold ? [] : [`delivery ${id} is ${String(status)}, its document ${state}`];
    }),
    ...arrivals
      .filter(({ exchange }) => exchange && !known.has(`${exchange.deliveryId}/${exchange.messageId}`))
      .map(({ id }) => `entry ${id} came from nowhere`),
  ];
}

/** A dossier counts the documents that stand in it, each under an ordinal of its own below the next. */
function dossiersAddUp(stored: Stored): string[] {
  const items = bodiesIn<DossierItem>(stored, 'dossierItem');
  return bodiesIn<Dossier>(stored, 'dossier').flatMap(({ id, itemCount, nextOrdinal }) => {
    const own = items.filter(({ dossierId }) => dossierId === id);
    const ordinals = own.map(({ ordinal }) => ordinal);
    const standing = own.filter(({ removed }) => !removed).length;
    const isWhole =
      new Set(ordinals).size === ordinals.length && ordinals.every((each) => each < nextOrdinal);
    return standing === itemCount && isWhole
      ? []
      : [`dossier ${id} counts ${String(itemCount)} of ${String(standing)}, ordinals ${ordinals.join(' ')}`];
  });
}

const containedIn = (stored: Stored): ReadonlySet<string> =>
  new Set(bodiesIn<Containment>(stored, 'containment').map(({ id }) => documentOfContainment(id).id));

/** Under which ids a delivery's document may be at its recipient. */
function idsIn(stored: Stored): (delivery: Delivery) => readonly string[] {
  const packages = new Map(
    bodiesIn<Outgoing>(stored, 'outgoing').map(({ id, packageSha256 }) => [id, packageSha256]),
  );
  return ({ messageId, documentId, recipientAgencyId, packageSha256 = packages.get(documentId) }) =>
    idsThere({ messageId, packageSha256 }, recipientAgencyId);
}

/** The sender has heard of each of his requests what its receiver answered; what never arrived, or was contained there, is given back without asking anybody. */
function requestsAreAnswered(stored: Stored): string[] {
  const said = new Map<string, string>([
    ...bodiesIn<RecallRequest>(stored, 'recallRequest').map(
      ({ id, answer }) => [id, answer ?? '13'] as const,
    ),
    ...bodiesIn<Incoming>(stored, 'incoming').flatMap(({ amends }) =>
      amends?.requestId ? [[amends.requestId, amends.answer ?? '13'] as const] : [],
    ),
  ]);
  const contained = containedIn(stored);
  const idsOf = idsIn(stored);
  const deliveries = new Map(bodiesIn<Delivery>(stored, 'delivery').map((each) => [each.id, each]));
  return bodiesIn<DeliveryRequest>(stored, 'deliveryRequest').flatMap(({ id, deliveryId, what, status }) => {
    const delivery = deliveries.get(deliveryId);
    const isGone = delivery && idsOf(delivery).some((each) => contained.has(each));
    const answer = said.get(id) ?? (what === 'recall' ? '15' : '13');
    return status === answer || isGone ? [] : [`${what} ${id} is ${status}, its receiver says ${answer}`];
  });
}

/** Invariant 5: nothing that was accepted says that it is secret. */
const nothingIsSecret = ({ log }: Stored): string[] =>
  log
    .filter(({ args }) => args !== null && /"secrecy":"(?!normal")/.test(args))
    .map(({ name, operationId }) => `${name} (${operationId}) was accepted and is secret`);
