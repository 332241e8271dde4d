import { beforeEach, describe, expect, test } from 'vitest';
import type { Actor } from '../../src/shared/domain/core/command.ts';
import { kinds } from '../../src/shared/domain/core/kinds.ts';
import { IncomingId, UnitId } from '../../src/shared/domain/core/values.ts';
import { readingId } from '../../src/shared/domain/incoming/parts.ts';
import { registerId } from '../../src/shared/domain/office/register.ts';
import { incomingFields } from '../support/documents.ts';
import { makeWorld, person, uuid, type World } from '../support/world.ts';

let world: World;
let documentId: string;
let unitId: UnitId;
let head: Actor;
let colleague: Actor;
let outsider: Actor;
const leadShare = uuid();

/** Somebody of the agency, of that unit. */
function employ(unit?: UnitId): Actor {
  const made = { ...person(world.agencyId, 'specialist'), ...(unit && { unitId: unit }) };
  const { id, ...official } = made;
  world.put('official', id, official);
  return made;
}

beforeEach(() => {
  world = makeWorld();
  documentId = uuid();
  unitId = UnitId.parse(uuid());
  const { agencyId } = world;
  world.give(
    'office.foundUnit',
    { unitId, unit: { v: 1, agencyId, name: 'Phòng Kinh tế', notation: 'KT' } },
    'administrator',
  );
  [head, colleague, outsider] = [employ(unitId), employ(unitId), employ()];
  const fields = incomingFields();
  world.give(
    'incoming.receive',
    { documentId, source: 'paper', fields, secrecy: 'normal', attachments: [] },
    'clerk',
  );
  const book = registerId(agencyId, 'incoming', 2026);
  expect(
    world.give('incoming.register', { documentId, registerId: book, fields, secrecy: 'normal' }, 'clerk'),
  ).toBe('ok');
});

const present = (leaderId = world.people.leader.id, who: 'clerk' | 'specialist' = 'clerk') =>
  world.give('incoming.present', { documentId, eventId: uuid(), leaderId, text: 'Kính trình.' }, who);
const share = (officialId: string, part: string, some: object = {}) => ({
  assignmentId: uuid(),
  officialId,
  part,
  ...some,
});
const direct = (...assignments: readonly object[]) =>
  world.give(
    'incoming.direct',
    { documentId, directiveId: uuid(), text: 'Giao tham mưu.', assignments },
    'leader',
  );
/** The unit leads, until the 30th, and a task follows it. */
const directUnit = (some: object = {}) =>
  direct({ ...share(head.id, 'lead', { unitId, dueOn: '2026-11-30', ...some }), assignmentId: leadShare });
const forward = (who: Actor, ...assignments: readonly object[]) =>
  world.give(
    'incoming.forward',
    { documentId, fromId: leadShare, directiveId: uuid(), text: 'Chuyển tham mưu.', assignments },
    who,
  );
const document = () => world.get('incoming', documentId);
const shareOf = (who: Actor) => world.all('assignment').find(({ officialId }) => officialId === who.id);

describe('III.1.m: trình và trả lại', () => {
  test('the clerk puts it before a leader, who then is told as the one who has it', () => {
    expect(present()).toBe('ok');
    expect(document()).toMatchObject({ state: 'registered', presented: { to: world.people.leader.id } });
    expect(world.all('incomingEvent')).toMatchObject([
      { what: 'present', to: world.people.leader.id, text: 'Kính trình.' },
    ]);
  });

  test.each([
    ['a specialist puts it', () => present(undefined, 'specialist'), 'incoming.only-clerk-presents'],
    ['it goes to somebody who is no leader', () => present(head.id), 'incoming.not-a-leader'],
    [
      'the leader has left',
      () => {
        const { id, ...official } = person(world.agencyId, 'leader');
        world.put('official', id, { ...official, leftOn: '2026-11-01' as never });
        return present(id);
      },
      'incoming.not-a-leader',
    ],
    [
      'it is directed already',
      () => {
        directUnit();
        return present();
      },
      'incoming.already-directed',
    ],
  ])('is refused when %s', (_why, act, code) => {
    expect(act()).toBe(code);
  });

  test('the leader gives it back with his reason, once; it goes up again as before', () => {
    present();
    const sendBack = () =>
      world.give('incoming.sendBack', { documentId, eventId: uuid(), reason: 'Thiếu phụ lục' }, 'leader');
    expect(sendBack()).toBe('ok');
    expect(document()).toMatchObject({ state: 'registered', sentBack: { by: world.people.leader.id } });
    expect(document()).not.toHaveProperty('presented');
    expect(sendBack()).toBe('incoming.not-presented');
    expect(present()).toBe('ok');
    expect(document()).not.toHaveProperty('sentBack');
    expect(world.all('incomingEvent').map(({ what }) => what)).toEqual(['present', 'send-back', 'present']);
  });
});

describe('III.1.m: phân phối cho đơn vị và cá nhân', () => {
  test('a unit leads by who answers for it, a person supports; both deadlines become one task', () => {
    const taskId = uuid();
    const answer = direct(
      share(head.id, 'lead', { unitId, dueOn: '2026-11-30', taskId }),
      share(outsider.id, 'supporting', { taskId: uuid() }),
      share(world.people.clerk.id, 'information', { dueOn: '2026-11-30', taskId: uuid() }),
    );
    expect(answer).toBe('ok');
    expect(document()).toMatchObject({ state: 'assigned', leadId: head.id, dueOn: '2026-11-30' });
    expect(shareOf(head)).toMatchObject({ unitId, taskId });
    expect(shareOf(outsider)).toMatchObject({ taskId });
    expect(world.all('task')).toMatchObject([
      {
        of: { kind: 'incoming', id: documentId },
        leadId: head.id,
        supporterIds: [outsider.id],
        dueOn: '2026-11-30',
        givenBy: world.people.leader.id,
        content: 'Giao tham mưu.',
      },
    ]);
  });

  test('who supports by another day has a part of the task with that day', () => {
    const [taskId, partId] = [uuid(), uuid()];
    direct(
      share(head.id, 'lead', { unitId, dueOn: '2026-11-30', taskId }),
      share(outsider.id, 'supporting', { dueOn: '2026-11-25', taskId: partId }),
    );
    expect(world.get('task', partId as never)).toMatchObject({
      parentId: taskId,
      leadId: outsider.id,
      dueOn: '2026-11-25',
    });
    expect(world.get('task', taskId as never).supporterIds).toEqual([]);
  });

  test.each([
    ['without a deadline', {}],
    ['of an older program, which mints no task', { dueOn: '2026-11-30' }],
  ])('a share %s makes no task', (_why, some) => {
    direct(share(head.id, 'lead', some));
    expect(world.all('task')).toEqual([]);
    expect(document().state).toBe('assigned');
  });

  test('a unit of which he is not is refused', () => {
    expect(direct(share(outsider.id, 'lead', { unitId }))).toBe('incoming.assignee-not-ours');
    expect(direct(share(head.id, 'lead', { unitId: uuid() }))).toBe('incoming.assignee-not-ours');
  });

  test('words longer than a task may bear are cut there, and stay whole in the directive', () => {
    const text = 'Ễ'.repeat(900);
    world.give(
      'incoming.direct',
      {
        documentId,
        directiveId: uuid(),
        text,
        assignments: [share(head.id, 'lead', { dueOn: '2026-11-30', taskId: uuid() })],
      },
      'leader',
    );
    expect(world.all('task')[0]?.content).toHaveLength(500);
    expect(world.all('directive')[0]?.text).toBe(text);
  });
});

describe('PL IV.VII: phần 2, chuyển tiếp trong đơn vị', () => {
  test('the head hands it on to a colleague, who leads from now on; the words are of the unit', () => {
    const [taskId, partId] = [uuid(), uuid()];
    directUnit({ taskId });
    expect(forward(head, share(colleague.id, 'lead', { dueOn: '2026-11-27', taskId: partId }))).toBe('ok');
    expect(document().leadId).toBe(colleague.id);
    expect(shareOf(colleague)).toMatchObject({ parentId: leadShare, by: head.id, taskId: partId });
    expect(world.all('directive').at(-1)).toMatchObject({ unitId, fromId: leadShare, by: head.id });
    expect(world.get('task', partId as never)).toMatchObject({ parentId: taskId, givenBy: head.id });
    expect(world.give('incoming.start', { documentId }, colleague)).toBe('ok');
  });

  test.each([
    [
      'somebody else hands it on',
      () => forward(outsider, share(colleague.id, 'lead')),
      'incoming.only-holder-forwards',
    ],
    ['it goes to another unit', () => forward(head, share(outsider.id, 'lead')), 'incoming.other-unit'],
    ['it goes to himself', () => forward(head, share(head.id, 'supporting')), 'incoming.forward-to-oneself'],
    [
      'its day is behind his own',
      () => forward(head, share(colleague.id, 'lead', { dueOn: '2026-12-01' })),
      'incoming.due-after-share',
    ],
    [
      'its day is over',
      () => forward(head, share(colleague.id, 'lead', { dueOn: '2026-11-01' })),
      'incoming.due-in-the-past',
    ],
  ])('is refused when %s', (_why, act, code) => {
    directUnit();
    const before = world.everything();
    expect(act()).toBe(code);
    expect(world.everything()).toEqual(before);
  });

  test('who only supports makes nobody the lead, who is only informed only informs', () => {
    const [lead, support] = [uuid(), uuid()];
    direct(
      { ...share(outsider.id, 'lead'), assignmentId: lead },
      { ...share(head.id, 'supporting'), assignmentId: support },
    );
    const onwards = (part: string) =>
      world.give(
        'incoming.forward',
        {
          documentId,
          fromId: support,
          directiveId: uuid(),
          text: 'Chuyển.',
          assignments: [share(colleague.id, part)],
        },
        head,
      );
    expect([onwards('lead'), onwards('supporting'), document().leadId]).toEqual([
      'incoming.lead-not-yours',
      'ok',
      outsider.id,
    ]);
  });

  test('an office without units is one unit', () => {
    const other = employ();
    direct({ ...share(outsider.id, 'lead'), assignmentId: leadShare });
    expect(forward(outsider, share(other.id, 'lead'))).toBe('ok');
  });
});

describe('III.1.m: thu hồi, trả lại phần việc', () => {
  const withdraw = (assignmentId: string, who: Actor | 'leader' = 'leader') =>
    world.give(
      'incoming.withdrawShare',
      { documentId, assignmentId, eventId: uuid(), reason: 'Giao nhầm' },
      who,
    );
  const open = (who: Actor, assignmentId: string, isRead = true) =>
    world.give('incoming.markRead', { documentId, isRead, assignmentId }, who);

  test('what nobody has opened is taken back: its task is called back, the document waits to be directed', () => {
    const taskId = uuid();
    directUnit({ taskId });
    expect(withdraw(leadShare)).toBe('ok');
    expect(document()).toMatchObject({ state: 'registered' });
    expect(document()).not.toHaveProperty('leadId');
    expect(world.get('task', taskId as never)).toMatchObject({
      state: 'cancelled',
      cancelledReason: 'Giao nhầm',
    });
    const taken = world.get('assignment', leadShare);
    expect([taken.state, kinds.assignment.visibleTo(leadShare, taken)]).toEqual(['withdrawn', []]);
    expect(withdraw(leadShare)).toBe('incoming.share-ended');
  });

  test.each([
    ['has read it', true],
    ['has read it and marked it as unread', false],
  ])('from who %s it is not taken back any more', (_why, isRead) => {
    directUnit();
    open(head, leadShare);
    open(head, leadShare, isRead);
    expect(withdraw(leadShare)).toBe('incoming.already-opened');
    expect(document().leadId).toBe(head.id);
  });

  test('a flag alone is no opening; another’s reading neither', () => {
    directUnit();
    world.give('incoming.markRead', { documentId, isRead: true }, 'leader');
    world.give('incoming.flag', { documentId, isFlagged: true, assignmentId: leadShare }, head);
    expect(withdraw(leadShare)).toBe('ok');
  });

  test('from who has begun, though no mark of his reading came, it is not taken back', () => {
    directUnit();
    world.give('incoming.start', { documentId }, head);
    expect(withdraw(leadShare)).toBe('incoming.already-opened');
  });

  test('only who gave it takes it back; what was handed on falls back to who handed it on', () => {
    directUnit();
    const handed = uuid();
    forward(head, { ...share(colleague.id, 'lead'), assignmentId: handed });
    expect(withdraw(handed)).toBe('incoming.only-giver-withdraws');
    expect(withdraw(handed, head)).toBe('ok');
    expect(document()).toMatchObject({ state: 'assigned', leadId: head.id });
  });

  test('who has a share gives it back with his reason; a supporter’s leaves the task going on without him', () => {
    const [taskId, support] = [uuid(), uuid()];
    direct(
      { ...share(head.id, 'lead', { dueOn: '2026-11-30', taskId }), assignmentId: leadShare },
      { ...share(outsider.id, 'supporting'), assignmentId: support },
    );
    const handBack = (assignmentId: string, who: Actor) =>
      world.give(
        'incoming.handBack',
        { documentId, assignmentId, eventId: uuid(), reason: 'Không đúng lĩnh vực' },
        who,
      );
    expect(handBack(support, outsider)).toBe('ok');
    expect(world.get('task', taskId as never)).toMatchObject({ state: 'given', supporterIds: [] });
    expect(document()).toMatchObject({ state: 'assigned', leadId: head.id, sentBack: { by: outsider.id } });
    expect(handBack(leadShare, head)).toBe('ok');
    expect(world.get('task', taskId as never).state).toBe('cancelled');
    expect(document().state).toBe('registered');
    expect(directUnit()).toBe('entity.exists');
    expect(direct(share(outsider.id, 'lead'))).toBe('ok');
    expect(document()).not.toHaveProperty('sentBack');
  });

  test('who gave his share back sees nothing by it any more: no mark, no opinion, no handing on', () => {
    directUnit();
    world.give(
      'incoming.handBack',
      { documentId, assignmentId: leadShare, eventId: uuid(), reason: 'Nhầm' },
      head,
    );
    direct(share(outsider.id, 'lead'));
    expect(open(head, leadShare)).toBe('incoming.not-found');
    expect(forward(head, share(colleague.id, 'lead'))).toBe('incoming.only-holder-forwards');
    const opinion = { documentId, eventId: uuid(), text: 'Đề xuất.', assignmentId: leadShare };
    expect(world.give('incoming.giveOpinion', opinion, head)).toBe('incoming.only-involved-speaks');
  });
});

describe('PL IV.VII: ba cấp ý kiến', () => {
  test('a leader, the head of a unit and whoever works on it speak on their own level', () => {
    const handed = uuid();
    directUnit();
    forward(head, { ...share(colleague.id, 'lead'), assignmentId: handed });
    const speak = (who: Actor, assignmentId?: string) =>
      world.give(
        'incoming.giveOpinion',
        { documentId, eventId: uuid(), text: 'Ý kiến.', ...(assignmentId && { assignmentId }) },
        who,
      );
    expect([speak(world.people.leader), speak(head, leadShare), speak(colleague, handed)]).toEqual([
      'ok',
      'ok',
      'ok',
    ]);
    expect(world.all('incomingEvent').map(({ level }) => level)).toEqual(['leader', 'unit', 'specialist']);
    expect(speak(outsider, handed)).toBe('incoming.only-involved-speaks');
    expect(speak(world.people.clerk)).toBe('incoming.only-involved-speaks');
  });

  test('what came of it is kept with the end, beside the document that answers', () => {
    directUnit();
    const answeredBy = uuid();
    const result = { eventId: uuid(), text: 'Đã trả lời bằng công văn.' };
    expect(world.give('incoming.finish', { documentId, answeredBy, result }, head)).toBe('ok');
    expect(document()).toMatchObject({ state: 'done', answeredBy });
    expect(world.all('incomingEvent')).toMatchObject([{ what: 'finish', text: result.text, by: head.id }]);
  });
});

test('III.5.a: the first opening stays, whatever is marked afterwards', () => {
  const mark = (isRead: boolean) => world.give('incoming.markRead', { documentId, isRead }, 'clerk');
  const reading = () => world.get('reading', readingId(IncomingId.parse(documentId), world.people.clerk.id));
  mark(true);
  const first = reading().openedAt;
  world.give('incoming.flag', { documentId, isFlagged: true }, 'clerk');
  mark(false);
  mark(true);
  expect(reading()).toMatchObject({ isRead: true, isFlagged: true, openedAt: first });
});
