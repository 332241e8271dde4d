import { randomBytes, randomUUID } from 'node:crypto';
import { existsSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { exportJWK, generateKeyPair, type JWK } from 'jose';
import { z } from 'zod';

const File = z.object({ jwks: z.array(z.looseObject({ kid: z.string() })), cookieKeys: z.array(z.string()) });
export type IssuerKeys = { readonly jwks: readonly JWK[]; readonly cookieKeys: readonly string[] };

/** The issuer's own keys, made at the first start in a file that only the server may read. They are in no backup: after a restore everybody signs in again. */
export async function issuerKeys(dataDir: string): Promise<IssuerKeys> {
  const path = join(dataDir, 'sign-in-keys.json');
  if (existsSync(path)) return File.parse(JSON.parse(readFileSync(path, 'utf8')));
  const { privateKey } = await generateKeyPair('ES256', { extractable: true });
  const jwk = { ...(await exportJWK(privateKey)), kid: randomUUID(), alg: 'ES256', use: 'sig' };
  const keys = { jwks: [jwk], cookieKeys: [randomBytes(32).toString('base64url')] };
  const fresh = `${path}.${randomUUID()}`;
  writeFileSync(fresh, JSON.stringify(keys), { mode: 0o600 });
  renameSync(fresh, path);
  return keys;
}
