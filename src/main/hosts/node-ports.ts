import { randomUUID } from 'node:crypto';
import { join } from 'node:path';
import { instantOf } from '../../shared/text/day.ts';
import type { HelperPort, Ports, Vault } from '../ports.ts';
import { httpServer } from '../sync/http/server.ts';
import { signInProfile } from './enrol-profile.ts';
import { failpointFor } from './failpoint.ts';
import { fileLog } from './log-file.ts';
import { nodeHelpers } from './node-helpers.ts';
import type { ProfileFile } from './profile-file.ts';
import { fileVault } from './vault-files.ts';

export type NodePortOptions = {
  readonly dataDir: string;
  readonly profile: ProfileFile;
  readonly version: string;
  readonly listProfiles: Ports['listProfiles'];
  readonly vault?: Vault;
  readonly helpers?: HelperPort;
  /** Instead of the address that the profile was enrolled with: the trial's server has another port each time. */
  readonly serverAddress?: string;
  readonly onRevoked?: Ports['onRevoked'];
};

export const vaultOf = (dataDir: string): Vault => fileVault(join(dataDir, 'secrets'));

/** The effects of a profile on plain Node; a host replaces those that it has something better for. */
export function nodePorts({ dataDir, profile, version, listProfiles, ...own }: NodePortOptions): Ports {
  const now = () => instantOf(Date.now());
  const newId = () => randomUUID();
  const vault = own.vault ?? vaultOf(dataDir);
  return {
    dataDir,
    now,
    newId,
    vault,
    profile,
    listProfiles,
    version,
    log: fileLog(join(dataDir, 'logs'), now),
    server: httpServer({
      address: own.serverAddress ?? profile.serverAddress,
      deviceId: profile.deviceId,
      isSignedIn: profile.isSignedIn ?? false,
      vault,
      now,
      newId,
      random: Math.random,
    }),
    helpers: own.helpers ?? nodeHelpers(),
    ...(profile.isSignedIn && { signIn: signInAgain(dataDir, vault, now) }),
    ...(own.onRevoked && { onRevoked: own.onRevoked }),
    failpoint: failpointFor(process.env['HAMRONG_FAILPOINT']),
  };
}

/** Asked again while it runs, the same page is answered: two at once would void each other's tokens. */
function signInAgain(dataDir: string, vault: Vault, now: Ports['now']): NonNullable<Ports['signIn']> {
  type Begun = Awaited<ReturnType<NonNullable<Ports['signIn']>>>;
  let running: Promise<Begun> | undefined;
  const begin = (): Promise<Begun> =>
    new Promise((resolve, reject) => {
      const openAddress = (address: string): void => {
        resolve({ address, done });
      };
      const done = signInProfile(dataDir, vault, undefined, { now, openAddress })
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
