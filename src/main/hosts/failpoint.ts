import type { Failpoint } from '../ports.ts';

/**
 * Ends this process with SIGKILL at the place that `armed` names: `push.before-send`, or `push.before-send:3` for the third time it is passed.
 * Unarmed it does nothing.
 */
export function failpointFor(armed: string | undefined, kill = killSelf): Failpoint {
  const [place, count = '1'] = (armed ?? '').split(':');
  let left = Number(count);
  return (name) => {
    if (name !== place) return;
    left -= 1;
    if (left === 0) kill();
  };
}

const killSelf = (): void => {
  process.kill(process.pid, 'SIGKILL');
};
