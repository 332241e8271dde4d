import type { Ports } from '../ports.ts';
import type { SignInAddress } from './http/sign-in-address.ts';

/** Whether the host opened the page; where it could not, the official takes the address to his browser himself. */
export async function openedBy({ openSignIn, log }: Ports, address: SignInAddress): Promise<boolean> {
  try {
    await openSignIn?.(address);
    return openSignIn !== undefined;
  } catch (problem) {
    log('sync.sign-in-not-opened', { problem: problem instanceof Error ? problem.name : 'unknown' });
    return false;
  }
}
