import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { clientFailpoints, serverFailpoints } from '../../src/shared/failpoints.ts';
import { newJourney, wholeJourney } from './journey.ts';
import { openProvince, type Part, type Province } from './province.ts';
import { expectSound } from './sound.ts';

/** No document of these stories turns out to be classified; `test/server/kill.test.ts` kills where one does. */
const failpointsOnTheWay = serverFailpoints.filter((name) => !name.startsWith('purge.'));

let province: Province;
beforeAll(async () => {
  province = await openProvince();
}, 120_000);
afterAll(async () => {
  await province.close();
}, 120_000);

/** Brings back whatever was killed, without its failpoint; tells how often that was needed. */
function reviver(deaths: string[]): () => Promise<void> {
  return async () => {
    for (const part of ['server', 'commune', 'department'] as const) {
      const running = province.running(part);
      if (running?.isAlive() !== false) continue;
      deaths.push(`${part} ${running.endedBy() ?? 'ended'}`);
      await province.start(part);
    }
  };
}

async function travelWithKill(part: Part, failpoint: string): Promise<string[]> {
  const deaths: string[] = [];
  const revive = reviver(deaths);
  await province.stop(part);
  await province.start(part, failpoint);
  const journey = newJourney(`Chuyến đi có dừng ở ${failpoint}`);
  for (const step of wholeJourney) await step({ province, revive, journey });
  await revive();
  return deaths;
}

describe('a process killed at any durable step', () => {
  test.each(clientFailpoints)(
    'client: %s is killed, and the story ends the same',
    async (failpoint) => {
      expect(await travelWithKill('commune', failpoint)).toEqual(['commune SIGKILL']);
    },
    180_000,
  );

  test.each(failpointsOnTheWay)(
    'server: %s is killed, and the story ends the same',
    async (failpoint) => {
      expect(await travelWithKill('server', failpoint)).toEqual(['server SIGKILL']);
    },
    180_000,
  );

  test('after all kills nothing is lost, doubled or misnumbered', async () => {
    await expectSound(province, clientFailpoints.length + failpointsOnTheWay.length);
  }, 120_000);
});
