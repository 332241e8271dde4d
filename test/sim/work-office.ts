import { Book } from '../../src/shared/domain/office/register.ts';
import { addDays, instantOf } from '../../src/shared/text/day.ts';
import { bookYear, type Given, on, oneOf, seen, type Work } from './desk.ts';
import { bookOf, certificateOf, officialOf, opening, rolesOf, YEAR } from './office.ts';
import type { Device, World } from './story.ts';

const BASIS = 'Quyết định số 12/QĐ-SM';
const DAY_MS = 24 * 60 * 60 * 1000;

/** What the administrator, the head and the clerk do about the office itself. */
export const officeWork = {
  foundUnit: ({ random }, { agency }) => [
    'office.foundUnit',
    { unitId: random.uuid(), unit: { v: 1, agencyId: agency.agencyId, name: 'Phòng Mẫu', notation: 'PM' } },
  ],
  appoint,
  openBook,
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
} as const satisfies Record<string, Work>;

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
  const official = { ...officialOf(agency, seat, roles), ...(unit && { unitId: unit.id }) };
  return ['office.appoint', { officialId: agency.people[seat], official }];
}

/** The next year's books, in time or not. */
function openBook(world: World, device: Device): Given | undefined {
  const held = new Set(seen(device, 'register').map(({ id }) => id));
  const year = Math.max(bookYear(world, device), YEAR + 1);
  const missing = Book.options.filter((book) => !held.has(bookOf(device.agency, book, year)));
  return on(oneOf(world, missing), (book) => ['register.open', opening(device.agency, book, year)]);
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
