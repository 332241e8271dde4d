import { randomUUID } from 'node:crypto';
import { existsSync } from 'node:fs';
import { hostname } from 'node:os';
import { join } from 'node:path';
import { AppError } from '../../shared/errors.ts';
import type { Vault } from '../ports.ts';
import { httpEnrol } from '../sync/http/server.ts';
import type { SignInSetting } from '../sync/http/sign-in.ts';
import { type ProfileFile, readProfile, writeProfile } from './profile-file.ts';
import { assertNotRevoked } from './revoked-profile.ts';

type SigningIn = Omit<SignInSetting, 'address' | 'vault' | 'newId' | 'deviceName'>;

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
  writeProfile(dataDir, profile);
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
  const who = await signIn({ ...how, address, vault, newId: randomUUID, deviceName: deviceName() });
  const { deviceId, officialId, agencyId, fullName, role, agencyName } = who;
  const profile: ProfileFile = {
    ...{ profileId: known?.profileId ?? randomUUID(), isTrial: false, isSignedIn: true },
    ...{ serverAddress: address, deviceId, officialId, agencyId, fullName, role, agencyName },
  };
  writeProfile(dataDir, profile);
  return profile;
}
