import { expect, test } from 'vitest';
import { failpointFor } from './failpoint.ts';

function passedUntilKilled(armed: string | undefined, times: number): number {
  let passed = 0;
  let killedAt = 0;
  const failpoint = failpointFor(armed, () => {
    killedAt = passed;
  });
  for (; passed < times; ) {
    passed += 1;
    failpoint('push.after-answer');
    failpoint('push.before-send');
  }
  return killedAt;
}

test.each([
  [undefined, 0],
  ['push.before-send', 1],
  ['push.before-send:3', 3],
  ['pull.after-apply', 0],
  ['push.before', 0],
])('armed with %s the process ends at pass %i', (armed, at) => {
  expect(passedUntilKilled(armed, 5)).toBe(at);
});
