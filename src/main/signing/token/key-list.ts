import { existsSync, readFileSync, statSync } from 'node:fs';
import { readFile, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';
import { KeyRole } from '../../../shared/contract/signing.ts';
import { AppError } from '../../../shared/errors.ts';

/** The name of a file in the keys' own folder: nothing that could lead out of it, on any system. */
const NameInFolder = z
  .string()
  .max(200)
  .regex(/^[\p{L}\p{N}][\p{L}\p{N} _.-]*$/u);

/** A key file of this profile, as `keys/keys.json` lists it: the certificate stands outside the encrypted file, so that it can be shown. */
const ListedKey = z.object({
  keyId: z.string().min(1).max(200),
  role: KeyRole,
  /** A PKCS#12 file in the same folder. */
  file: NameInFolder,
  /** DER, base64. */
  certificate: z.base64().max(20_000),
  /** A PNG of the handwritten signature or the seal in the same folder. */
  picture: NameInFolder.optional(),
});
const KeyList = z.array(ListedKey).max(50);
export type ListedKey = z.infer<typeof ListedKey>;

const KEY_LIST_BYTES_MAX = 1024 * 1024;

export const inKeyFolder = (dataDir: string, name: string): string => join(dataDir, 'keys', name);

/** What `keys/keys.json` lists, nothing when there is no such file. Throws `key.list-unreadable`. */
export function listedKeys(dataDir: string): readonly ListedKey[] {
  const file = inKeyFolder(dataDir, 'keys.json');
  if (!existsSync(file)) return [];
  if (statSync(file).size > KEY_LIST_BYTES_MAX) throw new AppError('key.list-unreadable');
  const read = KeyList.safeParse(parsedJson(readFileSync(file, 'utf8')));
  if (!read.success) throw new AppError('key.list-unreadable');
  return read.data;
}

function parsedJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (problem) {
    throw new AppError('key.list-unreadable', {}, { cause: problem });
  }
}

/** A scan of a signature or a seal at 600 dpi is far below. */
const PICTURE_BYTES_MAX = 5 * 1024 * 1024;

/** What goes on the page for signatures of this role, as PNG. Throws `key.picture-too-large`. */
export async function pictureFor(dataDir: string, role: KeyRole): Promise<Uint8Array | undefined> {
  const name = listedKeys(dataDir).find((listed) => listed.role === role && listed.picture)?.picture;
  const path = name === undefined ? undefined : inKeyFolder(dataDir, name);
  if (path === undefined || !existsSync(path)) return undefined;
  if ((await stat(path)).size > PICTURE_BYTES_MAX)
    throw new AppError('key.picture-too-large', { limitMb: PICTURE_BYTES_MAX / 1024 / 1024 });
  return readFile(path);
}
