import { createHash } from 'node:crypto';
import type { Vault } from '../../ports.ts';
import { deviceKey, prover } from './device-key.ts';
import type { Credential } from './line.ts';
import type { Tokens } from './tokens.ts';

/** A device that was enrolled by a code names itself. The key is asked of the vault at the first call, so that a locked vault is a fault of the call. */
export function deviceCredential(vault: Vault, deviceId: string, newId: () => string): Credential {
  let proving: ReturnType<typeof prover> | undefined;
  return async ({ isAgain: _, nonce: __, ...asked }) => {
    proving ??= deviceKey(vault).then((key) => prover(key, { kid: deviceId }, newId));
    return { authorization: `DPoP ${deviceId}`, dpop: await (await proving)(asked) };
  };
}

/** A device of somebody who signed in brings a token; the proof brings the key, and names the token and the server's nonce (RFC 9449 §7). */
export function tokenCredential(vault: Vault, tokens: Tokens, newId: () => string): Credential {
  let proving: ReturnType<typeof prover> | undefined;
  return async ({ isAgain, ...asked }) => {
    proving ??= deviceKey(vault).then((key) => prover(key, 'jwk', newId));
    const token = await tokens.accessToken(isAgain);
    const ath = createHash('sha256').update(token).digest('base64url');
    return { authorization: `DPoP ${token}`, dpop: await (await proving)({ ...asked, ath }) };
  };
}
