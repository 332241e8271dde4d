import { incomingFields } from '../support/documents.ts';
import { aimed, bookYear, type Given, keepFile, on, oneOf, secrecy, seen, type Work } from './desk.ts';
import { bookOf } from './office.ts';
import { draftPaper } from './papers.ts';
import type { Device, World } from './story.ts';

const REGISTERED = ['registered', 'assigned', 'in-progress', 'done'];

/** What clerks, leaders and those who were given a document do with what arrives. */
export const incomingWork = {
  receive,
  register,
  refuse: (world, device) =>
    on(aimed(world, device, 'incoming', ['arrived']), ({ id }) =>
      world.random.chance(0.3) ? ['incoming.refuse', { documentId: id, reason: 'Gửi nhầm' }] : undefined,
    ),
  correct,
  markRead,
  direct,
  start: (world, device) =>
    on(led(world, device, ['assigned']), ({ id }) => ['incoming.start', { documentId: id }]),
  finish: (world, device) =>
    on(led(world, device, ['assigned', 'in-progress']), ({ id }) =>
      world.random.chance(0.5) ? ['incoming.finish', { documentId: id }] : undefined,
    ),
  reopen: (world, device) =>
    on(led(world, device, ['done']), ({ id }) => ['incoming.reopen', { documentId: id }]),
} as const satisfies Record<string, Work>;

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
    { documentId, source, fields: incomingFields(), secrecy, ...(file && { file }), attachments },
  ];
}

function register(world: World, device: Device): Given | undefined {
  return on(aimed(world, device, 'incoming', ['arrived']), ({ id, body }) => [
    'incoming.register',
    {
      documentId: id,
      registerId: bookOf(device.agency, 'incoming', bookYear(world, device)),
      fields: incomingFields({ codeNumber: body.codeNumber, codeNotation: body.codeNotation }),
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

function direct(world: World, device: Device): Given | undefined {
  const { people, code } = device.agency;
  const lead = code === 'B' ? people.leader : world.random.pick([people.specialist, people.aide]);
  return on(aimed(world, device, 'incoming', ['registered', 'registered', 'assigned']), ({ id }) => [
    'incoming.direct',
    {
      documentId: id,
      directiveId: world.random.uuid(),
      text: 'Giao xử lý.',
      assignments: [{ assignmentId: world.random.uuid(), officialId: lead, part: 'lead' }],
    },
  ]);
}
