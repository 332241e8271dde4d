import { beforeEach, expect, test } from 'vitest';
import { readingId } from '../../src/shared/domain/incoming/parts.ts';
import { pdfFile } from '../support/documents.ts';
import { incomingCases } from '../support/incoming-cases.ts';
import { makeWorld, person, uuid, type World } from '../support/world.ts';

const { prepare, args } = incomingCases['incoming.recordDirective'];
let world: World;
let given: ReturnType<typeof args> & { readonly documentId: never };

beforeEach(() => {
  world = makeWorld();
  prepare(world);
  given = args(world) as typeof given;
});

const record = (some: object = {}, who: Parameters<World['give']>[2] = 'clerk') =>
  world.give('incoming.recordDirective', { ...given, ...some }, who);
const document = () => world.get('incoming', given.documentId);
const withdraw = (assignmentId: string, who: Parameters<World['give']>[2]) =>
  world.give(
    'incoming.withdrawShare',
    { documentId: given.documentId, assignmentId, eventId: uuid(), reason: 'Ghi nhầm' },
    who,
  );

test('what a leader wrote on paper is his directive, says who typed it in, and goes on at once', () => {
  const { leader, clerk, specialist } = world.people;
  world.give('incoming.markRead', { documentId: given.documentId, isRead: true }, 'leader');
  const scan = { attachmentId: uuid(), file: pdfFile('7') };
  expect(record({ scan })).toBe('ok');
  expect(document()).toMatchObject({
    ...{ state: 'assigned', leadId: specialist.id, attachmentCount: 1 },
    recorded: { to: leader.id, by: clerk.id, writtenOn: '2026-11-19' },
  });
  expect(world.all('directive')).toMatchObject([
    { by: leader.id, recordedBy: clerk.id, writtenOn: '2026-11-19', text: 'Giao tham mưu.' },
  ]);
  expect(world.all('assignment')).toMatchObject([{ officialId: specialist.id, by: leader.id }]);
  expect(world.all('attachment')).toMatchObject([{ ordinal: 1, file: scan.file }]);
  // For him it is to be looked at again; that he had opened it is not forgotten.
  expect(world.get('reading', readingId(given.documentId, leader.id) as never)).toMatchObject({
    isRead: false,
    openedAt: expect.any(String),
  });
});

test.each([
  ['a leader has not the paper but his own words', {}, 'leader', 'incoming.only-clerk-records'],
  ['a specialist types it in', {}, 'specialist', 'incoming.only-clerk-records'],
  ['it is of tomorrow', { writtenOn: '2026-11-21' }, 'clerk', 'incoming.written-later'],
  ['nobody leads', { assignments: 'no lead' }, 'clerk', 'incoming.lead-missing'],
] as const)('is refused when %s', (_why, some, who, code) => {
  const assignments = [{ ...assignment(), part: 'supporting' }];
  expect(record('assignments' in some ? { assignments } : some, who)).toBe(code);
  expect(world.all('directive')).toEqual([]);
});
const assignment = () => ({ assignmentId: uuid(), officialId: world.people.specialist.id, part: 'lead' });

test.each([
  ['is no leader', () => world.people.specialist.id],
  ['has left', () => employ({ leftOn: '2026-11-01' as never })],
  ['leads elsewhere', () => employ({ agencyId: uuid() as never })],
] as const)('is refused when who wrote it %s', (_why, leaderId) => {
  expect(record({ leaderId: leaderId() })).toBe('incoming.not-a-leader');
});
function employ(some: object): string {
  const { id, ...official } = person(world.agencyId, 'leader');
  world.put('official', id, { ...official, ...some });
  return id;
}

test('a clerk of another agency records nothing here', () => {
  expect(record({}, { ...world.people.clerk, agencyId: uuid() as never })).toBe(
    'incoming.only-clerk-records',
  );
});

test('not before the book, not after the end', () => {
  const { documentId } = given;
  expect(record({ documentId: uuid() })).toBe('incoming.not-found');
  expect(record()).toBe('ok');
  world.give('incoming.finish', { documentId }, 'specialist');
  expect(record({ directiveId: uuid(), assignments: [assignment()] })).toBe('incoming.already-done');
});

test('the leader takes back what is not his, and so does the clerk who typed it in; another clerk does not', () => {
  const [mine, his] = [
    assignment(),
    { ...assignment(), officialId: world.people.clerk.id, part: 'information' },
  ];
  expect(record({ assignments: [mine, his] })).toBe('ok');
  const other = person(world.agencyId, 'clerk');
  expect(withdraw(mine.assignmentId, other)).toBe('incoming.only-giver-withdraws');
  expect(withdraw(his.assignmentId, 'clerk')).toBe('ok');
  expect(withdraw(mine.assignmentId, 'leader')).toBe('ok');
  expect(document().state).toBe('registered');
});

test('once the leader directs himself, nothing waits for him any more', () => {
  record();
  const own = {
    documentId: given.documentId,
    directiveId: uuid(),
    text: 'Giao lại.',
    assignments: [assignment()],
  };
  expect(world.give('incoming.direct', own, 'leader')).toBe('ok');
  expect(document()).not.toHaveProperty('recorded');
});
