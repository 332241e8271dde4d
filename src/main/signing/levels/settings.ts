import { existsSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { AppError } from '../../../shared/errors.ts';
import { Level } from '../../../shared/signature/report.ts';

const SETTINGS_BYTES_MAX = 64 * 1024;
const ADDRESS_LENGTH_MAX = 1024;
export const INTERNAL_HOSTS_MAX = 50;

/** `host` or `host:port` of an authority inside the networks of the state, as its certificates name it. */
export const InternalHost = z.string().min(1).max(255);

/** `signing.json` in the profile's folder, written by whoever installs it: the address that the province's authority gave, the wanted level, and who else inside the agency's networks may be asked. */
const SigningFile = z.strictObject({
  authority: z
    .url({ protocol: /^https?$/ })
    .max(ADDRESS_LENGTH_MAX)
    .optional(),
  level: Level.optional(),
  internalHosts: z.array(InternalHost).max(INTERNAL_HOSTS_MAX).optional(),
});

export type LevelSettings = {
  readonly level: Level;
  readonly authority: string | undefined;
  readonly internalHosts: readonly string[];
};

/** Validation data keeps a paper's proof when its certificates are long gone; the archive's time-stamp is the archive's matter. */
const LEVEL_WITH_AUTHORITY: Level = 'B-LT';

/**
 * The level that signatures of this profile are brought to: B-LT where an authority is known and nothing else is said, B-B where none is, because
 * nobody could give the time. Throws `signing.settings-unreadable`: a typing error must not lower every signature in silence.
 */
export function loadLevelSettings(dataDir: string): LevelSettings {
  const path = join(dataDir, 'signing.json');
  if (!existsSync(path)) return { level: 'B-B', authority: undefined, internalHosts: [] };
  if (statSync(path).size > SETTINGS_BYTES_MAX) throw new AppError('signing.settings-unreadable');
  const read = SigningFile.safeParse(parsedJson(readFileSync(path, 'utf8')));
  if (!read.success) throw new AppError('signing.settings-unreadable');
  const { authority, level = LEVEL_WITH_AUTHORITY, internalHosts = [] } = read.data;
  if (authority === undefined) return { level: 'B-B', authority, internalHosts };
  return { level, authority, internalHosts: [...internalHosts, new URL(authority).host] };
}

function parsedJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (problem) {
    throw new AppError('signing.settings-unreadable', {}, { cause: problem });
  }
}
