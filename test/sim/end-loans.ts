import { RegisterId } from '../../src/shared/domain/core/values.ts';
import type { Register } from '../../src/shared/domain/office/register.ts';
import type { Incident } from '../../src/shared/domain/register/incident.ts';
import { seen } from './desk.ts';
import { guarded } from './machines.ts';
import { officialOf, type SimAgency } from './office.ts';
import { bodiesIn, type Stored } from './storage.ts';
import type { World } from './story.ts';
import { giveIt } from './work.ts';
import { incomingWork } from './work-incoming.ts';
import { outgoingWork } from './work-outgoing.ts';
import { keeping, lease } from './work-register.ts';

const REASON = 'Biên bản số 05/BB-SM';

/**
 * The journeys are over: machines that hold a book give it back, the leader takes back what nobody can, and the clerk decides of every number that came too late. True
 * while there was something to do.
 */
export async function endLoans(world: World): Promise<boolean> {
  const stored = await world.province.storage.stored();
  const lent = bodiesIn<Register>(stored, 'register').filter(({ lease }) => lease !== undefined);
  if (lent.length > 0) {
    if (!giveBack(world)) for (const each of lent) await withdraw(world, each);
    return true;
  }
  let isDone = false;
  for (const agency of world.agencies) if (await decide(world, agency, stored)) isDone = true;
  return isDone || (await giveUpMissing(world, stored));
}

const UNHEARD = 0.3;

/**
 * Now and then a book is taken back while its holder, who does not hear of it, lets the loan last longer and gives a number: what he sends is a new loan, under which that
 * number does not count.
 */
export async function withdrawUnheard(world: World): Promise<void> {
  const stored = await world.province.storage.stored();
  for (const book of bodiesIn<Register>(stored, 'register')) {
    const holder = world.devices.find(({ deviceId }) => deviceId === book.lease?.device);
    if (!holder || !world.random.chance(UNHEARD)) continue;
    const outcome = await guarded(world, holder, () => {
      giveIt(world, holder, lease(world, holder, book.id));
      for (const work of [outgoingWork.takeNumber, incomingWork.register]) {
        const given = work(world, holder);
        if (given) giveIt(world, holder, given);
      }
    });
    await withdraw(world, book);
    world.trace.push(`heal ${book.id} is withdrawn from ${holder.name}, who goes on: ${outcome}`);
  }
}

/** What waits for numbers of before the server was put back: the smallest that some desk still brings, or how far one has seen the book. */
function awaited({ devices }: World): ReadonlyMap<string, number> {
  const found = new Map<string, number>();
  for (const { test } of devices)
    for (const args of test.replica.store.read
      .prepare<[], string>("select args from outbox where code = 'register.lower-awaited' and state = 'sent'")
      .pluck()
      .all()) {
      const { registerId, given, seenNext } = JSON.parse(args) as Waiting;
      const until = given?.number ?? seenNext;
      if (registerId !== undefined && until !== undefined)
        found.set(registerId, Math.min(until, found.get(registerId) ?? until));
    }
  for (const device of devices)
    for (const { id } of device.seat === 'clerk' ? seen(device, 'register') : []) {
      const until = device.test.replica.seenNext(RegisterId.parse(id));
      if (until !== undefined && !found.has(id)) found.set(id, until);
    }
  return found;
}
type Waiting = {
  readonly registerId?: string;
  readonly given?: { readonly number: number };
  readonly seenNext?: number;
};

/** Every desk has come back; what none of them brought is on papers that nobody has any more. */
async function giveUpMissing(world: World, stored: Stored): Promise<boolean> {
  const books = bodiesIn<Register>(stored, 'register');
  let isDone = false;
  for (const [registerId, until] of awaited(world)) {
    const book = books.find(({ id }) => id === registerId);
    const agency = world.agencies.find(({ agencyId }) => agencyId === book?.agencyId);
    if (!book || !agency || until <= book.next) continue;
    await appointAgain(world, agency);
    const incidentIds = Array.from({ length: until - book.next }, () => world.random.uuid());
    const args = { registerId, from: book.next, incidentIds, reason: REASON };
    const answer = await order(world, agency, 'clerk', ['register.voidMissing', args]);
    if (answer !== 'accepted') world.stuck.add(`${registerId} cannot give up its missing numbers: ${answer}`);
    world.trace.push(`heal ${registerId} gives up ${String(book.next)} to ${String(until - 1)}`);
    isDone = true;
  }
  return isDone;
}

/** By the machines themselves, behind the numbers that they gave. */
function giveBack({ devices, performed }: World): boolean {
  let isGiven = false;
  for (const device of devices)
    for (const { id, body } of seen(device, 'register')) {
      if (body.lease?.device !== device.deviceId) continue;
      const name = 'register.returnLease';
      const { operationId } = device.test.replica.perform(name, { registerId: id, epoch: body.lease.epoch });
      performed.set(operationId, { name, device: device.name });
      isGiven = true;
    }
  return isGiven;
}

const order = async (
  { province }: World,
  { agencyId, people }: SimAgency,
  seat: 'clerk' | 'leader',
  [name, args]: readonly [string, unknown],
): Promise<string> => {
  const verdicts = await province.authority.execute({
    agencyId,
    actor: people[seat],
    operations: [{ name, args }],
  });
  return verdicts === 'queue-row-gone' ? verdicts : String(verdicts[0]?.code ?? verdicts[0]?.status);
};

/** Roles were taken from people in the story; who decides now has his own again. */
export async function appointAgain({ province }: World, agency: SimAgency): Promise<void> {
  const operations = (['clerk', 'leader'] as const).map((seat) => ({
    name: 'office.appoint',
    args: { officialId: agency.people[seat], official: officialOf(agency, seat) },
  }));
  await province.authority.execute({ agencyId: agency.agencyId, actor: 'system', operations });
}

/** From a machine that was enrolled anew, or that the server does not remember. */
async function withdraw(
  world: World,
  { id, of, lease }: Register & { readonly id: string; readonly of: string },
): Promise<void> {
  const agency = world.agencies.find(({ agencyId }) => agencyId === of);
  if (!agency) return;
  await appointAgain(world, agency);
  const args = { registerId: id, epoch: lease?.epoch, reason: REASON };
  const answer = await order(world, agency, 'leader', ['register.withdrawLease', args]);
  if (answer !== 'accepted') world.stuck.add(`${id} cannot be withdrawn: ${answer}`);
}

/** The smallest first; out of turn where a smaller one will never be reported. */
async function decide(world: World, agency: SimAgency, stored: Stored): Promise<boolean> {
  const open = bodiesIn<Incident>(stored, 'incident')
    .filter(({ of, agencyId, settled }) => of !== undefined && agencyId === agency.agencyId && !settled)
    .toSorted((a, b) => a.given.number - b.given.number);
  if (open.length > 0) await appointAgain(world, agency);
  for (const incident of open) {
    if (world.random.chance(0.4) && (await isKept(world, agency, incident))) continue;
    const args = { incidentId: incident.id, reason: REASON };
    const inTurn = await order(world, agency, 'clerk', ['register.voidNumber', args]);
    if (inTurn === 'accepted') continue;
    const outOfTurn = { ...args, isOutOfTurn: true };
    const answer = await order(world, agency, 'clerk', ['register.voidNumber', outOfTurn]);
    if (inTurn !== 'register.lower-first' || answer !== 'accepted')
      world.stuck.add(`incident ${incident.id} cannot be made void: ${inTurn}, ${answer}`);
  }
  return open.length > 0;
}

async function isKept(
  world: World,
  agency: SimAgency,
  incident: Incident & { readonly id: string },
): Promise<boolean> {
  const args = keeping(world.random, incident.id, incident);
  return (await order(world, agency, 'clerk', ['register.keepNumber', args])) === 'accepted';
}
