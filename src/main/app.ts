import type { Readable } from 'node:stream';
import type { OperationsOfKind } from '../shared/contract/contract.ts';
import type { AppEvent, Area, Reply } from '../shared/contract/define.ts';
import type { LockOperation } from '../shared/contract/lock.ts';
import { commandNamed } from '../shared/domain/all-commands.ts';
import type { Sha256 } from '../shared/domain/core/values.ts';
import { areasOf, makeAnnouncer } from './announce.ts';
import { deviceHandlers } from './device/handlers.ts';
import { type Door, dispatch, faultOf, type HandlerTable } from './dispatch.ts';
import { makeBundles } from './dossier/bundle/bundles.ts';
import { dossierHandlers } from './dossier/handlers.ts';
import { dossierProjectors } from './dossier/projector.ts';
import { exchangeHandlers } from './exchange/handlers.ts';
import { acceptFile } from './files/accept-file.ts';
import { fileProjectors } from './files/document-files.ts';
import { startFacts } from './files/facts.ts';
import type { ActionContext, Handlers, QueryContext } from './handler.ts';
import { incomingHandlers } from './incoming/handlers.ts';
import { incomingProjectors } from './incoming/projector.ts';
import { noticeHandlers } from './notice/handlers.ts';
import { replaceDirectory } from './office/directory.ts';
import { officeHandlers } from './office/handlers.ts';
import { officeProjectors } from './office/projector.ts';
import { openingHandlers } from './opening/handlers.ts';
import { outgoingHandlers } from './outgoing/handlers.ts';
import { outgoingProjectors } from './outgoing/projector.ts';
import type { Ports } from './ports.ts';
import { registerHandlers, registerProjectors } from './register/handlers.ts';
import { reportHandlers } from './report/handlers.ts';
import { searchHandlers } from './search/handlers.ts';
import { secrecyHandlers } from './secrecy/handlers.ts';
import { makeBatches } from './signing/batch.ts';
import { signingHandlers } from './signing/handlers.ts';
import { openKeys } from './signing/keys.ts';
import { startExtensions } from './signing/levels/extensions.ts';
import { openLevels } from './signing/levels/levels.ts';
import { lookOver } from './signing/looked-over.ts';
import { anchorProjectors, watchRoots } from './signing/online-report.ts';
import { resumeIntents } from './signing/sign.ts';
import { rememberedInspection } from './signing/store.ts';
import { keyFiles } from './signing/token/key-files.ts';
import { modulesHere } from './signing/token/module-list.ts';
import { tokenKeys } from './signing/token/token-keys.ts';
import { loadAnchors } from './signing/trust.ts';
import { openBlobs } from './store/blobs.ts';
import { openStore } from './store/database.ts';
import { nodeFiles } from './store/files.ts';
import type { KeptFile } from './store/kept-file.ts';
import { keyFor } from './store/profile-key.ts';
import type { Projectors } from './store/projector.ts';
import { fileHandlers } from './sync/file-handlers.ts';
import { syncHandlers } from './sync/handlers.ts';
import type { Loop } from './sync/loop.ts';
import { noteWhatIsHere } from './sync/make-room.ts';
import { openReplica } from './sync/replica.ts';
import { type Scheduler, startScheduler } from './sync/scheduler.ts';
import { taskHandlers } from './task/handlers.ts';
import { taskProjectors } from './task/projector.ts';
import { trustHandlers } from './trust/handlers.ts';

/** The application as a host sees it: one call, events, files in and out. */
export type App = {
  readonly invoke: (name: string, input: unknown) => Promise<Reply<unknown>>;
  readonly subscribe: (listener: (event: AppEvent) => void) => () => void;
  readonly acceptFile: (name: string, bytes: Readable) => Promise<Reply<unknown>>;
  /** What the bytes of a kept file are read from; undefined when they are not here, and then they are asked for. */
  readonly openBlob: (sha256: Sha256) => KeptFile | undefined;
  readonly close: () => Promise<void>;
};

export type AppOptions = {
  /** Outputs are checked against the contract: in tests and development. */
  readonly checksOutputs?: boolean;
  /** Off where a test or a batch steps the engine itself. */
  readonly isSynchronising?: boolean;
};

/** Who writes the rows of the lists, by the kind of entity that they follow. */
export const projectors: Projectors = {
  ...incomingProjectors,
  ...outgoingProjectors,
  ...officeProjectors,
  ...registerProjectors,
  ...dossierProjectors,
  ...taskProjectors,
  ...fileProjectors,
  ...anchorProjectors,
};

/** Every query and action has its handler, or this does not compile; those of the lock are the seat's (lock/seat.ts). */
const handlersOf = (
  { replica, blobs, batches, lookedOver, bundles }: Parts,
  running: Running,
): Handlers<Exclude<OperationsOfKind<'query' | 'action'>, LockOperation>> & HandlerTable => ({
  ...incomingHandlers,
  ...outgoingHandlers,
  ...noticeHandlers,
  ...officeHandlers,
  ...registerHandlers,
  ...reportHandlers,
  ...searchHandlers,
  ...exchangeHandlers,
  ...dossierHandlers,
  ...bundles.handlers,
  ...taskHandlers,
  ...signingHandlers(batches, lookedOver, () => running.extensions?.wake()),
  ...trustHandlers,
  ...secrecyHandlers,
  ...openingHandlers,
  ...deviceHandlers,
  ...syncHandlers(replica, () => running.scheduler),
  ...fileHandlers({ replica, blobs, scheduler: () => running.scheduler }),
});

/** What stands behind the door, whatever is synchronised. */
function openParts(ports: Ports) {
  const { dataDir, key, olderKey } = ports;
  const store = openStore(dataDir, key && keyFor(key, 'database'));
  const blobs = openBlobs(
    dataDir,
    nodeFiles,
    key && { own: keyFor(key, 'files'), older: olderKey && keyFor(olderKey, 'files') },
  );
  const replica = openReplica(store, {
    profile: ports.profile,
    projectors,
    blobs,
    now: ports.now,
    newId: ports.newId,
    log: ports.log,
    failpoint: ports.failpoint,
    inspect: (inspection) => rememberedInspection(store.read, inspection),
  });
  const announcer = makeAnnouncer();
  const helpers = { index: ports.helpers.start('index'), verify: ports.helpers.start('verify') };
  const facts = startFacts({
    ports,
    helpers,
    blobs,
    read: store.read,
    write: store.transact,
    announce: announcer.announce,
  });
  const tokens = tokenKeys({
    helpers: ports.helpers,
    modules: () => modulesHere(ports.dataDir),
    issuers: () => loadAnchors({ dataDir: ports.dataDir, db: store.read }),
  });
  const keys = openKeys(ports.dataDir, [keyFiles(ports.dataDir), tokens]);
  // Each of its own: a hostile file, come in or drafted, that ends its helper must not take a signature's check with it.
  const verifier = ports.helpers.start('verify');
  const drafts = ports.helpers.start('index');
  const lookedOver = lookOver({
    helper: ports.helpers.start('verify'),
    blobs,
    onFound: () => announcer.announce('signing'),
  });
  const levels = openLevels(ports, store.read);
  const batches = makeBatches(lookedOver.lookAt);
  const haveRootsChanged = watchRoots(store.read);
  const bundles = makeBundles();
  const signing = { keys, tokens, levels, verifier, drafts, batches, lookedOver };
  return {
    ports,
    store,
    blobs,
    replica,
    helpers,
    facts,
    haveRootsChanged,
    bundles,
    ...signing,
    ...announcer,
  };
}
type Parts = ReturnType<typeof openParts>;
/** What works by itself behind an open door; nothing where a test or a batch steps the engine itself. */
type Running = { scheduler?: Scheduler; extensions?: Loop; isClosed?: boolean };

function openDoor(parts: Parts, running: Running, checksOutputs: boolean): Door {
  const { ports, store, blobs, replica, facts, keys, tokens, levels, drafts, haveRootsChanged, announce } =
    parts;
  const query: QueryContext = {
    db: store.read,
    ports,
    blobs,
    keys,
    tokens,
    levels,
    drafts,
    actor: replica.actor,
    today: replica.today,
    read: replica.read,
  };
  const action: ActionContext = {
    ...query,
    at: replica.at,
    write: store.transact,
    announce,
    progress: parts.progress,
    verifier: parts.verifier,
    keepRefused: (name, args, problem) => {
      replica.keepRefused(name, args, problem);
      announce('sync');
    },
    perform: (name, args) => {
      const performed = replica.perform(name, args);
      announce(...areasOf(name));
      parts.bundles.recheck(query);
      // What was made here, a prepared or signed file, is looked at like what is fetched.
      if (commandNamed(name)?.blobsOf || haveRootsChanged()) facts.scan();
      running.scheduler?.nudge();
      return performed;
    },
  };
  return { handlers: handlersOf(parts, running), query, action, checksOutputs };
}

const startSync = (
  { store, replica, blobs, ports, announce, facts, haveRootsChanged, bundles }: Parts,
  door: Door,
  extensions: Loop,
): Scheduler =>
  startScheduler({
    keepDirectory: (agencies) => store.transact((db) => replaceDirectory(db, agencies)),
    replica,
    blobs,
    ports,
    onChange: (what) => {
      announce(...changedAreas[what]);
      if (what === 'files' || (what === 'entities' && haveRootsChanged())) facts.scan();
      // A seal that was just accepted may be extended now.
      if (what === 'entities') extensions.wake();
      if (what === 'entities') bundles.recheck(door.query);
    },
    onFault: (problem) => void faultOf(door, 'sync', problem),
    ...(ports.onRevoked && { onRevoked: ports.onRevoked }),
  });

const changedAreas = {
  entities: [
    'incoming',
    'outgoing',
    'dossier',
    'task',
    'exchange',
    'office',
    'profile',
    'secrecy',
    'search',
    'sync',
  ],
  files: ['incoming', 'outgoing', 'file', 'sync'],
  status: ['sync'],
} as const satisfies Record<string, readonly Area[]>;

/** Opens one profile: its store, replica, handlers and synchronisation. Plain Node; every effect comes from `ports`. */
export function createApp(ports: Ports, options: AppOptions = {}): App {
  const { checksOutputs = process.env['NODE_ENV'] !== 'production', isSynchronising = true } = options;
  const parts = openParts(ports);
  const { store, replica, blobs, facts, helpers, keys } = parts;
  const running: Running = {};
  const door = openDoor(parts, running, checksOutputs);
  resumeIntents(door.action);
  parts.batches.resume(door.action);
  if (isSynchronising) {
    running.extensions = startExtensions(door.action);
    running.scheduler = startSync(parts, door, running.extensions);
  }
  const walked = noteWhatIsHere({ replica, blobs, ports }, () => running.isClosed === true).catch(
    (problem: unknown) => void faultOf(door, 'files', problem),
  );
  return {
    invoke: (name, input) => dispatch(door, name, input),
    subscribe: parts.subscribe,
    acceptFile: async (name, bytes) => {
      try {
        const intake = { ports, db: store.read, blobs, ...helpers };
        const accepted = await acceptFile(intake, name, bytes);
        facts.add(accepted.file.sha256);
        return { ok: true, value: accepted };
      } catch (problem) {
        return { ok: false, error: faultOf(door, 'file.accept', problem) };
      }
    },
    openBlob: (sha256) => {
      const made = parts.bundles.fileOf(sha256);
      if (made) return made;
      if (blobs.has(sha256)) {
        replica.noteUse(sha256);
        return blobs.fileOf(sha256);
      }
      replica.wantFile(sha256);
      running.scheduler?.nudgeFetch();
      return undefined;
    },
    close: async () => {
      running.isClosed = true;
      parts.levels.close();
      await running.extensions?.stop();
      await parts.batches.close();
      await parts.bundles.close();
      await parts.lookedOver.close();
      await running.scheduler?.stop();
      const looked = facts.close();
      await Promise.all([
        ...[helpers.index, helpers.verify, parts.verifier, parts.drafts].map((helper) => helper.stop()),
        keys.close(),
      ]);
      await looked;
      await walked;
      store.close();
    },
  };
}
