import type { Dossier } from '../../src/shared/domain/dossier/dossier.ts';
import { dossierListId, notationOf } from '../../src/shared/domain/dossier/list.ts';
import { addDays } from '../../src/shared/text/day.ts';
import { dossierFields, entryFields } from '../support/dossier-cases.ts';
import { bookYear, type Found, type Given, keepFile, on, oneOf, seen, type Work } from './desk.ts';
import { draftPaper } from './papers.ts';
import type { Device, World } from './story.ts';

/** The year's list, and dossiers from their opening to the archive. */
export const dossierWork = {
  addEntries: (world, device) => [
    'dossier.addEntries',
    { listId: listOf(world, device), entries: [line(world)] },
  ],
  editEntry: (world, device) =>
    on(oneOf(world, seen(device, 'dossierEntry')), ({ id, body }) => [
      'dossier.editEntry',
      {
        listId: dossierListId(body.agencyId, body.year),
        entryId: id,
        fields: entryFields({ number: body.number, title: 'Tên đã sửa' }),
      },
    ]),
  approveList: (world, device) =>
    world.random.chance(0.3)
      ? ['dossier.approveList', { listId: listOf(world, device), decision: 'Quyết định số 02/QĐ-SM' }]
      : undefined,
  open,
  edit: (world, device) =>
    on(mine(world, device, ['open']), ({ id, body }) => [
      'dossier.edit',
      {
        dossierId: id,
        fields: dossierFields({ notation: body.notation, retention: 10 }),
        helperIds: helpers(device),
      },
    ]),
  file: (world, device) =>
    on(mine(world, device, ['open']), ({ id }) =>
      on(oneOf(world, documents(device)), (of) => ['dossier.file', { dossierId: id, of }]),
    ),
  addMaterial,
  remove: (world, device) =>
    on(oneOf(world, seen(device, 'dossierItem')), ({ id, body }) => [
      'dossier.remove',
      { dossierId: body.dossierId, itemId: id, reason: 'Bản trùng' },
    ]),
  close: (world, device) =>
    on(mine(world, device, ['open']), ({ id }) => [
      'dossier.close',
      { dossierId: id, endedOn: device.test.replica.today(), retention: world.random.chance(0.9) ? 20 : 2 },
    ]),
  reopen: (world, device) =>
    on(mine(world, device, ['closed']), ({ id }) => ['dossier.reopen', { dossierId: id }]),
  submit: (world, device) =>
    on(mine(world, device, ['closed']), ({ id }) => ['dossier.submit', { dossierId: id }]),
  accept: (world, device) =>
    on(oneOf(world, inState(device, ['submitted'])), ({ id }) =>
      world.random.chance(0.6)
        ? ['dossier.accept', { dossierId: id, condition: 'Đủ, tốt' }]
        : ['dossier.sendBack', { dossierId: id, reason: 'Thiếu mục lục' }],
    ),
  keep: (world, device) =>
    on(oneOf(world, inState(device, ['closed'])), ({ id, body }) => [
      'dossier.keep',
      { dossierId: id, until: addDays(body.endedOn ?? body.startedOn, 500), basis: 'Văn bản số 05/SM-VP' },
    ]),
} as const satisfies Record<string, Work>;

const listOf = (world: World, device: Device) =>
  dossierListId(device.agency.agencyId, bookYear(world, device));
const line = ({ random }: World) => ({
  entryId: random.uuid(),
  fields: entryFields({ number: 1 + random.below(9) }),
});

const inState = (device: Device, states: readonly string[]): readonly Found<Dossier>[] =>
  seen(device, 'dossier').filter(({ body }) => states.includes(body.state));

/** Mostly one that this official made or helps with, in a state where it may be done. */
function mine(world: World, device: Device, states: readonly string[]): Found<Dossier> | undefined {
  const all = inState(device, states);
  const own = all.filter(
    ({ body }) => body.ownerId === device.officialId || body.helperIds.includes(device.officialId),
  );
  return oneOf(world, world.random.chance(0.9) ? own : all);
}

const helpers = ({ agency: { people } }: Device) => [people.aide];

const documents = (device: Device) => [
  ...seen(device, 'incoming').map(({ id }) => ({ kind: 'incoming', id }) as const),
  ...seen(device, 'outgoing').map(({ id }) => ({ kind: 'outgoing', id }) as const),
];

function open(world: World, device: Device): Given {
  const { random } = world;
  const entry = random.chance(0.5) ? oneOf(world, seen(device, 'dossierEntry')) : undefined;
  const notation = entry ? notationOf(entry.body) : `${String(10 + random.below(60))}.VP`;
  const year = entry?.body.year ?? bookYear(world, device);
  return [
    'dossier.open',
    {
      dossierId: random.uuid(),
      year,
      fields: dossierFields({ notation }),
      helperIds: random.chance(0.5) ? helpers(device) : [],
      ...(entry && { entryId: entry.id }),
      startedOn: device.test.replica.today(),
    },
  ];
}

async function addMaterial(world: World, device: Device): Promise<Given | undefined> {
  const dossier = mine(world, device, ['open']);
  if (!dossier) return undefined;
  const itemId = world.random.uuid();
  return [
    'dossier.addMaterial',
    {
      dossierId: dossier.id,
      itemId,
      file: await keepFile(device, draftPaper(`tài liệu ${itemId}`)),
      fields: {
        typeName: 'Ảnh',
        codeNumber: '',
        codeNotation: '',
        organName: '',
        subject: 'Ảnh hiện trường',
      },
    },
  ];
}
