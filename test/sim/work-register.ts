import { Book, type Register, yearOf } from '../../src/shared/domain/office/register.ts';
import type { Incident } from '../../src/shared/domain/register/incident.ts';
import { LEASE_DAYS_MAX } from '../../src/shared/domain/register/lease-commands.ts';
import { addDays } from '../../src/shared/text/day.ts';
import type { Random } from '../support/random.ts';
import { bookYear, type Found, type Given, on, oneOf, seen, type Work } from './desk.ts';
import { bookOf } from './office.ts';
import type { Device, World } from './story.ts';

const REASON = 'Biên bản số 04/BB-SM';

/** Books that go along on a journey, come back or are taken back, and what becomes of numbers that came too late. */
export const registerWork = {
  takeLease,
  /** Sent behind a withdrawal that nobody here has heard of, it is a new lease, and what was given under the old one does not count. */
  extendLease: (world, device) =>
    on(oneOf(world, held(device)), (book) =>
      world.random.chance(0.4) ? lease(world, device, book.id) : undefined,
    ),
  returnLease: (world, device) =>
    on(oneOf(world, held(device)), ({ id, body }) =>
      world.random.chance(0.4)
        ? ['register.returnLease', { registerId: id, epoch: body.lease?.epoch }]
        : undefined,
    ),
  withdrawLease: (world, device) =>
    on(oneOf(world, lent(device)), ({ id, body }) =>
      world.random.chance(0.5)
        ? [
            'register.withdrawLease',
            { registerId: id, epoch: body.lease?.epoch, reason: 'Máy không liên lạc được' },
          ]
        : undefined,
    ),
  settle,
  giveUpMissing,
  closeRegister,
} as const satisfies Record<string, Work>;

const lent = (device: Device): readonly Found<Register>[] =>
  seen(device, 'register').filter(({ body }) => body.lease !== undefined);

/** Books that this very machine has. */
const held = (device: Device): readonly Found<Register>[] =>
  lent(device).filter(({ body }) => body.lease?.device === device.deviceId);

/** Mostly one that nobody has: a second wish for a lent book is refused. */
function takeLease(world: World, device: Device): Given | undefined {
  const { random } = world;
  const id = bookOf(device.agency, random.pick(Book.options), bookYear(world, device));
  const isLent = lent(device).some((each) => each.id === id);
  return isLent && random.chance(0.9) ? undefined : lease(world, device, id);
}

/** To the end of a day of the book's year; now and then to one that it may not be. */
export function lease({ random }: World, { test }: Device, registerId: string): Given {
  const today = test.replica.today();
  const lastDay = addDays(today, random.chance(0.05) ? LEASE_DAYS_MAX + 1 : random.below(3));
  const isOver = yearOf(lastDay) > yearOf(today) && random.chance(0.9);
  return ['register.takeLease', { registerId, lastDay: isOver ? today : lastDay }];
}

/** A book whose year is over; now and then too early, or over a number that somebody else has given since. */
function closeRegister(world: World, device: Device): Given | undefined {
  const { random } = world;
  const today = device.test.replica.today();
  // On its last day seldom: what the story is about still wants numbers of it.
  const over = seen(device, 'register').filter(
    ({ body }) =>
      !body.closed && (body.year < yearOf(today) || random.chance(today.endsWith('-12-31') ? 0.1 : 0.02)),
  );
  return on(oneOf(world, over), ({ id, body }) => [
    'register.close',
    { registerId: id, next: body.next - (random.chance(0.1) ? 1 : 0) || 1 },
  ]);
}

/** Numbers of before the server was put back that this clerk has seen given; too early, and the paper that bears one is an incident. */
function giveUpMissing(world: World, device: Device): Given | undefined {
  const { random } = world;
  const behind = seen(device, 'register').flatMap(({ id, body }) => {
    const missing = (device.test.replica.seenNext(id as never) ?? 0) - body.next;
    return missing > 0 && !body.lease ? [{ registerId: id, from: body.next, missing }] : [];
  });
  return on(random.chance(0.2) ? oneOf(world, behind) : undefined, ({ missing, ...book }) => [
    'register.voidMissing',
    { ...book, incidentIds: Array.from({ length: missing }, () => random.uuid()), reason: REASON },
  ]);
}

/** Mostly the smallest open one of its book, as its rule asks. */
function settle(world: World, device: Device): Given | undefined {
  const { random } = world;
  const open = seen(device, 'incident')
    .filter(({ body }) => body.settled === undefined)
    .toSorted((a, b) => a.body.given.number - b.body.given.number);
  return on(random.chance(0.8) ? open[0] : oneOf(world, open), (incident) =>
    incident.body.of?.kind === 'outgoing' && random.chance(0.6)
      ? ['register.keepNumber', keeping(random, incident.id, incident.body)]
      : voided(world, incident.id),
  );
}

const voided = ({ random }: World, incidentId: string): Given => [
  'register.voidNumber',
  { incidentId, reason: REASON, ...(random.chance(0.2) && { isOutOfTurn: true }) },
];

/** The decision that keeps a number: with its seal, where the incident has brought one. */
export function keeping(random: Random, incidentId: string, { sealed }: Incident) {
  const { sha256 } = sealed?.file ?? {};
  const seal = sealed && { versionId: random.uuid(), sha256, baseSha256: sealed.baseSha256 };
  return { incidentId, basis: REASON, ...(seal && { sealed: seal }) };
}
