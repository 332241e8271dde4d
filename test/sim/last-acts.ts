import type { OfficialId } from '../../src/shared/domain/core/values.ts';
import type { Delivery } from '../../src/shared/domain/exchange/delivery.ts';
import type { Incoming } from '../../src/shared/domain/incoming/incoming.ts';
import { type Assignment, isLive } from '../../src/shared/domain/incoming/parts.ts';
import type { OfficeEvent } from '../../src/shared/domain/office/office-event.ts';
import { type Register, yearOf } from '../../src/shared/domain/office/register.ts';
import type { Outgoing } from '../../src/shared/domain/outgoing/outgoing.ts';
import { dayOf } from '../../src/shared/text/day.ts';
import { appointAgain } from './end-loans.ts';
import type { SimAgency } from './office.ts';
import { sha256Of } from './papers.ts';
import { bodiesIn, type Stored } from './storage.ts';
import type { World } from './story.ts';

type Act = readonly [name: string, by: OfficialId | 'system', args: unknown];

/**
 * What hardly a story comes to by itself, done once at its end on a good line: a document is put before the leader and given back, a draft is asked about and answered, a
 * share is handed back, what hangs on a document that was taken back is settled, a package is let in no more, what was sent turns out to be classified, the books of a year that is over
 * are closed, a unit is moved and closed, what gave somebody rights is confirmed, and a leader's words on paper are typed in.
 */
export async function lastActs(world: World): Promise<void> {
  const stored = await world.province.storage.stored();
  for (const agency of world.agencies) {
    await appointAgain(world, agency);
    const acts = [
      ...givenBack(world, agency, stored),
      ...asked(world, agency, stored),
      ...handedBack(world, agency, stored),
      ...settled(world, agency, stored),
      ...toldByFile(agency, stored),
      shut(world),
      ...containedLate(world, agency, stored),
      ...closed(world, agency, stored),
      ...charted(world, agency, stored),
      ...recorded(world, agency, stored),
    ];
    for (const [name, actor, args] of acts) {
      const { agencyId } = agency;
      await world.province.authority.execute({ agencyId, actor, operations: [{ name, args }] });
    }
  }
}

/** In the order of their ids: each storage tells them in an order of its own. */
const ofAgency = <Body>(stored: Stored, kind: string, { agencyId }: SimAgency) =>
  bodiesIn<Body>(stored, kind)
    .filter(({ of }) => of === agencyId)
    .sort((a, b) => (a.id < b.id ? -1 : 1));

function givenBack({ random }: World, agency: SimAgency, stored: Stored): readonly Act[] {
  const found = ofAgency<Incoming>(stored, 'incoming', agency).find(({ state }) => state === 'registered');
  if (!found) return [];
  const { clerk, leader } = agency.people;
  const on = { documentId: found.id };
  return [
    ['incoming.present', clerk, { ...on, eventId: random.uuid(), leaderId: leader, text: 'Kính trình.' }],
    ['incoming.sendBack', leader, { ...on, eventId: random.uuid(), reason: 'Thiếu phụ lục' }],
  ];
}

function recorded({ random }: World, agency: SimAgency, stored: Stored): readonly Act[] {
  const found = ofAgency<Incoming>(stored, 'incoming', agency).findLast(
    ({ state }) => state === 'registered',
  );
  if (!found) return [];
  const { clerk, leader, specialist } = agency.people;
  const written = { leaderId: leader, writtenOn: found.arrivedOn, text: 'Giao tham mưu.' };
  const share = { assignmentId: random.uuid(), officialId: specialist, part: 'lead' };
  const on = { documentId: found.id, directiveId: random.uuid(), assignments: [share] };
  return [['incoming.recordDirective', clerk, { ...on, ...written }]];
}

function asked({ random }: World, agency: SimAgency, stored: Stored): readonly Act[] {
  const { clerk, leader } = agency.people;
  const found = ofAgency<Outgoing>(stored, 'outgoing', agency).find(
    ({ state, file }) => state === 'draft' && file,
  );
  if (!found?.file) return [];
  const on = { documentId: found.id, opinionId: random.uuid() };
  const officialId = found.drafterId === leader ? clerk : leader;
  const given = { outcome: 'agreed', text: 'Nhất trí', seenSha256: found.file.sha256 };
  return [
    ['outgoing.askOpinion', found.drafterId, { ...on, purpose: 'opinion', officialId }],
    ['outgoing.giveOpinion', officialId, { ...on, ...given }],
  ];
}

function handedBack({ random }: World, agency: SimAgency, stored: Stored): readonly Act[] {
  const live = ofAgency<Assignment>(stored, 'assignment', agency).filter(isLive);
  if (live.length === 0) return [];
  const found = random.pick(live);
  const on = { documentId: found.documentId, assignmentId: found.id, eventId: random.uuid() };
  return [['incoming.handBack', found.officialId, { ...on, reason: 'Không đúng lĩnh vực' }]];
}

/** A task is given of a document that its sender took back, as it may have been before, and detached from it. */
function settled({ random }: World, agency: SimAgency, stored: Stored): readonly Act[] {
  const found = ofAgency<Incoming>(stored, 'incoming', agency).find(({ state }) => state === 'recalled');
  if (!found) return [];
  const { leader } = agency.people;
  const [taskId, eventId] = [random.uuid(), random.uuid()];
  const of = { kind: 'incoming', id: found.id };
  return [
    ['task.give', leader, { taskId, content: 'Báo cáo', of, leadId: leader, supporterIds: [] }],
    [
      'incoming.settleHanging',
      leader,
      {
        ...{ documentId: found.id, eventId, of: { kind: 'task', id: taskId } },
        ...{ decision: random.chance(0.5) ? 'keep' : 'detach', reason: 'Không còn căn cứ' },
      },
    ],
  ];
}

/** A step that the receiver passed over is told on a stick: known to have been, it takes nothing from how far he is. */
function toldByFile(agency: SimAgency, stored: Stored): readonly Act[] {
  const documents = new Set(ofAgency<Outgoing>(stored, 'outgoing', agency).map(({ id }) => id));
  const found = bodiesIn<Delivery>(stored, 'delivery')
    .sort((a, b) => (a.id < b.id ? -1 : 1))
    .find(({ documentId, status, times }) => documents.has(documentId) && status === '06' && !times?.['05']);
  if (!found) return [];
  const told = { deliveryId: found.id, status: '05', reason: '', at: found.sentAt };
  return [['exchange.takeStatus', agency.people.clerk, told]];
}

/** As after a containment of what is still on its way: the package is let in no more. */
const shut = ({ random }: World): Act => [
  'exchange.closePackage',
  'system',
  { packageSha256: sha256Of(Buffer.from(random.uuid())) },
];

/** By who sent it, when everybody has it, by whatever way. */
function containedLate({ random }: World, agency: SimAgency, stored: Stored): readonly Act[] {
  const sent = ofAgency<Outgoing>(stored, 'outgoing', agency).filter(({ state }) => state === 'dispatched');
  if (sent.length === 0 || !random.chance(0.5)) return [];
  const of = { kind: 'outgoing', id: random.pick(sent).id };
  return [['secrecy.contain', agency.people.clerk, { of }]];
}

const closed = ({ province }: World, agency: SimAgency, stored: Stored): readonly Act[] =>
  ofAgency<Register>(stored, 'register', agency)
    .filter(({ year, lease, disputed }) => year < yearOf(dayOf(province.at)) && !lease && !disputed)
    .map(({ id, next }) => ['register.close', agency.people.clerk, { registerId: id, next }]);

function charted({ random }: World, agency: SimAgency, stored: Stored): readonly Act[] {
  const { administrator, leader } = agency.people;
  const { agencyId } = agency;
  const [unitId, parentId] = [random.uuid(), random.uuid()];
  const founded = (id: string): Act => [
    'office.foundUnit',
    administrator,
    { unitId: id, unit: { v: 1, agencyId, name: 'Tổ Mẫu', notation: 'TM' } },
  ];
  const waiting = ofAgency<OfficeEvent>(stored, 'officeEvent', agency).find(
    ({ needsConfirming, confirmed, by }) => needsConfirming && !confirmed && by !== leader,
  );
  return [
    ...[parentId, unitId].map(founded),
    ['office.moveUnit', administrator, { unitId, parentId }],
    ['office.closeUnit', administrator, { unitId }],
    ...(waiting ? [['office.confirmChange', leader, { eventId: waiting.id }] as const] : []),
  ];
}
