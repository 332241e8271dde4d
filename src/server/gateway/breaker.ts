import type { Instant } from '../../shared/domain/core/values.ts';
import type { Log } from '../ports.ts';
import { GatewayFault } from './port.ts';

const FIRST_WAIT_MS = 2_000;
const WAIT_MS_MAX = 10 * 60_000;
/** So many faults of messages one after another, and no success between them, are a fault of the gateway. */
const FAULTS_MAX = 5;

export type Breaker = {
  /** Whether the gateway may be called; after each wait one call tries. */
  readonly isClosed: () => boolean;
  readonly onSuccess: () => void;
  readonly onFault: (problem: unknown) => void;
  /** When it may be called again, while it may not. */
  readonly openUntil: () => number | undefined;
};

/** Leaves a gateway alone that cannot be reached, longer each time, and says once that it is away and once that it is back. */
export function makeBreaker(gateway: string, now: () => Instant, log: Log): Breaker {
  let [trips, faults, until] = [0, 0, 0];
  const trip = (code: string): void => {
    const wait = Math.min(WAIT_MS_MAX, FIRST_WAIT_MS * 2 ** Math.min(trips, 20));
    if (trips === 0) log('gateway.away', { gateway, code });
    trips += 1;
    until = Date.parse(now()) + wait;
  };
  return {
    isClosed: () => Date.parse(now()) >= until,
    openUntil: () => (Date.parse(now()) < until ? until : undefined),
    onSuccess: () => {
      if (trips > 0) log('gateway.back', { gateway });
      [trips, faults, until] = [0, 0, 0];
    },
    onFault: (problem) => {
      const fault = problem instanceof GatewayFault ? problem : undefined;
      // A no for good is an answer: the gateway works.
      if (fault?.kind === 'permanent') return;
      faults += 1;
      if (fault?.kind === 'unreachable' || faults >= FAULTS_MAX) trip(fault?.code ?? 'unknown');
    },
  };
}
