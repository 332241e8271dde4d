import { copyFileSync, existsSync, mkdirSync, mkdtempSync } from 'node:fs';
import { join } from 'node:path';
import { createApp, projectors } from '../../src/main/app.ts';
import { chromiumPrinter } from '../../src/main/hosts/chromium-printer.ts';
import { nodeHelpers } from '../../src/main/hosts/node-helpers.ts';
import { replaceDirectory } from '../../src/main/office/directory.ts';
import type { HelperPort, Ports, ServerPort, Vault } from '../../src/main/ports.ts';
import { rememberedInspection } from '../../src/main/signing/store.ts';
import { openBlobs } from '../../src/main/store/blobs.ts';
import { openStore } from '../../src/main/store/database.ts';
import {
  directoryOnce,
  type EngineSetting,
  pullOnce,
  pushOnce,
  type Step,
  uploadOnce,
} from '../../src/main/sync/engine.ts';
import { httpEnrol, httpServer } from '../../src/main/sync/http/server.ts';
import { openingsOnce } from '../../src/main/sync/openings.ts';
import { openReplica } from '../../src/main/sync/replica.ts';
import type { Input, OperationName, Output } from '../../src/shared/contract/contract.ts';
import type { Reply } from '../../src/shared/contract/define.ts';
import type { Inspection } from '../../src/shared/domain/core/command.ts';
import { type AgencyId, FileRef, type OfficialId, PDF } from '../../src/shared/domain/core/values.ts';
import { AppError } from '../../src/shared/errors.ts';
import { uuid } from '../support/world.ts';
import type { YearServer } from './server.ts';

/** One official's application over the real line, worked through its one door. */
export type Desk = {
  readonly officialId: OfficialId;
  readonly dataDir: string;
  /** The value, or an end of the story that says the fault. */
  readonly ask: <Name extends OperationName>(name: Name, input: Input<Name>) => Promise<Output<Name>>;
  /** Gives a command; nobody in this story is refused anything. */
  readonly give: (name: string, args: object) => Promise<void>;
  /** Lays a PDF into this desk's store of files. */
  readonly keep: (bytes: Uint8Array, name: string) => Promise<FileRef>;
  /** Until what the feed has is here. */
  readonly look: () => Promise<void>;
  /** Until nothing waits to be sent. */
  readonly send: () => Promise<void>;
  readonly close: () => Promise<void>;
};

const STEPS_MAX = 3_000;
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
  const line = httpServer({ address, deviceId, vault, now: clock.now, newId: uuid, random: Math.random });
  const ports: Ports = {
    ...{ dataDir, vault, now: clock.now, newId: uuid, helpers, printPage, version: '0.0.0', server: line },
    log: () => undefined,
    profile: { profileId: officialId, officialId, agencyId, deviceId, isTrial: false },
    listProfiles: () => [],
    failpoint: () => undefined,
  };
  const app = createApp(ports, { checksOutputs: true, isSynchronising: false });
  const engine = startEngine(ports);
  const ask: Desk['ask'] = async (name, input) => {
    const reply = (await app.invoke(name, input)) as Reply<never>;
    if (reply.ok) return reply.value;
    throw new Error(`${name}: ${reply.error.code} ${JSON.stringify(reply.error.detail)}`);
  };
  await engine.begin();
  return {
    ...{ officialId, dataDir },
    ask,
    give: async (name, args) => void (await ask(name as OperationName, args as never)),
    keep: async (bytes, name) => {
      const { sha256, sizeBytes } = await engine.blobs.put(bytes, FILE_BYTES_MAX);
      return FileRef.parse({ sha256, sizeBytes, name, mediaType: PDF });
    },
    look: engine.look,
    send: async () => {
      await engine.send();
      await demandTaken(ask);
    },
    close: async () => {
      engine.close();
      await app.close();
    },
  };
}

/**
 * The steps of synchronising, over the application's own store: a desk looks what is new when its official sits down, and sends when he has done his work; the rounds that an open
 * program makes by itself meanwhile are told by other tests. Files come to a desk only where it made them.
 */
function startEngine(ports: Ports) {
  const { dataDir, profile, now, log, failpoint, newId, server } = ports;
  const [store, blobs] = [openStore(dataDir), openBlobs(dataDir)];
  const inspect = (inspection: Inspection) => rememberedInspection(store.read, inspection);
  const setting = { profile, projectors, blobs, now, newId, log, failpoint, inspect };
  let isMore = false;
  const changes: ServerPort['changes'] = async (since, limit) => {
    const page = await server.changes(since, limit);
    isMore = 'hasMore' in page && page.hasMore;
    return page;
  };
  const engine: EngineSetting = {
    ...{ replica: openReplica(store, setting), blobs },
    ports: { server: { ...server, changes }, now, failpoint, log, profile },
    keepDirectory: (agencies) => store.transact((db) => replaceDirectory(db, agencies)),
  };
  const untilIdle = async (step: (setting: EngineSetting) => Promise<Step>): Promise<void> => {
    for (let turn = 0; turn < STEPS_MAX; turn++) if ((await step(engine)) === 'idle') return;
    throw new Error('a desk did not come to rest');
  };
  return {
    blobs,
    begin: async (): Promise<void> => {
      await untilIdle(pullOnce);
      await directoryOnce(engine);
    },
    look: async (): Promise<void> => {
      do await pullOnce(engine);
      while (isMore);
    },
    send: async (): Promise<void> => {
      for (const step of [uploadOnce, pushOnce, openingsOnce]) await untilIdle(step);
    },
    close: (): void => {
      server.close?.();
      store.close();
    },
  };
}

async function demandTaken(ask: Desk['ask']): Promise<void> {
  const { waitingCount, filesToSend, refusedCount } = await ask('sync.getStatus', {});
  if (refusedCount > 0) {
    const { rows } = await ask('sync.listOperations', { tab: 'refused', limit: 5 });
    throw new Error(`refused: ${rows.map(({ name, code }) => `${name} ${String(code)}`).join(', ')}`);
  }
  if (waitingCount + filesToSend > 0) throw new Error('a desk did not send everything');
}
