import { createHash, randomUUID } from 'node:crypto';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import {
  CompactSign,
  type CryptoKey,
  calculateJwkThumbprint,
  exportJWK,
  generateKeyPair,
  type JWK,
  SignJWT,
} from 'jose';

/** An OpenID Connect issuer as far as a resource server sees one: a description, keys, and tokens that can be wrong in every way. */
export type TestIssuer = {
  readonly issuer: string;
  readonly tokenFor: (
    subject: string,
    thumbprint: string,
    claims?: Record<string, unknown>,
    key?: CryptoKey,
  ) => Promise<string>;
  readonly close: () => void;
};

export const AUDIENCE = 'urn:ham-rong';

export async function makeIssuer(): Promise<TestIssuer> {
  const { privateKey, publicKey } = await generateKeyPair('ES256');
  const jwk = { ...(await exportJWK(publicKey)), kid: 'one', alg: 'ES256', use: 'sig' };
  let issuer = '';
  const server = createServer((request, response) => {
    const isKeys = request.url === '/jwks';
    response.setHeader('content-type', 'application/json');
    response.end(JSON.stringify(isKeys ? { keys: [jwk] } : { issuer, jwks_uri: `${issuer}/jwks` }));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  issuer = `http://127.0.0.1:${String((server.address() as AddressInfo).port)}`;
  return {
    issuer,
    tokenFor: (subject, thumbprint, claims = {}, key = privateKey) => {
      const now = Math.floor(Date.now() / 1000);
      const told = { iss: issuer, aud: AUDIENCE, sub: subject, iat: now, exp: now + 300 };
      return new SignJWT({ ...told, cnf: { jkt: thumbprint }, ...claims })
        .setProtectedHeader({ alg: 'ES256', typ: 'at+jwt', kid: 'one' })
        .sign(key);
    },
    close: () => void server.close(),
  };
}

/** A key of a desk that signs in: real proofs, nothing of the desktop's code. */
export type TestKey = {
  readonly thumbprint: string;
  /** Headers that prove this request with this token; a claim of `undefined` is left out. */
  readonly prove: (
    token: string,
    request: { readonly method: string; readonly url: string; readonly body?: string },
    claims?: Record<string, unknown>,
  ) => Promise<Record<string, string>>;
};

export async function makeKey(): Promise<TestKey> {
  const { privateKey, publicKey } = await generateKeyPair('ES256');
  const jwk: JWK = await exportJWK(publicKey);
  return {
    thumbprint: await calculateJwkThumbprint(jwk),
    prove: async (token, { method, url, body }, more = {}) => {
      const hashOf = (text: string) => createHash('sha256').update(text).digest('base64url');
      const claims = {
        ...{ htm: method, htu: url, iat: Math.floor(Date.now() / 1000), jti: randomUUID() },
        ...{ ath: hashOf(token), bsh: body === undefined ? undefined : hashOf(body) },
        ...more,
      };
      const jwt = await new CompactSign(Buffer.from(JSON.stringify(claims)))
        // As a device without a token would: by its name.
        .setProtectedHeader({ alg: 'ES256', typ: 'dpop+jwt', jwk, kid: token.slice(0, 36) })
        .sign(privateKey);
      return { authorization: `DPoP ${token}`, dpop: jwt };
    },
  };
}
