import type { ClientFailpoint } from '../../src/shared/failpoints.ts';

/** What a process that ends at a failpoint looks like from outside of it. */
export class Crash extends Error {}

/** A failpoint that ends the work the next time it is reached, once. */
export function makeFuse() {
  let armed: ClientFailpoint | undefined;
  return {
    arm: (name: ClientFailpoint | undefined): void => {
      armed = name;
    },
    failpoint: (name: string): void => {
      if (name !== armed) return;
      armed = undefined;
      throw new Crash(name);
    },
  };
}
