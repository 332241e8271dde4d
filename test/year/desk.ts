import { copyFileSync, existsSync, mkdirSync, mkdtempSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { createApp } from '../../src/main/app.ts';
import { chromiumPrinter } from '../../src/main/hosts/chromium-printer.ts';
import { nodeHelpers } from '../../src/main/hosts/node-helpers.ts';
import type { HelperPort, Ports, ServerPort, Vault } from '../../src/main/ports.ts';
import { openBlobs } from '../../src/main/store/blobs.ts';
import { openStore } from '../../src/main/store/database.ts';
import { httpEnrol, httpServer } from '../../src/main/sync/http/server.ts';
import type { Input, OperationName, Output } from '../../src/shared/contract/contract.ts';
import type { Reply } from '../../src/shared/contract/define.ts';
import { type AgencyId, FileRef, type OfficialId, PDF } from '../../src/shared/domain/core/values.ts';
import { AppError } from '../../src/shared/errors.ts';
import { uuid } from '../support/world.ts';
import type { YearServer } from './server.ts';

/** One official's application over the real line, worked through its one door. */
export type Desk = {
  readonly officialId: OfficialId;
  /** The value, or an end of the story that says the fault. */
  readonly ask: <Name extends OperationName>(name: Name, input: Input<Name>) => Promise<Output<Name>>;
  /** Gives a command; nobody in this story is refused anything. */
  readonly give: (name: string, args: object) => Promise<void>;
  /** Lays a PDF into this desk's store of files. */
  readonly keep: (bytes: Uint8Array, name: string) => Promise<FileRef>;
  /** Until nothing waits to be sent, and what the feed has is here. */
  readonly synchronise: () => Promise<void>;
  readonly close: () => Promise<void>;
};

const TURN_MS = 10;
const TURNS_MAX = 3_000;
const FILE_BYTES_MAX = 10_000_000;

const real = nodeHelpers();
const printPage = chromiumPrinter();

/**
 * Files are looked into nowhere but at the authority, which judges every signature; books are made as everywhere. What a desk finds in a file that it fetched is told by other
 * tests, and forty desks that read each other's files would be all that the machine did.
 */
const helpers: HelperPort = {
  start: (module) =>
    module === 'sheet'
      ? real.start(module)
      : {
          call: (method) => Promise.reject(new AppError('helper.stopped', { method })),
          stop: async () => undefined,
        },
};

/**
 * A desk has a line while its official synchronises and works without one; and files come to a desk only where it made them.
 */
function switched(line: ServerPort, { isUp }: { readonly isUp: () => boolean }): ServerPort {
  const through =
    <Args extends readonly unknown[], Result>(call: (...args: Args) => Promise<Result>) =>
    async (...args: Args): Promise<Result> => {
      if (!isUp()) throw new AppError('server.unreachable', {}, { retryable: true });
      return call(...args);
    };
  return {
    ...line,
    ...{ push: through(line.push), changes: through(line.changes), snapshot: through(line.snapshot) },
    ...{ openUpload: through(line.openUpload), sendUpload: through(line.sendUpload) },
    noteOpenings: through(line.noteOpenings),
    listen: () => () => undefined,
    fetchBlob: async () => 'not-found',
  };
}

/** A new machine's folder; its database was migrated once and is copied. */
function newFolder(root: string): string {
  const empty = join(root, 'empty');
  if (!existsSync(empty)) {
    mkdirSync(empty);
    openStore(empty).close();
  }
  const folder = mkdtempSync(join(root, 'desk-'));
  copyFileSync(join(empty, 'office.db'), join(folder, 'office.db'));
  return folder;
}

const memoryVault = (): Vault => {
  const kept = new Map<string, Uint8Array>();
  return {
    read: async (name) => kept.get(name),
    write: async (name, secret) => void kept.set(name, secret),
  };
};

/** Enrols a new machine of the official and waits for what he may see. */
export async function openDesk(
  root: string,
  server: YearServer,
  { agencyId, officialId }: { readonly agencyId: AgencyId; readonly officialId: OfficialId },
): Promise<Desk> {
  const { address, clock } = server;
  const vault = memoryVault();
  const { deviceId } = await httpEnrol(address, vault)(await server.code(agencyId, officialId), 'máy');
  const dataDir = newFolder(root);
  const blobs = openBlobs(dataDir);
  const setting = { address, deviceId, vault, now: clock.now, newId: uuid, random: Math.random };
  let isUp = true;
  const ports: Ports = {
    ...{ dataDir, vault, now: clock.now, newId: uuid, helpers, printPage, version: '0.0.0' },
    log: () => undefined,
    server: switched(httpServer(setting), { isUp: () => isUp }),
    profile: { profileId: officialId, officialId, agencyId, deviceId, isTrial: false },
    listProfiles: () => [],
    failpoint: () => undefined,
  };
  const app = createApp(ports, { checksOutputs: true });
  const ask: Desk['ask'] = async (name, input) => {
    const reply = (await app.invoke(name, input)) as Reply<never>;
    if (reply.ok) return reply.value;
    throw new Error(`${name}: ${reply.error.code} ${JSON.stringify(reply.error.detail)}`);
  };
  const synchronise = async (): Promise<void> => {
    isUp = true;
    await settled(ask);
    isUp = false;
    // Hears that the line is gone.
    await ask('sync.tryNow', {});
  };
  await synchronise();
  return {
    officialId,
    ask,
    give: async (name, args) => void (await ask(name as OperationName, args as never)),
    keep: async (bytes, name) => {
      const { sha256, sizeBytes } = await blobs.put(bytes, FILE_BYTES_MAX);
      return FileRef.parse({ sha256, sizeBytes, name, mediaType: PDF });
    },
    synchronise,
    close: () => app.close(),
  };
}

async function settled(ask: Desk['ask']): Promise<void> {
  for (let turn = 0; turn < TURNS_MAX; turn++) {
    const { waitingCount, filesToSend, refusedCount, isOnline } = await ask('sync.tryNow', {});
    if (refusedCount > 0) {
      const { rows } = await ask('sync.listOperations', { tab: 'refused', limit: 5 });
      throw new Error(`refused: ${rows.map(({ name, code }) => `${name} ${String(code)}`).join(', ')}`);
    }
    if (isOnline && waitingCount === 0 && filesToSend === 0) return;
    await pause(TURN_MS);
  }
  throw new Error('a desk did not come to rest');
}
