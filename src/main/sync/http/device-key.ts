import { createPrivateKey, hash, sign } from 'node:crypto';
import { exportJWK, generateKeyPair, importJWK, type JWK, SignJWT } from 'jose';
import { z } from 'zod';
import type { PushRequest } from '../../../shared/protocol/push.ts';
import { DeviceKey } from '../../../shared/protocol/session.ts';
import { argsTextOf, type SignedOperation, textToSign } from '../../../shared/protocol/signed-operation.ts';
import type { Vault } from '../../ports.ts';

/** The vault's name of this device's private key. */
export const DEVICE_KEY_NAME = 'device-key';

const PrivateKey = DeviceKey.extend({ d: z.string().max(64) });
type PrivateKey = z.infer<typeof PrivateKey>;

/** The device's P-256 key out of the vault, made there at the first call. */
export async function deviceKey(vault: Vault): Promise<PrivateKey> {
  const kept = await vault.read(DEVICE_KEY_NAME);
  if (kept) return PrivateKey.parse(JSON.parse(new TextDecoder().decode(kept)));
  const { privateKey } = await generateKeyPair('ES256', { extractable: true });
  const key = PrivateKey.parse(await exportJWK(privateKey));
  await vault.write(DEVICE_KEY_NAME, new TextEncoder().encode(JSON.stringify(key)));
  return key;
}

/** What the server is told of the key. */
export const publicPart = ({ kty, crv, x, y }: PrivateKey): DeviceKey => ({ kty, crv, x, y });

export type Prove = (request: {
  readonly method: string;
  /** Path and query. */
  readonly url: string;
  /** base64url SHA-256 of a JSON body. */
  readonly bodyDigest: string | undefined;
  readonly iatS: number;
  readonly nonce?: string | undefined;
  /** base64url SHA-256 of the token that goes with it. */
  readonly ath?: string;
}) => Promise<string>;

/** Makes proofs of possession in the shape of RFC 9449: each has its own `jti`, names the request, and the body by digest. */
export async function prover(
  key: PrivateKey,
  named: { readonly kid: string } | 'jwk',
  newId: () => string,
): Promise<Prove> {
  const imported = await importJWK(key satisfies JWK, 'ES256');
  const who = named === 'jwk' ? { jwk: publicPart(key) } : named;
  return ({ method, url, bodyDigest, iatS, nonce, ath }) =>
    new SignJWT({
      ...{ htm: method, htu: url, jti: newId() },
      ...(bodyDigest && { bsh: bodyDigest }),
      ...(nonce !== undefined && { nonce }),
      ...(ath && { ath }),
    })
      .setProtectedHeader({ alg: 'ES256', typ: 'dpop+jwt', ...who })
      .setIssuedAt(iatS)
      .sign(imported);
}

/** Signs every operation of a push with the device's key: what the server keeps in its log as this device's word. */
export function signerOf(key: PrivateKey): (push: PushRequest) => readonly SignedOperation[] {
  const imported = createPrivateKey({ key: key satisfies JWK, format: 'jwk' });
  return ({ agencyId, device: deviceId, operations }) =>
    operations.map((operation) => {
      const argsSha256 = hash('sha256', argsTextOf(operation.args));
      const text = Buffer.from(textToSign({ agencyId, deviceId }, operation, argsSha256));
      const signature = sign('sha256', text, { key: imported, dsaEncoding: 'ieee-p1363' });
      return { ...operation, signature: signature.toString('base64url') };
    });
}
