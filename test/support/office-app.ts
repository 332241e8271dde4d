import { Readable } from 'node:stream';
import { setTimeout as pause } from 'node:timers/promises';
import { type App, createApp } from '../../src/main/app.ts';
import { chromiumPrinter } from '../../src/main/hosts/chromium-printer.ts';
import { nodeHelpers } from '../../src/main/hosts/node-helpers.ts';
import type { SeatSetting } from '../../src/main/lock/seat-state.ts';
import type { Failpoint, Helper, HelperPort, Ports } from '../../src/main/ports.ts';
import type { Input, OperationName, Output } from '../../src/shared/contract/contract.ts';
import type { Reply } from '../../src/shared/contract/define.ts';
import type { AcceptedFile } from '../../src/shared/contract/shapes.ts';
import { DeviceId, type OutgoingId, Sha256 } from '../../src/shared/domain/core/values.ts';
import type { Role } from '../../src/shared/domain/office/official.ts';
import { AppError } from '../../src/shared/errors.ts';
import { type FaultCode, sayFault } from '../../src/shared/words/vi.ts';
import { type CutLine, cutLine, type Office } from './office.ts';
import { uuid } from './world.ts';

/** The whole application of one official of the test office, called through its one door. */
export type OfficeApp = {
  readonly app: App;
  readonly invoke: <Name extends OperationName>(
    name: Name,
    input: Input<Name>,
  ) => Promise<Reply<Output<Name>>>;
  /** The value, or a test failure that says the fault. */
  readonly ask: <Name extends OperationName>(name: Name, input: Input<Name>) => Promise<Output<Name>>;
  readonly drop: (name: string, bytes: Uint8Array | Readable) => Promise<Reply<AcceptedFile>>;
  /** The document with its file as the window shows it: what is signed names both. */
  readonly shown: (
    documentId: OutgoingId,
  ) => Promise<{ readonly documentId: OutgoingId; readonly sha256: Sha256 }>;
  /** Until nothing waits to be sent and the feed brought nothing new. */
  readonly synchronise: () => Promise<void>;
  /** Asks again until `holds`; for work in the background, which announces itself. */
  readonly until: (holds: () => Promise<boolean>) => Promise<void>;
  /** The line to the server, for tests that cut it. */
  readonly line: CutLine;
  readonly dataDir: string;
  readonly close: () => Promise<void>;
};

const helpers = nodeHelpers();
const printPage = chromiumPrinter();
const TURN_MS = 10;
const TURNS_MAX = 2_000;

/** The helpers of this host, except that one ends over each of these methods, as over a hostile file. */
export function helpersEndingOver(...methods: readonly string[]) {
  const ended: string[] = [];
  const start: HelperPort['start'] = (module) => {
    const helper = helpers.start(module);
    const call: Helper['call'] = async (method, ...rest) => {
      if (!methods.includes(method)) return helper.call(method, ...rest);
      ended.push(method);
      throw new AppError('helper.stopped', { method });
    };
    return { ...helper, call };
  };
  return { start, ended };
}

/** What a reply says to a person: the sentence, filled. */
export const sentenceOf = (reply: Reply<unknown>): string =>
  reply.ok ? 'ok' : sayFault(reply.error.code as FaultCode, reply.error.detail);

type Some = {
  readonly dataDir?: string;
  readonly failpoint?: Failpoint;
  readonly helpers?: HelperPort;
  readonly convert?: Ports['convert'];
  readonly printPage?: Ports['printPage'];
  /** Puts a seat in front of the application, which may be locked. */
  readonly sit?: (dataDir: string, openApp: SeatSetting['openApp']) => App;
  /** The line as it is while the application opens. */
  readonly cut?: CutLine['cut'];
};

/** Opens the application of the official with that role and waits for its first synchronisation, unless it is locked. */
export async function openOfficeApp(office: Office, role: Role, some: Some = {}): Promise<OfficeApp> {
  const dataDir = some.dataDir ?? office.folder();
  const officialId = office.people[role].id;
  const line = cutLine(
    office.server.connect(officialId),
    () => new AppError('server.unreachable', {}, { retryable: true }),
  );
  line.cut = some.cut ?? 'no';
  const ports: Ports = {
    dataDir,
    now: () => office.clock,
    newId: uuid,
    vault: { read: async () => undefined, write: async () => undefined },
    log: () => undefined,
    server: line.port,
    profile: {
      profileId: role,
      officialId,
      agencyId: office.agencyId,
      deviceId: DeviceId.parse(uuid()),
      isTrial: true,
    },
    listProfiles: () => [],
    helpers: some.helpers ?? helpers,
    printPage: some.printPage ?? printPage,
    failpoint: some.failpoint ?? (() => undefined),
    ...(some.convert && { convert: some.convert }),
    version: '0.0.0',
  };
  const openApp: SeatSetting['openApp'] = (keys): App =>
    createApp({ ...ports, ...keys }, { checksOutputs: true });
  const app = some.sit ? some.sit(dataDir, openApp) : openApp(undefined);
  const invoke: OfficeApp['invoke'] = async (name, input) => (await app.invoke(name, input)) as never;
  const ask: OfficeApp['ask'] = async (name, input) => {
    const reply = await invoke(name, input);
    if (!reply.ok) throw new Error(`${name}: ${reply.error.code} ${JSON.stringify(reply.error.detail)}`);
    return reply.value;
  };
  const until: OfficeApp['until'] = async (holds) => {
    for (let turn = 0; turn < TURNS_MAX; turn++) {
      if (await holds()) return;
      await pause(TURN_MS);
    }
    throw new Error('what was waited for did not come');
  };
  const synchronise = async (): Promise<void> => {
    await until(async () => {
      const { waitingCount, filesToSend } = await ask('sync.tryNow', {});
      return waitingCount === 0 && filesToSend === 0;
    });
  };
  await until(async () => {
    const reply = await invoke('profile.get', {});
    return reply.ok || reply.error.code === 'profile.locked';
  });
  return {
    app,
    invoke,
    ask,
    shown: async (documentId) => {
      const { file } = (await ask('outgoing.get', { documentId })).document;
      return { documentId, sha256: Sha256.parse(file?.sha256) };
    },
    until,
    synchronise,
    line,
    dataDir,
    drop: async (name, bytes) =>
      (await app.acceptFile(
        name,
        bytes instanceof Readable ? bytes : Readable.from([bytes]),
      )) as Reply<AcceptedFile>,
    close: () => app.close(),
  };
}
