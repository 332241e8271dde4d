import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { clientFailpoints, serverFailpoints } from '../../src/shared/failpoints.ts';
import { newJourney, wholeJourney } from './journey.ts';
import { openProvince, type Part, type Province } from './province.ts';
import { expectSound } from './sound.ts';

/** What no ordinary day passes: a classified document, a request, an agency elsewhere, files to collect or let go, another device, a secret. Each is killed where it is passed. */
const elsewhere = /^(?:purge|request|gateway|collect|room|enrol|lock)\./;
const isOnTheWay = (name: string): boolean => !elsewhere.test(name);
const onTheServersWay = serverFailpoints.filter(isOnTheWay);
const onTheDesksWay = clientFailpoints.filter(isOnTheWay);

/**
 * Who is killed on one journey, in this order: the next place is armed when the one before has killed. They are passed in the order of the list; every second
 * one on a journey of its own, so that a desk goes some of its way between two kills.
 */
type Trip = { readonly part: Part; readonly failpoints: readonly string[] };
const everySecond = (names: readonly string[], from: number): readonly string[] =>
  names.filter((_, index) => index % 2 === from);
const tripsOf = (part: Part, names: readonly string[]): readonly Trip[] =>
  [0, 1].map((from) => ({ part, failpoints: everySecond(names, from) }));
const trips = [...tripsOf('commune', onTheDesksWay), ...tripsOf('server', onTheServersWay)];

let province: Province;
beforeAll(async () => {
  province = await openProvince();
}, 120_000);
afterAll(async () => {
  await province.close();
}, 120_000);

/** Brings back whatever was killed, the trip's part with its next place armed; writes down where it ended and how. */
function reviver({ part, failpoints }: Trip, deaths: string[]): () => Promise<void> {
  const [...armed] = failpoints;
  return async () => {
    for (const each of ['server', 'commune', 'department'] as const) {
      const running = province.running(each);
      if (running?.isAlive() !== false) continue;
      const at = each === part ? armed.shift() : undefined;
      deaths.push(`${each} at ${at ?? 'no place'}: ${running.endedBy() ?? 'ended'}`);
      await province.start(each, each === part ? armed[0] : undefined);
    }
  };
}

/** One whole journey with a kill at each place of the trip; what ended on the way, in order. */
async function travel(trip: Trip): Promise<readonly string[]> {
  const { part, failpoints } = trip;
  const deaths: string[] = [];
  const revive = reviver(trip, deaths);
  await province.stop(part);
  await province.start(part, failpoints[0]);
  const journey = newJourney(`Chuyến đi có dừng ở ${failpoints.join(', ')}`);
  for (const step of wholeJourney) await step({ province, revive, journey });
  await revive();
  return deaths;
}

describe('a process killed at any durable step', () => {
  describe.each(trips)('$part, $failpoints.0 and on', (trip) => {
    const { part, failpoints } = trip;
    let going: Promise<readonly string[]> | undefined;
    const deathsOnTheWay = (): Promise<readonly string[]> => {
      going ??= travel(trip);
      return going;
    };

    test.each(failpoints)(
      '%s is killed, and the story ends the same',
      async (failpoint) => {
        const deaths = await deathsOnTheWay();
        expect(deaths, deaths.join(', ')).toContain(`${part} at ${failpoint}: SIGKILL`);
      },
      400_000,
    );

    test('nothing else ended', async () => {
      expect(await deathsOnTheWay()).toEqual(failpoints.map((each) => `${part} at ${each}: SIGKILL`));
    });
  });

  test('the places that this journey does not pass have a kill of their own', () => {
    const folder = join(import.meta.dirname, '..');
    const kills = [
      'server/kill.test.ts',
      'sync/crash.test.ts',
      'sync/forked.test.ts',
      'application/lock-kill.test.ts',
    ].map((file) => readFileSync(join(folder, file), 'utf8'));
    const others = [...clientFailpoints, ...serverFailpoints].filter((name) => !isOnTheWay(name));
    expect(others.filter((name) => !kills.some((text) => text.includes(`'${name}'`)))).toEqual([]);
  });

  test('after all kills nothing is lost, doubled or misnumbered', async () => {
    await expectSound(province, trips.length);
  }, 120_000);
});
