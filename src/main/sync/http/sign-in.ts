import { createServer, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';
import * as oidc from 'openid-client';
import type { Instant } from '../../../shared/domain/core/values.ts';
import { AppError } from '../../../shared/errors.ts';
import { SignInPlace, SignInResponse } from '../../../shared/protocol/session.ts';
import { say } from '../../../shared/words/vi.ts';
import type { Vault } from '../../ports.ts';
import { tokenCredential } from './credential.ts';
import { openLine, parsed, reach, rejectionIn, unusable } from './line.ts';
import { type SignInAddress, signInAddress } from './sign-in-address.ts';
import { asked, boundTo, openTokens, reachIssuer } from './tokens.ts';

/** How long the official may take in his browser. */
export const SIGN_IN_TIMEOUT_MS = 10 * 60_000;
const LOOPBACK = '127.0.0.1';
const RETURN_PATH = '/signed-in';

export type SignInSetting = {
  /** The provincial server's address; it tells where to sign in. */
  readonly address: string;
  readonly vault: Vault;
  readonly now: () => Instant;
  readonly newId: () => string;
  readonly deviceName: string;
  /** Shows the issuer's page in the official's own browser (RFC 8252 §4): this program never sees his password. */
  readonly openAddress: (address: SignInAddress) => void;
  readonly timeoutMs?: number;
};

/** Signs an official in, code with PKCE over a loopback address, and makes this machine his device. Throws `sign-in.none`, `sign-in.unsafe-page`, `sign-in.needed`, `sign-in.late`. */
export async function signIn(setting: SignInSetting): Promise<SignInResponse> {
  const { address, vault, now, newId, deviceName } = setting;
  const place = await placeOf(address);
  const staged = stagedIn(vault);
  const tokens = openTokens(staged.vault, now);
  await tokens.keep(place, await askForTokens(place, setting));
  const ended = new AbortController();
  const line = openLine(new URL(address), tokenCredential(staged.vault, tokens, newId), now, ended.signal);
  const answer = await line.call({ method: 'POST', path: '/v1/devices/sign-in', json: { name: deviceName } });
  if (answer.ok) {
    const who = await parsed(answer, SignInResponse);
    await staged.keep();
    return who;
  }
  const refusal = await rejectionIn(answer);
  if (!refusal) throw unusable(`sign-in, status ${String(answer.status)}`);
  throw new AppError('enrol.refused', { code: refusal.code });
}

/** Another official who signs in here by mistake is refused by the server; the one whose folder this is keeps his tokens. */
function stagedIn(vault: Vault): { readonly vault: Vault; readonly keep: () => Promise<void> } {
  const fresh = new Map<string, Uint8Array>();
  return {
    vault: {
      read: async (name) => fresh.get(name) ?? vault.read(name),
      write: async (name, secret) => void fresh.set(name, secret),
    },
    keep: async () => {
      for (const [name, secret] of fresh) await vault.write(name, secret);
    },
  };
}

async function placeOf(address: string): Promise<SignInPlace> {
  const answer = await reach(new URL(address), { method: 'GET', path: '/v1/sign-in' }, undefined, {});
  if (answer.ok) return parsed(answer, SignInPlace);
  await answer.body?.cancel();
  throw new AppError('sign-in.none');
}

async function askForTokens(
  place: SignInPlace,
  { vault, openAddress, timeoutMs = SIGN_IN_TIMEOUT_MS }: SignInSetting,
): Promise<oidc.TokenEndpointResponse> {
  const config = await reachIssuer(place);
  const DPoP = await boundTo(config, vault);
  const verifier = oidc.randomPKCECodeVerifier();
  const [expectedState, expectedNonce] = [oidc.randomState(), oidc.randomNonce()];
  const door = await openDoor(expectedState, timeoutMs);
  try {
    const asking = oidc.buildAuthorizationUrl(config, {
      redirect_uri: door.address,
      scope: 'openid',
      state: expectedState,
      nonce: expectedNonce,
      code_challenge: await oidc.calculatePKCECodeChallenge(verifier),
      code_challenge_method: 'S256',
      resource: place.audience,
      // A code that is stolen on the way is worth nothing without the key (RFC 9449 §10).
      dpop_jkt: await DPoP.calculateThumbprint(),
      // The machine may be shared: whoever signed in before in this browser is not asked for, but asked again.
      prompt: 'login',
    });
    const endpoint = config.serverMetadata().authorization_endpoint ?? '';
    openAddress(signInAddress(asking.href, { issuer: place.issuer, endpoint }));
    const came = await door.came;
    return await asked(() =>
      oidc.authorizationCodeGrant(
        config,
        came,
        { pkceCodeVerifier: verifier, expectedState, expectedNonce, idTokenExpected: true },
        { resource: place.audience },
        { DPoP },
      ),
    );
  } finally {
    door.close();
  }
}

type Door = { readonly address: string; readonly came: Promise<URL>; readonly close: () => void };

/** Waits on a loopback port of the moment for the browser to come back (RFC 8252 §7.3); what does not bring our `state` is not ours and ends nothing. */
async function openDoor(state: string, timeoutMs: number): Promise<Door> {
  const { promise: came, resolve, reject } = Promise.withResolvers<URL>();
  // Nobody may be waiting when it is late.
  came.catch(() => undefined);
  const server = createServer((request, response) => {
    const url = cameIn(request);
    const isOurs = url?.pathname === RETURN_PATH && url.searchParams.get('state') === state;
    const sentence = say(isOurs ? 'sign-in.back' : 'sign-in.broken');
    response.writeHead(isOurs ? 200 : 404, {
      'content-type': 'text/plain; charset=utf-8',
      'cache-control': 'no-store',
      connection: 'close',
    });
    response.end(sentence);
    if (isOurs) resolve(new URL(`${address}${url.search}`));
  });
  await new Promise<void>((listening, failed) => {
    server.once('error', failed);
    server.listen(0, LOOPBACK, listening);
  });
  const address = `http://${LOOPBACK}:${String((server.address() as AddressInfo).port)}${RETURN_PATH}`;
  const late = setTimeout(() => reject(new AppError('sign-in.late')), timeoutMs);
  return {
    address,
    came,
    close: () => {
      clearTimeout(late);
      server.close();
      server.closeAllConnections();
    },
  };
}

const cameIn = ({ method, url = '/' }: IncomingMessage): URL | undefined =>
  method === 'GET' && URL.canParse(url, `http://${LOOPBACK}`)
    ? new URL(url, `http://${LOOPBACK}`)
    : undefined;
