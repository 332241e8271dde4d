import { randomUUID } from 'node:crypto';
import { existsSync, rmSync } from 'node:fs';
import { hostname } from 'node:os';
import { join } from 'node:path';
import { AppError } from '../../shared/errors.ts';
import { instantOf } from '../../shared/text/day.ts';
import type { Failpoint, Ports, Vault } from '../ports.ts';
import { httpEnrol } from '../sync/http/server.ts';
import type { SignInSetting } from '../sync/http/sign-in.ts';
import type { SignInAddress } from '../sync/http/sign-in-address.ts';
import { deviceVault, type FreshVault, freshVault } from './device-vault.ts';
import { type ProfileFile, readProfile, writeProfile } from './profile-file.ts';
import { assertNotRevoked } from './revoked-profile.ts';

type SigningIn = Omit<SignInSetting, 'address' | 'vault' | 'newId' | 'deviceName'> & {
  /** With a key of its own, whatever key the vault has. */
  readonly isNewDevice?: boolean;
  readonly failpoint?: Failpoint;
};

const DEVICE_NAME_MAX = 100;
const deviceName = (): string => hostname().slice(0, DEVICE_NAME_MAX);

/**
 * Makes a data folder an official's: the device's key is made in its vault, the one-time code binds it at the server, and what came back is kept. A
 * folder that is somebody's already stays as it is.
 */
export async function enrolProfile(
  dataDir: string,
  vault: Vault,
  code: string,
  who: Omit<ProfileFile, 'officialId' | 'agencyId' | 'deviceId'>,
): Promise<ProfileFile> {
  if (existsSync(join(dataDir, 'profile.json'))) return readProfile(dataDir);
  const enrol = httpEnrol(who.serverAddress, vault);
  const { deviceId, officialId, agencyId } = await enrol(code, deviceName());
  const profile: ProfileFile = { ...who, deviceId, officialId, agencyId };
  await writeProfile(dataDir, profile);
  return profile;
}

/**
 * Makes a data folder that of the official who signs in, or renews the sign-in of the one whose it is: his key decides, so that nobody else can. The server of
 * a folder that is somebody's already is the one that it was made with.
 */
export async function signInProfile(
  dataDir: string,
  vault: Vault,
  serverAddress: string | undefined,
  how: SigningIn,
): Promise<ProfileFile> {
  assertNotRevoked(dataDir);
  const known = existsSync(join(dataDir, 'profile.json')) ? readProfile(dataDir) : undefined;
  const address = known?.serverAddress ?? serverAddress;
  if (address === undefined) throw new AppError('terminal.no-profile', { path: dataDir });
  // A folder that was enrolled by a code goes on with its code: its key is that device's.
  if (known && !known.isSignedIn) throw new AppError('sign-in.none');
  const { signIn } = await import('../sync/http/sign-in.ts');
  const fresh = how.isNewDevice ? freshVault(vault) : undefined;
  const own = fresh?.vault ?? deviceVault(vault, known ?? {});
  const who = await signIn({ ...how, vault: own, newId: randomUUID, deviceName: deviceName(), address });
  assertSame(known, who);
  const { deviceId, officialId, agencyId, fullName, role, agencyName } = who;
  const profile: ProfileFile = {
    ...{ profileId: known?.profileId ?? randomUUID(), isTrial: false, isSignedIn: true },
    ...(known?.keys && { keys: known.keys }),
    ...{ serverAddress: address, deviceId, officialId, agencyId, fullName, role, agencyName },
  };
  if (fresh) return becomeDevice(dataDir, fresh, profile, how.failpoint);
  await writeProfile(dataDir, profile);
  return profile;
}

/**
 * The folder is another device from the instant that its file says so: cut off before, it goes on as what it was, and can be enrolled anew again; after, the key is there
 * already.
 */
async function becomeDevice(
  dataDir: string,
  fresh: FreshVault,
  profile: ProfileFile,
  failpoint: Failpoint = () => undefined,
): Promise<ProfileFile> {
  const keys = newKeys();
  await fresh.keep(keys);
  failpoint('enrol.after-key');
  const made = { ...profile, keys };
  await writeProfile(dataDir, made);
  failpoint('enrol.after-profile');
  await fresh.replace();
  return made;
}

/** Of its vault's secrets: nobody else has made the same name. */
const newKeys = (): string => randomUUID().slice(0, 8);

function assertSame(known: ProfileFile | undefined, who: { readonly officialId: string }): void {
  if (known && known.officialId !== who.officialId) throw new AppError('enrol.other-official');
}

/**
 * Makes an official's folder another device of his by a one-time code, with a key of its own: of two copies of a folder one goes on under the old name. Until the code
 * was taken nothing changes. Throws `enrol.refused`, and `enrol.other-official` for somebody else's code, which is then used up.
 */
export async function enrolProfileAgain(
  dataDir: string,
  vault: Vault,
  code: string,
  failpoint?: Failpoint,
): Promise<void> {
  const known = readProfile(dataDir);
  const fresh = freshVault(vault);
  const who = await httpEnrol(known.serverAddress, fresh.vault)(code, deviceName());
  assertSame(known, who);
  await becomeDevice(dataDir, fresh, { ...known, deviceId: who.deviceId }, failpoint);
}

/**
 * Makes a new folder under that of the profiles the official's who signs in at `serverAddress`; nothing stays of one that he gives up. What keeps his browser from
 * opening ends it, with what was thrown.
 */
export async function signInFirst(
  folder: string,
  vaultIn: (dataDir: string) => Vault,
  serverAddress: string,
  openSignIn: NonNullable<Ports['openSignIn']>,
): Promise<ProfileFile> {
  const dataDir = join(folder, randomUUID());
  const { promise: notOpened, reject } = Promise.withResolvers<never>();
  try {
    const openAddress = (address: SignInAddress): void => void openSignIn(address).catch(reject);
    const now = () => instantOf(Date.now());
    const signedIn = signInProfile(dataDir, vaultIn(dataDir), serverAddress, { now, openAddress });
    return await Promise.race([signedIn, notOpened]);
  } catch (problem) {
    rmSync(dataDir, { recursive: true, force: true });
    throw problem;
  }
}
