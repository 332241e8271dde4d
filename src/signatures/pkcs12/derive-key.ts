import { hash as hashOnce } from 'node:crypto';
import { assert } from '../../shared/assert.ts';

/** RFC 7292 appendix B.3: what the derived bytes are for. */
export const DERIVE_FOR = { key: 1, iv: 2, mac: 3 } as const;

/** Above what any exporter writes (NSS, the highest, 600,000); a hostile count would stop the program for hours. */
export const ITERATIONS_MAX = 1_000_000;

const BLOCK_BYTES = { sha1: 64, sha256: 64, sha384: 128, sha512: 128 } as const;
export type DeriveHash = keyof typeof BLOCK_BYTES;

/**
 * The key derivation of PKCS#12 (RFC 7292 appendix B.2). The passphrase is taken as a BMPString (B.1); callers keep
 * `iterations` within ITERATIONS_MAX.
 */
export function derivePkcs12(input: {
  readonly hash: DeriveHash;
  readonly passphrase: string;
  readonly salt: Uint8Array;
  readonly iterations: number;
  readonly purpose: (typeof DERIVE_FOR)[keyof typeof DERIVE_FOR];
  readonly bytes: number;
}): Uint8Array {
  const { hash, iterations } = input;
  assert(iterations >= 1 && iterations <= ITERATIONS_MAX, 'the iteration count is checked by the caller');
  const block = BLOCK_BYTES[hash];
  const diversifier = Buffer.alloc(block, input.purpose);
  const state = Buffer.concat([fillBlocks(input.salt, block), fillBlocks(bmpOf(input.passphrase), block)]);
  const parts: Uint8Array[] = [];
  for (let length = 0; length < input.bytes; ) {
    let round: Uint8Array = hashOnce(hash, Buffer.concat([diversifier, state]), 'buffer');
    for (let count = 1; count < iterations; count++) round = hashOnce(hash, round, 'buffer');
    parts.push(round);
    length += round.length;
    const addend = fillBlocks(round, block).subarray(0, block);
    for (let at = 0; at < state.length; at += block) addPlusOne(state.subarray(at, at + block), addend);
  }
  return Buffer.concat(parts).subarray(0, input.bytes);
}

/** B.1: UTF-16BE with two closing zero bytes. */
function bmpOf(passphrase: string): Uint8Array {
  return Buffer.from(`${passphrase}\0`, 'utf16le').swap16();
}

function fillBlocks(bytes: Uint8Array, block: number): Uint8Array {
  const filled = Buffer.alloc(Math.ceil(bytes.length / block) * block);
  for (let at = 0; at < filled.length; at += bytes.length)
    filled.set(bytes.subarray(0, filled.length - at), at);
  return filled;
}

/** B.2 step 6C: target = target + addend + 1, modulo its length. */
function addPlusOne(target: Uint8Array, addend: Uint8Array): void {
  let carry = 1;
  for (let index = target.length - 1; index >= 0; index--) {
    carry += (target[index] ?? 0) + (addend[index] ?? 0);
    target[index] = carry & 0xff;
    carry >>= 8;
  }
}
