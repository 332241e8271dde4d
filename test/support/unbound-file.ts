import { createCipheriv, hkdfSync, randomBytes } from 'node:crypto';

const PIECE_BYTES = 64 * 1024;

/** A sealed file as programs wrote it before files were bound to their content (`HRS1`). */
export function unboundFile(key: Uint8Array, content: Buffer): Buffer {
  const salt = randomBytes(16);
  const fileKey = Buffer.from(hkdfSync('sha256', key, salt, 'ham-rong file', 32));
  const count = Math.max(1, Math.ceil(content.length / PIECE_BYTES));
  const pieces = Array.from({ length: count }, (_, index) => {
    const nonce = Buffer.alloc(12);
    nonce.writeUInt8(index === count - 1 ? 1 : 0, 0);
    nonce.writeUInt32BE(index, 8);
    const cipher = createCipheriv('aes-256-gcm', fileKey, nonce);
    const piece = content.subarray(index * PIECE_BYTES, (index + 1) * PIECE_BYTES);
    return Buffer.concat([cipher.update(piece), cipher.final(), cipher.getAuthTag()]);
  });
  return Buffer.concat([Buffer.from('HRS1'), salt, ...pieces]);
}

/** A small secret as programs wrote it before it was bound to its name (`HRV1`). */
export function unboundSecret(key: Uint8Array, secret: Uint8Array): Buffer {
  const nonce = randomBytes(12);
  const cipher = createCipheriv('aes-256-gcm', key, nonce);
  return Buffer.concat([
    Buffer.from('HRV1'),
    nonce,
    cipher.update(secret),
    cipher.final(),
    cipher.getAuthTag(),
  ]);
}
