import { isContained } from '../../src/main/sync/contained.ts';
import { carriedAs } from '../../src/shared/domain/exchange/import-package.ts';
import { isLive } from '../../src/shared/domain/incoming/parts.ts';
import { addDays } from '../../src/shared/text/day.ts';
import { incomingFields } from '../support/documents.ts';
import {
  aimed,
  bookYear,
  bytesOf,
  type Given,
  keepFile,
  on,
  oneOf,
  secrecy,
  seen,
  subjectOf,
  type Work,
} from './desk.ts';
import { bookOf } from './office.ts';
import { draftPaper, sha256Of } from './papers.ts';
import type { Device, World } from './story.ts';

const REGISTERED = ['registered', 'assigned', 'in-progress', 'done'];

/** What clerks, leaders and those who were given a document do with what arrives. */
export const incomingWork = {
  receive,
  carry,
  register,
  refuse: (world, device) =>
    on(aimed(world, device, 'incoming', ['arrived']), ({ id }) =>
      world.random.chance(0.3) ? ['incoming.refuse', { documentId: id, reason: 'Gửi nhầm' }] : undefined,
    ),
  correct,
  markRead,
  direct,
  present: (world, device) =>
    on(aimed(world, device, 'incoming', ['registered']), ({ id }) => [
      'incoming.present',
      {
        documentId: id,
        eventId: world.random.uuid(),
        leaderId: device.agency.people.leader,
        text: 'Kính trình.',
      },
    ]),
  sendBack: (world, device) =>
    on(
      oneOf(
        world,
        seen(device, 'incoming').filter(({ body }) => body.presented !== undefined),
      ),
      ({ id }) =>
        world.random.chance(0.4)
          ? ['incoming.sendBack', { documentId: id, eventId: world.random.uuid(), reason: 'Thiếu phụ lục' }]
          : undefined,
    ),
  forward,
  handBack: (world, device) =>
    on(world.random.chance(0.3) ? ownShare(world, device) : undefined, ({ id, body }) => [
      'incoming.handBack',
      {
        documentId: body.documentId,
        assignmentId: id,
        eventId: world.random.uuid(),
        reason: 'Không đúng lĩnh vực',
      },
    ]),
  withdrawShare: (world, device) =>
    on(
      oneOf(
        world,
        seen(device, 'assignment').filter(({ body }) => body.by === device.officialId && isLive(body)),
      ),
      ({ id, body }) =>
        world.random.chance(0.4)
          ? [
              'incoming.withdrawShare',
              {
                documentId: body.documentId,
                assignmentId: id,
                eventId: world.random.uuid(),
                reason: 'Giao nhầm',
              },
            ]
          : undefined,
    ),
  giveOpinion: (world, device) =>
    on(ownShare(world, device), ({ id, body }) => [
      'incoming.giveOpinion',
      { documentId: body.documentId, eventId: world.random.uuid(), text: 'Đề xuất.', assignmentId: id },
    ]),
  flag: (world, device) =>
    on(ownShare(world, device), ({ id, body }) => [
      'incoming.flag',
      { documentId: body.documentId, isFlagged: world.random.chance(0.6), assignmentId: id },
    ]),
  answerRecall,
  answerUpdate,
  start: (world, device) =>
    on(led(world, device, ['assigned']), ({ id }) => ['incoming.start', { documentId: id }]),
  finish: (world, device) =>
    on(led(world, device, ['assigned', 'in-progress']), ({ id }) =>
      world.random.chance(0.5) ? ['incoming.finish', { documentId: id }] : undefined,
    ),
  reopen: (world, device) =>
    on(led(world, device, ['done']), ({ id }) => ['incoming.reopen', { documentId: id }]),
} as const satisfies Record<string, Work>;

/** Answers who wants a document back: mostly yes, and then with every further file. */
function answerRecall(world: World, device: Device): Given | undefined {
  const asked = seen(device, 'incoming').filter(({ body }) => body.recall !== undefined);
  return on(oneOf(world, asked), ({ id, body }) => {
    const args = { documentId: id, requestId: body.recall?.requestId };
    if (world.random.chance(0.5)) return ['incoming.refuseRecall', { ...args, reason: 'Đã giải quyết' }];
    const attachmentIds = seen(device, 'attachment')
      .filter((each) => each.body.of.id === id)
      .map((each) => each.id);
    return ['incoming.acceptRecall', { ...args, attachmentIds }];
  });
}

function answerUpdate(world: World, device: Device): Given | undefined {
  const asked = seen(device, 'incoming').filter(({ body }) => body.amends?.requestId && !body.amends.answer);
  return on(oneOf(world, asked), ({ id }) =>
    world.random.chance(0.5)
      ? ['incoming.acceptUpdate', { documentId: id }]
      : ['incoming.refuseUpdate', { documentId: id, reason: 'Không khớp' }],
  );
}

/** Mostly one that this official leads. */
const led = (world: World, device: Device, states: readonly string[]) =>
  world.random.chance(0.05)
    ? aimed(world, device, 'incoming', states)
    : oneOf(
        world,
        seen(device, 'incoming').filter(
          ({ body }) => states.includes(body.state) && body.leadId === device.officialId,
        ),
      );

async function receive({ random }: World, device: Device): Promise<Given> {
  const documentId = random.uuid();
  const source = random.chance(0.5) ? 'paper' : 'file';
  const file = source === 'file' ? await keepFile(device, draftPaper(documentId)) : undefined;
  const attachments = random.chance(0.2)
    ? [{ attachmentId: random.uuid(), file: await keepFile(device, draftPaper(`phụ lục ${documentId}`)) }]
    : [];
  return [
    'incoming.receive',
    {
      documentId,
      source,
      fields: incomingFields({ subject: subjectOf(documentId) }),
      secrecy,
      ...(file && { file }),
      attachments,
    },
  ];
}

/** Brings a package in as a file: from an agency that has no server of this province, or one that the server brings as well. */
async function carry(world: World, device: Device): Promise<Given | undefined> {
  const { random } = world;
  const name = random.uuid();
  const brought = random.chance(0.5) ? await onItsWay(world, device) : undefined;
  const packageSha256 = brought?.packageSha256 ?? sha256Of(draftPaper(`gói ${name}`));
  const documentId = carriedAs(device.agency.agencyId, packageSha256);
  // As `exchange.takePackage`: none of its files is kept first.
  if (isContained(device.test.replica.store.read, 'incoming', documentId)) return undefined;
  return [
    'exchange.importPackage',
    {
      documentId,
      packageSha256,
      senderCode: '000.00.X.H56',
      documentCode: name,
      fields: incomingFields({ subject: brought?.subject ?? subjectOf(documentId) }),
      secrecy,
      file: await keepFile(device, brought?.bytes ?? draftPaper(name)),
      attachments: [],
    },
  ];
}

/** A package that the other office has sent to this one, as its clerk may hand it over on a stick. */
async function onItsWay({ devices, random }: World, { agency }: Device) {
  const others = devices.filter((each) => each.agency !== agency && each.seat === 'clerk');
  const sent = others.flatMap((other) =>
    seen(other, 'delivery')
      .filter(({ body }) => body.recipientAgencyId === agency.agencyId)
      .map(({ body }) => ({ other, ...body })),
  );
  if (sent.length === 0) return undefined;
  const { other, documentId, packageSha256: own } = random.pick(sent);
  const document = seen(other, 'outgoing').find(({ id }) => id === documentId)?.body;
  const packageSha256 = own ?? document?.packageSha256;
  const bytes = await bytesOf(other, document?.file);
  return document && packageSha256 && bytes ? { packageSha256, bytes, subject: document.subject } : undefined;
}

function register(world: World, device: Device): Given | undefined {
  return on(aimed(world, device, 'incoming', ['arrived']), ({ id, body }) => [
    'incoming.register',
    {
      documentId: id,
      registerId: bookOf(device.agency, 'incoming', bookYear(world, device)),
      fields: incomingFields({
        codeNumber: body.codeNumber,
        codeNotation: body.codeNotation,
        subject: body.subject,
      }),
      secrecy,
    },
  ]);
}

function correct(world: World, device: Device): Given | undefined {
  return on(aimed(world, device, 'incoming', REGISTERED), ({ id, body }) => [
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

/** By what he sees it: his role, or the assignment that he was given. */
function markRead(world: World, device: Device): Given | undefined {
  return on(oneOf(world, seen(device, 'incoming')), ({ id }) => {
    const mine = seen(device, 'assignment').find(
      ({ body }) => body.documentId === id && body.officialId === device.officialId,
    );
    const isRead = world.random.chance(0.5);
    return ['incoming.markRead', { documentId: id, isRead, ...(mine && { assignmentId: mine.id }) }];
  });
}

/** Mostly a share that this official has. */
const ownShare = (world: World, device: Device) =>
  oneOf(
    world,
    seen(device, 'assignment').filter(
      ({ body }) => (body.officialId === device.officialId && isLive(body)) || world.random.chance(0.05),
    ),
  );

/** Hands a share on to the colleague, with the deadline that it has and a task to follow it. */
function forward(world: World, device: Device): Given | undefined {
  const { specialist, aide } = device.agency.people;
  const { random } = world;
  return on(ownShare(world, device), ({ id, body }) => [
    'incoming.forward',
    {
      documentId: body.documentId,
      fromId: id,
      directiveId: random.uuid(),
      text: 'Chuyển tham mưu.',
      assignments: [
        {
          assignmentId: random.uuid(),
          officialId: device.officialId === aide ? specialist : aide,
          part: random.chance(0.7) ? body.part : 'information',
          ...(body.dueOn && { dueOn: body.dueOn, taskId: random.uuid() }),
        },
      ],
    },
  ]);
}

function direct(world: World, device: Device): Given | undefined {
  const { people, code } = device.agency;
  const lead = code === 'B' ? people.leader : world.random.pick([people.specialist, people.aide]);
  return on(aimed(world, device, 'incoming', ['registered', 'registered', 'assigned']), ({ id }) => [
    'incoming.direct',
    {
      documentId: id,
      directiveId: world.random.uuid(),
      text: 'Giao xử lý.',
      assignments: [
        {
          assignmentId: world.random.uuid(),
          officialId: lead,
          part: 'lead',
          ...(world.random.chance(0.5) && {
            dueOn: addDays(device.test.replica.today(), world.random.below(4)),
            taskId: world.random.uuid(),
          }),
        },
        ...(lead === people.specialist && world.random.chance(0.3)
          ? [{ assignmentId: world.random.uuid(), officialId: people.aide, part: 'supporting' }]
          : []),
      ],
    },
  ]);
}
