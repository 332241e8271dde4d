import type { Step } from '../../src/main/sync/engine.ts';
import { AppError } from '../../src/shared/errors.ts';
import { CHANGES_LIMIT_MAX } from '../../src/shared/protocol/feed.ts';
import { WAITS_FOR_OTHERS } from '../../src/shared/protocol/push.ts';
import { endLoans, withdrawUnheard } from './end-loans.ts';
import { lastActs } from './last-acts.ts';
import { guarded, isUnknown } from './machines.ts';
import type { Device, World } from './story.ts';
import { passTime } from './world.ts';

const HEAL_ROUNDS = 16;
const HEAL_PASSES_MS = 2 * 60 * 60 * 1000;

/** Good weather: everything is sent, fetched and delivered, what was lent comes back, what is in dispute is decided; then all must be at rest. */
export async function heal(world: World): Promise<void> {
  const { province, devices } = world;
  world.isHealed = true;
  province.armed = undefined;
  province.pageRows = CHANGES_LIMIT_MAX;
  for (const device of devices) {
    device.armed = undefined;
    device.skewMs = 0;
    device.isAhead = false;
  }
  let [before, isOver] = ['', false];
  for (let round = 0; round < HEAL_ROUNDS; round++) {
    // Twice: bytes that the weather had damaged before may be the third damaged file only now, and each official asks once more for what was set aside.
    if (round < 2) for (const { test } of devices) test.replica.unpark();
    await settleAll(world);
    if (round === 0) {
      await withdrawUnheard(world);
      // On the same day still, on which the new loan ends.
      await settleAll(world);
    }
    passTime(world, HEAL_PASSES_MS);
    await province.deliver();
    const now = await province.storage.stand();
    if (now === before && now.endsWith(' 0') && !(await endLoans(world))) {
      if (isOver) return;
      await lastActs(world);
      isOver = true;
    }
    before = now;
  }
  world.stuck.add('the province does not come to rest');
}

const settleAll = async (world: World): Promise<void> => {
  for (const device of world.devices) await settleOrTell(world, device);
};

/** In good weather nothing may keep a machine from coming to rest. */
async function settleOrTell(world: World, device: Device): Promise<void> {
  try {
    await settle(device);
  } catch (problem) {
    if (!(problem instanceof AppError)) throw problem;
    if (isUnknown(problem)) {
      await guarded(world, device, () => Promise.reject(problem));
      await settleOrTell(world, device);
    } else
      world.stuck.add(
        `${device.name} does not come to rest: ${problem.code} ${JSON.stringify(problem.detail)}`,
      );
  }
}

/** Everything, with the pauses that the server asks for, until there is nothing to do. */
async function settle({ test }: Device): Promise<void> {
  for (let round = 0; round < SETTLE_ROUNDS_MAX; round++) {
    const uploads = await all(test.upload);
    const pushed = await test.push();
    const pulls = await all(test.pull);
    const fetches = await all(test.fetch);
    if ((pushed === 'idle' || (pushed === 'later' && onlyOthers(test))) && uploads + pulls + fetches === 0)
      return;
  }
  throw new AppError('sync.unsendable', { code: 'no rest' });
}
const SETTLE_ROUNDS_MAX = 100;

/** All that waits here waits for a book that somebody has, or for a decision (rule 16). */
const onlyOthers = (test: Device['test']): boolean =>
  test
    .outbox()
    .every(
      ({ state, code, settled }) =>
        settled ||
        state === 'refused' ||
        state === 'conflict' ||
        WAITS_FOR_OTHERS.some((each) => each === code),
    );

/** How often there was something to do. */
async function all(step: () => Promise<Step>): Promise<number> {
  for (let turn = 0; ; turn++) if (turn === SETTLE_ROUNDS_MAX || (await step()) === 'idle') return turn;
}
