import { resolve } from 'node:path';
import { z } from 'zod';
import { DESK_CLIENT_ID } from '../shared/protocol/session.ts';
import { ISSUER_PATH } from './auth/issuer-path.ts';

/** Keys that came over an open line could be anybody's; only this machine itself needs no TLS. */
const isSafeIssuer = (issuer: string): boolean => {
  const { protocol, hostname } = new URL(issuer);
  return protocol === 'https:' || hostname === '127.0.0.1' || hostname === 'localhost';
};

export const ServerConfig = z.object({
  /** The server's own folder: blobs, and the embedded PostgreSQL where it can live there. */
  dataDir: z.string().min(1),
  host: z.string().min(1),
  /** 0 takes any free port. */
  port: z.int().min(0).max(65_535),
  /** Any PostgreSQL 15 or later; absent starts the embedded one in the data folder. */
  databaseUrl: z.string().min(1).optional(),
  /** `name=value` for the embedded PostgreSQL; tests trade durability for speed with it. */
  postgresSettings: z.array(z.string()).optional(),
  poolSize: z.int().min(2).max(100),
  /** Longest look at one file; absent takes a minute. */
  lookTimeoutMs: z.int().min(1).optional(),
  /** Proxies whose word counts for where a request comes from, as addresses or networks; absent trusts those of this machine. */
  proxies: z.array(z.string().min(1)).max(50).optional(),
  /** How long the door waits for others; absent is as `http/open-http.ts` says. */
  patience: z
    .object({ headersMs: z.int(), requestMs: z.int(), idleMs: z.int(), checkMs: z.int() })
    .optional(),
  /** Streams of hints at once; absent takes 20,000. */
  streamsMax: z.int().min(1).optional(),
  /** Where `GET /metrics` answers, on loopback; absent answers nowhere, 0 takes any free port. */
  metricsPort: z.int().min(0).max(65_535).optional(),
  /** Room for files: what a device and an agency may have under way, and what stays free on the disk; absent takes `UPLOAD_LIMITS`. */
  uploads: z
    .object({
      deviceBytes: z.int().min(1).optional(),
      agencyBytes: z.int().min(1).optional(),
      freeBytes: z.int().min(0).optional(),
    })
    .optional(),
  /** The file that names the ways to agencies on other servers, with their credentials; absent, there are none. */
  gatewaysFile: z.string().min(1).optional(),
  /** The OpenID Connect issuer whose access tokens count here, and the audience that they must name; absent, no token counts. */
  signIn: z
    .object({
      issuer: z.url({ protocol: /^https?$/ }).refine(isSafeIssuer),
      audience: z.string().min(1),
      clientId: z.string().min(1),
      /** This server is the issuer itself. */
      isBuiltIn: z.boolean(),
    })
    .optional(),
});
export type ServerConfig = z.infer<typeof ServerConfig>;

const megabytes = z.coerce
  .number()
  .int()
  .min(0)
  .transform((count) => count * 1024 * 1024)
  .optional();

const Environment = z.object({
  HAMRONG_DATA: z.string().min(1).default('.data/server'),
  HAMRONG_HOST: z.string().min(1).default('127.0.0.1'),
  HAMRONG_PORT: z.coerce.number().int().min(0).max(65_535).default(0),
  HAMRONG_POOL: z.coerce.number().int().min(2).max(100).default(10),
  HAMRONG_PROXIES: z.string().optional(),
  HAMRONG_METRICS_PORT: z.coerce.number().int().min(0).max(65_535).optional(),
  HAMRONG_DEVICE_UPLOADS_MB: megabytes,
  HAMRONG_AGENCY_UPLOADS_MB: megabytes,
  HAMRONG_FREE_MB: megabytes,
  HAMRONG_GATEWAYS: z.string().min(1).optional(),
  HAMRONG_ISSUER: z.url().optional(),
  HAMRONG_PUBLIC_URL: z.url().optional(),
  HAMRONG_AUDIENCE: z.string().min(1).default('urn:ham-rong'),
  HAMRONG_CLIENT_ID: z.string().min(1).default(DESK_CLIENT_ID),
  DATABASE_URL: z.string().min(1).optional(),
});

/** An issuer of the province's own goes before the built-in one, which needs to know the address that desks reach this server under. */
function signInFrom(given: z.infer<typeof Environment>): Pick<ServerConfig, 'signIn'> {
  const { HAMRONG_ISSUER: own, HAMRONG_PUBLIC_URL: address } = given;
  const issuer = own ?? (address && `${address.replace(/\/$/, '')}${ISSUER_PATH}`);
  if (!issuer) return {};
  const { HAMRONG_AUDIENCE: audience, HAMRONG_CLIENT_ID: clientId } = given;
  return { signIn: { issuer, audience, clientId, isBuiltIn: own === undefined } };
}

/** Reads the server's configuration from the environment; throws zod's error for what cannot be used. */
export function configFrom(environment: Readonly<Record<string, string | undefined>>): ServerConfig {
  const given = Environment.parse(environment);
  return ServerConfig.parse({
    dataDir: resolve(given.HAMRONG_DATA),
    host: given.HAMRONG_HOST,
    port: given.HAMRONG_PORT,
    poolSize: given.HAMRONG_POOL,
    ...(given.HAMRONG_PROXIES && { proxies: given.HAMRONG_PROXIES.split(',').map((each) => each.trim()) }),
    ...(given.HAMRONG_METRICS_PORT !== undefined && { metricsPort: given.HAMRONG_METRICS_PORT }),
    ...(given.HAMRONG_GATEWAYS && { gatewaysFile: resolve(given.HAMRONG_GATEWAYS) }),
    ...(given.DATABASE_URL && { databaseUrl: given.DATABASE_URL }),
    uploads: {
      ...(given.HAMRONG_DEVICE_UPLOADS_MB !== undefined && { deviceBytes: given.HAMRONG_DEVICE_UPLOADS_MB }),
      ...(given.HAMRONG_AGENCY_UPLOADS_MB !== undefined && { agencyBytes: given.HAMRONG_AGENCY_UPLOADS_MB }),
      ...(given.HAMRONG_FREE_MB !== undefined && { freeBytes: given.HAMRONG_FREE_MB }),
    },
    ...signInFrom(given),
  });
}
