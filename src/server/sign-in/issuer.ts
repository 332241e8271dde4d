import { randomBytes } from 'node:crypto';
import type { IncomingMessage, ServerResponse } from 'node:http';
import type { FastifyInstance, FastifyRequest } from 'fastify';
import { createLocalJWKSet, type JWTVerifyGetKey } from 'jose';
import Provider, {
  type ClientMetadata,
  type Configuration,
  errors,
  interactionPolicy,
  type KoaContextWithOIDC,
  type ResourceServer,
} from 'oidc-provider';
import { ACCESS_TOKEN_AGE_MAX_S, DESK_CLIENT_ID } from '../../shared/protocol/session.ts';
import { say } from '../../shared/words/vi.ts';
import { ISSUER_PATH } from '../auth/issuer-path.ts';
import { callerOf, makeRateLimit, type RateLimit } from '../http/rate-limit.ts';
import type { ServerPorts } from '../ports.ts';
import type { Pool } from '../store/pool.ts';
import type { Accounts } from './accounts.ts';
import { type IssuerKeys, issuerKeys } from './issuer-keys.ts';
import { PAGE_HEADERS, sentencePage, signInPage } from './page.ts';
import { recordsIn } from './records.ts';

const FORM_BYTES_MAX = 4_096;
const CODE_AGE_S = 60;
const INTERACTION_AGE_S = 10 * 60;
/** An official who is offline for longer signs in again. */
const REFRESH_AGE_S = 14 * 24 * 60 * 60;

export type BuiltInIssuer = {
  readonly keys: JWTVerifyGetKey;
  readonly handle: (request: IncomingMessage, response: ServerResponse) => Promise<void>;
};

type Parts = {
  readonly issuer: string;
  readonly audience: string;
  readonly dataDir: string;
  readonly pool: Pool;
  readonly accounts: Accounts;
  readonly ports: Pick<ServerPorts, 'now' | 'log'>;
  /** A refresh token came twice: what was issued to its key is void (RFC 9700 §4.14.2). */
  readonly onReuse: (thumbprint: string) => Promise<void>;
};

/** The province's own OpenID Connect issuer: one client, the desk; code with PKCE to a loopback address (RFC 8252), tokens bound to the desk's key. */
export async function openIssuer(parts: Parts): Promise<BuiltInIssuer> {
  const keys = await issuerKeys(parts.dataDir);
  const provider = new Provider(parts.issuer, configuration(parts, keys));
  // TLS ends at a proxy, which says so.
  provider.proxy = parts.issuer.startsWith('https:');
  const note = ({ name }: Error): void => parts.ports.log('sign-in.failed', { problem: name });
  const noted = new WeakMap<object, Promise<void>>();
  provider.on('grant.revoked', (context) => noted.set(context, noteReuse(parts, context).catch(note)));
  // Before the thief hears no, what he has is void.
  provider.use(async (context, next) => {
    await next();
    await noted.get(context);
  });
  provider.on('server_error', (_context, problem) => note(problem));
  const callback = provider.callback();
  return {
    keys: createLocalJWKSet({ keys: keys.jwks.map(({ d, ...open }) => open as never) }),
    handle: async (request, response) => {
      const url = request.url ?? '';
      Object.assign(request, { originalUrl: url, url: url.slice(ISSUER_PATH.length) });
      if (!request.url?.startsWith('/interaction/')) return void (await callback(request, response));
      try {
        await interact(provider, parts, request, response);
      } catch (problem) {
        note(problem as Error);
        // The answer was taken from Fastify: nobody else would ever end it.
        if (response.headersSent) response.destroy();
        else showPage(response, 500, sentencePage(say('sign-in.broken')));
      }
    },
  };
}

async function noteReuse({ ports, onReuse }: Parts, { oidc }: KoaContextWithOIDC): Promise<void> {
  const { RefreshToken: reused } = oidc.entities;
  ports.log('sign-in.token-reused');
  if (reused?.jkt) await onReuse(reused.jkt);
}

/** The one client. */
const desk: ClientMetadata = {
  client_id: DESK_CLIENT_ID,
  // A program on somebody's desk keeps no secret (RFC 8252 §8.5); the key that tokens are bound to takes its place.
  token_endpoint_auth_method: 'none',
  application_type: 'native',
  redirect_uris: ['http://127.0.0.1/signed-in'],
  grant_types: ['authorization_code', 'refresh_token'],
  response_types: ['code'],
  dpop_bound_access_tokens: true,
  id_token_signed_response_alg: 'ES256',
};

const ttl: Configuration['ttl'] = {
  AccessToken: ACCESS_TOKEN_AGE_MAX_S,
  AuthorizationCode: CODE_AGE_S,
  Interaction: INTERACTION_AGE_S,
  Session: INTERACTION_AGE_S,
  Grant: REFRESH_AGE_S,
  RefreshToken: REFRESH_AGE_S,
  IdToken: ACCESS_TOKEN_AGE_MAX_S,
};

/** The one thing that tokens are for: this server, as JWTs that it checks itself. */
const resourceOf = (audience: string) => ({
  defaultResource: () => audience,
  useGrantedResource: () => true,
  getResourceServerInfo: (_context: unknown, resource: string): ResourceServer => {
    if (resource !== audience) throw new errors.InvalidTarget();
    return {
      scope: '',
      audience,
      accessTokenFormat: 'jwt',
      accessTokenTTL: ACCESS_TOKEN_AGE_MAX_S,
      jwt: { sign: { alg: 'ES256' } },
    };
  },
});

const configuration = ({ audience, pool, accounts, ports }: Parts, keys: IssuerKeys): Configuration => ({
  adapter: recordsIn(pool, ports.now),
  jwks: { keys: [...keys.jwks] as never },
  cookies: { keys: [...keys.cookieKeys], short: { sameSite: 'lax' }, long: { sameSite: 'lax' } },
  clients: [desk],
  responseTypes: ['code'],
  pkce: { required: () => true },
  clientDefaults: { id_token_signed_response_alg: 'ES256' },
  enabledJWA: { idTokenSigningAlgValues: ['ES256'], dPoPSigningAlgValues: ['ES256'] },
  scopes: ['openid'],
  features: {
    devInteractions: { enabled: false },
    userinfo: { enabled: false },
    rpInitiatedLogout: { enabled: false },
    dPoP: { enabled: true, nonceSecret: randomBytes(32), requireNonce: () => true },
    resourceIndicators: { enabled: true, ...resourceOf(audience) },
  },
  ttl,
  issueRefreshToken: () => true,
  rotateRefreshToken: true,
  expiresWithSession: () => false,
  findAccount: async (_context, id) =>
    (await accounts.exists(id)) ? { accountId: id, claims: () => ({ sub: id }) } : undefined,
  // Nothing is asked: the one client is the province's own program.
  loadExistingGrant: async ({ oidc }) => {
    const { provider, client, session } = oidc;
    if (!client || !session?.accountId) return undefined;
    const grant = new provider.Grant({ clientId: client.clientId, accountId: session.accountId });
    grant.addOIDCScope('openid');
    grant.addResourceScope(audience, '');
    await grant.save();
    return grant;
  },
  interactions: { policy: askedEachTime(), url: (_context, { uid }) => `${ISSUER_PATH}/interaction/${uid}` },
  renderError: (context) => {
    context.set(PAGE_HEADERS);
    context.body = sentencePage(say('sign-in.broken'));
  },
});

/** Every sign-in asks for the password: a session left in the browser of a shared machine signs nobody in. There is nothing to consent to beside. */
function askedEachTime(): ReturnType<typeof interactionPolicy.base> {
  const policy = interactionPolicy.base();
  policy.remove('consent');
  policy
    .get('login')
    ?.checks.add(
      new interactionPolicy.Check(
        'asked-each-time',
        'the password is asked for',
        'login_required',
        ({ oidc }) => oidc.result?.login === undefined,
      ),
    );
  return policy;
}

const showPage = (response: ServerResponse, status: number, page: string): void =>
  void response.writeHead(status, PAGE_HEADERS).end(page);

/** GET shows the form, POST takes it; the provider's cookie says whose interaction it is. */
async function interact(
  provider: Provider,
  { accounts, ports }: Parts,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  const action = `${ISSUER_PATH}${request.url ?? ''}`;
  const show = (status: number, page: string): void => showPage(response, status, page);
  try {
    await provider.interactionDetails(request, response);
  } catch {
    // Too old, or another browser's.
    return show(400, sentencePage(say('sign-in.broken')));
  }
  if (request.method !== 'POST') return show(200, signInPage(action));
  const form = await formOf(request);
  const login = form.get('login') ?? '';
  const outcome = await accounts.check(login, form.get('password') ?? '');
  if (outcome === 'right') {
    ports.log('sign-in.done');
    return provider.interactionFinished(request, response, { login: { accountId: login, remember: false } });
  }
  ports.log('sign-in.password', { outcome });
  show(outcome === 'wrong' ? 401 : 429, signInPage(action, say(`sign-in.${outcome}`)));
}

async function formOf(request: IncomingMessage): Promise<URLSearchParams> {
  const pieces: Buffer[] = [];
  let length = 0;
  for await (const piece of request) {
    length += (piece as Buffer).length;
    if (length > FORM_BYTES_MAX) return new URLSearchParams();
    pieces.push(piece as Buffer);
  }
  return new URLSearchParams(Buffer.concat(pieces).toString('utf8'));
}

/** From one address: an office may be one, on the morning when everybody signs in. */
export const SIGN_INS_A_MINUTE_MAX = 60;
/** Sooner than an account waits, where somebody tries many accounts; each try costs the server 128 MB for a moment. */
export const PASSWORDS_A_MINUTE_MAX = 30;
const OTHERS_A_MINUTE_MAX = 600;

/** Everything under the issuer's path is the issuer's own, bodies too. */
export function issuerRoutes(
  app: FastifyInstance,
  issuer: BuiltInIssuer,
  { now, log }: Pick<ServerPorts, 'now' | 'log'>,
): void {
  const signIns = makeRateLimit(SIGN_INS_A_MINUTE_MAX, now);
  const passwords = makeRateLimit(PASSWORDS_A_MINUTE_MAX, now);
  const others = makeRateLimit(OTHERS_A_MINUTE_MAX, now);
  const limitOf = ({ method, url }: FastifyRequest): RateLimit => {
    const path = url.slice(ISSUER_PATH.length);
    if (/^\/auth\/?(\?|$)/.test(path)) return signIns;
    return method === 'POST' && path.startsWith('/interaction/') ? passwords : others;
  };
  app.addContentTypeParser('application/x-www-form-urlencoded', (_request, _stream, done) => done(null));
  app.all(`${ISSUER_PATH}/*`, async (request, reply) => {
    if (!limitOf(request).take(callerOf(request))) {
      log('sign-in.limited');
      return reply
        .code(429)
        .headers(PAGE_HEADERS)
        .send(sentencePage(say('sign-in.too-many')));
    }
    reply.hijack();
    await issuer.handle(request.raw, reply.raw);
    return reply;
  });
}
