import { open } from 'node:fs/promises';
import { z } from 'zod';
import { AppError } from '../../shared/errors.ts';

const isLoopback = (url: string): boolean =>
  ['127.0.0.1', 'localhost', '[::1]'].includes(new URL(url).hostname);
const Endpoint = z.url({ protocol: /^https?$/ });

const common = {
  /** Names the gateway in the log, the metrics and the folder of what could not be read. */
  name: z.string().regex(/^[a-z0-9][a-z0-9-]{0,30}$/),
  /** How often it is asked for what waits. Provincial practice is five minutes. */
  pollSeconds: z.int().min(5).max(86_400).default(60),
  /** Codes of agencies whose packages are believed from here as well, though the directory says that another gateway serves them. */
  alsoServes: z.array(z.string().min(1).max(50)).max(10_000).default([]),
};
const overHttp = {
  endpoint: Endpoint,
  /** Said aloud: the line is private or tunnelled, so that http gives nothing away. */
  isPrivateLine: z.boolean().default(false),
};

const GatewayConfig = z
  .discriminatedUnion('type', [
    z.strictObject({ type: z.literal('folder'), ...common, path: z.string().min(1) }),
    z.strictObject({
      type: z.literal('axis'),
      ...common,
      ...overHttp,
      systemId: z.string().min(1).max(200),
      secret: z.string().min(1).max(1_000),
    }),
    z.strictObject({
      type: z.literal('hub'),
      ...common,
      ...overHttp,
      accounts: z
        .array(z.strictObject({ organId: z.string().min(1).max(50), token: z.string().min(1).max(1_000) }))
        .min(1)
        .max(2_000),
    }),
  ])
  .refine(
    (given) =>
      given.type === 'folder' ||
      given.isPrivateLine ||
      given.endpoint.startsWith('https:') ||
      isLoopback(given.endpoint),
    { path: ['endpoint'], error: 'http needs isPrivateLine' },
  );
export type GatewayConfig = z.infer<typeof GatewayConfig>;

/** In the order of preference: an agency that two list is served by the first. */
export const GatewayConfigs = z
  .array(GatewayConfig)
  .max(20)
  .refine((all) => new Set(all.map(({ name }) => name)).size === all.length, 'two gateways have one name');

const FILE_BYTES_MAX = 4 * 1024 * 1024;

/**
 * The gateways and their credentials, from a file that only the server's own user may read. What is wrong is told by the places of the faults: their values may be
 * secrets.
 */
export async function readGatewayConfigs(path: string | undefined): Promise<readonly GatewayConfig[]> {
  if (path === undefined) return [];
  const handle = await opened(path);
  let text: string;
  try {
    const { mode, size } = await handle.stat();
    // Windows keeps rights elsewhere; its installer sets them.
    if (process.platform !== 'win32' && (mode & 0o077) !== 0)
      throw new AppError('gateway.file-open', { path });
    if (size > FILE_BYTES_MAX) throw new AppError('gateway.file-unusable', { path, where: '' });
    text = await handle.readFile('utf8');
  } finally {
    await handle.close();
  }
  let given: unknown;
  try {
    given = JSON.parse(text);
  } catch {
    // The parser's own words quote the file.
    throw new AppError('gateway.file-unusable', { path, where: '' });
  }
  const found = z.strictObject({ gateways: GatewayConfigs }).safeParse(given);
  if (found.success) return found.data.gateways;
  const places = [...new Set(found.error.issues.map((issue) => issue.path.join('.') || issue.message))];
  throw new AppError('gateway.file-unusable', { path, where: places.slice(0, 10).join(', ') });
}

async function opened(path: string) {
  try {
    return await open(path, 'r');
  } catch (cause) {
    throw new AppError('gateway.file-missing', { path }, { cause });
  }
}
