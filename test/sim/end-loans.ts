import type { Register } from '../../src/shared/domain/office/register.ts';
import type { Incident } from '../../src/shared/domain/register/incident.ts';
import { seen } from './desk.ts';
import { officialOf, type SimAgency } from './office.ts';
import { bodiesIn, type Stored } from './storage.ts';
import type { World } from './story.ts';
import { keeping } from './work-register.ts';

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
async function appointAgain({ province }: World, agency: SimAgency): Promise<void> {
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
