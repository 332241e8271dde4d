import { AppError } from '../../shared/errors.ts';
import type { Failpoint, Ports, Vault } from '../ports.ts';
import type { SignInAddress } from '../sync/http/sign-in-address.ts';
import { enrolProfileAgain, signInProfile } from './enrol-profile.ts';
import { readProfile } from './profile-file.ts';

type Begun = Awaited<ReturnType<NonNullable<Ports['signIn']>>>;
type Asking = {
  readonly dataDir: string;
  /** Whatever device's it is: `deviceVault` is asked by what the folder says. */
  readonly vault: Vault;
  readonly now: Ports['now'];
  readonly failpoint?: Failpoint;
};

/** Begins once at a time: asked again while it runs, the same page is answered; two at once would void each other's tokens. */
function beginner({ dataDir, vault, ...how }: Asking, isNewDevice: boolean): () => Promise<Begun> {
  let running: Promise<Begun> | undefined;
  const begin = (): Promise<Begun> =>
    new Promise((resolve, reject) => {
      const openAddress = (address: SignInAddress): void => {
        resolve({ address, done });
      };
      const done = signInProfile(dataDir, vault, undefined, { ...how, openAddress, isNewDevice })
        .then(() => undefined)
        .finally(() => {
          running = undefined;
        });
      done.catch(reject);
    });
  return () => {
    running ??= begin();
    return running;
  };
}

export const signInAgain = (dataDir: string, vault: Vault, now: Ports['now']) =>
  beginner({ dataDir, vault, now }, false);

/** As the port says (`Ports.enrolAgain`); whoever came by signing in comes that way again. */
export function enrolAgain({
  reopen,
  ...asking
}: Asking & { readonly reopen: () => void }): NonNullable<Ports['enrolAgain']> {
  const { dataDir, vault } = asking;
  const begin = beginner(asking, true);
  return async (code) => {
    if (readProfile(dataDir).isSignedIn) {
      const { address, done } = await begin();
      // Given up: the machine goes on as it was, and says what is needed.
      done.then(reopen, () => undefined);
      return address;
    }
    if (code === undefined) throw new AppError('enrol.code-needed');
    await enrolProfileAgain(dataDir, vault, code, asking.failpoint);
    reopen();
    return undefined;
  };
}
