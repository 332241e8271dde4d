import { constants, type KeyObject, type SignKeyObjectInput, sign } from 'node:crypto';
import { promisify } from 'node:util';
import { integer, sequence } from '../asn1/write.ts';
import type { SignatureScheme, SigningHash } from '../cms/build.ts';

const signAsync = promisify(
  (
    hash: string,
    message: Uint8Array,
    key: SignKeyObjectInput,
    done: (fault: Error | null, signature: Buffer) => void,
  ) => sign(hash, message, key, done),
);

/**
 * What a key is asked to sign. A token or a remote service takes `digest` (PKCS#11 CKM_RSA_PKCS over `digestInfo`, CKM_RSA_PKCS_PSS, or CKM_ECDSA);
 * a key in this process takes `message`, because Node cannot sign a ready digest with an elliptic curve.
 */
export type ToBeSigned = {
  readonly hash: SigningHash;
  /** `rsa-pss` is asked only of a key that says it can: mask by the same hash, salt as long as it (RFC 4055 §3.1). */
  readonly scheme: SignatureScheme;
  readonly digest: Uint8Array;
  readonly message: Uint8Array;
};

/**
 * A key with its certificate, wherever it lives. `sign` gives an RSA signature of the wanted scheme or a DER ECDSA one; it may ask a person and
 * may throw `AppError` (token removed, PIN wrong). One call is one signature: a card may want its PIN each time.
 */
export type SigningKey = {
  /** DER. */
  readonly certificate: Uint8Array;
  /** DER of the issuers that are known, in any order; the root may be missing. */
  readonly chain: readonly Uint8Array[];
  /** Whether an RSA key can also sign by PSS: not every token has the mechanism. */
  readonly canPss?: boolean;
  readonly sign: (what: ToBeSigned) => Promise<Uint8Array>;
};

const PADDING: Readonly<Record<SignatureScheme, Omit<SignKeyObjectInput, 'key'>>> = {
  rsa: { padding: constants.RSA_PKCS1_PADDING },
  'rsa-pss': {
    padding: constants.RSA_PKCS1_PSS_PADDING,
    saltLength: constants.RSA_PSS_SALTLEN_DIGEST,
  },
  ecdsa: {},
};

/** A key held by this process (PKCS#12). */
export const softwareKey = (
  privateKey: KeyObject,
  certificate: Uint8Array,
  chain: readonly Uint8Array[],
): SigningKey => ({
  certificate,
  chain,
  canPss: true,
  sign: ({ hash, scheme, message }) => signAsync(hash, message, { key: privateKey, ...PADDING[scheme] }),
});

const DIGEST_INFO_PREFIX: Readonly<Record<SigningHash, string>> = {
  sha256: '3031300d060960864801650304020105000420',
  sha384: '3041300d060960864801650304020205000430',
  sha512: '3051300d060960864801650304020305000440',
};

/** DigestInfo (RFC 8017 §9.2): what CKM_RSA_PKCS pads and signs. */
export const digestInfo = ({ hash, digest }: Pick<ToBeSigned, 'hash' | 'digest'>): Uint8Array =>
  Buffer.concat([Buffer.from(DIGEST_INFO_PREFIX[hash], 'hex'), digest]);

/** ECDSA-Sig-Value (RFC 3279 §2.2.3) from the bare r and s that CKM_ECDSA returns. */
export function ecdsaValue(rAndS: Uint8Array): Uint8Array {
  const half = rAndS.length / 2;
  return sequence(integer(rAndS.subarray(0, half)), integer(rAndS.subarray(half)));
}
