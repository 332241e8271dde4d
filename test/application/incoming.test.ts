import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import type { Input, Output } from '../../src/shared/contract/contract.ts';
import {
  AgencyId,
  AssignmentId,
  CorrectionId,
  DirectiveId,
  IncomingId,
  LocalDate,
} from '../../src/shared/domain/core/values.ts';
import type { Incoming } from '../../src/shared/domain/incoming/incoming.ts';
import { incomingFields, pdfFile } from '../support/documents.ts';
import { makeOffice, type Office } from '../support/office.ts';
import { type OfficeApp, openOfficeApp } from '../support/office-app.ts';
import { uuid } from '../support/world.ts';

const day = (text: string): LocalDate => LocalDate.parse(text);

/** A document as the authority has it; take only what the test is about. */
const body = (office: Office, some: Partial<Incoming> = {}): Incoming => ({
  v: 1,
  agencyId: office.agencyId,
  state: 'arrived',
  source: 'paper',
  ...incomingFields(),
  attachmentCount: 0,
  correctionCount: 0,
  arrivedOn: day('2026-11-20'),
  ...some,
});

describe('the way of an incoming document', () => {
  let office: Office;
  let clerk: OfficeApp;
  let leader: OfficeApp;
  let documentId: IncomingId;
  beforeEach(async () => {
    office = makeOffice();
    [clerk, leader] = await Promise.all([openOfficeApp(office, 'clerk'), openOfficeApp(office, 'leader')]);
    documentId = IncomingId.parse(uuid());
  });
  afterEach(async () => {
    await Promise.all([clerk.close(), leader.close()]);
    office.close();
  });

  const receive = () =>
    clerk.ask('incoming.receive', {
      documentId,
      source: 'paper',
      fields: incomingFields(),
      secrecy: 'normal',
      attachments: [],
    });
  const register = () =>
    clerk.ask('incoming.register', {
      documentId,
      registerId: office.book('incoming'),
      fields: incomingFields(),
      secrecy: 'normal',
    });
  const direct = (officialId = office.people.specialist.id) =>
    leader.ask('incoming.direct', {
      documentId,
      directiveId: DirectiveId.parse(uuid()),
      text: 'Chuyển phòng CĐS tham mưu trả lời.',
      assignments: [
        { assignmentId: AssignmentId.parse(uuid()), officialId, part: 'lead', dueOn: day('2026-11-27') },
      ],
    });
  const get = (app: OfficeApp) => app.ask('incoming.get', { documentId });
  const reasons = ({ allowed }: Output<'incoming.get'>) =>
    Object.fromEntries(allowed.map(({ name, isAllowed, reason }) => [name, isAllowed ? 'ok' : reason]));
  const way = ({ timeline }: Output<'incoming.get'>) => timeline.map(({ step, state }) => `${step} ${state}`);

  test('a paper that was just taken in waits for its number at the clerk', async () => {
    await receive();
    const detail = await get(clerk);
    expect(detail.row).toMatchObject({
      verdict: 'paper',
      sync: 'waiting',
      isRead: false,
      reference: '412/SKTS-CĐS',
    });
    expect(way(detail)).toEqual([
      'arrived done',
      'registered current',
      'directed to-come',
      'started to-come',
      'finished to-come',
    ]);
    expect(reasons(detail)).toEqual({
      'incoming.register': 'ok',
      'incoming.refuse': 'ok',
      'incoming.direct': 'incoming.only-leader-directs',
      'incoming.recordDirective': 'incoming.not-registered',
      'incoming.present': 'incoming.not-registered',
      'incoming.sendBack': 'incoming.only-presented-sends-back',
      'incoming.forward': 'incoming.only-holder-forwards',
      'incoming.handBack': 'incoming.only-holder-hands-back',
      'incoming.giveOpinion': 'incoming.only-involved-speaks',
      'incoming.start': 'incoming.only-lead',
      'incoming.finish': 'incoming.only-lead',
      'incoming.reopen': 'incoming.only-lead-reopens',
      'incoming.correct': 'incoming.not-registered',
      'task.give': 'ok',
      'outgoing.draft': 'ok',
      'outgoing.makeCopy': 'outgoing.copy-not-issued',
      'secrecy.contain': 'ok',
    });
  });

  test('while the number is awaited, registering again is shut with its reason', async () => {
    await receive();
    await clerk.synchronise();
    clerk.line.cut = 'before';
    await register();
    expect(reasons(await get(clerk))['incoming.register']).toBe('incoming.waiting-for-number');
    expect((await get(clerk)).row.sync).toBe('waiting');
  });

  test('I.1: from the clerk over the leader to the specialist, each sees who has it now', async () => {
    await receive();
    await register();
    await clerk.synchronise();
    await leader.synchronise();
    expect(await get(leader)).toMatchObject({
      row: { state: 'registered', arrivalNumber: 1, sync: 'synced' },
    });
    expect(reasons(await get(leader))['incoming.direct']).toBe('ok');
    await direct();
    await leader.synchronise();
    await clerk.synchronise();
    const detail = await get(clerk);
    expect(detail.row.sync).toBe('synced');
    expect(way(detail)).toEqual([
      'arrived done',
      'registered done',
      'directed done',
      'started current',
      'finished to-come',
    ]);
    expect(detail.row).toMatchObject({
      state: 'assigned',
      dueOn: '2026-11-27',
      holder: { officialId: office.people.specialist.id, fullName: 'Người specialist' },
    });
    expect(detail.directives).toMatchObject([{ by: { fullName: 'Người leader' } }]);
    expect(detail.assignments).toMatchObject([{ part: 'lead', to: { fullName: 'Người specialist' } }]);
    const specialist = await openOfficeApp(office, 'specialist');
    expect(await specialist.ask('incoming.countViews', {})).toMatchObject({
      mine: 1,
      'in-progress': 1,
      all: 1,
    });
    const { rows } = await specialist.ask('incoming.list', { view: 'mine', limit: 50 });
    expect(rows.map((row) => row.documentId)).toEqual([documentId]);
    await specialist.ask('incoming.start', { documentId });
    await specialist.ask('incoming.finish', { documentId });
    expect(await specialist.ask('incoming.countViews', {})).toMatchObject({ mine: 0, done: 1 });
    await specialist.ask('incoming.reopen', { documentId });
    expect(await specialist.ask('incoming.countViews', {})).toMatchObject({ mine: 1, done: 0 });
    await specialist.close();
  });

  test('what a lead who has left finished is opened by a leader, who gives it to somebody else', async () => {
    const { specialist, administrator, clerk: heir } = office.people;
    const finished = body(office, { state: 'done', leadId: specialist.id });
    office.server.put('incoming', documentId, finished);
    await leader.synchronise();
    expect(reasons(await get(leader))['incoming.reopen']).toBe('incoming.only-lead-reopens');
    const leaving = { officialId: specialist.id, leftOn: '2026-11-20' };
    office.server.give('office.recordLeaving', leaving, administrator.id);
    await Promise.all([leader.synchronise(), clerk.synchronise()]);
    expect([
      reasons(await get(leader))['incoming.reopen'],
      reasons(await get(clerk))['incoming.reopen'],
    ]).toEqual(['ok', 'incoming.only-lead-reopens']);
    await leader.ask('incoming.reopen', { documentId });
    await direct(heir.id);
    await leader.synchronise();
    expect(office.server.body('incoming', documentId)).toMatchObject({
      ...{ state: 'in-progress', leadId: heir.id },
    });
  });

  test('a correction shows the old and the new value, and marks the row', async () => {
    await receive();
    await register();
    await clerk.synchronise();
    await clerk.ask('incoming.correct', {
      documentId,
      correctionId: CorrectionId.parse(uuid()),
      field: 'codeNumber',
      oldValue: '412',
      newValue: '421',
      reason: 'Ghi nhầm khi vào sổ',
    });
    const detail = await get(clerk);
    expect(detail.row).toMatchObject({ reference: '421/SKTS-CĐS', correctionCount: 1, sync: 'waiting' });
    expect(detail.corrections).toMatchObject([
      { field: 'codeNumber', oldValue: '412', newValue: '421', by: { fullName: 'Người clerk' } },
    ]);
  });

  test('the mark of having read is one’s own', async () => {
    await receive();
    await clerk.ask('incoming.markRead', { documentId, isRead: true });
    await clerk.synchronise();
    await leader.synchronise();
    expect([(await get(clerk)).row.isRead, (await get(leader)).row.isRead]).toEqual([true, false]);
  });

  test('III.1.h: the same number of the same agency is offered as a duplicate, however it is typed', async () => {
    await receive();
    const find = (some: Partial<Input<'incoming.findDuplicates'>>) =>
      clerk.ask('incoming.findDuplicates', {
        codeNumber: '0412',
        codeNotation: ' skts-cds ',
        organName: 'SỞ  KINH TẾ SỐ',
        ...some,
      });
    expect(await find({})).toMatchObject([{ row: { documentId }, because: 'same-reference' }]);
    expect(await find({ except: documentId })).toEqual([]);
    expect(await find({ codeNumber: '413' })).toEqual([]);
    expect(await find({ codeNumber: '' })).toEqual([]);
  });

  test('a document that is not here is not found, with a sentence', async () => {
    const reply = await clerk.invoke('incoming.get', { documentId });
    expect(reply).toMatchObject({ ok: false, error: { code: 'incoming.not-found' } });
  });

  test('what the official may no longer see leaves the lists, the counts and the search', async () => {
    const id = IncomingId.parse(uuid());
    office.server.put('incoming', id, body(office, { subject: 'Kế hoạch diễn tập' }));
    await clerk.synchronise();
    expect(await clerk.ask('incoming.countViews', {})).toMatchObject({ arrived: 1, all: 1 });
    const elsewhere = AgencyId.parse(uuid());
    office.server.put('incoming', id, body(office, { subject: 'Kế hoạch diễn tập', agencyId: elsewhere }));
    await clerk.synchronise();
    expect(await clerk.ask('incoming.countViews', {})).toMatchObject({ arrived: 0, all: 0 });
    expect((await clerk.ask('incoming.list', { view: 'all', limit: 50 })).rows).toEqual([]);
    expect((await clerk.ask('search.find', { text: 'dien tap', order: 'newest', limit: 50 })).hits).toEqual(
      [],
    );
  });
});

describe('the list', () => {
  let office: Office;
  let clerk: OfficeApp;
  const ids: IncomingId[] = [];
  beforeAll(async () => {
    office = makeOffice();
    for (let n = 1; n <= 30; n++) {
      const id = IncomingId.parse(uuid());
      ids.push(id);
      const isRegistered = n % 3 !== 0;
      office.server.put(
        'incoming',
        id,
        body(office, {
          subject: `Việc thứ ${n}`,
          urgency: n % 10 === 0 ? 'express' : n % 7 === 0 ? 'urgent' : 'normal',
          arrivedOn: day(`2026-11-${String(1 + (n % 5)).padStart(2, '0')}`),
          ...(isRegistered && { state: 'registered', arrivalNumber: n }),
          ...(n === 1 && { file: pdfFile() }),
        }),
      );
    }
    clerk = await openOfficeApp(office, 'clerk');
    await clerk.synchronise();
  });
  afterAll(async () => {
    await clerk.close();
    office.close();
  });

  /** Every row of a view, fetched page by page. */
  async function walk(input: Omit<Input<'incoming.list'>, 'after' | 'limit'>, limit: number) {
    const rows: Output<'incoming.list'>['rows'] = [];
    let after: string | undefined;
    for (let page = 0; page < 50; page++) {
      const found = await clerk.ask('incoming.list', { ...input, limit, ...(after && { after }) });
      rows.push(...found.rows);
      after = found.next;
      if (after === undefined) return rows;
    }
    throw new Error('the pages do not end');
  }

  test('goes newest first by day, then by number, the unnumbered on top of their day', async () => {
    const rows = await walk({ view: 'all' }, 200);
    const keys = rows.map(({ arrivedOn, arrivalNumber }) => [arrivedOn, arrivalNumber ?? 1e9] as const);
    const sorted = keys.toSorted((a, b) => (a[0] === b[0] ? b[1] - a[1] : a[0] < b[0] ? 1 : -1));
    expect(keys).toEqual(sorted);
  });

  test.each([1, 3, 7, 29, 30, 31])('page by page of %i gives every row once', async (limit) => {
    const rows = await walk({ view: 'all' }, limit);
    expect(rows.map(({ documentId }) => documentId)).toEqual(
      (await walk({ view: 'all' }, 200)).map(({ documentId }) => documentId),
    );
    expect(new Set(rows.map(({ documentId }) => documentId)).size).toBe(30);
  });

  test('a view shows its own, and the counts agree with the lists', async () => {
    const counts = await clerk.ask('incoming.countViews', {});
    expect(counts).toEqual({ arrived: 10, registered: 20, mine: 0, 'in-progress': 0, done: 0, all: 30 });
    for (const view of ['arrived', 'registered', 'mine', 'in-progress', 'done', 'all'] as const)
      expect((await walk({ view }, 4)).length).toBe(counts[view]);
  });

  test.each([
    ['express', 3],
    ['urgent', 4],
    ['normal', 23],
  ] as const)('only %s ones', async (urgency, count) => {
    const rows = await walk({ view: 'all', urgency }, 2);
    expect([rows.length, rows.every((row) => row.urgency === urgency)]).toEqual([count, true]);
  });

  test('filters by the words of the row, folded, page by page', async () => {
    expect((await walk({ view: 'all', text: 'viec thu 17' }, 2)).map(({ subject }) => subject)).toEqual([
      'Việc thứ 17',
    ]);
    expect(await walk({ view: 'all', text: 'việc' }, 7)).toHaveLength(30);
    expect(await walk({ view: 'arrived', text: 'việc' }, 3)).toHaveLength(10);
    expect(await walk({ view: 'all', text: 'SKTS CĐS', urgency: 'express' }, 2)).toHaveLength(3);
    expect(await walk({ view: 'all', text: '"*/' }, 2)).toHaveLength(0);
  });

  test('a cursor of nobody’s making is refused, not obeyed', async () => {
    for (const after of ['x', '1', "1.' or 1=1", `${'9'.repeat(40)}.1`]) {
      const reply = await clerk.invoke('incoming.list', { view: 'all', limit: 5, after });
      expect(reply).toMatchObject({ ok: false, error: { code: 'input.invalid' } });
    }
  });

  test('a row whose file nobody has looked at says so', async () => {
    const row = (await walk({ view: 'all' }, 200)).find(({ subject }) => subject === 'Việc thứ 1');
    expect(row).toMatchObject({ verdict: 'unchecked', fileCount: 1 });
  });
});
