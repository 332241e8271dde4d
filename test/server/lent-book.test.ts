import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { OF_AUTHORITY, registerId } from '../../src/shared/domain/office/register.ts';
import { Outgoing } from '../../src/shared/domain/outgoing/outgoing.ts';
import { dayOf, instantOf } from '../../src/shared/text/day.ts';
import { fileRef, receiving, registering } from '../support/papers.ts';
import { plant } from '../support/plant.ts';
import { makeProvince, type Province, YEAR } from '../support/province.ts';

let province: Province;
beforeAll(async () => {
  province = await makeProvince();
});
afterAll(() => province.close());

/** A signed document of the office, as its authority has it. */
async function signed(): Promise<string> {
  const { agencyId, leader: signerId, specialist: drafterId } = province.a;
  const id = randomUUID();
  const fields = { typeName: 'Công văn', codeNotation: 'SKTS-VP', subject: 'Trả lời', recipientsText: '' };
  const paper = { ...fields, urgency: 'normal', signerId, drafterId, attachmentCount: 0, state: 'signed' };
  const body = Outgoing.parse({ v: 1, agencyId, ...paper });
  await plant(province, agencyId, { kind: 'outgoing', id, body });
  return id;
}

test('a lent book takes numbers from its holder alone; five that come after it was withdrawn are five incidents, and the book has no gap', async () => {
  const { a: office } = province;
  const [holder, other, leader] = [
    await province.device(office.clerk),
    await province.device(office.otherClerk),
    await province.device(office.leader),
  ];
  const book = registerId(office.agencyId, 'outgoing', YEAR);
  const today = dayOf(instantOf(Date.now()));
  const take = (documentId: string, number?: number, epoch = 1) => ({
    ...{ documentId, registerId: book },
    ...(number !== undefined && { given: { number, issuedOn: today, epoch } }),
  });
  const [theirs, ...papers] = await Promise.all(Array.from({ length: 8 }, signed));
  const [first, second, ...lost] = papers;
  const answer = async (device: typeof holder, name: string, args: object) => {
    const { status, code } = await device.perform(name, args);
    return code ?? status;
  };
  const lease = { registerId: book, lastDay: today };
  expect(await answer(holder, 'register.takeLease', lease)).toBe('accepted');
  expect(await answer(other, 'register.takeLease', lease)).toBe('register.lease-taken');
  // A wish waits as itself; the holder's numbers come in order, and a copy of his machine is found out.
  const wish = other.operation('outgoing.takeNumber', take(theirs ?? ''));
  const waits = await other.push(wish);
  expect(waits.verdicts).toMatchObject([{ status: 'retry', code: 'register.leased' }]);
  expect(waits.current.find(({ kind }) => kind === 'register')?.body).toMatchObject({
    lease: { officialId: office.clerk },
  });
  const one = holder.operation('outgoing.takeNumber', take(first ?? '', 1));
  expect((await holder.push(one)).verdicts).toMatchObject([{ status: 'accepted' }]);
  const copied = await holder.pushRaw([{ ...one, operationId: randomUUID() }]);
  expect([copied.status, copied.text]).toEqual([409, expect.stringContaining('device-forked')]);
  expect(await answer(holder, 'outgoing.takeNumber', take(second ?? '', 3))).toBe('register.not-next');
  const withdrawn = { registerId: book, epoch: 1, reason: 'Máy không liên lạc được' };
  expect(await answer(leader, 'register.withdrawLease', withdrawn)).toBe('accepted');
  // Five numbers that stand on paper by now, one of them given to somebody else meanwhile.
  expect((await other.push(wish)).verdicts).toMatchObject([{ status: 'accepted' }]);
  const incidents: string[] = [];
  for (const [index, documentId] of lost.entries()) {
    const args = take(documentId, index + 2);
    expect(await answer(holder, 'outgoing.takeNumber', args)).toBe('register.lease-lost');
    const sha256 = await province.keep(`%PDF-1.7 đã đóng dấu ${String(index)}`, office.clerk);
    const sealed = { file: fileRef(sha256, 30), baseSha256: '0'.repeat(64) };
    const said = { of: { kind: 'outgoing', id: documentId }, subject: 'Trả lời', given: args.given, sealed };
    const incidentId = randomUUID();
    incidents.push(incidentId);
    const report = { incidentId, registerId: book, code: 'register.lease-lost', doneAt: one.doneAt, ...said };
    expect(await answer(holder, 'register.reportIncident', report)).toBe('accepted');
  }
  expect(await answer(other, 'outgoing.takeNumber', take(second ?? ''))).toBe('register.disputed');
  const settle = async (index: number, name: string, more: object) =>
    answer(other, name, { incidentId: incidents[index], ...more });
  const reason = 'Biên bản số 04';
  expect(await settle(0, 'register.keepNumber', { basis: reason })).toBe('register.number-used');
  expect(await settle(2, 'register.voidNumber', { reason })).toBe('register.lower-first');
  expect(await settle(0, 'register.voidNumber', { reason })).toBe('accepted');
  expect(await settle(1, 'register.keepNumber', { basis: reason })).toBe('accepted');
  for (const index of [2, 3, 4])
    expect(await settle(index, 'register.voidNumber', { reason })).toBe('accepted');
  for (const documentId of [second, lost[0], lost[2], lost[3], lost[4]])
    expect(await answer(other, 'outgoing.takeNumber', take(documentId ?? ''))).toBe('accepted');
  expect(await gapsIn(book)).toEqual([{ entries: 11, numbers: 11, last: 11, next: 12, disputed: null }]);
});

/** The book as an inspector reads it: numbers of documents and void entries, which must be 1..n, each once. */
const gapsIn = (book: string) =>
  province.ask(
    `with entries as (
       select (body::json ->> 'number')::int as n from entities
       where kind = 'outgoing' and body::json ->> 'registerId' = $1 and body::json ->> 'number' is not null
       union all
       select (body::json -> 'given' ->> 'number')::int from entities
       where kind = 'incident' and body::json ->> 'registerId' = $1
         and body::json -> 'settled' ->> 'how' = 'void' and body::json -> 'settled' ->> 'isEntry' = 'true')
     select count(*)::int as entries, count(distinct n)::int as numbers, max(n) as last,
       (select (body::json ->> 'next')::int from entities where kind = 'register' and id = $1) as next,
       (select body::json ->> 'disputed' from entities where kind = 'register' and id = $1) as disputed
     from entries`,
    [book],
  );

test('a leased number whose document waits for its file holds back those behind it, and none is refused', async () => {
  const clerk = await province.device(province.a.clerk);
  const book = registerId(province.a.agencyId, 'incoming', YEAR);
  const today = dayOf(instantOf(Date.now()));
  const lastDay = today;
  expect(await clerk.perform('register.takeLease', { registerId: book, lastDay })).toMatchObject({
    status: 'accepted',
  });
  const [waiting, ready] = [randomUUID(), randomUUID()];
  const file = fileRef(randomUUID().replaceAll('-', '').repeat(2), 30);
  const given = (number: number) => ({ given: { number, issuedOn: today, epoch: 1 } });
  const operations = [
    clerk.operation('incoming.receive', receiving(ready)),
    clerk.operation('incoming.receive', { ...receiving(waiting), source: 'file', file }),
    clerk.operation('incoming.register', { ...registering(province.a, waiting), ...given(1) }),
    clerk.operation('incoming.register', { ...registering(province.a, ready), ...given(2) }),
    clerk.operation('register.returnLease', { registerId: book, epoch: 1 }),
  ];
  const { verdicts } = await clerk.push(...operations);
  expect(verdicts.map(({ status }) => status)).toEqual(['accepted', 'retry', 'retry', 'retry', 'retry']);
});

test('what waits for lower numbers after the server was put back holds up neither them nor the decision that gives them up', async () => {
  const clerk = await province.device(province.b.clerk);
  const book = registerId(province.b.agencyId, 'incoming', YEAR);
  const issuedOn = dayOf(instantOf(Date.now()));
  const [highest, lower, later] = [randomUUID(), randomUUID(), randomUUID()];
  for (const documentId of [highest, lower, later])
    await clerk.perform('incoming.receive', receiving(documentId));
  const again = (documentId: string, number: number) =>
    clerk.operation('incoming.register', {
      ...registering(province.b, documentId),
      ...{ given: { number, issuedOn, epoch: OF_AUTHORITY }, seenNext: 5 },
    });
  const outcome = async (...operations: ReturnType<typeof clerk.operation>[]) =>
    (await clerk.push(...operations)).verdicts.map(({ status, code }) => code ?? status);
  const two = again(highest, 2);
  expect(await outcome(two, again(lower, 1))).toEqual(['register.lower-awaited', 'accepted']);
  expect(await outcome(two)).toEqual(['accepted']);
  const four = again(later, 4);
  const lost = { registerId: book, from: 3, incidentIds: [randomUUID()], reason: 'Máy đã mất' };
  const givenUp = clerk.operation('register.voidMissing', lost);
  expect(await outcome(four, givenUp)).toEqual(['register.lower-awaited', 'accepted']);
  expect(await outcome(four)).toEqual(['accepted']);
});

test('a lost number that names another agency’s document shows its clerks nothing of that document', async () => {
  const [ours, theirs] = [await province.device(province.a.clerk), await province.device(province.b.clerk)];
  const documentId = randomUUID();
  const sha256 = await province.keep(`tệp ${documentId}`, province.a.clerk);
  await ours.perform(
    'incoming.receive',
    receiving(documentId, { source: 'file', file: fileRef(sha256, 41) }),
  );
  const book = registerId(province.b.agencyId, 'outgoing', YEAR);
  const today = dayOf(instantOf(Date.now()));
  await theirs.perform('register.takeLease', { registerId: book, lastDay: today });
  const said = { of: { kind: 'incoming', id: documentId }, subject: 'Không phải của mình' };
  const given = { number: 1, issuedOn: today, epoch: 1 };
  const report = { incidentId: randomUUID(), registerId: book, code: 'register.not-next', ...said, given };
  expect(
    await theirs.perform('register.reportIncident', { ...report, doneAt: instantOf(Date.now()) }),
  ).toMatchObject({ status: 'accepted' });
  const later = theirs.operation('incoming.markRead', { documentId, isRead: true });
  const { current } = await theirs.push(later);
  expect(current.filter(({ kind }) => kind === 'incoming')).toEqual([]);
  expect((await theirs.send('GET', `/v1/blobs/${sha256}`)).status).toBe(404);
  const named = receiving(randomUUID(), { source: 'file', file: fileRef(sha256, 41) });
  expect(await theirs.perform('incoming.receive', named)).toMatchObject({ status: 'retry' });
  expect((await ours.send('GET', `/v1/blobs/${sha256}`)).status).toBe(200);
});
