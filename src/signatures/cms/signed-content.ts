import { createHash } from 'node:crypto';
import type { HashName } from '../asn1/algorithms.ts';

/** The detached content of a signature, in pieces (the two ranges of a PDF); each digest is computed once, however many ask. */
export type SignedContent = {
  readonly digest: (hash: HashName) => Uint8Array;
  /** All of it in one piece: only for signatures without signed attributes, which sign the content itself. */
  readonly whole: () => Uint8Array;
};

export function signedContent(pieces: readonly Uint8Array[]): SignedContent {
  const digests = new Map<HashName, Uint8Array>();
  const compute = (name: HashName): Uint8Array => {
    const hash = name === 'shake256' ? createHash(name, { outputLength: 64 }) : createHash(name);
    for (const piece of pieces) hash.update(piece);
    return hash.digest();
  };
  return {
    digest: (name) => {
      const value = digests.get(name) ?? compute(name);
      digests.set(name, value);
      return value;
    },
    whole: () => Buffer.concat(pieces),
  };
}
