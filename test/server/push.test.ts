import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { registerId } from '../../src/shared/domain/office/register.ts';
import { fileRef, receiving, registering } from '../support/papers.ts';
import { makeProvince, type Province, YEAR } from '../support/province.ts';

let province: Province;
beforeAll(async () => {
  province = await makeProvince();
});
afterAll(() => province.close());

test('an operation that comes again is answered with the same bytes and has no second effect', async () => {
  const clerk = await province.device(province.a.clerk);
  const operation = clerk.operation('incoming.receive', receiving(randomUUID()));
  const [first, second] = [await clerk.pushRaw([operation]), await clerk.pushRaw([operation])];
  const verdictOf = (text: string) => /"verdicts":\[(.*?)\],"current"/.exec(text)?.[1];
  expect(verdictOf(first.text)).toMatch(/^\{"operationId":"[0-9a-f-]{36}","status":"accepted","seq":\d+\}$/);
  expect(verdictOf(second.text)).toBe(verdictOf(first.text));
  expect(
    await province.ask('select count(*)::int as n from operation_log where operation_id = $1', [
      operation.operationId,
    ]),
  ).toEqual([{ n: 1 }]);
});

test('twenty copies of one operation at once have one effect and one answer', async () => {
  const clerk = await province.device(province.a.clerk);
  const operation = clerk.operation('incoming.receive', receiving(randomUUID()));
  const answers = await Promise.all(Array.from({ length: 20 }, () => clerk.push(operation)));
  const [
    {
      verdicts: [verdict],
    } = { verdicts: [] },
  ] = answers;
  expect(verdict?.status).toBe('accepted');
  expect(answers.map(({ verdicts }) => verdicts)).toEqual(answers.map(() => [verdict]));
  expect(
    await province.ask('select count(*)::int as n from operation_log where operation_id = $1', [
      operation.operationId,
    ]),
  ).toEqual([{ n: 1 }]);
});

test('III.1.đ: two clerks who register at the same time get numbers 1..n without a gap', async () => {
  const clerks = await Promise.all([
    province.device(province.b.clerk),
    province.device(province.b.otherClerk),
  ]);
  const work = clerks.flatMap((clerk) =>
    Array.from({ length: 15 }, () => ({ clerk, documentId: randomUUID() })),
  );
  for (const { clerk, documentId } of work) await clerk.perform('incoming.receive', receiving(documentId));
  await Promise.all(
    clerks.map(async (clerk) => {
      for (const { documentId } of work.filter((each) => each.clerk === clerk))
        expect(await clerk.perform('incoming.register', registering(province.b, documentId))).toMatchObject({
          status: 'accepted',
        });
    }),
  );
  const numbers = await province.ask(
    `select (body::json ->> 'arrivalNumber')::int as n from entities where kind = 'incoming' and agency_id = $1 order by n`,
    [province.b.agencyId],
  );
  expect(numbers.map(({ n }) => n)).toEqual(work.map((_each, index) => index + 1));
  const book = registerId(province.b.agencyId, 'incoming', YEAR);
  expect(
    await province.ask(
      `select (body::json ->> 'next')::int as next from entities where kind = 'register' and id = $1`,
      [book],
    ),
  ).toEqual([{ next: work.length + 1 }]);
});

test('a refused operation changes nothing and does not stop the rest of its batch', async () => {
  const clerk = await province.device(province.a.clerk);
  const [first, last] = [randomUUID(), randomUUID()];
  const { verdicts, current } = await clerk.push(
    clerk.operation('incoming.receive', receiving(first)),
    clerk.operation('incoming.receive', receiving(randomUUID(), { secrecy: 'secret' })),
    clerk.operation('incoming.start', { documentId: first }),
    clerk.operation('incoming.nonsense', {}),
    clerk.operation('incoming.receive', { documentId: 'no id' }),
    clerk.operation('incoming.receive', receiving(last)),
  );
  expect(verdicts.map(({ status, code }) => [status, code])).toEqual([
    ['accepted', undefined],
    ['refused', 'secrecy.not-kept-here'],
    ['refused', 'incoming.only-lead'],
    ['refused', 'operation.unknown'],
    ['refused', 'input.invalid'],
    ['accepted', undefined],
  ]);
  expect(current.map(({ id }) => id).sort()).toEqual([first, last].sort());
});

test('an operation that cannot be read is refused alone, and its place in the sequence is filled', async () => {
  const clerk = await province.device(province.a.clerk);
  const deep = Array.from({ length: 40 }).reduce((inner) => [inner], 0);
  const receive = (more: object = {}) => clerk.operation('incoming.receive', receiving(randomUUID()), more);
  const before = receive();
  const unreadable = [
    clerk.operation('x'.repeat(101), {}),
    receive({ doneAt: 'hôm qua' }),
    clerk.operation('incoming.receive', { ...receiving(randomUUID()), deep }),
    clerk.operation('incoming.receive', JSON.parse('{"__proto__":{"roles":["clerk"]}}')),
    clerk.operation('incoming.receive', { text: 'đ'.repeat(40_000) }),
  ];
  const { verdicts } = await clerk.push(before, ...unreadable, receive());
  expect(verdicts.map(({ status, code }) => [status, code])).toEqual([
    ['accepted', undefined],
    ['refused', 'input.invalid'],
    ['refused', 'input.invalid'],
    ['refused', 'input.invalid'],
    ['refused', 'input.invalid'],
    ['refused', 'operation.too-large'],
    ['accepted', undefined],
  ]);
  expect(await clerk.perform('incoming.receive', receiving(randomUUID()))).toMatchObject({
    status: 'accepted',
  });
  // Sent again, as after an answer that was lost: the stored answers come, and still nothing of them is done.
  const again = await clerk.push(...unreadable);
  expect(again.verdicts).toEqual(verdicts.slice(1, -1));
});

test('an operation that the device itself did not sign is refused alone; the signature of one that was is kept', async () => {
  const [clerk, other] = [
    await province.device(province.a.clerk),
    await province.device(province.a.otherClerk),
  ];
  const receive = () => clerk.operation('incoming.receive', receiving(randomUUID()));
  const [good, changed, moved, unsigned] = [receive(), receive(), receive(), receive()];
  const theirs = other.operation('incoming.receive', receiving(randomUUID()));
  const { verdicts } = await clerk.push(
    good,
    { ...changed, args: receiving(randomUUID()) },
    { ...moved, doneAt: '2026-01-01T00:00:00.000Z' },
    { ...unsigned, signature: '' },
    { ...theirs, devSeq: unsigned.devSeq + 1 },
  );
  expect(verdicts.map(({ status, code }) => code ?? status)).toEqual([
    'accepted',
    'operation.unsigned',
    'operation.unsigned',
    'input.invalid',
    'operation.unsigned',
  ]);
  expect(
    await province.ask(
      'select operation_id, done_at, signature from operation_signatures where operation_id = any ($1)',
      [[good, changed, moved].map(({ operationId }) => operationId)],
    ),
  ).toEqual([{ operation_id: good.operationId, done_at: good.doneAt, signature: good.signature }]);
});

test('an operation sees what the earlier ones of its batch did, one sequence number each', async () => {
  const clerk = await province.device(province.a.clerk);
  const documentId = randomUUID();
  const { verdicts } = await clerk.push(
    clerk.operation('incoming.receive', receiving(documentId)),
    clerk.operation('incoming.register', registering(province.a, documentId)),
    clerk.operation('incoming.markRead', { documentId, isRead: true }),
  );
  const [one, two, three] = verdicts.map(({ seq }) => seq ?? 0);
  expect([two, three]).toEqual([(one ?? 0) + 1, (one ?? 0) + 2]);
});

test('the feed of an agency is 1..n, and its log is one unbroken chain', async () => {
  const clerk = await province.device(province.a.clerk);
  await clerk.perform('incoming.receive', receiving(randomUUID()));
  const { agencyId } = province.a;
  const [gaps] = await province.ask(
    `select count(*)::int as n, min(seq)::int as first, max(seq)::int as last,
      (select head::int from feeds where agency_id = $1) as head from operation_log where agency_id = $1`,
    [agencyId],
  );
  expect(gaps).toEqual({ n: gaps?.['last'], first: 1, last: gaps?.['last'], head: gaps?.['last'] });
  const [broken] = await province.ask(
    `select count(*)::int as n from (
      select chain, encode(sha256(convert_to(coalesce(lag(chain) over (order by seq), '') || E'\\n' || seq || E'\\n' || operation_id
        || E'\\n' || official_id || E'\\n' || name || E'\\n' || args_sha256, 'UTF8')), 'hex') as expected
      from operation_log where agency_id = $1) links where chain <> expected`,
    [agencyId],
  );
  expect(broken).toEqual({ n: 0 });
});

test('an id that exists is refused, whoever made it', async () => {
  const clerk = await province.device(province.a.clerk);
  const foreign = await province.device(province.b.clerk);
  const documentId = randomUUID();
  expect(await clerk.perform('incoming.receive', receiving(documentId))).toMatchObject({
    status: 'accepted',
  });
  for (const device of [clerk, foreign])
    expect(await device.perform('incoming.receive', receiving(documentId))).toMatchObject({
      status: 'refused',
      code: 'entity.exists',
    });
});

test('of two devices that create one id at once, one wins and the other is refused', async () => {
  const clerks = await Promise.all([
    province.device(province.a.clerk),
    province.device(province.a.otherClerk),
  ]);
  for (let round = 0; round < 10; round += 1) {
    const documentId = randomUUID();
    const verdicts = await Promise.all(
      clerks.map((clerk) => clerk.perform('incoming.receive', receiving(documentId))),
    );
    expect(verdicts.map(({ status }) => status).sort()).toEqual(['accepted', 'refused']);
  }
});

test('a hole in a device sequence stops the batch and says which number is expected', async () => {
  const clerk = await province.device(province.a.clerk);
  await clerk.perform('incoming.receive', receiving(randomUUID()));
  clerk.operation('incoming.receive', {});
  const answer = await clerk.pushRaw([clerk.operation('incoming.receive', receiving(randomUUID()))]);
  expect([answer.status, JSON.parse(answer.text)]).toEqual([409, { code: 'hole-in-sequence', expected: 2 }]);
});

test('a sequence number that comes again with another operation means two machines under one name', async () => {
  const clerk = await province.device(province.a.clerk);
  await clerk.perform('incoming.receive', receiving(randomUUID()));
  const answer = await clerk.pushRaw([
    clerk.operation('incoming.receive', receiving(randomUUID()), { devSeq: 1 }),
  ]);
  expect([answer.status, JSON.parse(answer.text)]).toEqual([409, { code: 'device-forked' }]);
});

test('after enrolling anew, what the old device had sent is answered as before', async () => {
  const [old, fresh] = [await province.device(province.a.clerk), await province.device(province.a.clerk)];
  const operation = old.operation('incoming.receive', receiving(randomUUID()));
  const { verdicts } = await old.push(operation);
  const again = await fresh.push(
    { ...operation, devSeq: 1 },
    fresh.operation('incoming.receive', receiving(randomUUID()), { devSeq: 2 }),
  );
  expect(again.verdicts[0]).toEqual(verdicts[0]);
  expect(again.verdicts[1]).toMatchObject({ status: 'accepted' });
});

test('the answer to an operation is not for another official who knows its id', async () => {
  const [clerk, other] = [
    await province.device(province.a.clerk),
    await province.device(province.a.otherClerk),
  ];
  const operation = clerk.operation('incoming.receive', receiving(randomUUID()));
  await clerk.push(operation);
  const { verdicts } = await other.push({ ...operation, devSeq: 1 });
  expect(verdicts).toEqual([
    { operationId: operation.operationId, status: 'refused', code: 'entity.exists' },
  ]);
});

test('an operation whose file is not here is to be sent again, and what builds on it waits with it', async () => {
  const clerk = await province.device(province.a.clerk);
  const text = `tệp ${randomUUID()}`;
  const sha256 = await province.keep(text, province.b.clerk);
  const [documentId, other] = [randomUUID(), randomUUID()];
  const operations = [
    clerk.operation(
      'incoming.receive',
      receiving(documentId, { source: 'file', file: fileRef(sha256, text.length) }),
    ),
    clerk.operation('incoming.register', registering(province.a, documentId)),
    clerk.operation('incoming.receive', receiving(other)),
  ];
  const { verdicts } = await clerk.push(...operations);
  expect(verdicts.map(({ status, missingBlobs }) => [status, missingBlobs])).toEqual([
    ['retry', [sha256]],
    ['retry', undefined],
    ['accepted', undefined],
  ]);
  await province.keep(text, province.a.clerk);
  const again = await clerk.push(...operations.slice(0, 2));
  expect(again.verdicts.map(({ status }) => status)).toEqual(['accepted', 'accepted']);
});

test('another protocol version, another history and another device are told apart', async () => {
  const clerk = await province.device(province.a.clerk);
  const body = {
    schema: 1,
    epoch: 1,
    agencyId: clerk.agencyId,
    device: clerk.deviceId,
    operations: [clerk.operation('incoming.receive', receiving(randomUUID()))],
  };
  const codeOf = async (more: object) =>
    JSON.parse((await clerk.send('POST', '/v1/push', { ...body, ...more })).text).code;
  expect(await codeOf({ schema: 99 })).toBe('schema-unsupported');
  expect(await codeOf({ epoch: 2 })).toBe('epoch-differs');
  expect(await codeOf({ device: randomUUID() })).toBe('invalid');
  expect(await codeOf({ agencyId: province.b.agencyId })).toBe('invalid');
});

test('work done offline by an official whose role ended meanwhile is a conflict for a person, not a refusal', async () => {
  const { agencyId, otherClerk } = province.b;
  const clerk = await province.device(otherClerk);
  await clerk.perform('incoming.receive', receiving(randomUUID()));
  const doneAt = new Date(Date.now() - 5).toISOString();
  const appointed = {
    v: 1,
    agencyId,
    fullName: 'otherClerk B',
    position: 'specialist',
    roles: ['specialist'],
  };
  await province.server.authority.execute({
    agencyId,
    actor: 'system',
    operations: [{ name: 'office.appoint', args: { officialId: otherClerk, official: appointed } }],
  });
  const { verdicts } = await clerk.push(
    clerk.operation('incoming.receive', receiving(randomUUID()), { doneAt }),
    clerk.operation('incoming.receive', receiving(randomUUID()), {
      doneAt: new Date(Date.now() + 1000).toISOString(),
    }),
  );
  expect(verdicts.map(({ status, code }) => [status, code])).toEqual([
    ['conflict', 'office.rights-ended'],
    ['refused', 'incoming.only-clerk-receives'],
  ]);
});
