import { type KeyObject, sign } from 'node:crypto';
import { promisify } from 'node:util';
import { der, sequence } from '../asn1/write.ts';
import type { SigningHash } from '../cms/build.ts';

const signAsync = promisify(
  (
    hash: string,
    message: Uint8Array,
    key: KeyObject,
    done: (fault: Error | null, signature: Buffer) => void,
  ) => sign(hash, message, key, done),
);

/**
 * What a key is asked to sign. A token or a remote service takes `digest` (PKCS#11 CKM_RSA_PKCS over `digestInfo`, or CKM_ECDSA);
 * a key in this process takes `message`, because Node cannot sign a ready digest with an elliptic curve.
 */
export type ToBeSigned = {
  readonly hash: SigningHash;
  readonly digest: Uint8Array;
  readonly message: Uint8Array;
};

/**
 * A key with its certificate, wherever it lives. `sign` gives RSA PKCS#1 v1.5 or a DER ECDSA signature; it may ask a person and
 * may throw `AppError` (token removed, PIN wrong). One call is one signature: a card may want its PIN each time.
 */
export type SigningKey = {
  /** DER. */
  readonly certificate: Uint8Array;
  /** DER of the issuers that are known, in any order; the root may be missing. */
  readonly chain: readonly Uint8Array[];
  readonly sign: (what: ToBeSigned) => Promise<Uint8Array>;
};

/** A key held by this process (PKCS#12). */
export const softwareKey = (
  privateKey: KeyObject,
  certificate: Uint8Array,
  chain: readonly Uint8Array[],
): SigningKey => ({
  certificate,
  chain,
  sign: ({ hash, message }) => signAsync(hash, message, privateKey),
});

const DIGEST_INFO_PREFIX: Readonly<Record<SigningHash, string>> = {
  sha256: '3031300d060960864801650304020105000420',
  sha384: '3041300d060960864801650304020205000430',
  sha512: '3051300d060960864801650304020305000440',
};

/** DigestInfo (RFC 8017 §9.2): what CKM_RSA_PKCS pads and signs. */
export const digestInfo = ({ hash, digest }: ToBeSigned): Uint8Array =>
  Buffer.concat([Buffer.from(DIGEST_INFO_PREFIX[hash], 'hex'), digest]);

function integer(bytes: Uint8Array): Uint8Array {
  let start = 0;
  while (start < bytes.length - 1 && bytes[start] === 0) start++;
  const digits = bytes.subarray(start);
  return der(0x02, (digits[0] ?? 0) >= 0x80 ? Buffer.concat([Uint8Array.of(0), digits]) : digits);
}

/** ECDSA-Sig-Value (RFC 3279 §2.2.3) from the bare r and s that CKM_ECDSA returns. */
export function ecdsaValue(rAndS: Uint8Array): Uint8Array {
  const half = rAndS.length / 2;
  return sequence(integer(rAndS.subarray(0, half)), integer(rAndS.subarray(half)));
}
