import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { AppError } from '../../../shared/errors.ts';
import { say, sayFault } from '../../../shared/words/vi.ts';
import type { App } from '../../app.ts';
import type { Log } from '../../ports.ts';
import { answer } from '../answer.ts';
import type { Assets } from '../assets.ts';
import { COMMON_HEADERS, plain } from '../content-policy.ts';
import { cookieIn, isOurs } from './guard.ts';
import { openSessions, type Sessions } from './sessions.ts';
import { sendResponse, webRequest } from './web-request.ts';

const CONNECTIONS_MAX = 256;
const HEADER_BYTES_MAX = 16 * 1024;
const HEADERS_TIMEOUT_MS = 10_000;
/** The largest file over a slow disk; a window and its host share one machine. */
const REQUEST_TIMEOUT_MS = 10 * 60_000;
/** Node's five seconds would close a connection while a window that was busy for longer sends a large file on it. */
const KEEP_ALIVE_TIMEOUT_MS = 72_000;
const LOOPBACK = '127.0.0.1';

export type BrowserHost = {
  readonly origin: string;
  /** An address that opens one profile's window, once, within 60 s. */
  readonly addressFor: (profileId: string) => string;
  /** Ends every stream and connection, then every application that was opened. */
  readonly close: () => Promise<void>;
};

export type BrowserHostOptions = {
  readonly profileIds: readonly string[];
  /** Opens a profile's application; asked once a profile, when its first window comes, and again after `forget`. */
  readonly openApp: (profileId: string, forget: () => void) => Promise<App>;
  readonly assets: Assets;
  readonly log: Log;
  readonly now: () => number;
  /** 0 takes any free port. */
  readonly port: number;
};

type Host = BrowserHostOptions & {
  readonly sessions: Sessions;
  readonly ownHost: string;
  readonly cookieName: string;
  readonly appOf: (profileId: string) => Promise<App>;
};

/** Serves the profiles of this machine's user on the loopback address; each has its own path, application, cookie and event stream. */
export async function serveBrowser(options: BrowserHostOptions): Promise<BrowserHost> {
  const apps = new Map<string, Promise<App>>();
  const server = createServer({ maxHeaderSize: HEADER_BYTES_MAX, requestTimeout: REQUEST_TIMEOUT_MS });
  server.maxConnections = CONNECTIONS_MAX;
  server.headersTimeout = HEADERS_TIMEOUT_MS;
  server.keepAliveTimeout = KEEP_ALIVE_TIMEOUT_MS;
  const port = await listen(server, options.port);
  const ownHost = `${LOOPBACK}:${port}`;
  const host: Host = {
    ...options,
    sessions: openSessions(options.now),
    ownHost,
    // Cookies know no port, so two hosts on one machine would overwrite each other's.
    cookieName: `hamrong-${port}`,
    appOf: (profileId) => {
      const app = apps.get(profileId) ?? options.openApp(profileId, () => apps.delete(profileId));
      apps.set(profileId, app);
      // A profile that did not open may be tried again.
      app.catch(() => apps.delete(profileId));
      return app;
    },
  };
  server.on('request', (message, out) => void serve(host, message, out));
  return {
    origin: `http://${ownHost}`,
    addressFor: (profileId) => `http://${ownHost}${openingPath(host, profileId)}`,
    close: async () => {
      server.close();
      server.closeAllConnections();
      const opened = await Promise.allSettled(apps.values());
      await Promise.all(opened.map((app) => (app.status === 'fulfilled' ? app.value.close() : undefined)));
    },
  };
}

function listen(server: Server, port: number): Promise<number> {
  return new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, LOOPBACK, () => {
      server.removeListener('error', reject);
      resolve((server.address() as AddressInfo).port);
    });
  });
}

const openingPath = ({ sessions }: Host, profileId: string): string =>
  `/p/${profileId}/?code=${sessions.issueCode(profileId)}`;

async function serve(host: Host, message: IncomingMessage, out: ServerResponse): Promise<void> {
  try {
    const response = await respond(host, message);
    await sendResponse(response, message, out);
  } catch (fault) {
    host.log('host.fault', { message: fault instanceof Error ? fault.message : String(fault) });
    if (out.headersSent) out.destroy();
    else if (fault instanceof AppError)
      await sendResponse(plain(403, sayFault(fault.code, fault.detail)), message, out);
    else await sendResponse(plain(500, say('host.failed')), message, out);
  }
}

async function respond(host: Host, message: IncomingMessage): Promise<Response> {
  const { headers, method = 'GET' } = message;
  const asked = {
    method,
    host: headers.host,
    origin: headers.origin,
    fetchSite: headers['sec-fetch-site'] as string | undefined,
  };
  if (!isOurs(asked, host.ownHost)) return plain(403, say('host.wrong-place'));
  const url = new URL(message.url ?? '/', `http://${host.ownHost}`);
  const [, profileId = '', path = ''] = /^\/p\/([a-z0-9-]{1,60})\/(.*)$/.exec(url.pathname) ?? [];
  if (!host.profileIds.includes(profileId)) return plain(404, say('host.ask-new-address'));
  const code = url.searchParams.get('code');
  if (path === '' && method === 'GET' && code !== null) return exchange(host, profileId, code);
  if (!host.sessions.isKnown(profileId, cookieIn(headers.cookie, host.cookieName))) {
    return plain(401, say('host.ask-new-address'));
  }
  const other = /^switch\/([a-z0-9-]{1,60})$/.exec(path)?.[1];
  if (other !== undefined && host.profileIds.includes(other)) return redirect(openingPath(host, other));
  return answer(
    { app: await host.appOf(profileId), assets: host.assets },
    webRequest(message, url.origin),
    path,
  );
}

/** The code leaves the address bar at once; what stays is a cookie that no script and no other site's page can use. */
function exchange(host: Host, profileId: string, code: string): Response {
  const secret = host.sessions.redeem(profileId, code);
  if (secret === undefined) return plain(401, say('host.ask-new-address'));
  const cookie = `${host.cookieName}=${secret}; Path=/p/${profileId}/; HttpOnly; SameSite=Strict`;
  return redirect(`/p/${profileId}/`, { 'set-cookie': cookie });
}

const redirect = (location: string, headers: Readonly<Record<string, string>> = {}): Response =>
  new Response(null, { status: 303, headers: { ...COMMON_HEADERS, ...headers, location } });
