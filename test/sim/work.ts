import type { Incoming } from '../../src/shared/domain/incoming/incoming.ts';
import { datePhrase, numberOnPage } from '../../src/shared/domain/outgoing/on-page.ts';
import type { Outgoing } from '../../src/shared/domain/outgoing/outgoing.ts';
import { writePackage } from '../../src/shared/edxml/write.ts';
import { incomingFields, outgoingFields } from '../support/documents.ts';
import { draftPaper, paperRef, preparedPaper, signedPaper } from './papers.ts';
import { bookOf, certificateOf, type Device, type World } from './world.ts';

const FILE_BYTES_MAX = 100_000;
const secrecy = 'normal';

type Given = readonly [name: string, args: unknown];
/** A piece of work that an official may try; `undefined` where he has nothing to do it on. */
type Work = (world: World, device: Device) => Given | undefined | Promise<Given | undefined>;

/** What each role does, right or wrong: a rule that refuses is part of the story. */
const alphabet: Readonly<Record<Device['role'], readonly Work[]>> = {
  clerk: [
    receivePaper,
    receiveFile,
    register,
    register,
    takeNumber,
    seal,
    dispatch,
    (world, device) =>
      on(incomings(device, world), ({ id }) => ['incoming.refuse', { documentId: id, reason: 'Gửi nhầm' }]),
    correct,
    markRead,
    takeNumber,
    seal,
    dispatch,
    (world, device) =>
      on(outgoings(device, world), ({ id }) =>
        world.random.chance(0.1) ? ['outgoing.void', { documentId: id, reason: 'Đóng dấu hỏng' }] : undefined,
      ),
  ],
  leader: [
    direct,
    markRead,
    sign,
    sign,
    (world, device) =>
      on(outgoings(device, world), ({ id }) => [
        'outgoing.return',
        { documentId: id, reason: 'Sửa câu cuối' },
      ]),
    (world, device) =>
      on(incomings(device, world, 'done'), ({ id }) => [
        'incoming.reopen',
        { documentId: id, reason: 'Làm thêm' },
      ]),
  ],
  specialist: [
    (world, device) =>
      on(incomings(device, world, 'assigned'), ({ id }) => ['incoming.start', { documentId: id }]),
    (world, device) =>
      on(incomings(device, world, 'in-progress'), ({ id }) => ['incoming.finish', { documentId: id }]),
    draft,
    draft,
    revise,
    attach,
    submit,
    submit,
    (world, device) => on(outgoings(device, world), ({ id }) => ['outgoing.withdraw', { documentId: id }]),
  ],
};

/** Tries one piece of work on a machine; answers what was given, or nothing where there was nothing to do. */
export async function workOnce(world: World, device: Device): Promise<Given | undefined> {
  const given = await world.random.pick(alphabet[device.role])(world, device);
  if (!given) return undefined;
  const { operationId } = device.test.replica.perform(given[0], given[1]);
  world.performed.set(operationId, { name: given[0], device: device.name });
  return given;
}

type Found<Body> = { readonly id: string; readonly body: Body };

function bodiesOf<Body>({ test }: Device, kind: string): readonly Found<Body>[] {
  return [...test.seen()].flatMap(([key, body]) =>
    key.startsWith(`${kind}:`) ? [{ id: key.slice(kind.length + 1), body: body as Body }] : [],
  );
}
const oneOf = <Item>(world: World, items: readonly Item[]): Item | undefined =>
  items.length === 0 ? undefined : world.random.pick(items);
const on = <Item>(item: Item | undefined, give: (item: Item) => Given | undefined): Given | undefined =>
  item === undefined ? undefined : give(item);

/** Mostly where the state is right, sometimes where it is not. */
const incomings = (device: Device, world: World, state?: Incoming['state']) => {
  const all = bodiesOf<Incoming>(device, 'incoming');
  const right = all.filter((each) => each.body.state === state);
  return oneOf(world, right.length > 0 && world.random.chance(0.8) ? right : all);
};
const outgoings = (device: Device, world: World, state?: Outgoing['state']) =>
  oneOf(
    world,
    bodiesOf<Outgoing>(device, 'outgoing').filter(({ body }) => state === undefined || body.state === state),
  );

/** Mostly where the state is right, sometimes where it is not. */
const aimed = (device: Device, world: World, state: Outgoing['state']) =>
  world.random.chance(0.85) ? outgoings(device, world, state) : outgoings(device, world);

function receivePaper({ random }: World): Given {
  const documentId = random.uuid();
  return [
    'incoming.receive',
    { documentId, source: 'paper', fields: incomingFields(), secrecy, attachments: [] },
  ];
}

async function receiveFile({ random }: World, { test }: Device): Promise<Given> {
  const documentId = random.uuid();
  const bytes = draftPaper(documentId);
  await test.blobs.put(bytes, FILE_BYTES_MAX);
  const file = paperRef(bytes);
  return [
    'incoming.receive',
    { documentId, source: 'file', fields: incomingFields(), secrecy, file, attachments: [] },
  ];
}

function register(world: World, device: Device): Given | undefined {
  const arrived = bodiesOf<Incoming>(device, 'incoming').filter(({ body }) => body.state === 'arrived');
  return on(oneOf(world, arrived) ?? incomings(device, world), ({ id, body }) => [
    'incoming.register',
    {
      documentId: id,
      registerId: bookOf(device.agency, 'incoming'),
      fields: incomingFields({ codeNumber: body.codeNumber, codeNotation: body.codeNotation }),
      secrecy,
    },
  ]);
}

function correct(world: World, device: Device): Given | undefined {
  return on(incomings(device, world, 'registered'), ({ id, body }) => [
    'incoming.correct',
    {
      documentId: id,
      correctionId: world.random.uuid(),
      field: 'codeNumber',
      oldValue: body.codeNumber,
      newValue: String(world.random.below(900)),
      reason: 'Nhầm',
    },
  ]);
}

function markRead(world: World, device: Device): Given | undefined {
  return on(incomings(device, world), ({ id }) => [
    'incoming.markRead',
    { documentId: id, isRead: world.random.chance(0.5) },
  ]);
}

function direct(world: World, device: Device): Given | undefined {
  return on(incomings(device, world, 'registered'), ({ id }) => [
    'incoming.direct',
    {
      documentId: id,
      directiveId: world.random.uuid(),
      text: 'Giao xử lý.',
      assignments: [
        { assignmentId: world.random.uuid(), officialId: device.agency.people.specialist, part: 'lead' },
      ],
    },
  ]);
}

async function draft({ random }: World, { agency, test }: Device): Promise<Given> {
  const documentId = random.uuid();
  const bytes = draftPaper(documentId);
  await test.blobs.put(bytes, FILE_BYTES_MAX);
  const fields = outgoingFields(agency.people.leader, { codeNotation: `SM${agency.code}-VP` });
  const main = { versionId: random.uuid(), file: paperRef(bytes) };
  return ['outgoing.draft', { documentId, fields, secrecy, main, attachments: [] }];
}

function revise(world: World, device: Device): Given | undefined {
  const fields = outgoingFields(device.agency.people.leader, {
    codeNotation: `SM${device.agency.code}-VP`,
    subject: `V/v ${String(world.random.below(1000))}`,
  });
  return on(outgoings(device, world), ({ id }) => ['outgoing.revise', { documentId: id, fields, secrecy }]);
}

async function attach(world: World, device: Device): Promise<Given | undefined> {
  const found = outgoings(device, world);
  if (!found) return undefined;
  const attachmentId = world.random.uuid();
  const bytes = draftPaper(attachmentId);
  await device.test.blobs.put(bytes, FILE_BYTES_MAX);
  return ['outgoing.attach', { documentId: found.id, attachmentId, file: paperRef(bytes) }];
}

async function submit(world: World, device: Device): Promise<Given | undefined> {
  const found = aimed(device, world, 'draft');
  const base = found?.body.file;
  if (!found || !base || !device.test.blobs.has(base.sha256)) return undefined;
  const bytes = preparedPaper(await device.test.blobs.read(base.sha256, FILE_BYTES_MAX));
  await device.test.blobs.put(bytes, FILE_BYTES_MAX);
  const prepared = { versionId: world.random.uuid(), file: paperRef(bytes) };
  return ['outgoing.submit', { documentId: found.id, baseSha256: base.sha256, prepared }];
}

async function signed(
  world: World,
  device: Device,
  found: Found<Outgoing> | undefined,
  role: 'person' | 'agency',
): Promise<Given | undefined> {
  const base = found?.body.file;
  if (!found || !base || !device.test.blobs.has(base.sha256)) return undefined;
  const { number, issuedOn } = found.body;
  const mark =
    role === 'person'
      ? { certificate: certificateOf(device.officialId) }
      : {
          certificate: certificateOf(device.agency.agencyId),
          ...(number !== undefined && { number: numberOnPage(number) }),
          ...(issuedOn !== undefined && { date: datePhrase(issuedOn) }),
        };
  const bytes = signedPaper(await device.test.blobs.read(base.sha256, FILE_BYTES_MAX), mark);
  await device.test.blobs.put(bytes, FILE_BYTES_MAX);
  const args = { documentId: found.id, versionId: world.random.uuid(), baseSha256: base.sha256 };
  return ['outgoing.recordSignature', { ...args, signed: paperRef(bytes), role }];
}

function sign(world: World, device: Device): Promise<Given | undefined> {
  return signed(world, device, aimed(device, world, 'submitted'), 'person');
}

function seal(world: World, device: Device): Promise<Given | undefined> {
  return signed(world, device, aimed(device, world, 'numbered'), 'agency');
}

function takeNumber(world: World, device: Device): Given | undefined {
  return on(aimed(device, world, 'signed'), ({ id }) => [
    'outgoing.takeNumber',
    { documentId: id, registerId: bookOf(device.agency, 'outgoing') },
  ]);
}

/** The package is built once and kept with its ids, as on the desktop. */
async function dispatch(world: World, device: Device): Promise<Given | undefined> {
  const found = aimed(device, world, 'sealed');
  const { file, number, issuedOn, codeNotation, typeName, subject } = found?.body ?? {};
  const other = world.agencies.find((each) => each !== device.agency);
  if (!found || !other || !file || number === undefined || !issuedOn || !device.test.blobs.has(file.sha256))
    return undefined;
  const bytes = await device.test.blobs.read(file.sha256, FILE_BYTES_MAX);
  const built = writePackage({
    from: { organId: `000.00.${device.agency.code}.H56`, organName: `Sở Mẫu ${device.agency.code}` },
    to: [{ organId: `000.00.${other.code}.H56`, organName: `Sở Mẫu ${other.code}` }],
    documentId: `${device.agency.code}/${String(number)}`,
    codeNumber: numberOnPage(number),
    codeNotation: codeNotation ?? '',
    place: 'Lam Giang',
    promulgationDate: issuedOn,
    typeName: typeName ?? '',
    subject: subject ?? '',
    signer: { competence: '', position: 'leader', fullName: 'Người leader' },
    priority: 0,
    toPlaces: [],
    sentAt: world.province.at,
    staff: { department: '', staff: '' },
    files: [{ name: file.name, contentType: file.mediaType, bytes }],
  });
  const { sha256 } = await device.test.blobs.put(built, built.length);
  return [
    'outgoing.dispatch',
    {
      documentId: found.id,
      messageId: world.random.uuid(),
      packageSha256: sha256,
      deliveries: [
        { deliveryId: world.random.uuid(), agencyId: other.agencyId, name: `Sở Mẫu ${other.code}` },
      ],
    },
  ];
}
