import { randomBytes } from 'node:crypto';
import { join, resolve } from 'node:path';
import { AppError } from '../shared/errors.ts';
import { instantOf } from '../shared/text/day.ts';
import { say } from '../shared/words/vi.ts';
import { exportAgency } from './agency-export/export-agency.ts';
import { noted } from './agency-export/noted.ts';
import { findAgency } from './agency-export/office.ts';
import { verifyChains } from './audit/verify-chain.ts';
import { makeIdentities } from './auth/identities.ts';
import { restoreBackup } from './backup/restore.ts';
import { backupName, takeBackup } from './backup/take.ts';
import { makeBlobFiles } from './blobs/blob-files.ts';
import type { ServerConfig } from './config.ts';
import { readGatewayConfigs } from './gateway/config.ts';
import { stateOfGateways } from './gateway/state.ts';
import type { Log } from './ports.ts';
import { makeAccounts } from './sign-in/accounts.ts';
import { holdDatabase, reachDatabase } from './store/database.ts';
import { connect, type DatabaseClient } from './store/pool.ts';

/** Results go to `out`, everything else to `err`. */
export type Lines = { readonly out: (line: string) => void; readonly err: (line: string) => void };

export const EXIT = { ok: 0, failed: 1, unusable: 2, damaged: 3 } as const;
const MEGABYTE = 1024 * 1024;

type Order = {
  readonly config: ServerConfig;
  readonly client: DatabaseClient;
  readonly lines: Lines;
  readonly args: readonly string[];
  readonly isJson: boolean;
};

const commands: Readonly<Record<string, (order: Order) => Promise<number>>> = {
  backup: async ({ config, client, lines, args: [folder = ''] }) => {
    const at = instantOf(Date.now());
    const target = join(resolve(folder), backupName(at));
    const { tables, blobs, damaged } = await takeBackup({ client, blobs: blobsOf(config), target, at });
    const rows = tables.reduce((sum, table) => sum + table.rows, 0);
    const megabytes = (blobs.sizeBytes / MEGABYTE).toFixed(1);
    lines.out(say('server.backed-up', { rows, files: blobs.count, megabytes, path: target }));
    if (damaged.length === 0) return EXIT.ok;
    lines.err(say('server.backup-damaged', { count: damaged.length, hashes: damaged.join(' ') }));
    return EXIT.damaged;
  },

  restore: async ({ config, client, lines, args: [folder = ''] }) => {
    await holdForRestore(client);
    const source = resolve(folder);
    const { takenAt, tables, blobs } = await restoreBackup({
      source,
      client,
      blobs: blobsOf(config),
      at: instantOf(Date.now()),
    });
    const rows = tables.reduce((sum, table) => sum + table.rows, 0);
    lines.out(say('server.restored', { at: takenAt, rows, files: blobs.count }));
    return EXIT.ok;
  },

  export: exportCommand,

  audit: async ({ client, lines, isJson }) => {
    let isWhole = true;
    for await (const audit of verifyChains(client)) {
      const { agencyId: agency, operations, head, problem } = audit;
      isWhole &&= problem === undefined;
      if (isJson) lines.out(JSON.stringify(audit));
      else if (problem)
        lines.out(say('audit.broken', { agency, seq: problem.seq, what: say(`audit.${problem.what}`) }));
      else lines.out(say('audit.whole', { agency, operations, head }));
    }
    return isWhole ? EXIT.ok : EXIT.failed;
  },

  gateways: async ({ config, client, lines }) => {
    let areUp = true;
    for (const state of await stateOfGateways(await readGatewayConfigs(config.gatewaysFile), client)) {
      const { code, since, misplaced, ...counts } = state;
      areUp &&= code === undefined;
      const oldest = since === null ? '' : say('server.gateway-oldest', { since });
      const key = code === undefined ? 'server.gateway-up' : 'server.gateway-away';
      lines.out(say(key, { ...counts, oldest, code: code ?? '' }));
      if (misplaced > 0)
        lines.out(say('server.gateway-misplaced', { gateway: state.gateway, count: misplaced }));
    }
    return areUp ? EXIT.ok : EXIT.failed;
  },

  account: async ({ config, client, lines, args: [login = '', officialId = ''] }) => {
    if (!config.signIn?.isBuiltIn) throw new AppError('server.no-issuer');
    if (!(await makeIdentities(client).link(config.signIn.issuer, login, officialId)))
      throw new AppError('server.no-official', { officialId });
    const password = randomBytes(12).toString('base64url');
    await makeAccounts(client, () => instantOf(Date.now())).setPassword(login, password);
    lines.err(say('server.account-made', { login, officialId }));
    lines.out(password);
    return EXIT.ok;
  },

  link: async ({ config, client, lines, args: [subject = '', officialId = ''] }) => {
    const issuer = config.signIn?.issuer;
    if (!issuer) throw new AppError('server.no-issuer');
    if (!(await makeIdentities(client).link(issuer, subject, officialId)))
      throw new AppError('server.no-official', { officialId });
    lines.out(say('server.linked', { issuer, subject, officialId }));
    return EXIT.ok;
  },
};
/** How many words follow each command. */
const WORDS: Readonly<Record<string, number>> = {
  backup: 1,
  restore: 1,
  export: 2,
  audit: 0,
  gateways: 0,
  link: 2,
  account: 2,
};

/** Interrupted by the keyboard it stops between two pieces and says how to go on. */
async function exportCommand({
  config,
  client,
  lines,
  args: [named = '', folder = ''],
}: Order): Promise<number> {
  const stop = new AbortController();
  const onInterrupt = (): void => stop.abort();
  process.once('SIGINT', onInterrupt);
  try {
    const target = resolve(folder);
    const at = () => instantOf(Date.now());
    const agencyId = await findAgency(client, named);
    const { documents, files, sizeBytes, missing } = await noted(client, { agencyId, at }, () =>
      exportAgency({
        ...{ client, blobs: blobsOf(config), agencyId, target, signal: stop.signal },
        onProgress: (done, total) => lines.err(say('agencyExport.progress', { done, total })),
      }),
    );
    const megabytes = (sizeBytes / MEGABYTE).toFixed(1);
    lines.out(say('agencyExport.done', { documents, files, megabytes, path: target }));
    if (missing.length === 0) return EXIT.ok;
    lines.err(say('agencyExport.missing', { count: missing.length, paths: missing.join(' ') }));
    return EXIT.damaged;
  } finally {
    process.off('SIGINT', onInterrupt);
  }
}

const blobsOf = ({ dataDir }: ServerConfig) => makeBlobFiles(join(dataDir, 'blobs'));

async function holdForRestore(client: DatabaseClient): Promise<void> {
  try {
    await holdDatabase(client);
  } catch (cause) {
    throw new AppError('server.is-running', {}, { cause });
  }
}

/** Runs one command of the server's keeper and answers its exit status; AppErrors are the caller's to say. */
export async function runServerCommand(
  [name = '', ...args]: readonly string[],
  config: ServerConfig,
  lines: Lines,
  log: Log,
): Promise<number> {
  if (name === 'help' || args.includes('--help') || name === '--help') {
    lines.out(say('server.usage'));
    return EXIT.ok;
  }
  const command = Object.hasOwn(commands, name) ? commands[name] : undefined;
  const given = args.filter((arg) => !arg.startsWith('--'));
  const isUsable = command && given.length === WORDS[name];
  if (!isUsable) {
    lines.err(
      say(command ? 'server.needs-words' : 'server.unknown-command', { name, count: WORDS[name] ?? 0 }),
    );
    lines.err(say('server.usage'));
    return EXIT.unusable;
  }
  const database = await reachDatabase(config, log);
  try {
    const client = await connect(database.url);
    try {
      const isJson = args.includes('--json');
      return await command({ config, client, lines, args: given, isJson });
    } finally {
      await client.end();
    }
  } finally {
    await database.release();
  }
}
