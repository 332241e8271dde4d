import type { KeyHolder, KeyRole } from '../../../shared/contract/signing.ts';
import type { SigningKey } from '../../../signatures/sign/key.ts';

/** PIN or passphrase as bytes; undefined where it is typed on the reader's own keypad. The source wipes it, whatever comes of it. */
export type Secret = Uint8Array | undefined;

/** A key as its source shows it without any secret. */
export type FoundKey = {
  /** Names the key also after a restart; no two sources give the same. */
  readonly keyId: string;
  /** DER. */
  readonly certificate: Uint8Array;
  /** Where the source knows what the key is for. */
  readonly role?: KeyRole;
  readonly holder: KeyHolder;
};

/** A key in use: `sign` may be called many times on the one secret, until `close`, which never fails and may be called again. */
export type OpenKey = { readonly key: SigningKey; readonly close: () => Promise<void> };

/**
 * Where keys come from: PKCS#12 files, tokens; a signing service or a remote signature (CSC) would be the same port. Every source passes
 * test/signing/key-source-suite.ts.
 */
export type KeySource = {
  /** Whether an identifier is one of this source's, its key here or not. */
  readonly owns: (keyId: string) => boolean;
  readonly list: () => Promise<readonly FoundKey[]>;
  /** Asks the secret once and never again by itself. Throws `key.not-listed` for a key that is not here, and `key.*` or `token.*`. */
  readonly open: (keyId: string, secret: Secret) => Promise<OpenKey>;
  readonly close: () => Promise<void>;
};
