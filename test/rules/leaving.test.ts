import { beforeEach, expect, test } from 'vitest';
import { principalsOf } from '../../src/shared/domain/core/principal.ts';
import { incomingFields, outgoingFields, pdfFile } from '../support/documents.ts';
import { makeWorld, person, uuid, type World } from '../support/world.ts';

const documentId = uuid();
const assignmentId = uuid();
const draftId = uuid();
let world: World;
const leave = () =>
  world.give(
    'office.recordLeaving',
    { officialId: world.people.specialist.id, leftOn: '2026-11-20' },
    'administrator',
  );
const heir = (role: 'specialist' | 'leader' | 'administrator' | 'clerk') => {
  const { id, ...official } = person(world.agencyId, role);
  world.put('official', id, official);
  return { ...official, id };
};
const handOver = (toId: string, of: object, some: object = {}) =>
  world.give(
    'office.handOverWork',
    { of, fromId: world.people.specialist.id, toId, assignmentIds: [], ...some },
    'administrator',
  );
const incoming = { kind: 'incoming', id: documentId } as const;
const outgoing = { kind: 'outgoing', id: draftId } as const;

/** The specialist leads a document and has drafted another. */
beforeEach(() => {
  world = makeWorld();
  const { clerk, specialist, leader } = world.people;
  const paper = { documentId, fields: incomingFields(), secrecy: 'normal' };
  const given = [
    world.give('incoming.receive', { ...paper, source: 'paper', attachments: [] }, clerk),
    world.give(
      'incoming.register',
      {
        ...paper,
        registerId: [...world.everything().keys()].find((key) => /^register:.*incoming/.test(key))?.slice(9),
      },
      clerk,
    ),
    world.give(
      'incoming.direct',
      {
        ...{ documentId, directiveId: uuid(), text: 'Giao.' },
        assignments: [{ assignmentId, officialId: specialist.id, part: 'lead' }],
      },
      leader,
    ),
    world.give(
      'outgoing.draft',
      {
        ...{ documentId: draftId, fields: outgoingFields(leader.id), secrecy: 'normal', attachments: [] },
        main: { versionId: uuid(), file: pdfFile('a') },
      },
      specialist,
    ),
  ];
  expect(given).toEqual(['ok', 'ok', 'ok', 'ok']);
});

test('who has left sees no document and gives no command, whatever was in his hands', () => {
  const { specialist } = world.people;
  expect(leave()).toBe('ok');
  const left = { ...world.get('official', specialist.id), id: specialist.id };
  expect(left.leftOn).toBe('2026-11-20');
  expect(principalsOf(left.id, left)).toEqual([`agency:${world.agencyId}`]);
  expect([
    world.give('incoming.start', { documentId }, left),
    world.give('outgoing.withdraw', { documentId: draftId }, left),
    world.give('incoming.markRead', { documentId, isRead: true, assignmentId }, left),
  ]).toEqual(['office.has-left', 'office.has-left', 'office.has-left']);
  expect(leave()).toBe('office.has-left-already');
});

test('nobody records himself, or a day that has not come; who comes back is appointed anew', () => {
  const { administrator, specialist } = world.people;
  const record = (officialId: string, leftOn: string) =>
    world.give('office.recordLeaving', { officialId, leftOn }, 'administrator');
  expect([record(administrator.id, '2026-11-20'), record(specialist.id, '2026-11-21')]).toEqual([
    'office.not-oneself',
    'office.leaves-later',
  ]);
  leave();
  const { id, ...official } = specialist;
  expect(
    world.give(
      'office.appoint',
      { officialId: id, official: { ...official, leftOn: '2026-11-01' } },
      'administrator',
    ),
  ).toBe('ok');
  expect(world.get('official', id)).not.toHaveProperty('leftOn');
});

test('what he led and drafted goes to another, who goes on with it', () => {
  const next = heir('specialist');
  leave();
  expect([
    handOver(next.id, incoming, { assignmentIds: [assignmentId] }),
    handOver(next.id, outgoing),
  ]).toEqual(['ok', 'ok']);
  expect(world.get('incoming', documentId).leadId).toBe(next.id);
  expect(world.get('assignment', assignmentId)).toMatchObject({
    officialId: next.id,
    part: 'lead',
    by: world.people.leader.id,
  });
  expect(world.get('outgoing', draftId)).toMatchObject({
    drafterId: next.id,
    signerId: world.people.leader.id,
  });
  expect(world.give('incoming.start', { documentId }, next)).toBe('ok');
});

test('tasks that he gave, leads or supports go on in other hands; what is done stays as it was', () => {
  const { specialist, leader, clerk } = world.people;
  const [led, done] = [uuid(), uuid()];
  const task = { v: 1, agencyId: world.agencyId, content: 'Rà soát', givenOn: '2026-11-02', percent: 0 };
  const body = {
    ...task,
    state: 'given',
    givenBy: leader.id,
    leadId: clerk.id,
    supporterIds: [specialist.id],
  };
  world.put('task', led, body as never);
  world.put('task', done, { ...body, state: 'done' } as never);
  leave();
  expect(handOver(clerk.id, { kind: 'task', id: led })).toBe('ok');
  expect(world.get('task', led)).toMatchObject({ givenBy: leader.id, leadId: clerk.id, supporterIds: [] });
  expect(handOver(clerk.id, { kind: 'task', id: done })).toBe('office.work-not-found');
});

test('what is finished keeps who led it, drafted it or kept it', () => {
  const next = heir('specialist');
  const { incoming: led, outgoing: drafted } = {
    incoming: world.get('incoming', documentId),
    outgoing: world.get('outgoing', draftId),
  };
  leave();
  const codes = [
    ...(['done', 'refused', 'recalled'] as const).map((state) => {
      world.put('incoming', documentId, { ...led, state });
      return handOver(next.id, incoming, { assignmentIds: [assignmentId] });
    }),
    ...(['dispatched', 'void'] as const).map((state) => {
      world.put('outgoing', draftId, { ...drafted, state });
      return handOver(next.id, outgoing);
    }),
  ];
  expect(new Set(codes)).toEqual(new Set(['office.work-not-found']));
});

test('what he finished the head of his unit opens again', () => {
  const { id: leaverId, ...leaver } = world.people.specialist;
  const [head, unitId] = [heir('specialist'), uuid()];
  world.put('unit', unitId, {
    v: 1,
    agencyId: world.agencyId,
    name: 'Phòng',
    notation: 'P',
    headId: head.id,
  });
  world.put('official', leaverId, { ...leaver, unitId } as never);
  world.give('incoming.finish', { documentId }, world.people.specialist);
  const reopen = () => world.give('incoming.reopen', { documentId }, head);
  const before = reopen();
  leave();
  expect([before, reopen()]).toEqual(['incoming.only-lead-reopens', 'ok']);
});

test('what he finished a leader opens again, and directs to somebody else; nobody else does', () => {
  const { specialist, leader, clerk } = world.people;
  const next = heir('specialist');
  const reopen = (who: Parameters<World['give']>[2]) => world.give('incoming.reopen', { documentId }, who);
  world.give('incoming.finish', { documentId }, specialist);
  const before = reopen(leader);
  leave();
  const elsewhere = person(uuid() as never, 'leader');
  expect([before, ...[clerk, next, elsewhere, leader, leader].map(reopen)]).toEqual([
    'incoming.only-lead-reopens',
    'incoming.only-lead-reopens',
    'incoming.only-lead-reopens',
    'incoming.only-lead-reopens',
    'ok',
    'incoming.not-done',
  ]);
  const assignments = [{ assignmentId: uuid(), officialId: next.id, part: 'lead' }];
  const directive = { documentId, directiveId: uuid(), text: 'Giao lại.', assignments };
  expect(world.give('incoming.direct', directive, leader)).toBe('ok');
  expect(world.give('incoming.finish', { documentId }, next)).toBe('ok');
});

test('nothing is taken from who is here, given to who cannot do it, or taken twice', () => {
  const next = heir('specialist');
  expect(handOver(next.id, incoming)).toBe('office.still-here');
  leave();
  const elsewhere = person(uuid() as never, 'specialist');
  world.put('official', elsewhere.id, elsewhere);
  expect([
    handOver(heir('administrator').id, outgoing),
    handOver(elsewhere.id, incoming),
    handOver(world.people.specialist.id, incoming),
    handOver(next.id, { kind: 'incoming', id: uuid() }),
    handOver(next.id, incoming, { assignmentIds: [uuid()] }),
    handOver(next.id, incoming),
    handOver(next.id, incoming),
  ]).toEqual([
    'office.cannot-take-work',
    'office.other-agency',
    'office.has-left',
    'office.work-not-found',
    'office.work-not-found',
    'ok',
    'office.work-not-found',
  ]);
});

test('each kind of work goes only to whom his role lets begin it', () => {
  const { specialist, leader } = world.people;
  const [dossierId, copyId, givenId, partId, wholeId] = [uuid(), uuid(), uuid(), uuid(), uuid()];
  world.put('dossier', dossierId, {
    ...{ v: 1, agencyId: world.agencyId, state: 'open', ownerId: specialist.id, helperIds: [] },
  } as never);
  const copy = { form: 'sao-y', of: incoming };
  world.put('outgoing', copyId, { ...world.get('outgoing', draftId), state: 'signed', copy } as never);
  const task = {
    ...{ v: 1, agencyId: world.agencyId, state: 'given', content: 'Rà soát', givenOn: '2026-11-02' },
    ...{ percent: 0, givenBy: specialist.id, leadId: leader.id, supporterIds: [] },
  };
  world.put('task', givenId, task as never);
  world.put('task', wholeId, { ...task, givenBy: leader.id, leadId: specialist.id } as never);
  world.put('task', partId, { ...task, parentId: wholeId } as never);
  leave();
  const works = {
    incoming: [incoming, { assignmentIds: [assignmentId] }],
    draft: [outgoing],
    copy: [{ kind: 'outgoing', id: copyId }],
    dossier: [{ kind: 'dossier', id: dossierId }],
    given: [{ kind: 'task', id: givenId }],
    part: [{ kind: 'task', id: partId }],
    led: [{ kind: 'task', id: wholeId }],
  } as const;
  const whom = ['administrator', 'specialist', 'clerk', 'leader'] as const;
  const taken = Object.entries(works).map(([name, [of, some]]) => [
    name,
    ...whom.filter((role) => {
      const { kind, id } = of;
      const before = world.get(kind, id);
      const code = handOver(heir(role).id, of, some);
      world.put(kind, id, before as never);
      if (kind === 'incoming')
        world.put('assignment', assignmentId, {
          ...world.get('assignment', assignmentId),
          officialId: specialist.id,
        });
      expect(['ok', 'office.cannot-take-work']).toContain(code);
      return code === 'ok';
    }),
  ]);
  expect(taken).toEqual([
    ['incoming', 'specialist', 'clerk', 'leader'],
    ['draft', 'specialist', 'clerk', 'leader'],
    ['copy', 'clerk'],
    ['dossier', 'specialist', 'clerk', 'leader'],
    // Who gave it confirms it: a leader, or who leads what it is a part of.
    ['given', 'leader'],
    ['part', ...whom],
    ['led', ...whom],
  ]);
});

test('what waits for a signer who has left is signed by another', () => {
  const { leader } = world.people;
  const next = heir('leader');
  world.give('office.recordLeaving', { officialId: leader.id, leftOn: '2026-11-20' }, 'administrator');
  const give = (toId: string) =>
    world.give(
      'office.handOverWork',
      { of: outgoing, fromId: leader.id, toId, assignmentIds: [] },
      'administrator',
    );
  expect([give(heir('specialist').id), give(next.id)]).toEqual(['office.cannot-take-work', 'ok']);
  expect(world.get('outgoing', draftId).signerId).toBe(next.id);
});
