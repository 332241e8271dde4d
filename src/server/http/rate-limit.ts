import { isIPv6 } from 'node:net';
import type { Instant } from '../../shared/domain/core/values.ts';

/** How many callers one limit tells apart; beyond that they share one budget until some have theirs back. */
export const CALLERS_MAX = 50_000;

/** A budget of tries per caller that comes back evenly over a time. */
export type RateLimit = {
  /** Whether the caller has a try left. */
  readonly isOpen: (caller: string) => boolean;
  /** Uses some up; false when there were not so many. */
  readonly take: (caller: string, count?: number) => boolean;
};

const MINUTE_MS = 60_000;
const EVERYBODY_ELSE = '';

/** Lets each caller try so often in a minute, or in another time; all at once if he likes. */
export function makeRateLimit(triesMax: number, now: () => Instant, overMs = MINUTE_MS): RateLimit {
  const spent = new Map<string, { readonly tries: number; readonly atMs: number }>();
  const left = (caller: string, nowMs: number): number => {
    const known = spent.get(caller);
    // A clock that was put back gives nothing.
    const back = known ? (Math.max(0, nowMs - known.atMs) * triesMax) / overMs : 0;
    return Math.min(triesMax, triesMax - (known?.tries ?? 0) + back);
  };
  const forgetRested = (nowMs: number): void => {
    for (const caller of spent.keys()) if (left(caller, nowMs) === triesMax) spent.delete(caller);
  };
  const named = (caller: string, nowMs: number): string => {
    if (spent.has(caller) || spent.size < CALLERS_MAX) return caller;
    forgetRested(nowMs);
    return spent.size < CALLERS_MAX ? caller : EVERYBODY_ELSE;
  };
  const isOpen = (caller: string): boolean => {
    const nowMs = Date.parse(now());
    return left(named(caller, nowMs), nowMs) >= 1;
  };
  return {
    isOpen,
    take: (caller, count = 1) => {
      const nowMs = Date.parse(now());
      const name = named(caller, nowMs);
      const rest = left(name, nowMs);
      if (rest < count) return false;
      spent.set(name, { tries: triesMax - rest + count, atMs: nowMs });
      return true;
    },
  };
}

/** Who calls, for a limit: one address, or the network of 64 bits that one holder of IPv6 addresses has at least (RFC 6177). */
export function callerOf({ ip }: { readonly ip: string }): string {
  if (!isIPv6(ip) || ip.startsWith('::ffff:')) return ip;
  const [head = '', tail] = ip.split('::');
  const first = head.split(':').filter((each) => each !== '');
  const last = (tail ?? '').split(':').filter((each) => each !== '');
  const zeros = tail === undefined ? 0 : 8 - first.length - last.length;
  return [...first, ...Array.from({ length: zeros }, () => '0'), ...last].slice(0, 4).join(':');
}
