import type { SigningHash } from '../cms/build.ts';
import type { FieldValue } from './fill.ts';
import type { SigningKey } from './key.ts';
import type { SignatureLook, SignatureTarget } from './target.ts';

/** All that one signature is made from. */
export type SignRequest = {
  readonly key: SigningKey;
  /** Stated in /M; the certificate must be valid then. */
  readonly at: Date;
  readonly target: SignatureTarget;
  /** Left out: an invisible signature, or an empty appearance in a visible field. */
  readonly look?: SignatureLook;
  readonly reason?: string;
  readonly location?: string;
  /** Text fields filled in the same revision, so that the signature covers them. */
  readonly values?: readonly FieldValue[];
  readonly hash?: SigningHash;
  /** For an RSA key that can: PSS in place of PKCS#1 v1.5. Left out: `pkcs1`, which every verifier reads. */
  readonly padding?: 'pkcs1' | 'pss';
  /** Gives whole Attribute elements made from the signature value, for instance a time-stamp (B-T); needs room in `reserveBytes`. */
  readonly unsignedAttributes?: (signature: Uint8Array) => Promise<readonly Uint8Array[]>;
  readonly reserveBytes?: number;
};
