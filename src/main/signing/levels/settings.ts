import { existsSync, readFileSync, statSync } from 'node:fs';
import { rename, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';
import { AppError } from '../../../shared/errors.ts';
import { Level } from '../../../shared/signature/report.ts';
import { AUTHORITIES_MAX, addressProblem, type SigningChoice } from '../../../shared/signature/settings.ts';

const SETTINGS_BYTES_MAX = 64 * 1024;
export const INTERNAL_HOSTS_MAX = 50;

/** `host` or `host:port` of an authority inside the networks of the state, as its certificates name it. */
export const InternalHost = z.string().min(1).max(255);
const Address = z.string().refine((address) => addressProblem(address) === undefined);

/**
 * `signing.json` in the profile's folder: the addresses that the province's authorities gave, in the order in which they are asked, the wanted level, and who
 * else inside the agency's networks may be asked. An installer may name one `authority` alone.
 */
const SigningFile = z.strictObject({
  authority: Address.optional(),
  authorities: z.array(Address).max(AUTHORITIES_MAX).optional(),
  level: Level.optional(),
  internalHosts: z.array(InternalHost).max(INTERNAL_HOSTS_MAX).optional(),
});

export type LevelSettings = SigningChoice & {
  /** As the file names them, without the authorities' own. */
  readonly internalHosts: readonly string[];
};

/** Validation data keeps a paper's proof when its certificates are long gone; the archive's time-stamp is the archive's matter. */
const LEVEL_WITH_AUTHORITY: Level = 'B-LT';

const pathIn = (dataDir: string): string => join(dataDir, 'signing.json');

/**
 * The level that signatures of this profile are brought to: B-LT where an authority is known and nothing else is said, B-B where none is, because
 * nobody could give the time. Throws `signing.settings-unreadable`: a typing error must not lower every signature in silence.
 */
export function loadLevelSettings(dataDir: string): LevelSettings {
  const path = pathIn(dataDir);
  if (!existsSync(path)) return { level: 'B-B', authorities: [], internalHosts: [] };
  if (statSync(path).size > SETTINGS_BYTES_MAX) throw new AppError('signing.settings-unreadable');
  const read = SigningFile.safeParse(parsedJson(readFileSync(path, 'utf8')));
  if (!read.success) throw new AppError('signing.settings-unreadable');
  const { authority, level = LEVEL_WITH_AUTHORITY, internalHosts = [] } = read.data;
  const authorities = read.data.authorities ?? (authority === undefined ? [] : [authority]);
  return { level: authorities.length === 0 ? 'B-B' : level, authorities, internalHosts };
}

/** Hosts that may be asked although they are not public: those of the file, and the authorities that a person named. */
export const askableHosts = ({ authorities, internalHosts }: LevelSettings): readonly string[] => [
  ...internalHosts,
  ...authorities.map((address) => new URL(address).host),
];

/** Keeps a choice; the hosts of whoever installed the program stay. What could not be read is put aside as `signing.json.old`, not lost. */
export async function saveLevelSettings(dataDir: string, choice: SigningChoice): Promise<void> {
  const path = pathIn(dataDir);
  let internalHosts: readonly string[] = [];
  try {
    internalHosts = loadLevelSettings(dataDir).internalHosts;
  } catch (problem) {
    if (!(problem instanceof AppError)) throw problem;
    await rename(path, `${path}.old`);
  }
  const { authorities, level } = choice;
  await writeFile(`${path}.part`, JSON.stringify({ authorities, level, internalHosts }, null, 2));
  await rename(`${path}.part`, path);
}

function parsedJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (problem) {
    throw new AppError('signing.settings-unreadable', {}, { cause: problem });
  }
}
