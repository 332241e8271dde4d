import type { ServerPort } from '../../src/main/ports.ts';
import type { Actor } from '../../src/shared/domain/core/command.ts';
import { DeviceId, Instant, type OperationId } from '../../src/shared/domain/core/values.ts';
import type { Role } from '../../src/shared/domain/office/official.ts';
import { AppError } from '../../src/shared/errors.ts';
import { type ClientFailpoint, clientFailpoints } from '../../src/shared/failpoints.ts';
import type { PushRequest } from '../../src/shared/protocol/push.ts';
import { incomingFields, outgoingFields, pdfFile } from '../support/documents.ts';
import { makeOffice, type Office } from '../support/office.ts';
import { makeRandom, type Random } from '../support/random.ts';
import type { TestReplica } from '../support/replica.ts';

class Crash extends Error {}

type Device = {
  readonly role: Role;
  readonly dataDir: string;
  readonly deviceId: DeviceId;
  test: TestReplica;
  armed: { place: ClientFailpoint; left: number } | undefined;
};

type World = {
  readonly office: Office;
  readonly random: Random;
  readonly devices: readonly Device[];
  /** Requests that a bad line delivers again, later. */
  readonly late: { readonly actor: Actor; readonly request: PushRequest }[];
  readonly documents: string[];
  readonly drafts: string[];
  readonly performed: Set<string>;
  isHealed: boolean;
};

export type Told = {
  readonly problems: readonly string[];
  readonly accepted: number;
  readonly trace: string;
};

const STEPS = 140;
const lost = () => new AppError('server.unreachable', {}, { retryable: true });

/** One seeded story: random work, lost and repeated messages, ended processes, a restored server; then good weather, and everything is compared. */
export async function simulate(seed: number): Promise<Told> {
  const random = makeRandom(seed);
  const office = makeOffice(random.uuid);
  try {
    const world: World = {
      office,
      random,
      devices: [],
      late: [],
      documents: [],
      drafts: [],
      performed: new Set(),
      isHealed: false,
    };
    const devices = world.devices as Device[];
    for (const role of ['clerk', 'clerk', 'leader', 'specialist'] as const)
      devices.push(makeDevice(world, role));
    for (const device of devices) await guarded(world, device, () => device.test.settle());
    const [savedAt, restoredAt] = [random.below(STEPS), random.below(2 * STEPS)];
    let restore: (() => void) | undefined;
    for (let step = 0; step < STEPS; step++) {
      if (step === savedAt) restore = office.server.backup();
      if (step === restoredAt) restore?.();
      await oneStep(world);
    }
    world.isHealed = true;
    for (const device of devices) device.armed = undefined;
    for (let round = 0; round < 4; round++) for (const device of devices) await device.test.settle();
    return judge(world);
  } finally {
    office.close();
  }
}

function makeDevice(world: World, role: Role): Device {
  const device: Device = {
    role,
    dataDir: world.office.folder(),
    deviceId: DeviceId.parse(world.random.uuid()),
    test: undefined as never,
    armed: undefined,
  };
  device.test = open(world, device);
  return device;
}

const open = (world: World, device: Device): TestReplica =>
  world.office.replica(device.role, {
    dataDir: device.dataDir,
    deviceId: device.deviceId,
    newId: world.random.uuid,
    server: badLine(world, device),
    failpoint: (name) => {
      if (device.armed?.place !== name || --device.armed.left > 0) return;
      device.armed = undefined;
      throw new Crash(name);
    },
  });

/** Loses requests and answers, and sends pushes twice: at once, or long after. */
function badLine(world: World, { role }: Device): ServerPort {
  const { office, random, late } = world;
  const actor = office.people[role];
  const server = office.server.connect(actor.id);
  const through =
    <Args extends readonly unknown[], Result>(call: (...args: Args) => Promise<Result>) =>
    async (...args: Args): Promise<Result> => {
      if (!world.isHealed && random.chance(0.15)) throw lost();
      const result = await call(...args);
      if (!world.isHealed && random.chance(0.15)) throw lost();
      return result;
    };
  return {
    ...server,
    push: through(async (request) => {
      if (random.chance(0.1)) late.push({ actor, request: structuredClone(request) });
      if (random.chance(0.1)) await server.push(structuredClone(request));
      return server.push(request);
    }),
    changes: through(server.changes),
    snapshot: through(server.snapshot),
    openUpload: through(server.openUpload),
    sendUpload: through(server.sendUpload),
    fetchBlob: through(server.fetchBlob),
  };
}

/** What the line or a rule may say is no problem; an ended process is opened again on the same folder. */
async function guarded(world: World, device: Device, work: () => unknown): Promise<void> {
  try {
    await work();
  } catch (problem) {
    if (problem instanceof Crash) {
      device.test.close();
      device.test = open(world, device);
    } else if (!(problem instanceof AppError)) throw problem;
  }
}

async function oneStep(world: World): Promise<void> {
  const { random, devices, office, late } = world;
  const device = random.pick(devices);
  office.clock = Instant.parse(new Date(Date.parse(office.clock) + random.below(60_000)).toISOString());
  office.server.at = office.clock;
  if (random.chance(0.06)) device.armed = { place: random.pick(clientFailpoints), left: 1 + random.below(3) };
  if (late.length > 0 && random.chance(0.2)) {
    const [again] = late.splice(random.below(late.length), 1);
    if (again) await office.server.connect(again.actor.id).push(again.request);
  }
  const what = random.next();
  await guarded(world, device, async () => {
    if (what < 0.45) await work(world, device);
    else if (what < 0.62) await device.test.push();
    else if (what < 0.8) await device.test.pull();
    else if (what < 0.88) await device.test.upload();
    else if (what < 0.93) await device.test.fetch();
    else if (what < 0.95) device.test.replica.requireSnapshot();
    else if (what < 0.97) takeBackOne(world, device);
    else device.test.replica.unpark();
  });
}

function takeBackOne({ performed }: World, { test }: Device): void {
  const newest = test.replica.store.read
    .prepare<[], OperationId>('select operation_id from outbox where dev_seq is null order by n desc limit 1')
    .pluck()
    .get();
  for (const id of newest ? test.replica.takeBack(newest) : []) performed.delete(id);
}

const operationIds = ({ replica }: TestReplica): readonly string[] =>
  replica.store.read.prepare<[], string>('select operation_id from outbox').pluck().all();

async function work(world: World, device: Device): Promise<void> {
  const [name, args] = await nextWork(world, device);
  const performed = device.test.replica.perform(name, args);
  world.performed.add(performed.operationId);
}

async function nextWork(world: World, { role, test }: Device): Promise<readonly [string, unknown]> {
  const { random, office, documents, drafts } = world;
  const newDocument = random.uuid();
  const documentId = documents.length > 0 ? random.pick(documents) : newDocument;
  const secrecy = 'normal';
  if (role === 'clerk' && (documents.length === 0 || random.chance(0.3))) {
    documents.push(newDocument);
    if (random.chance(0.5)) {
      const kept = await test.blobs.put(Buffer.from(`%PDF-1.7 ${newDocument}`), 1000);
      const file = { ...pdfFile(), ...kept };
      return [
        'incoming.receive',
        { documentId: newDocument, source: 'file', fields: incomingFields(), secrecy, file, attachments: [] },
      ];
    }
    return [
      'incoming.receive',
      { documentId: newDocument, source: 'paper', fields: incomingFields(), secrecy, attachments: [] },
    ];
  }
  const outgoingId = drafts.length > 0 ? random.pick(drafts) : newDocument;
  const fields = outgoingFields(office.people.leader.id, { subject: `V/v ${String(random.below(1000))}` });
  const choices: Record<string, readonly (() => readonly [string, unknown])[]> = {
    clerk: [
      () => [
        'incoming.register',
        { documentId, registerId: office.book('incoming'), fields: incomingFields(), secrecy },
      ],
      () => ['incoming.refuse', { documentId, reason: 'Gửi nhầm nơi nhận' }],
      () => [
        'incoming.correct',
        {
          documentId,
          correctionId: newDocument,
          field: 'codeNumber',
          oldValue: '412',
          newValue: String(random.below(900)),
          reason: 'Nhầm',
        },
      ],
      () => ['incoming.markRead', { documentId, isRead: random.chance(0.5) }],
    ],
    leader: [
      () => [
        'incoming.direct',
        {
          documentId,
          directiveId: newDocument,
          text: 'Giao xử lý.',
          assignments: [
            { assignmentId: random.uuid(), officialId: office.people.specialist.id, part: 'lead' },
          ],
        },
      ],
      () => ['incoming.markRead', { documentId, isRead: random.chance(0.5) }],
      () => ['outgoing.return', { documentId: outgoingId, reason: 'Sửa câu cuối' }],
    ],
    specialist: [
      () => ['incoming.start', { documentId }],
      () => ['incoming.finish', { documentId }],
      () => {
        drafts.push(newDocument);
        return ['outgoing.draft', { documentId: newDocument, fields, secrecy, attachments: [] }];
      },
      () => ['outgoing.revise', { documentId: outgoingId, fields, secrecy }],
    ],
  };
  return random.pick(choices[role] ?? [])();
}

/** What must hold when everything is quiet. */
function judge({ office, devices, performed }: World): Told {
  const problems: string[] = [];
  for (const [index, { role, test }] of devices.entries()) {
    const name = `${role} ${String(index)}`;
    const theirs = [...office.server.seenBy(office.people[role].id)].sort(([a], [b]) => (a < b ? -1 : 1));
    if (JSON.stringify([...test.seen()].map(sortedBody)) !== JSON.stringify(theirs.map(sortedBody)))
      problems.push(`${name} does not show what the authority holds`);
    for (const { name: command, state, settled, code } of test.outbox())
      if (!settled && state !== 'refused' && state !== 'conflict')
        problems.push(`${name}: ${command} is still ${state} (${String(code)})`);
    problems.push(
      ...test.logged
        .filter(({ event }) => event === 'sync.replay-failed')
        .map((each) => JSON.stringify(each)),
    );
    const rows = test.replica.store.read.prepare('select count(*) as count from incoming_row').get() as {
      count: number;
    };
    const documents = theirs.filter(([key]) => key.startsWith('incoming:')).length;
    if (rows.count !== documents)
      problems.push(`${name} lists ${String(rows.count)} of ${String(documents)} documents`);
  }
  const verdicts = [...office.server.verdicts];
  const seqs = verdicts.flatMap(([, { seq }]) => (seq === undefined ? [] : [seq]));
  if (new Set(seqs).size !== seqs.length) problems.push('two operations have one seq');
  for (const id of performed)
    if (!office.server.verdicts.has(id))
      problems.push(`${id} was promised to the official and never arrived`);
  const kept = new Set(devices.flatMap(({ test }) => operationIds(test)));
  for (const [id] of verdicts) if (!kept.has(id)) problems.push(`${id} took effect and stands in no outbox`);
  const numbers = [...office.server.rows().values()]
    .flatMap(({ body }) => ('arrivalNumber' in body && body.arrivalNumber ? [body.arrivalNumber] : []))
    .sort((a, b) => a - b);
  if (numbers.some((number, index) => number !== index + 1)) problems.push(`numbers ${numbers.join()}`);
  return { problems, accepted: seqs.length, trace: JSON.stringify(verdicts) };
}

const sortedBody = ([key, body]: readonly [string, object]): unknown => [
  key,
  Object.entries(body).sort(([a], [b]) => (a < b ? -1 : 1)),
];
