import type { Instant } from '../../shared/domain/core/values.ts';
import type { Log } from '../ports.ts';
import { type Breaker, makeBreaker } from './breaker.ts';
import { type Gateway, GatewayFault } from './port.ts';

/** A gateway whose accounts are left alone one by one. */
export type Guarded = {
  readonly gateway: Gateway;
  /** When this account may be asked again, while it may not. */
  readonly waitsUntil: (account: string) => number | undefined;
  readonly areAllRefused: () => boolean;
};

/** An account whose credentials are refused is left alone, longer each time, and is named in the log; it concerns no other account of the gateway. */
export function guardAccounts(name: string, gateway: Gateway, now: () => Instant, log: Log): Guarded {
  const breakers = new Map<string, Breaker>();
  const waitsUntil = (account: string) => breakers.get(account.toLowerCase())?.openUntil();
  const breakerOf = (account: string): Breaker => {
    const found = breakers.get(account.toLowerCase());
    if (found) return found;
    const made = makeBreaker(name, now, (event, detail) => log(event, { ...detail, account }));
    breakers.set(account.toLowerCase(), made);
    return made;
  };
  const guarded = async <T>(account: string, act: () => Promise<T>): Promise<T> => {
    if (waitsUntil(account) !== undefined)
      throw new GatewayFault('unreachable', 'account-refused', '', account);
    try {
      const done = await act();
      breakers.get(account.toLowerCase())?.onSuccess();
      return done;
    } catch (problem) {
      if (problem instanceof GatewayFault && problem.account !== undefined)
        breakerOf(problem.account).onFault(problem);
      throw problem;
    }
  };
  return {
    gateway: {
      accounts: gateway.accounts,
      send: (message) => guarded(message.from, () => gateway.send(message)),
      sent: (message) => guarded(message.from, () => gateway.sent(message)),
      list: (kind, account) => guarded(account, () => gateway.list(kind, account)),
      get: (pending, file) => guarded(pending.account, () => gateway.get(pending, file)),
      acknowledge: (pending, outcome) =>
        guarded(pending.account, () => gateway.acknowledge(pending, outcome)),
      agencies: () => gateway.agencies(),
    },
    waitsUntil,
    areAllRefused: () => gateway.accounts.every((account) => waitsUntil(account) !== undefined),
  };
}
