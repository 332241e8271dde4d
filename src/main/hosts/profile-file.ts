import { randomUUID } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { AgencyId, DeviceId, OfficialId } from '../../shared/domain/core/values.ts';
import { Role } from '../../shared/domain/office/official.ts';
import { AppError } from '../../shared/errors.ts';
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

/** Written whole or not at all. */
export function writeProfile(dataDir: string, profile: ProfileFile): void {
  mkdirSync(dataDir, { recursive: true, mode: 0o700 });
  const fresh = join(dataDir, `${FILE_NAME}.${randomUUID()}`);
  writeFileSync(fresh, `${JSON.stringify(ProfileFile.parse(profile), undefined, 2)}\n`, { mode: 0o600 });
  renameSync(fresh, join(dataDir, FILE_NAME));
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
