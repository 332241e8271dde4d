import { Book, registerId as idOfRegister } from '../../src/shared/domain/office/register.ts';
import { addDays, instantOf } from '../../src/shared/text/day.ts';
import { bookYear, type Given, on, oneOf, seen, type Work } from './desk.ts';
import { bookOf, certificateOf, officialOf, opening, rolesOf, YEAR } from './office.ts';
import type { Device, World } from './story.ts';

const BASIS = 'Quyết định số 12/QĐ-SM';
const DAY_MS = 24 * 60 * 60 * 1000;

/** What the administrator, the head and the clerk do about the office itself. */
export const officeWork = {
  foundUnit: (world, device) => {
    const { agencyId } = device.agency;
    const parent = world.random.chance(0.3) ? oneOf(world, seen(device, 'unit')) : undefined;
    const unit = {
      v: 1,
      agencyId,
      name: 'Phòng Mẫu',
      notation: 'PM',
      ...(parent && { parentId: parent.id }),
    };
    return ['office.foundUnit', { unitId: world.random.uuid(), unit }];
  },
  changeUnit,
  setWorkingYear: ({ random }, { agency }) => [
    'office.setWorkingYear',
    {
      ...{ agencyId: agency.agencyId, year: YEAR + random.below(2), basis: BASIS },
      daysOff: [{ on: `${String(YEAR)}-11-2${String(random.below(9))}`, name: 'Nghỉ bù' }],
      workedOn: random.chance(0.3) ? [`${String(YEAR)}-11-28`] : [],
    },
  ],
  confirmChange: (world, device) =>
    on(oneOf(world, seen(device, 'officeEvent')), ({ id }) => ['office.confirmChange', { eventId: id }]),
  appointHead: (world, device) =>
    on(oneOf(world, seen(device, 'unit')), ({ id }) => {
      const members = seen(device, 'official').filter(({ body }) => body.unitId === id);
      const head = oneOf(world, members);
      return ['office.appointHead', { unitId: id, ...(head && { headId: head.id }) }];
    }),
  appoint,
  recordLeaving,
  handOverWork,
  handOverAfterwards,
  openBook,
  openApart,
  trust,
  distrust,
  delegate,
  endDelegation: (world, device) =>
    on(oneOf(world, seen(device, 'delegation')), ({ id }) => [
      'office.endDelegation',
      { delegationId: id, lastDay: device.test.replica.today() },
    ]),
  handOverSeal,
  takeBackSeal: (world, device) =>
    on(oneOf(world, seen(device, 'sealHandover')), ({ id }) => ['office.takeBackSeal', { handoverId: id }]),
  saveGroup,
  removeGroup: (world, device) =>
    on(oneOf(world, seen(device, 'recipientGroup')), ({ id }) => ['exchange.removeGroup', { groupId: id }]),
  setNotTakenHours: ({ random }, { agency }) => [
    'exchange.setNotTakenHours',
    { agencyId: agency.agencyId, hours: 1 + random.below(48) },
  ],
  countClassified: ({ random }, { agency, test }) => [
    'report.recordClassifiedCount',
    {
      countId: random.uuid(),
      agencyId: agency.agencyId,
      month: addDays(test.replica.today(), random.pick([-31, 0, 0, 31])).slice(0, 7),
      count: random.below(20),
    },
  ],
} as const satisfies Record<string, Work>;

/** A new group of recipients, or other members for one that there is. */
function saveGroup(world: World, device: Device): Given {
  const { random, agencies } = world;
  const known = random.chance(0.5) ? oneOf(world, seen(device, 'recipientGroup')) : undefined;
  const members = agencies.flatMap(({ agencyId }) => (agencyId === device.agency.agencyId ? [] : [agencyId]));
  const { agencyId } = device.agency;
  return [
    'exchange.saveGroup',
    {
      groupId: known?.id ?? random.uuid(),
      agencyId,
      name: 'Các xã, phường',
      members: [...members, random.uuid()],
    },
  ];
}

/** Somebody loses his rights, moves to a unit, or is given back what he had. */
function appoint(world: World, device: Device): Given | undefined {
  const { random, counts } = world;
  const { agency } = device;
  const seat = random.pick(['specialist', 'aide', 'aide', 'leader', 'clerk'] as const);
  const usual = rolesOf(agency, seat);
  const roles = random.chance(0.55) ? usual : [random.pick(['specialist', 'clerk', 'leader'] as const)];
  if (agency.code === 'B' && seat === 'clerk') return undefined;
  counts.appointments += 1;
  if (roles !== usual) world.demoted.add(agency.people[seat]);
  const unit = random.chance(0.3) ? oneOf(world, seen(device, 'unit')) : undefined;
  const further = random.chance(0.2) ? oneOf(world, seen(device, 'unit')) : undefined;
  const official = {
    ...officialOf(agency, seat, roles),
    ...(unit && { unitId: unit.id }),
    ...(further && { posts: [{ unitId: further.id, position: 'Kiêm nhiệm' }] }),
  };
  return ['office.appoint', { officialId: agency.people[seat], official }];
}

/** A unit gets another name or another place, or comes to its end. */
function changeUnit(world: World, device: Device): Given | undefined {
  const { random } = world;
  return on(oneOf(world, seen(device, 'unit')), ({ id }) => {
    const [what, parent] = [random.below(10), oneOf(world, seen(device, 'unit'))];
    if (what < 4) return ['office.renameUnit', { unitId: id, name: `Phòng ${String(what)}`, notation: 'P' }];
    if (what < 8)
      return ['office.moveUnit', { unitId: id, ...(parent && what > 4 && { parentId: parent.id }) }];
    return ['office.closeUnit', { unitId: id }];
  });
}

/** The aide leaves; appointed again, he is back. */
function recordLeaving({ random, counts, demoted }: World, { agency, test }: Device): Given | undefined {
  if (!random.chance(0.3)) return undefined;
  counts.appointments += 1;
  demoted.add(agency.people.aide);
  return ['office.recordLeaving', { officialId: agency.people.aide, leftOn: test.replica.today() }];
}

/** What was in the aide's hands goes to the specialist; now and then before he has left, or what was never his. */
function handOverWork(world: World, { agency }: Device): Given | undefined {
  const { aide, specialist } = agency.people;
  const shown = world.devices
    .filter((each) => each.agency === agency && HOLDERS.has(each.seat))
    .flatMap((each) => [
      ...seen(each, 'outgoing').map(({ id, body }) => ['outgoing', id, body.drafterId === aide] as const),
      ...seen(each, 'incoming').map(({ id, body }) => ['incoming', id, body.leadId === aide] as const),
      ...seen(each, 'task').map(({ id, body }) => ['task', id, body.leadId === aide] as const),
    ]);
  const his = shown.filter(([, , isHis]) => isHis);
  return on(oneOf(world, world.random.chance(0.9) ? his : shown), ([kind, id]) => [
    'office.handOverWork',
    { of: { kind, id }, fromId: aide, toId: specialist, assignmentIds: [] },
  ]);
}
/** Who sees what the aide has drafted or leads. */
const HOLDERS: ReadonlySet<string> = new Set(['aide', 'leader']);

/** The first thing to do once he has left. */
function handOverAfterwards(world: World, device: Device): Given | undefined {
  const { aide } = device.agency.people;
  const hasLeft = seen(device, 'official').some(({ id, body }) => id === aide && body.leftOn !== undefined);
  return hasLeft && world.random.chance(0.5) ? handOverWork(world, device) : undefined;
}

/** The next year's books, in time or not. */
function openBook(world: World, device: Device): Given | undefined {
  const held = new Set(seen(device, 'register').map(({ id }) => id));
  const year = Math.max(bookYear(world, device), YEAR + 1);
  const missing = Book.options.filter((book) => !held.has(bookOf(device.agency, book, year)));
  return on(oneOf(world, missing), (book) => ['register.open', opening(device.agency, book, year)]);
}

/** A book apart beside the next year's common one, in time or not: for a type that nobody drafts here, or for a council. */
function openApart(world: World, { agency }: Device): Given {
  const { random } = world;
  const [book, year] = [random.pick(['incoming', 'outgoing'] as const), YEAR + random.below(2)];
  const key = random.pick(['giaymoi', 'hoidong']);
  const what = key === 'giaymoi' ? { typeNames: ['Giấy mời'] } : { typeNames: [], notation: 'HĐTĐ' };
  const registerId = idOfRegister(agency.agencyId, book, year, key);
  return ['register.open', { ...opening(agency, book, year), registerId, series: { key, ...what } }];
}

function trust({ random }: World, { agency }: Device): Given {
  const certificate = Buffer.from(`gốc ${String(random.below(3))}`).toString('base64');
  const sha256 = certificateOf(certificate);
  return ['office.trustAnchor', { agencyId: agency.agencyId, sha256, certificate, name: 'Chứng thư gốc' }];
}

function distrust(world: World, device: Device): Given | undefined {
  return on(oneOf(world, seen(device, 'anchor')), ({ body }) => [
    'office.distrustAnchor',
    { agencyId: body.agencyId, sha256: certificateOf(body.certificate), reason: 'Không còn dùng' },
  ]);
}

function delegate(world: World, device: Device): Given | undefined {
  const { random } = world;
  const { agency, test } = device;
  if (seen(device, 'delegation').length > 3) return undefined;
  const from = test.replica.today();
  return [
    'office.delegate',
    {
      delegationId: random.uuid(),
      officialId: agency.people[random.pick(['aide', 'aide', 'specialist'] as const)],
      form: random.pick(['TL.', 'TUQ.']),
      typeNames: random.chance(0.3) ? ['Công văn'] : [],
      from,
      // Some end with the year.
      to: addDays(from, random.below(3)),
      basis: BASIS,
    },
  ];
}

function handOverSeal(world: World, device: Device): Given | undefined {
  const { random } = world;
  const { agency, test } = device;
  const isLent = seen(device, 'sealHandover').some(({ body }) => body.returnedAt === undefined);
  if (isLent && random.chance(0.7)) return undefined;
  const from = test.replica.at();
  return [
    'office.handOverSeal',
    {
      handoverId: random.uuid(),
      officialId: agency.people.aide,
      from,
      // Some end within the hour.
      to: instantOf(Date.parse(from) + (random.chance(0.4) ? DAY_MS / 48 : 2 * DAY_MS)),
      permission: BASIS,
      minutes: 'Biên bản số 3',
    },
  ];
}
