import { existsSync, mkdirSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { AgencyId, DeviceId, OfficialId } from '../../shared/domain/core/values.ts';
import { Role } from '../../shared/domain/office/official.ts';
import { AppError } from '../../shared/errors.ts';
import { nodeFiles, writeWhole } from '../store/files.ts';
import { assertNotRevoked, isRevoked } from './revoked-profile.ts';

export const PROFILES_MAX = 50;
const FILE_NAME = 'profile.json';

/** Who a data folder belongs to, written once when it was enrolled; secrets stand in the vault, not here. */
export const ProfileFile = z.object({
  profileId: z.string().regex(/^[a-z0-9-]{1,60}$/),
  officialId: OfficialId,
  agencyId: AgencyId,
  deviceId: DeviceId,
  isTrial: z.boolean(),
  /** Enrolled by signing in, not by a code. */
  isSignedIn: z.boolean().optional(),
  /** Under which names the vault has this device's secrets (device-vault.ts); none where they are under their own. */
  keys: z
    .string()
    .regex(/^[a-z0-9]{1,16}$/)
    .optional(),
  serverAddress: z.url({ protocol: /^https?$/ }),
  /** For the switcher and window titles, before the first synchronisation. */
  fullName: z.string().max(200),
  role: Role,
  agencyName: z.string().max(200),
});
export type ProfileFile = z.infer<typeof ProfileFile>;

/** Reads a data folder's profile. Throws `terminal.no-profile` when the folder is nobody's. */
export function readProfile(dataDir: string): ProfileFile {
  assertNotRevoked(dataDir);
  const path = join(dataDir, FILE_NAME);
  if (!existsSync(path)) throw new AppError('terminal.no-profile', { path: dataDir });
  return ProfileFile.parse(JSON.parse(readFileSync(path, 'utf8')));
}

/** Written whole or not at all, and on the disk when this ends: the key beside it is another device's without it. Throws `file.locked`, `store.full`. */
export async function writeProfile(dataDir: string, profile: ProfileFile): Promise<void> {
  mkdirSync(dataDir, { recursive: true, mode: 0o700 });
  const text = `${JSON.stringify(ProfileFile.parse(profile), undefined, 2)}\n`;
  await writeWhole(nodeFiles, join(dataDir, FILE_NAME), text);
}

/** The profiles directly under a folder with their data folders, in the order of their names; administrators last, because few start there. */
export function listProfileFolders(
  folder: string,
): { readonly dataDir: string; readonly profile: ProfileFile }[] {
  if (!existsSync(folder)) return [];
  return readdirSync(folder)
    .sort()
    .map((name) => join(folder, name))
    .filter((dataDir) => existsSync(join(dataDir, FILE_NAME)) && !isRevoked(dataDir))
    .slice(0, PROFILES_MAX)
    .map((dataDir) => ({ dataDir, profile: readProfile(dataDir) }))
    .sort((a, b) => Number(a.profile.role === 'administrator') - Number(b.profile.role === 'administrator'));
}
