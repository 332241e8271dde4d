import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { rowSyncOf } from '../../src/main/store/row-sync.ts';
import { listOperations } from '../../src/main/sync/list-operations.ts';
import { IncomingId, Instant, OutgoingId } from '../../src/shared/domain/core/values.ts';
import { AppError } from '../../src/shared/errors.ts';
import { incomingFields, outgoingFields } from '../support/documents.ts';
import { type CutLine, cutLine, makeOffice, type Office } from '../support/office.ts';
import type { TestReplica } from '../support/replica.ts';
import { uuid } from '../support/world.ts';

let office: Office;
let clerk: TestReplica;
let line: CutLine;
let documentId: IncomingId;
const noLine = () => new AppError('server.unreachable', {}, { retryable: true });
beforeEach(async () => {
  office = makeOffice();
  line = cutLine(office.server.connect(office.people.clerk.id), noLine);
  clerk = await office.ready('clerk', { server: line.port });
  documentId = IncomingId.parse(uuid());
});
afterEach(() => office.close());

const receive = (who = clerk, id: string = documentId, some: object = {}) =>
  who.replica.perform('incoming.receive', {
    documentId: id,
    source: 'paper',
    fields: incomingFields(some),
    secrecy: 'normal',
    attachments: [],
  });
const register = (who = clerk, id: string = documentId) =>
  who.replica.perform('incoming.register', {
    documentId: id,
    registerId: office.book('incoming'),
    fields: incomingFields(),
    secrecy: 'normal',
  });
const direct = (who: TestReplica, id: string = documentId) =>
  who.replica.perform('incoming.direct', {
    documentId: id,
    directiveId: uuid(),
    text: 'Giao Văn phòng chủ trì.',
    assignments: [{ assignmentId: uuid(), officialId: office.people.specialist.id, part: 'lead' }],
  });
const correct = (who: TestReplica, newValue: string, oldValue = '412') =>
  who.replica.perform('incoming.correct', {
    documentId,
    correctionId: uuid(),
    field: 'codeNumber',
    oldValue,
    newValue,
    reason: 'Nhầm số',
  });
const incoming = (who = clerk) => who.replica.read('incoming', documentId);
const states = (who = clerk) => who.outbox().map(({ state, settled }) => (settled ? 'done' : state));
const asServer = (officialId = office.people.clerk.id) =>
  [...office.server.seenBy(officialId)].sort(([a], [b]) => (a < b ? -1 : 1));

describe('what was done without a line', () => {
  test('goes up in order when the line is back, and then stands as the authority has it', async () => {
    line.cut = 'before';
    receive();
    register();
    receive(clerk, uuid());
    await expect(clerk.push()).rejects.toThrow('server.unreachable');
    expect(incoming()?.arrivalNumber).toBeUndefined();
    line.cut = 'no';
    await clerk.settle();
    expect(incoming()).toMatchObject({ state: 'registered', arrivalNumber: 1 });
    expect(states()).toEqual(['done', 'done', 'done']);
    expect([...clerk.seen()]).toEqual(asServer());
    expect(rowSyncOf(clerk.replica.store.read, { kind: 'incoming', id: documentId })).toBe('synced');
  });

  test('takes effect once when the answer is lost', async () => {
    receive();
    line.cut = 'after';
    await expect(clerk.push()).rejects.toThrow('server.unreachable');
    line.cut = 'no';
    const head = office.server.head();
    await clerk.settle();
    expect(office.server.head()).toBe(head);
    expect(states()).toEqual(['done']);
  });

  test('shows no double effect while a lost answer is still unknown and the page has already come', async () => {
    line.cut = 'after';
    receive();
    await expect(clerk.push()).rejects.toThrow();
    line.cut = 'no';
    await clerk.pull();
    expect(states()).toEqual(['sent']);
    expect([...clerk.seen()]).toEqual(asServer());
  });

  test('another official receives as far as he may see it, and loses it when he may no longer', async () => {
    const specialist = await office.ready('specialist');
    const leader = await office.ready('leader');
    receive();
    register();
    await clerk.settle();
    await leader.settle();
    direct(leader);
    await leader.settle();
    expect(specialist.replica.read('incoming', documentId)).toBeUndefined();
    await specialist.settle();
    expect(specialist.replica.read('incoming', documentId)?.state).toBe('assigned');
    expect(specialist.replica.read('register', office.book('incoming'))).toBeUndefined();
    const gone = office.server.body('incoming', documentId);
    expect(gone?.leadId).toBe(office.people.specialist.id);
    for (const [key, { ref, body }] of office.server.rows())
      if (key.startsWith('assignment:'))
        office.server.put('assignment', ref.id, { ...body, officialId: office.people.clerk.id } as never);
    await specialist.settle();
    expect(specialist.replica.read('incoming', documentId)).toBeUndefined();
    expect([...specialist.seen()]).toEqual(asServer(office.people.specialist.id));
    const rows = specialist.replica.store.read.prepare('select count(*) as count from incoming_row').get();
    expect(rows).toEqual({ count: 0 });
  });
});

describe('an accepted operation', () => {
  test('stays shown until the cursor reaches it, so that nothing flickers', async () => {
    receive();
    await clerk.push();
    expect(states()).toEqual(['answered']);
    expect(incoming()?.state).toBe('arrived');
    await clerk.pull();
    expect(states()).toEqual(['done']);
    expect(incoming()?.state).toBe('arrived');
  });

  test('is not applied a second time over the body that came with its answer', async () => {
    receive();
    await clerk.settle();
    register();
    await clerk.settle();
    correct(clerk, '413');
    await clerk.push();
    expect(incoming()?.correctionCount).toBe(1);
    await clerk.pull();
    expect(incoming()).toMatchObject({ correctionCount: 1, codeNumber: '413' });
  });

  test('is done at once when the page came before the answer', async () => {
    receive();
    const slow = office.server.connect(office.people.clerk.id);
    const operations = clerk.replica.takeBatch();
    const answer = await slow.push({
      schema: 1,
      epoch: 1,
      agencyId: office.agencyId,
      device: clerk.engine.ports.profile.deviceId,
      operations: [...operations],
    });
    await clerk.pull();
    if ('rejected' in answer) throw new Error('rejected');
    clerk.replica.applyVerdicts(answer, { sentAt: office.clock, receivedAt: office.clock });
    expect(states()).toEqual(['done']);
    expect([...clerk.seen()]).toEqual(asServer());
  });
});

describe('a page', () => {
  test('that comes twice changes nothing', async () => {
    const since = clerk.replica.row().cursor ?? -1;
    office.server.give(
      'incoming.receive',
      { documentId, source: 'paper', fields: incomingFields(), secrecy: 'normal', attachments: [] },
      office.people.clerk,
    );
    const page = await office.server.connect(office.people.clerk.id).changes(since, 500);
    if ('rejected' in page) throw new Error('rejected');
    const trip = { sentAt: office.clock, receivedAt: office.clock };
    expect(clerk.replica.applyChanges(page, since, trip)).toBe('applied');
    const before = [...clerk.seen()];
    expect(clerk.replica.applyChanges(page, since, trip)).toBe('stale');
    expect([...clerk.seen()]).toEqual(before);
  });

  test('never puts a lower seq over a higher one', async () => {
    receive();
    await clerk.settle();
    const row = office.server.rows().get(`incoming:${documentId}`);
    const cursor = clerk.replica.row().cursor ?? -1;
    const old = { ...row?.body, subject: 'cũ' } as never;
    clerk.replica.applyChanges(
      {
        epoch: 1,
        head: cursor,
        next: cursor,
        hasMore: false,
        serverTime: office.clock,
        gone: [],
        entities: [
          {
            kind: 'incoming',
            id: documentId,
            rootKind: 'incoming',
            rootId: documentId,
            seq: row?.seq ?? 0,
            body: old,
          },
        ],
      },
      cursor,
      { sentAt: office.clock, receivedAt: office.clock },
    );
    expect(incoming()?.subject).toBe(incomingFields().subject);
  });

  test('with a kind or a body that this program does not know is kept raw and holds up nothing', async () => {
    const cursor = clerk.replica.row().cursor ?? -1;
    const row = (kind: string, id: string, seq: number) => ({
      kind,
      id,
      rootKind: kind,
      rootId: id,
      seq,
      body: { v: 9, later: ['kept'] },
    });
    const page = {
      epoch: 1,
      head: cursor + 2,
      next: cursor + 2,
      hasMore: false,
      serverTime: office.clock,
      gone: [],
      entities: [row('dossier', 'd', cursor + 1), row('incoming', documentId, cursor + 2)],
    };
    expect(clerk.replica.applyChanges(page, cursor, { sentAt: office.clock, receivedAt: office.clock })).toBe(
      'applied',
    );
    expect(clerk.logged.map(({ event, detail }) => [event, detail])).toEqual([
      ['sync.kept-raw', { kind: 'dossier' }],
      ['sync.kept-raw', { kind: 'incoming' }],
    ]);
    const raw = clerk.replica.store.read
      .prepare('select kind, body from entities where is_readable = 0 order by seq')
      .all();
    expect(raw).toEqual(['dossier', 'incoming'].map((kind) => ({ kind, body: '{"v":9,"later":["kept"]}' })));
    expect([incoming(), clerk.replica.row().cursor]).toEqual([undefined, cursor + 2]);
    expect(receive(clerk, uuid()).outcome).toBe('applied');
  });
});

describe('a refused operation', () => {
  test('IV.2: keeps its text and the difference, no longer shows, and can be put aside', async () => {
    receive();
    await clerk.settle();
    register();
    await clerk.settle();
    const other = await office.ready('clerk');
    correct(clerk, '500');
    correct(other, '499');
    await other.settle();
    await clerk.settle();
    expect(incoming()?.codeNumber).toBe('499');
    const { rows } = listOperations(
      { db: clerk.replica.store.read, blobs: clerk.blobs },
      { tab: 'refused', limit: 10 },
    );
    expect(rows).toMatchObject([
      {
        name: 'incoming.correct',
        state: 'refused',
        code: 'incoming.field-changed-meanwhile',
        documentId,
        subject: incomingFields().subject,
        differences: [{ field: 'codeNumber', mine: '500', theirs: '499' }],
      },
    ]);
    expect(rowSyncOf(clerk.replica.store.read, { kind: 'incoming', id: documentId })).toBe('refused');
    const refused = rows[0];
    if (refused) clerk.replica.dismiss(refused.operationId);
    expect(rowSyncOf(clerk.replica.store.read, { kind: 'incoming', id: documentId })).toBe('synced');
    expect(
      listOperations({ db: clerk.replica.store.read, blobs: clerk.blobs }, { tab: 'history', limit: 10 })
        .rows[0]?.name,
    ).toBe('incoming.correct');
  });

  test('takes what depended on it off the screen, and nothing else', async () => {
    const other = await office.ready('clerk');
    const mine = uuid();
    receive();
    await clerk.settle();
    await other.settle();
    other.replica.perform('incoming.refuse', { documentId, reason: 'Gửi nhầm' });
    await other.settle();
    clerk.replica.perform('incoming.refuse', { documentId, reason: 'Không đọc được' });
    receive(clerk, mine);
    expect(incoming()?.refusedReason).toBe('Không đọc được');
    await clerk.settle();
    expect(incoming()?.refusedReason).toBe('Gửi nhầm');
    expect(states()).toEqual(['done', 'refused', 'done']);
    expect([...clerk.seen()]).toEqual(asServer());
  });
});

describe('a void cursor', () => {
  test('ends in a snapshot with pending operations kept', async () => {
    receive(clerk, uuid());
    await clerk.settle();
    line.cut = 'before';
    receive();
    line.cut = 'no';
    const changes = line.port.changes;
    let refusals = 1;
    Object.assign(line.port, {
      changes: async (since: number, limit: number) =>
        refusals-- > 0 ? { rejected: 'cannot-calculate-changes' } : changes(since, limit),
    });
    expect(await clerk.pull()).toBe('later');
    expect(clerk.replica.row().cursor).toBeNull();
    expect(incoming()?.state).toBe('arrived');
    await clerk.settle();
    expect([...clerk.seen()]).toEqual(asServer());
    expect(states()).toEqual(['done', 'done']);
  });

  test('IV.1.e: after a restored server brings back what the backup lacks', async () => {
    receive();
    await clerk.settle();
    const restore = office.server.backup();
    const lost = uuid();
    receive(clerk, lost);
    await clerk.settle();
    restore();
    expect(office.server.body('incoming', lost as never)).toBeUndefined();
    for (let round = 0; round < 6; round++) await clerk.settle();
    expect(office.server.body('incoming', lost as never)?.state).toBe('arrived');
    expect([...clerk.seen()]).toEqual(asServer());
    expect(states()).toEqual(['done', 'done']);
  });

  test('an answer that runs backwards is never applied', async () => {
    receive();
    await clerk.settle();
    const { epoch, cursor } = clerk.replica.row();
    const page = {
      epoch: epoch ?? 0,
      head: 1,
      next: 1,
      hasMore: false,
      serverTime: office.clock,
      entities: [],
      gone: [],
    };
    const trip = { sentAt: office.clock, receivedAt: office.clock };
    expect(clerk.replica.applyChanges(page, cursor ?? -1, trip)).toBe('needs-snapshot');
  });
});

test('a device whose clock is a year off writes the corrected time and the right day', async () => {
  office.clock = Instant.parse('2027-11-20T03:00:00.000Z');
  office.server.at = Instant.parse('2026-11-20T03:10:00.000Z');
  await clerk.settle();
  const outgoingId = OutgoingId.parse(uuid());
  receive();
  expect(incoming()?.arrivedOn).toBe('2026-11-20');
  clerk.replica.perform('outgoing.draft', {
    documentId: outgoingId,
    fields: outgoingFields(office.people.leader.id),
    secrecy: 'normal',
    attachments: [],
  });
  expect(clerk.replica.at()).toBe('2026-11-20T03:10:00.000Z');
});
