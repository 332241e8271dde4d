import type { ServerFailpoint } from '../shared/failpoints.ts';

/**
 * Ends this process with SIGKILL at the place that `armed` names: `push.before-commit`, or `push.before-commit:3` for the third time. Unarmed it
 * does nothing.
 */
export function makeFailpoint(armed: string | undefined): (name: ServerFailpoint) => void {
  if (!armed) return () => undefined;
  const [place, count] = armed.split(':');
  let left = Number(count ?? 1);
  return (name) => {
    if (name !== place) return;
    left -= 1;
    if (left === 0) process.kill(process.pid, 'SIGKILL');
  };
}
