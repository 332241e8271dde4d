import { createCipheriv, createDecipheriv, hkdfSync, randomBytes } from 'node:crypto';

/** What a profile's one key is used for: each use has a key of its own, so that none tells of another. */
export type KeyUse = 'database' | 'files' | 'vault' | 'window' | 'lock';

/** The key for one use. */
export const keyFor = (profileKey: Uint8Array, use: KeyUse): Buffer =>
  Buffer.from(hkdfSync('sha256', profileKey, new Uint8Array(), `ham-rong ${use}`, 32));

/** Names a key without telling of it, so that what is under another is never taken for what is under this one. */
export const keyName = (key: Uint8Array): string =>
  Buffer.from(hkdfSync('sha256', key, new Uint8Array(), 'ham-rong name', 4)).toString('hex');

const NONCE_BYTES = 12;
const TAG_BYTES = 16;

/** Puts something small under a key (AES-256-GCM): nonce, bytes, tag. With `name` it is opened under that name alone. */
export function sealSmall(key: Uint8Array, bytes: Uint8Array, name = ''): Buffer {
  const nonce = randomBytes(NONCE_BYTES);
  const cipher = createCipheriv('aes-256-gcm', key, nonce);
  cipher.setAAD(Buffer.from(name));
  return Buffer.concat([nonce, cipher.update(bytes), cipher.final(), cipher.getAuthTag()]);
}

/** What was put under this key and name; undefined where one was another, or where a byte was changed. */
export function openSmall(key: Uint8Array, sealed: Uint8Array, name = ''): Buffer | undefined {
  if (sealed.length < NONCE_BYTES + TAG_BYTES) return undefined;
  const decipher = createDecipheriv('aes-256-gcm', key, sealed.subarray(0, NONCE_BYTES));
  decipher.setAAD(Buffer.from(name));
  const end = sealed.length - TAG_BYTES;
  decipher.setAuthTag(sealed.subarray(end));
  try {
    return Buffer.concat([decipher.update(sealed.subarray(NONCE_BYTES, end)), decipher.final()]);
  } catch {
    return undefined;
  }
}
