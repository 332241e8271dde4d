import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { OfficialId } from '../../src/shared/domain/core/values.ts';
import { registerId } from '../../src/shared/domain/office/register.ts';
import { Outgoing } from '../../src/shared/domain/outgoing/outgoing.ts';
import type { EntityRow } from '../../src/shared/protocol/rows.ts';
import { OpenWorkResponse, WORK_ROWS_MAX } from '../../src/shared/protocol/work.ts';
import { applyTo, enrolDevice, pullAll, type TestDevice } from '../support/device.ts';
import { directing, receiving, registering } from '../support/papers.ts';
import { plant } from '../support/plant.ts';
import { makeProvince, type Province, YEAR } from '../support/province.ts';

let province: Province;
beforeAll(async () => {
  province = await makeProvince();
});
afterAll(() => province.close());

const cursorOf = async (device: TestDevice): Promise<number> => (await device.snapshot()).asOf;
const keysOf = (rows: Iterable<{ kind: string; id: string }>): string[] =>
  [...rows].map(({ kind, id }) => `${kind}:${id}`).sort();

async function registered(clerk: TestDevice): Promise<string> {
  const documentId = randomUUID();
  await clerk.push(
    clerk.operation('incoming.receive', receiving(documentId)),
    clerk.operation('incoming.register', registering(province.a, documentId)),
  );
  return documentId;
}

test('an official pulls what he may see and nothing of another agency', async () => {
  const [clerk, specialist, foreign] = await Promise.all(
    [province.a.clerk, province.a.specialist, province.b.clerk].map(province.device),
  );
  if (!clerk || !specialist || !foreign) throw new Error('three devices');
  const cursors = await Promise.all([clerk, specialist, foreign].map(cursorOf));
  const documentId = await registered(clerk);
  const pages = await Promise.all(
    [clerk, specialist, foreign].map((each, index) => each.changes(cursors[index] ?? 0)),
  );
  expect(pages.map(({ entities }) => keysOf(entities))).toEqual([
    [`incoming:${documentId}`, `register:${registerId(province.a.agencyId, 'incoming', YEAR)}`],
    [],
    [],
  ]);
  expect(pages.map(({ hasMore }) => hasMore)).toEqual([false, false, false]);
});

test('who is assigned to a document gets it whole, with what was there before', async () => {
  const [clerk, leader, specialist] = [
    await province.device(province.a.clerk),
    await province.device(province.a.leader),
    await province.device(province.a.specialist),
  ];
  const documentId = await registered(clerk);
  await clerk.perform('incoming.markRead', { documentId, isRead: true });
  const since = await cursorOf(specialist);
  const order = directing(documentId, province.a.specialist);
  const verdict = await leader.perform('incoming.direct', order);
  const page = await specialist.changes(since);
  expect(keysOf(page.entities)).toEqual(
    [
      `assignment:${order.assignments[0]?.assignmentId ?? ''}`,
      `directive:${order.directiveId}`,
      `incoming:${documentId}`,
      `reading:${documentId}/${province.a.clerk}`,
    ].sort(),
  );
  expect(page.next).toBe(verdict.seq);
});

test('IV.1.d: who loses sight of a document is told that it is gone, and gets it back whole', async () => {
  const clerk = await province.device(province.a.clerk);
  const leader = await province.device(province.a.leader);
  const specialist = await province.device(province.a.otherSpecialist);
  const documentId = await registered(clerk);
  const held = new Map<string, EntityRow>();
  const { asOf, entities } = await specialist.snapshot();
  applyTo(held, entities);
  let cursor = await pullAll(specialist, held, asOf);
  await leader.perform('incoming.direct', directing(documentId, province.a.otherSpecialist));
  cursor = await pullAll(specialist, held, cursor);
  expect(held.has(`incoming:${documentId}`)).toBe(true);

  // No command takes an assignment back yet, so the authority's own words are used: the assignment passes to somebody else.
  await moveAssignment(documentId, province.a.otherSpecialist, province.a.specialist);
  const page = await specialist.changes(cursor);
  expect(page.gone).toEqual([{ kind: 'incoming', id: documentId }]);
  expect(page.entities).toEqual([]);
  applyTo(held, page.entities, page.gone);
  expect([...held.values()].filter(({ rootId }) => rootId === documentId)).toEqual([]);

  await leader.perform('incoming.direct', directing(documentId, province.a.otherSpecialist));
  const back = await specialist.changes(page.next);
  expect(back.entities.filter(({ kind }) => kind === 'incoming').map(({ id }) => id)).toEqual([documentId]);
  expect(back.entities.filter(({ kind }) => kind === 'directive')).toHaveLength(2);
  expect(back.gone).toEqual([]);

  // Whoever slept through both hears of neither loss: the document is his, whole.
  const slept = await specialist.changes(cursor);
  expect(slept.gone).toEqual([]);
  expect(keysOf(slept.entities)).toEqual(keysOf(back.entities));
});

async function moveAssignment(documentId: string, from: string, to: string): Promise<void> {
  const [row] = await province.ask(
    `select id, body from entities where kind = 'assignment' and root_id = $1 and body::json ->> 'officialId' = $2`,
    [documentId, from],
  );
  const body = { ...JSON.parse(String(row?.['body'])), officialId: to };
  await plant(province, province.a.agencyId, { kind: 'assignment', id: String(row?.['id']), body });
}

test('a snapshot and the changes since it end where the changes alone end, whatever the page size', async () => {
  const clerk = await province.device(province.a.clerk);
  const start = await clerk.snapshot();
  const byChanges = new Map<string, EntityRow>();
  applyTo(byChanges, start.entities);
  const documents: string[] = [];
  for (let index = 0; index < 12; index += 1) documents.push(await registered(clerk));
  const middle = await clerk.snapshot();
  for (const documentId of documents) await clerk.perform('incoming.markRead', { documentId, isRead: true });
  await pullAll(clerk, byChanges, start.asOf, 3);
  const bySnapshot = new Map<string, EntityRow>();
  applyTo(bySnapshot, middle.entities);
  await pullAll(clerk, bySnapshot, middle.asOf, 500);
  const fresh = new Map<string, EntityRow>();
  applyTo(fresh, (await clerk.snapshot()).entities);
  const sorted = (held: Map<string, EntityRow>) => [...held].sort(([a], [b]) => (a < b ? -1 : 1));
  expect(sorted(byChanges)).toEqual(sorted(fresh));
  expect(sorted(bySnapshot)).toEqual(sorted(fresh));
  expect(fresh.size).toBeGreaterThan(24);
});

test('a page never cuts an operation in two', async () => {
  const clerk = await province.device(province.a.clerk);
  const since = await cursorOf(clerk);
  const { verdicts } = await clerk.push(
    clerk.operation(
      'incoming.receive',
      receiving(randomUUID(), {
        attachments: await Promise.all(
          [1, 2, 3].map(async (n) => ({
            attachmentId: randomUUID(),
            file: {
              sha256: await province.keep(`kèm ${String(n)}`, province.a.clerk),
              name: 'kem.pdf',
              sizeBytes: 5,
              mediaType: 'application/pdf',
            },
          })),
        ),
      }),
    ),
    clerk.operation('incoming.receive', receiving(randomUUID())),
  );
  const page = await clerk.changes(since, 1);
  expect(page.entities).toHaveLength(4);
  expect([page.next, page.hasMore]).toEqual([verdicts[0]?.seq, true]);
});

test('a cursor of another history gets 410, whose only cure is a snapshot', async () => {
  const clerk = await province.device(province.a.clerk);
  const { status, text } = await clerk.send('GET', '/v1/changes?since=999999');
  expect([status, JSON.parse(text)]).toEqual([410, { code: 'cannot-calculate-changes' }]);
  const token = await clerk.send('GET', '/v1/snapshot?page=bm9uc2Vuc2U');
  expect([token.status, JSON.parse(token.text)]).toEqual([410, { code: 'cannot-calculate-changes' }]);
});

test('IV.1.đ: an official whose roles change gets 410, and his snapshot follows the new roles', async () => {
  const { agencyId, otherClerk, clerk } = province.b;
  const [device, writer] = [await province.device(otherClerk), await province.device(clerk)];
  const documentId = randomUUID();
  await writer.perform('incoming.receive', receiving(documentId));
  const before = await device.snapshot();
  expect(keysOf(before.entities)).toContain(`incoming:${documentId}`);
  const official = { v: 1, agencyId, fullName: 'Người khác', position: 'Chuyên viên', roles: ['specialist'] };
  const appoint = (args: object) =>
    province.server.authority.execute({
      agencyId,
      actor: 'system',
      operations: [{ name: 'office.appoint', args }],
    });
  await appoint({ officialId: otherClerk, official });
  expect((await device.send('GET', `/v1/changes?since=${String(before.asOf)}`)).status).toBe(410);
  const after = await device.snapshot();
  expect(keysOf(after.entities)).not.toContain(`incoming:${documentId}`);
  await appoint({ officialId: otherClerk, official: { ...official, fullName: 'Tên mới' } });
  expect(keysOf((await device.changes(after.asOf)).entities)).toEqual([`official:${otherClerk}`]);
});

test('who is handed the seal gets what waits for it with a new snapshot, and loses it with the next when it is taken back', async () => {
  const { agencyId, clerk, leader, specialist: holder } = province.a;
  const [writer, device] = [await province.device(clerk), await province.device(holder)];
  const [documentId, handoverId] = [randomUUID(), randomUUID()];
  const fields = {
    typeName: 'Công văn',
    codeNotation: 'UBND-VP',
    subject: 'Chờ đóng dấu',
    urgency: 'normal',
  };
  const numbered = { state: 'numbered', number: 9, issuedOn: `${YEAR}-11-23`, attachmentCount: 0 };
  const people = { signerId: leader, drafterId: leader, recipientsText: '' };
  const body = Outgoing.parse({ v: 1, agencyId, ...fields, ...numbered, ...people });
  await plant(province, agencyId, { kind: 'outgoing', id: documentId, body });
  const at = (hours: number) => new Date(Date.now() + hours * 3_600_000).toISOString();
  const papers = { permission: 'Giấy ủy quyền số 12', minutes: 'Biên bản số 03' };
  const sees = async () => keysOf((await device.snapshot()).entities).includes(`outgoing:${documentId}`);
  expect(await sees()).toBe(false);
  for (const [name, args, isSeen] of [
    ['office.handOverSeal', { handoverId, officialId: holder, from: at(-1), to: at(24), ...papers }, true],
    ['office.takeBackSeal', { handoverId }, false],
  ] as const) {
    const since = await cursorOf(device);
    expect(await writer.perform(name, args)).toMatchObject({ status: 'accepted' });
    const { status } = await device.send('GET', `/v1/changes?since=${String(since)}`);
    expect([status, await sees()]).toEqual([410, isSeen]);
  }
});

test('the stream of events says that there is something to pull, and only that', async () => {
  const [clerk, specialist] = [
    await province.device(province.a.clerk),
    await province.device(province.a.specialist),
  ];
  const stop = new AbortController();
  const answer = await fetch(`${province.address}/v1/events`, {
    headers: await specialist.prove('GET', '/v1/events'),
    signal: stop.signal,
  });
  const reader = answer.body?.getReader();
  const next = async () => Buffer.from((await reader?.read())?.value ?? []).toString('utf8');
  const first = await next();
  const { seq } = await clerk.perform('incoming.receive', receiving(randomUUID()));
  expect([first, await next()]).toEqual([
    `data: {"head":${String((seq ?? 0) - 1)}}\n\n`,
    `data: {"head":${String(seq)}}\n\n`,
  ]);
  stop.abort();
});

test('the directory lists the agencies, and an acknowledgement is kept', async () => {
  const clerk = await province.device(province.a.clerk);
  const { agencies } = JSON.parse((await clerk.send('GET', '/v1/directory')).text) as {
    agencies: { agencyId: string }[];
  };
  expect(agencies.map(({ agencyId }) => agencyId).sort()).toEqual(
    [province.a.agencyId, province.b.agencyId].sort(),
  );
  await clerk.send('POST', '/v1/ack', { seq: 7 });
  await clerk.send('POST', '/v1/ack', { seq: 5 });
  expect(await province.ask('select acked_seq from devices where id = $1', [clerk.deviceId])).toEqual([
    { acked_seq: 7 },
  ]);
});

const signedManySql = `with made as (
  insert into entities (kind, id, agency_id, root_kind, root_id, seq, body)
  select 'outgoing', id, $1, 'outgoing', id, 1, $2
  from (select '00000000-0000-4000-8000-' || lpad(n::text, 12, '0') as id from generate_series(1, $4::int) n) ids returning id)
  insert into access (agency_id, root_kind, root_id, principal, source_kind, source_id, from_seq)
  select $1, 'outgoing', id, $3, 'outgoing', id, 1 from made`;

test('who has left sees no document; the administrator is told what was in his hands, and another goes on with it', async () => {
  const { agencyId, clerk, leader, otherSpecialist: from, specialist: toId } = province.a;
  const administratorId = OfficialId.parse(randomUUID());
  const person = { v: 1, agencyId, fullName: 'Quản trị', position: 'Quản trị', roles: ['administrator'] };
  await province.server.authority.execute({
    agencyId,
    actor: 'system',
    operations: [{ name: 'office.appoint', args: { officialId: administratorId, official: person } }],
  });
  const [writer, head, leaver, heir, administrator] = [
    await province.device(clerk),
    await province.device(leader),
    await province.device(from),
    await province.device(toId),
    await enrolDevice(province.address, await province.server.devices.issueCode(agencyId, administratorId)),
  ];
  const documentId = await registered(writer);
  await head.perform('incoming.direct', directing(documentId, from));
  const draftId = randomUUID();
  const fields = {
    typeName: 'Tờ trình',
    codeNotation: 'UBND-VP',
    subject: 'Bản thảo riêng',
    urgency: 'normal',
  };
  const draft = { v: 1, agencyId, ...fields, state: 'draft', attachmentCount: 0, recipientsText: '' };
  const body = Outgoing.parse({ ...draft, signerId: leader, drafterId: from });
  await plant(province, agencyId, { kind: 'outgoing', id: draftId, body });
  // What he only signed is seen by him as well, and is more than one answer tells.
  const signed = Outgoing.parse({ ...draft, state: 'signed', signerId: from, drafterId: toId });
  await province.ask(signedManySql, [
    agencyId,
    JSON.stringify(signed),
    `official:${from}`,
    WORK_ROWS_MAX + 1,
  ]);
  const since = await cursorOf(leaver);

  const record = { officialId: from, leftOn: '2026-01-02' };
  expect(await writer.perform('office.recordLeaving', record)).toMatchObject({ status: 'refused' });
  expect(await administrator.perform('office.recordLeaving', record)).toMatchObject({ status: 'accepted' });
  // His cursor is void, and the snapshot that follows has the office's own lists alone.
  expect((await leaver.send('GET', `/v1/changes?since=${String(since)}`)).status).toBe(410);
  const kept = new Set((await leaver.snapshot()).entities.map(({ kind }) => kind));
  expect([kept.has('official'), kept.has('incoming'), kept.has('outgoing'), kept.has('assignment')]).toEqual([
    ...[true, false, false, false],
  ]);
  expect(await leaver.perform('incoming.start', { documentId })).toMatchObject({
    ...{ status: 'refused', code: 'office.has-left' },
  });

  const asked = async (device: TestDevice) => device.send('GET', `/v1/officials/${from}/work`);
  const { work } = OpenWorkResponse.parse(JSON.parse((await asked(administrator)).text));
  // Besides what tests before this one gave him.
  expect(work.map(({ of, part }) => `${of.id} ${part}`)).toEqual(
    expect.arrayContaining([`${documentId} lead`, `${draftId} drafter`]),
  );
  // He reads no documents: their subjects are not told.
  expect(JSON.stringify(work)).not.toMatch(/subject|Bản thảo riêng/);
  expect((await asked(writer)).status).toBe(404);
  for (const { of, assignmentIds } of work) {
    const given = { of, fromId: from, toId, assignmentIds };
    expect(await administrator.perform('office.handOverWork', given)).toMatchObject({ status: 'accepted' });
  }
  expect(JSON.parse((await asked(administrator)).text)).toEqual({ work: [], isMore: false });
  expect(keysOf((await heir.snapshot()).entities)).toEqual(
    expect.arrayContaining([`incoming:${documentId}`, `outgoing:${draftId}`]),
  );
  expect(await heir.perform('incoming.start', { documentId })).toMatchObject({ status: 'accepted' });
});
