import { createPrivateKey } from 'node:crypto';
import type { Issued } from '../../src/server/trial/pki.ts';
import { type SigningKey, softwareKey } from '../../src/signatures/sign/key.ts';

/** A key of the test PKI as the signer takes it. */
export const keyOf = (issued: Issued, chain: readonly Uint8Array[]): SigningKey =>
  softwareKey(
    createPrivateKey({ key: Buffer.from(issued.privateKey), format: 'der', type: 'pkcs8' }),
    issued.certificate,
    chain,
  );
