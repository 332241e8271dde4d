import { existsSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { AppError } from '../../../shared/errors.ts';
import { Level } from '../../../shared/signature/report.ts';

const SETTINGS_BYTES_MAX = 64 * 1024;
const ADDRESS_LENGTH_MAX = 1024;

/** `signing.json` in the profile's folder, written by whoever installs it: the address that the province's authority gave, and the wanted level. */
const SigningFile = z.strictObject({
  authority: z
    .url({ protocol: /^https?$/ })
    .max(ADDRESS_LENGTH_MAX)
    .optional(),
  level: Level.optional(),
});

export type LevelSettings = { readonly level: Level; readonly authority: string | undefined };

/** Validation data keeps a paper's proof when its certificates are long gone; the archive's time-stamp is the archive's matter. */
const LEVEL_WITH_AUTHORITY: Level = 'B-LT';

/**
 * The level that signatures of this profile are brought to: B-LT where an authority is known and nothing else is said, B-B where none is, because
 * nobody could give the time. Throws `signing.settings-unreadable`: a typing error must not lower every signature in silence.
 */
export function loadLevelSettings(dataDir: string): LevelSettings {
  const path = join(dataDir, 'signing.json');
  if (!existsSync(path)) return { level: 'B-B', authority: undefined };
  if (statSync(path).size > SETTINGS_BYTES_MAX) throw new AppError('signing.settings-unreadable');
  const read = SigningFile.safeParse(parsedJson(readFileSync(path, 'utf8')));
  if (!read.success) throw new AppError('signing.settings-unreadable');
  const { authority, level = LEVEL_WITH_AUTHORITY } = read.data;
  return authority === undefined ? { level: 'B-B', authority } : { level, authority };
}

function parsedJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (problem) {
    throw new AppError('signing.settings-unreadable', {}, { cause: problem });
  }
}
