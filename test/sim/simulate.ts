import { createHash } from 'node:crypto';
import { allCommands } from '../../src/shared/domain/all-commands.ts';
import type { OperationId } from '../../src/shared/domain/core/values.ts';
import { yearOf } from '../../src/shared/domain/office/register.ts';
import { AppError } from '../../src/shared/errors.ts';
import { dayOf } from '../../src/shared/text/day.ts';
import { clientPlaces, serverPlaces } from './crash.ts';
import { connect } from './doors.ts';
import { heal } from './heal.ts';
import { isRefused, judge } from './judge.ts';
import { writeLater } from './later.ts';
import { cloneMachine, guarded, loseMachine } from './machines.ts';
import { notePromised } from './promised.ts';
import { makeSqliteStorage } from './sqlite-storage.ts';
import type { Storage, Stored } from './storage.ts';
import type { Counts, Device, World } from './story.ts';
import { giveIt, workOnce } from './work.ts';
import { incomingWork } from './work-incoming.ts';
import { outgoingWork } from './work-outgoing.ts';
import { makeWorld, passTime } from './world.ts';

export type Told = {
  readonly problems: readonly string[];
  /** Operations that took effect, and all that were given. */
  readonly accepted: number;
  readonly performed: number;
  readonly counts: Counts;
  readonly commands: ReadonlySet<string>;
  /** Ends of processes, by place. */
  readonly ends: ReadonlyMap<string, number>;
  readonly trace: readonly string[];
  /** Of everything the authority decided, in order: the same seed gives the same hash. */
  readonly hash: string;
};

export const STEPS = 50;
/** A story that was too quiet goes on a while. */
const STEPS_MAX = 12 * STEPS;
/** What every story has at least; a quieter one proves little. */
export const leastOf = { performed: 50, crashes: 5, drops: 20, conflicts: 5 } as const;
const RESTORE_STEPS_MAX = 40;
const SKEW_MS_MAX = 400 * 24 * 60 * 60 * 1000;

export type Telling = { readonly steps?: number; readonly storage?: Storage };

/**
 * One seeded story: random work on the machines of two agencies over New Year, lost, doubled, late and damaged messages, ended processes on both sides, clocks that
 * jump, rights that come and go, programs of two ages, a copied machine, a server restored from a backup; then good weather, and everything is compared.
 */
export async function simulate(
  seed: number,
  { steps = STEPS, storage = makeSqliteStorage() }: Telling = {},
): Promise<Told> {
  const world = await makeWorld(seed, storage);
  const { devices } = world;
  try {
    for (const device of devices) await guarded(world, device, () => device.test.settle());
    const plan = planOf(world, steps);
    for (let step = 0; step < steps || (step < STEPS_MAX && (await isTooQuiet(world))); step++) {
      await plan(step);
      passTime(world);
      await oneStep(world, step);
    }
    await heal(world);
    return await told(world);
  } finally {
    await world.close();
  }
}

/**
 * What happens once. The backup is of a moment ago: the feed then grows past the cursors that were given before, which is where an ignored epoch shows.
 */
function planOf(world: World, steps: number): (step: number) => Promise<void> {
  const { random, province, devices, counts, trace } = world;
  const savedAt = random.below(steps);
  const restoredAt = savedAt + 1 + random.below(RESTORE_STEPS_MAX);
  const clonedAt = random.chance(0.7) ? random.below(steps) : undefined;
  let restore: (() => Promise<void>) | undefined;
  return async (step) => {
    if (step === savedAt) {
      restore = await province.backup();
      if (random.chance(RUSH)) await rush(world, step);
    }
    if (step === restoredAt && restore) {
      notePromised(world);
      await restore();
      counts.restores += 1;
      trace.push(`${String(step)} the server is restored from its backup of step ${String(savedAt)}`);
      const lost = random.chance(0.3) ? loseMachine(world) : undefined;
      if (lost) trace.push(`${String(step)} ${lost} is lost`);
    }
    if (step === clonedAt) {
      const device = random.pick(devices);
      trace.push(`${String(step)} ${device.name} ${await cloneMachine(world, device)}`);
    }
  };
}

/** The clerks' machines number what waits on a good line, one after the other: days of which the backup knows nothing. */
async function rush(world: World, step: number): Promise<void> {
  const clerks = world.devices.filter(({ seat }) => seat === 'clerk');
  world.isHealed = true;
  for (const device of [...clerks, ...clerks]) {
    const outcome = await guarded(world, device, async () => {
      await oneRound(device);
      for (const work of [outgoingWork.takeNumber, incomingWork.register]) {
        const given = work(world, device);
        if (given) giveIt(world, device, given);
      }
      await oneRound(device);
    });
    world.trace.push(`${String(step)} ${device.name} numbers what waits: ${outcome}`);
  }
  world.isHealed = false;
}
const RUSH = 0.6;

async function isTooQuiet({ performed, counts, province }: World): Promise<boolean> {
  const { crashes, drops, conflicts } = leastOf;
  if (performed.size < leastOf.performed || endsIn(province.ends) < crashes || counts.drops < drops)
    return true;
  return (await province.storage.refusals()) < conflicts;
}

const endsIn = (ends: ReadonlyMap<string, number>): number => [...ends.values()].reduce((a, b) => a + b, 0);

/** Through whose hands every document goes. */
const BUSY: ReadonlySet<string> = new Set(['clerk', 'leader']);

async function oneStep(world: World, step: number): Promise<void> {
  const { random, devices, counts } = world;
  const device = random.pick(devices.flatMap((each) => (BUSY.has(each.seat) ? [each, each] : [each])));
  arm(world, device);
  await deliverLate(world);
  const what = random.next();
  const { test } = device;
  const act: Act = async (name, work) => {
    const outcome = await guarded(world, device, work);
    if (outcome !== 'idle') world.trace.push(`${String(step)} ${device.name} ${name}: ${outcome}`);
  };
  if (what < 0.34) await sitting(world, device, act);
  else if (what < 0.58) await act('synchronises', () => oneRound(device));
  else if (what < 0.63) await act('pushes', () => test.push());
  else if (what < 0.68) await act('pulls', () => test.pull());
  else if (what < 0.71) await act('uploads', () => test.upload());
  else if (what < 0.74) await act('fetches', () => test.fetch());
  else if (what < 0.86) await deliver(world);
  else if (what < 0.87) await act('asks for a snapshot', () => test.replica.requireSnapshot());
  else if (what < 0.9) await act('takes back', () => takeBackOne(world, device));
  else if (what < 0.93) {
    device.skewMs = random.below(2 * SKEW_MS_MAX) - SKEW_MS_MAX;
    counts.jumps += 1;
  } else if (what < 0.96) await act('is told', () => writeLater(world, device));
  else if (what < 0.98) device.isAhead = device.isNewer && random.chance(0.5);
  else await act('unparks', () => test.replica.unpark());
}

type Act = (name: string, work: () => unknown) => Promise<void>;

/** An official comes to his desk: looks, does a few things, and sends them, or not yet. */
async function sitting(world: World, device: Device, act: Act): Promise<void> {
  const { random } = world;
  if (random.chance(0.5)) await act('synchronises', () => oneRound(device));
  for (let piece = random.below(3); piece >= 0; piece--)
    await act('works', async () => (await workOnce(world, device))?.[0] ?? 'idle');
  if (random.chance(0.5)) await act('synchronises', () => oneRound(device));
}

/** Everything once, as the loops would in a good minute. */
async function oneRound({ test }: Device): Promise<void> {
  for (let file = 0; file < FILES && (await test.upload()) === 'done'; file++);
  await test.push();
  for (let page = 0; page < PAGES && (await test.pull()) !== 'idle'; page++);
  for (let file = 0; file < FILES && (await test.fetch()) === 'done'; file++);
}
const [FILES, PAGES] = [6, 12];

/** The delivery worker has little to do in a story, so its process ends more often at it. */
async function deliver({ random, province }: World): Promise<void> {
  if (random.chance(0.4)) province.armed = { place: random.pick(deliveryPlaces), left: 1 };
  await province.deliver();
}
/** What is purged comes by once or twice in a story. */
const purgePlaces = serverPlaces.filter((place) => place.startsWith('purge'));
const deliveryPlaces = [
  ...serverPlaces.filter((place) => /^(deliver|receipt|request)/.test(place)),
  ...[...purgePlaces, ...purgePlaces],
];

function arm({ random, province }: World, device: Device): void {
  if (random.chance(0.09)) device.armed = { place: random.pick(clientPlaces), left: 1 + random.below(2) };
  if (random.chance(0.05)) province.armed = { place: random.pick(serverPlaces), left: 1 + random.below(2) };
}

async function deliverLate({ random, late, province, counts }: World): Promise<void> {
  if (late.length === 0 || !random.chance(0.2)) return;
  const [again] = late.splice(random.below(late.length), 1);
  if (!again) return;
  counts.late += 1;
  const transfers = { cutAfter: () => undefined, flipsBit: () => false };
  const { officialId } = again.device;
  await connect(province, { officialId, deviceId: again.request.device }, transfers)
    .push(again.request)
    .catch((problem: unknown) => {
      if (!(problem instanceof AppError)) throw problem;
    });
}

function takeBackOne({ performed, tookBack }: World, { test }: Device): string {
  const newest = test.replica.store.read
    .prepare<[], OperationId>('select operation_id from outbox where dev_seq is null order by n desc limit 1')
    .pluck()
    .get();
  const named = test.replica.store.read.prepare<[], string>('select sha256 from outbox_blobs').pluck().all();
  for (const id of newest ? test.replica.takeBack(newest) : []) performed.delete(id);
  const still = new Set(
    test.replica.store.read.prepare<[], string>('select sha256 from outbox_blobs').pluck().all(),
  );
  for (const sha256 of named) if (!still.has(sha256)) tookBack.add(sha256);
  return newest ? 'taken back' : 'idle';
}

async function told(world: World): Promise<Told> {
  const { province, performed, counts, trace, begunAt } = world;
  const stored = await province.storage.stored();
  const { log, verdicts } = stored;
  counts.conflicts = verdicts.filter(isRefused).length;
  counts.crashes = endsIn(province.ends);
  counts.years = yearOf(dayOf(province.at)) - yearOf(dayOf(begunAt));
  return {
    problems: [...world.stuck, ...tooQuiet(performed.size, counts), ...judge(world, stored)],
    accepted: log.length,
    performed: performed.size,
    counts,
    commands: new Set(log.map(({ name }) => name).filter((name) => Object.hasOwn(allCommands, name))),
    ends: province.ends,
    trace,
    hash: hashOf(stored),
  };
}

function tooQuiet(performed: number, counts: Counts): readonly string[] {
  const had = { ...counts, performed };
  return (Object.keys(leastOf) as (keyof typeof leastOf)[])
    .filter((what) => had[what] < leastOf[what])
    .map((what) => `the story has ${String(had[what])} ${what} of at least ${String(leastOf[what])}`);
}

function hashOf({ log }: Stored): string {
  const hash = createHash('sha256');
  for (const { agencyId, seq, operationId, chain } of log)
    hash.update(`${agencyId}${String(seq)}${operationId}${chain}`);
  return hash.digest('hex').slice(0, 16);
}
