import { randomBytes } from 'node:crypto';
import { HASH_OID } from '../asn1/algorithms.ts';
import { booleanTrue, integer, nullValue, octetString, oid, sequence, smallInteger } from '../asn1/write.ts';

const VERSION = 1;
const NONCE_BYTES = 8;

/** A TimeStampReq with what its answer must repeat. `nonce` is in hexadecimal digits without leading zeros. */
export type TimestampQuery = {
  readonly der: Uint8Array;
  readonly imprint: Uint8Array;
  readonly nonce: string;
};

/** Asks for a time-stamp over a SHA-256 digest (RFC 3161 §2.4.1), with a fresh nonce, and for the authority's certificate in the answer. */
export function makeTimestampQuery(imprint: Uint8Array): TimestampQuery {
  const nonce = randomBytes(NONCE_BYTES);
  // Positive and of full length, so that every program writes it back in the same digits.
  nonce[0] = ((nonce[0] ?? 0) & 0x7f) | 0x40;
  // NULL parameters, as most programs write them: some authorities compare the bytes (RFC 5754 §2 allows both).
  const algorithm = sequence(oid(HASH_OID.sha256), nullValue());
  const der = sequence(
    smallInteger(VERSION),
    sequence(algorithm, octetString(imprint)),
    integer(nonce),
    booleanTrue(),
  );
  return { der, imprint, nonce: nonce.toString('hex') };
}
