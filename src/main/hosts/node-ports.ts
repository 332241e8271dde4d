import { randomUUID } from 'node:crypto';
import { join } from 'node:path';
import { instantOf } from '../../shared/text/day.ts';
import { sealedVault } from '../lock/sealed-vault.ts';
import type { HelperPort, Log, Ports, Vault } from '../ports.ts';
import { keyFor } from '../store/profile-key.ts';
import { httpServer } from '../sync/http/server.ts';
import { chromiumPrinter } from './chromium-printer.ts';
import { deviceVault } from './device-vault.ts';
import { failpointFor } from './failpoint.ts';
import { libreOffice } from './libre-office.ts';
import { fileLog } from './log-file.ts';
import { nodeHelpers } from './node-helpers.ts';
import type { ProfileFile } from './profile-file.ts';
import { enrolAgain, signInAgain } from './sign-in-again.ts';
import { fileVault } from './vault-files.ts';

export type NodePortOptions = {
  readonly dataDir: string;
  readonly profile: ProfileFile;
  readonly version: string;
  readonly listProfiles: Ports['listProfiles'];
  readonly vault?: Vault;
  /** Of a profile with a lock. */
  readonly key?: Uint8Array | undefined;
  readonly olderKey?: Uint8Array | undefined;
  readonly helpers?: HelperPort;
  readonly printPage?: Ports['printPage'];
  /** Instead of the address that the profile was enrolled with: the trial's server has another port each time. */
  readonly serverAddress?: string;
  readonly onRevoked?: Ports['onRevoked'];
  readonly openSignIn?: Ports['openSignIn'];
  /** Opens the application anew over what the folder says then. */
  readonly reopen?: () => void;
};

export const vaultOf = (dataDir: string): Vault => fileVault(join(dataDir, 'secrets'));

/** The effects of a profile on plain Node; a host replaces those that it has something better for. */
export function nodePorts({ dataDir, profile, version, listProfiles, ...own }: NodePortOptions): Ports {
  const now = () => instantOf(Date.now());
  const newId = () => randomUUID();
  const { key, olderKey } = own;
  const plainVault = own.vault ?? vaultOf(dataDir);
  const allSecrets = key
    ? sealedVault(plainVault, keyFor(key, 'vault'), olderKey && keyFor(olderKey, 'vault'))
    : plainVault;
  const vault = deviceVault(allSecrets, profile);
  const failpoint = failpointFor(process.env['HAMRONG_FAILPOINT']);
  const log = fileLog(join(dataDir, 'logs'), now);
  return {
    dataDir,
    now,
    newId,
    vault,
    profile,
    listProfiles,
    version,
    ...(key && { key }),
    ...(olderKey && { olderKey }),
    log: key ? withoutMessages(log) : log,
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
    convert: libreOffice({ folder: join(dataDir, 'converting') }),
    printPage: own.printPage ?? chromiumPrinter(),
    ...(profile.isSignedIn && { signIn: signInAgain(dataDir, allSecrets, now) }),
    ...(own.onRevoked && { onRevoked: own.onRevoked }),
    ...(own.reopen && {
      enrolAgain: enrolAgain({ dataDir, vault: allSecrets, now, failpoint, reopen: own.reopen }),
    }),
    ...(own.openSignIn && { openSignIn: own.openSignIn }),
    failpoint,
  };
}

/** A fault's own words may quote what it was about; behind a lock only names, codes and places in the source are written down. */
const withoutMessages =
  (log: Log): Log =>
  (event, { problem, message, stack, ...detail } = {}) =>
    log(event, {
      ...detail,
      ...(typeof problem === 'string' && { problem: problem.split(':', 1)[0] ?? '' }),
      ...(typeof stack === 'string' && { stack: stack.split('\n').filter(isPlace).join('\n') }),
    });
const isPlace = (line: string): boolean => /^\s+at /.test(line);
