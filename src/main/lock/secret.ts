import { hkdfSync, type ScryptOptions, scrypt } from 'node:crypto';
import { SECRET_LENGTH_MIN } from '../../shared/contract/lock.ts';
import { AppError } from '../../shared/errors.ts';

export type Cost = { readonly N: number; readonly r: number; readonly p: number };
const KEY_BYTES = 32;
/** OWASP's second choice for scrypt: 128 MB and a quarter of a second a guess. Kept beside the key, so that it can grow. */
export const COST: Cost = { N: 2 ** 17, r: 8, p: 1 };
export const N_MAX = 2 ** 20;

/** What a secret gives (RFC 7914), whichever Unicode form it was typed in. */
export function keyOfSecret(secret: string, kdf: Cost & { readonly salt: string }): Promise<Buffer> {
  const { N, r, p, salt } = kdf;
  const options: ScryptOptions = { N, r, p, maxmem: 2 * 128 * N * r };
  return new Promise((resolve, reject) => {
    scrypt(secret.normalize('NFC'), Buffer.from(salt, 'base64'), KEY_BYTES, options, (fault, key) =>
      fault ? reject(fault) : resolve(key),
    );
  });
}

/** What a recovery code gives: its 128 random bits need no dear derivation. */
export const keyOfCode = (code: Uint8Array, salt: string): Buffer =>
  Buffer.from(hkdfSync('sha256', code, Buffer.from(salt, 'base64'), 'ham-rong recovery', KEY_BYTES));

/** A secret too easily guessed by whoever copies the folder is not taken: `lock.weak`. */
export function demandStrong(secret: string): void {
  const isLong = [...secret.normalize('NFC')].length >= SECRET_LENGTH_MIN;
  if (!isLong || /^\d+$/.test(secret) || new Set(secret).size < 4)
    throw new AppError('lock.weak', { least: SECRET_LENGTH_MIN });
}
