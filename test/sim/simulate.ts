import { createHash } from 'node:crypto';
import type { OperationId } from '../../src/shared/domain/core/values.ts';
import { AppError } from '../../src/shared/errors.ts';
import { clientFailpoints, serverFailpoints } from '../../src/shared/failpoints.ts';
import { Crash } from './crash.ts';
import { judge } from './judge.ts';
import { workOnce } from './work.ts';
import { type Counts, type Device, makeWorld, openDevice, passTime, type World } from './world.ts';

export type Told = {
  readonly problems: readonly string[];
  /** Operations that took effect, and all that were performed. */
  readonly accepted: number;
  readonly performed: number;
  readonly counts: Counts;
  readonly commands: ReadonlySet<string>;
  readonly trace: readonly string[];
  /** Of everything the authority decided, in order: the same seed gives the same hash. */
  readonly hash: string;
};

const STEPS = 600;
const HEAL_ROUNDS = 8;
const RESTORE_STEPS_MAX = 80;
const SKEW_MS_MAX = 400 * 24 * 60 * 60 * 1000;

/**
 * One seeded story: random work on six machines of two agencies, lost and repeated messages, ended processes on both sides, clocks that jump, a server restored
 * from a backup; then good weather, and everything is compared.
 */
export async function simulate(seed: number, steps = STEPS): Promise<Told> {
  const world = await makeWorld(seed);
  const { random, province, devices } = world;
  try {
    for (const device of devices) await guarded(world, device, () => device.test.settle());
    // A backup of a moment ago: the feed then grows past the cursors that were given before, which is where an ignored epoch shows.
    const savedAt = random.below(steps);
    const restoredAt = savedAt + 1 + random.below(RESTORE_STEPS_MAX);
    let restore: (() => void) | undefined;
    for (let step = 0; step < steps; step++) {
      if (step === savedAt) restore = province.backup();
      if (step === restoredAt && restore) {
        restore();
        world.counts.restores += 1;
        world.trace.push(`${String(step)} the server is restored from its backup of step ${String(savedAt)}`);
      }
      passTime(world);
      await oneStep(world, step);
    }
    await heal(world);
    return told(world);
  } finally {
    world.close();
  }
}

async function heal(world: World): Promise<void> {
  const { province, devices } = world;
  world.isHealed = true;
  province.armed = undefined;
  for (const device of devices) {
    device.armed = undefined;
    device.skewMs = 0;
    device.test.replica.unpark();
  }
  for (let round = 0; round < HEAL_ROUNDS; round++) {
    for (const device of devices) await settleOrTell(world, device);
    for (let minutes = 0; minutes < 20; minutes++) {
      passTime(world);
      await province.deliver();
    }
  }
}

/** In good weather nothing may keep a machine from coming to rest. */
async function settleOrTell(world: World, { name, test }: Device): Promise<void> {
  try {
    await test.settle();
  } catch (problem) {
    const why =
      problem instanceof AppError ? `${problem.code} ${JSON.stringify(problem.detail)}` : String(problem);
    world.stuck.add(`${name} does not come to rest: ${why}`);
  }
}

/** What the line or a rule may say is no problem; an ended process is opened again on the same folder. */
async function guarded(world: World, device: Device, work: () => unknown): Promise<string> {
  try {
    const result = await work();
    return typeof result === 'string' ? result : 'done';
  } catch (problem) {
    if (problem instanceof Crash) {
      world.counts.crashes += 1;
      device.test.close();
      device.test = openDevice(world, device);
      return `ended at ${problem.message}`;
    }
    if (problem instanceof AppError) return problem.code;
    throw problem;
  }
}

async function oneStep(world: World, step: number): Promise<void> {
  const { random, devices, province } = world;
  const device = random.pick(devices);
  arm(world, device);
  await deliverLate(world);
  const what = random.next();
  const { test } = device;
  const act = async (name: string, work: () => unknown): Promise<void> => {
    const outcome = await guarded(world, device, work);
    if (outcome !== 'idle') world.trace.push(`${String(step)} ${device.name} ${name}: ${outcome}`);
  };
  if (what < 0.42) await act('works', async () => (await workOnce(world, device))?.[0] ?? 'idle');
  else if (what < 0.62) await act('synchronises', () => oneRound(device));
  else if (what < 0.69) await act('pushes', () => test.push());
  else if (what < 0.76) await act('pulls', () => test.pull());
  else if (what < 0.8) await act('uploads', () => test.upload());
  else if (what < 0.84) await act('fetches', () => test.fetch());
  else if (what < 0.94) await province.deliver();
  else if (what < 0.95) await act('asks for a snapshot', () => test.replica.requireSnapshot());
  else if (what < 0.97) await act('takes back', () => takeBackOne(world, device));
  else if (what < 0.98) device.skewMs = random.below(2 * SKEW_MS_MAX) - SKEW_MS_MAX;
  else await act('unparks', () => test.replica.unpark());
}

/** Everything once, as the loops would in a good minute. */
async function oneRound({ test }: Device): Promise<void> {
  await test.upload();
  await test.push();
  for (let page = 0; page < 3 && (await test.pull()) === 'done'; page++);
  await test.fetch();
}

function arm({ random, province }: World, device: Device): void {
  if (random.chance(0.06)) device.armed = { place: random.pick(clientFailpoints), left: 1 + random.below(3) };
  if (random.chance(0.03))
    province.armed = { place: random.pick(serverFailpoints), left: 1 + random.below(2) };
}

async function deliverLate({ random, late, province }: World): Promise<void> {
  if (late.length === 0 || !random.chance(0.2)) return;
  const [again] = late.splice(random.below(late.length), 1);
  if (!again) return;
  const { officialId, deviceId } = again.device;
  await province
    .connect(officialId, deviceId)
    .push(again.request)
    .catch((problem: unknown) => {
      if (!(problem instanceof AppError)) throw problem;
    });
}

function takeBackOne({ performed }: World, { test }: Device): string {
  const newest = test.replica.store.read
    .prepare<[], OperationId>('select operation_id from outbox where dev_seq is null order by n desc limit 1')
    .pluck()
    .get();
  for (const id of newest ? test.replica.takeBack(newest) : []) performed.delete(id);
  return newest ? 'taken back' : 'idle';
}

function told(world: World): Told {
  const { province, performed, counts, trace } = world;
  const log = province
    .db()
    .prepare(
      'select agency_id || seq || operation_id || chain as line, name from operation_log order by agency_id, seq',
    )
    .all() as { line: string; name: string }[];
  const refused = province
    .db()
    .prepare("select count(*) from verdicts where verdict like '%refused%' or verdict like '%conflict%'")
    .pluck()
    .get() as number;
  counts.conflicts = refused;
  const hash = createHash('sha256');
  for (const { line } of log) hash.update(line);
  return {
    problems: [...world.stuck, ...judge(world)],
    accepted: log.length,
    performed: performed.size,
    counts,
    commands: new Set(log.map(({ name }) => name)),
    trace,
    hash: hash.digest('hex').slice(0, 16),
  };
}
