import { existsSync, readFileSync, statSync } from 'node:fs';
import { readFile, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';
import type { SigningKeyShown } from '../../shared/contract/signing.ts';
import { Instant } from '../../shared/domain/core/values.ts';
import { AppError } from '../../shared/errors.ts';
import { issuerName, parseCertificate, subjectName } from '../../signatures/certificates/certificate.ts';
import type { SigningKey } from '../../signatures/sign/key.ts';
import { openPkcs12, PKCS12_BYTES_MAX } from './token/pkcs12.ts';

/** The name of a file in the keys' own folder: nothing that could lead out of it, on any system. */
const NameInFolder = z
  .string()
  .max(200)
  .regex(/^[\p{L}\p{N}][\p{L}\p{N} _.-]*$/u);

/** A key that this profile may use, as `keys/keys.json` lists it: the certificate stands outside the encrypted file, so that it can be shown. */
const ListedKey = z.object({
  keyId: z.string().min(1).max(200),
  role: z.enum(['person', 'agency']),
  /** A PKCS#12 file in the same folder. */
  file: NameInFolder,
  /** DER, base64. */
  certificate: z.base64().max(20_000),
  /** A PNG of the handwritten signature or the seal in the same folder. */
  picture: NameInFolder.optional(),
});
export const KeyList = z.array(ListedKey).max(50);
type ListedKey = z.infer<typeof ListedKey>;

/** A key taken into use for one signature, with the picture that goes on the page. */
export type OpenedKey = { readonly key: SigningKey; readonly picture: Uint8Array | undefined };

const KEY_LIST_BYTES_MAX = 1024 * 1024;
/** A scan of a signature or a seal at 600 dpi is far below. */
const PICTURE_BYTES_MAX = 5 * 1024 * 1024;

const folderOf = (dataDir: string): string => join(dataDir, 'keys');

function listedKeys(dataDir: string): readonly ListedKey[] {
  const file = join(folderOf(dataDir), 'keys.json');
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

/** The keys of this profile, shown by their certificates; nothing secret is opened. */
export const listKeys = (dataDir: string): SigningKeyShown[] =>
  listedKeys(dataDir).map(({ keyId, role, certificate }) => {
    const read = parseCertificate(Buffer.from(certificate, 'base64'));
    if (!read.ok) throw new AppError('key.list-unreadable');
    const notAfter = Instant.parse(read.value.notAfter.toISOString());
    return { keyId, role, subject: subjectName(read.value), issuer: issuerName(read.value), notAfter };
  });

/** Opens a listed key with its passphrase, which goes nowhere else. Throws `key.*`; a key for the other role is refused. */
export async function openKey(
  dataDir: string,
  keyId: string,
  role: 'person' | 'agency',
  secret: string,
): Promise<OpenedKey> {
  const listed = listedKeys(dataDir).find((each) => each.keyId === keyId);
  if (!listed) throw new AppError('key.not-listed');
  if (listed.role !== role) throw new AppError('key.wrong-role');
  const inFolder = (name: string): string => join(folderOf(dataDir), name);
  const file = inFolder(listed.file);
  if (!existsSync(file)) throw new AppError('key.not-listed');
  if ((await stat(file)).size > PKCS12_BYTES_MAX)
    throw new AppError('key.too-large', { limitKb: PKCS12_BYTES_MAX / 1024 });
  const key = openPkcs12(await readFile(file), secret);
  return {
    key,
    picture: listed.picture === undefined ? undefined : await pictureAt(inFolder(listed.picture)),
  };
}

async function pictureAt(path: string): Promise<Uint8Array | undefined> {
  if (!existsSync(path)) return undefined;
  if ((await stat(path)).size > PICTURE_BYTES_MAX)
    throw new AppError('key.picture-too-large', { limitMb: PICTURE_BYTES_MAX / 1024 / 1024 });
  return readFile(path);
}
