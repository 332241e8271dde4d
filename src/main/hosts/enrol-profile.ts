import { existsSync } from 'node:fs';
import { hostname } from 'node:os';
import { join } from 'node:path';
import type { Vault } from '../ports.ts';
import { httpEnrol } from '../sync/http/server.ts';
import { type ProfileFile, readProfile, writeProfile } from './profile-file.ts';

const DEVICE_NAME_MAX = 100;

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
  const { deviceId, officialId, agencyId } = await enrol(code, hostname().slice(0, DEVICE_NAME_MAX));
  const profile: ProfileFile = { ...who, deviceId, officialId, agencyId };
  writeProfile(dataDir, profile);
  return profile;
}
