import { afterEach, beforeEach, expect, test } from 'vitest';
import {
  DeviceId,
  Instant,
  LocalDate,
  type OperationId,
  OutgoingId,
} from '../../src/shared/domain/core/values.ts';
import { AppError } from '../../src/shared/errors.ts';
import { incomingFields, outgoingFields, pdfFile } from '../support/documents.ts';
import { Crash, makeFuse } from '../support/fuse.ts';
import { type CutLine, cutLine, makeOffice, type Office } from '../support/office.ts';
import type { TestReplica } from '../support/replica.ts';
import { sha, uuid } from '../support/world.ts';

let office: Office;
let line: CutLine;
let dataDir: string;
let fuse: ReturnType<typeof makeFuse>;
let holder: TestReplica;
let other: TestReplica;
const deviceId = DeviceId.parse(uuid());
const open = () =>
  office.replica('clerk', {
    ...{ dataDir, deviceId, server: line.port },
    inspect: () => office.server.inspected,
    failpoint: (name) => fuse.failpoint(name),
  });

/** Two machines of the clerk; the first one holds the book and has no line. */
beforeEach(async () => {
  office = makeOffice();
  fuse = makeFuse();
  dataDir = office.folder();
  line = cutLine(office.server.connect(office.people.clerk.id), () => new AppError('server.unreachable'));
  holder = open();
  await holder.settle();
  other = await office.ready('clerk');
});
afterEach(() => office.close());

const book = () => office.server.body('register', office.book('outgoing'));
const put = (state: 'submitted' | 'signed' = 'signed', documentId = OutgoingId.parse(uuid())): OutgoingId => {
  office.server.put('outgoing', documentId, {
    ...{ v: 1, agencyId: office.agencyId, state, attachmentCount: 0, file: pdfFile('c') },
    ...{
      ...outgoingFields(office.people.leader.id),
      drafterId: office.people.specialist.id,
      draftedOn: LocalDate.parse('2026-11-18'),
    },
  });
  return documentId;
};
/** A machine hears of the new epoch in one round and settles in the next. */
const settleAfresh = async (who: TestReplica) => {
  for (let round = 0; round < 3; round++) await who.settle();
};
const takeLease = async (who = holder, lastDay = '2026-11-30') => {
  const { outcome } = who.replica.perform('register.takeLease', {
    registerId: office.book('outgoing'),
    lastDay,
  });
  expect(outcome).toBe('waiting');
  await who.settle();
};
const number = (documentId: OutgoingId, who = holder) =>
  who.replica.perform('outgoing.takeNumber', { documentId, registerId: office.book('outgoing') }).outcome;
const withdraw = () =>
  office.server.give(
    'register.withdrawLease',
    { registerId: office.book('outgoing'), epoch: book()?.lease?.epoch, reason: 'Máy không liên lạc được' },
    office.people.leader,
  );
/** A seal over that number, kept on this machine as the signing flow keeps it. */
async function seal(documentId: OutgoingId, n: number) {
  office.server.inspected = {
    ...{ continuesBase: true, isIntact: true, signatureCount: 2, signerCertificateSha256: sha('5') },
    ...{ numberText: String(n).padStart(2, '0'), dateText: 'ngày 20 tháng 11 năm 2026' },
  };
  const bytes = Buffer.from(`%PDF-1.7 đã đóng dấu số ${String(n)}`);
  const signed = { ...pdfFile(), ...(await holder.blobs.put(bytes, bytes.length)) };
  const versionId = uuid();
  const args = { documentId, versionId, baseSha256: sha('c'), signed, role: 'agency' };
  expect(holder.replica.perform('outgoing.recordSignature', args).outcome).toBe('applied');
  return signed.sha256;
}
const incidents = () =>
  [...office.server.rows().values()].flatMap(({ ref, body }) =>
    ref.kind === 'incident' ? [{ id: ref.id, ...office.server.body('incident', ref.id), body }] : [],
  );
/** Numbers of the book at the authority: of documents, and void entries. */
const entries = (): readonly number[] =>
  [...office.server.rows().values()]
    .flatMap(({ ref }) => {
      if (ref.kind === 'outgoing') return office.server.body('outgoing', ref.id)?.number ?? [];
      const incident = ref.kind === 'incident' ? office.server.body('incident', ref.id) : undefined;
      return incident?.settled?.how === 'void' && incident.settled.isEntry ? incident.given.number : [];
    })
    .sort((a, b) => a - b);
const wishes = (who: TestReplica) =>
  who
    .outbox()
    .flatMap(({ name, state, code, settled }) =>
      name === 'outgoing.takeNumber' && !settled ? [[state, code]] : [],
    );

test('the holder numbers and seals without a line, others wait as long as it takes, and after the return they get theirs', async () => {
  const [one, two, theirs] = [put(), put(), put()];
  await takeLease();
  await other.settle();
  expect(number(theirs, other)).toBe('waiting');
  for (let round = 0; round < 22; round++) expect(await other.push()).toBe('later');
  await other.pull();
  expect(wishes(other)).toEqual([['sent', 'register.leased']]);
  line.cut = 'before';
  expect([number(one), number(two)]).toEqual(['applied', 'applied']);
  await seal(one, 1);
  expect([holder.replica.read('outgoing', one), holder.replica.read('outgoing', two)]).toMatchObject([
    { state: 'sealed', number: 1, issuedOn: '2026-11-20' },
    { state: 'numbered', number: 2 },
  ]);
  line.cut = 'no';
  holder.replica.perform('register.returnLease', { registerId: office.book('outgoing'), epoch: 1 });
  await holder.settle();
  expect(book()).not.toHaveProperty('lease');
  await other.settle();
  expect(wishes(other)).toEqual([]);
  expect(office.server.body('outgoing', theirs)).toMatchObject({ state: 'numbered', number: 3 });
  expect(office.server.body('outgoing', one)).toMatchObject({ state: 'sealed', number: 1 });
  expect(entries()).toEqual([1, 2, 3]);
});

test('a wish that waits for the book stands back behind whatever was given after it', async () => {
  await takeLease();
  await other.settle();
  number(put(), other);
  await other.pull();
  await other.push();
  other.replica.perform('incoming.receive', {
    ...{ documentId: uuid(), source: 'paper', secrecy: 'normal', attachments: [] },
    fields: incomingFields(),
  });
  expect(other.replica.takeBatch().map(({ name }) => name)).toEqual([
    'incoming.receive',
    'outgoing.takeNumber',
  ]);
});

test('a leased number is never taken back, and one that waits holds back those behind it', async () => {
  const [one, two] = [put(), put()];
  await takeLease();
  line.cut = 'before';
  const { operationId } = holder.replica.perform('outgoing.takeNumber', {
    documentId: one,
    registerId: office.book('outgoing'),
  });
  number(two);
  expect(() => holder.replica.takeBack(operationId)).toThrow(
    expect.objectContaining({ code: 'register.number-given' }),
  );
  holder.replica.park(operationId, 'invalid');
  holder.replica.perform('register.returnLease', { registerId: office.book('outgoing'), epoch: 1 });
  expect(holder.replica.takeBatch()).toEqual([]);
  holder.replica.unpark();
  expect(holder.replica.takeBatch().map(({ name }) => name)).toEqual([
    'outgoing.takeNumber',
    'outgoing.takeNumber',
    'register.returnLease',
  ]);
});

test.each([undefined, 'push.after-answer', 'push.after-verdicts'] as const)(
  'five sealed documents after the book was withdrawn: five incidents with their files, none renumbered (ended at %s)',
  async (place) => {
    const documents = [put(), put(), put(), put(), put()];
    const theirs = put();
    await takeLease();
    line.cut = 'before';
    const sealed: string[] = [];
    for (const [index, documentId] of documents.entries()) {
      number(documentId);
      sealed.push(await seal(documentId, index + 1));
    }
    expect(withdraw()).toMatchObject({ status: 'accepted' });
    await other.settle();
    number(theirs, other);
    await other.settle();
    line.cut = 'no';
    fuse.arm(place);
    if (place) {
      await expect(holder.settle()).rejects.toThrow(Crash);
      holder.close();
      holder = open();
    }
    await holder.settle();
    const found = incidents().sort((a, b) => (a.given?.number ?? 0) - (b.given?.number ?? 0));
    expect(
      found.map(({ of, given, sealed: kept, code }) => [of?.id, given?.number, kept?.file.sha256, code]),
    ).toEqual(documents.map((id, index) => [id, index + 1, sealed[index], 'register.lease-lost']));
    for (const each of sealed) expect(office.server.blobs.has(each)).toBe(true);
    for (const id of documents) expect(office.server.body('outgoing', id)).toMatchObject({ state: 'signed' });
    expect(entries()).toEqual([1]);
    // Number 1 went to another document meanwhile; 2 and 3 are kept, 4 and 5 made void, and the papers get new ones.
    await other.settle();
    const late = put();
    await other.pull();
    number(late, other);
    await other.settle();
    expect(wishes(other)).toEqual([['sent', 'register.disputed']]);
    for (const [index, { id }] of found.entries()) {
      const args = { incidentId: id, [index === 1 || index === 2 ? 'basis' : 'reason']: 'Biên bản số 04' };
      const name = index === 1 || index === 2 ? 'register.keepNumber' : 'register.voidNumber';
      expect(other.replica.perform(name, args).outcome).toBe('waiting');
      await other.settle();
    }
    for (const index of [0, 3, 4]) number(documents[index] as OutgoingId, other);
    await other.settle();
    expect(wishes(other)).toEqual([]);
    expect(entries()).toEqual([1, 2, 3, 4, 5, 6, 7, 8, 9]);
    expect(book()).toMatchObject({ next: 10 });
    expect(book()).not.toHaveProperty('disputed');
    await holder.settle();
    expect([...holder.seen()]).toEqual(
      [...office.server.seenBy(office.people.clerk.id)].sort(([a], [b]) => (a < b ? -1 : 1)),
    );
  },
);

test('a number is told although the server was put back to before its paper was signed, when its holder may not see that', async () => {
  await takeLease();
  const paper = put('submitted');
  const restore = office.server.backup();
  put('signed', paper);
  await holder.pull();
  line.cut = 'before';
  expect(number(paper)).toBe('applied');
  restore();
  line.cut = 'no';
  await holder.settle();
  expect(holder.outbox()).toContainEqual(
    expect.objectContaining({ name: 'outgoing.takeNumber', state: 'refused', code: 'outgoing.not-signed' }),
  );
  expect(incidents()).toMatchObject([
    { of: { id: paper }, given: { number: 1, epoch: 1 }, isDisputed: true, code: 'outgoing.not-signed' },
  ]);
});

test('a server put back in time gives papers their numbers again, whichever desk speaks first, and nothing seen to another', async () => {
  const [first, second, third] = [put(), put(), put()] as const;
  await holder.settle();
  await other.settle();
  const restore = office.server.backup();
  for (const [document, who] of [
    [first, holder],
    [second, other],
  ] as const) {
    number(document, who);
    await who.settle();
    await holder.settle();
  }
  await other.settle();
  restore();
  const numbers = () => [first, second, third].map((id) => office.server.body('outgoing', id)?.number);
  number(third, other);
  await settleAfresh(other);
  expect(numbers()).toEqual([undefined, undefined, undefined]);
  expect(other.outbox().map(({ code }) => code)).toEqual(Array(2).fill('register.lower-awaited'));
  await settleAfresh(holder);
  await other.settle();
  expect(numbers()).toEqual([1, 2, 3]);
  expect(incidents()).toEqual([]);
});

test('numbers that no desk brings back to a server put back in time are given up by a clerk, and the book goes on', async () => {
  const [lost, late] = [put(), put()] as const;
  await holder.settle();
  const restore = office.server.backup();
  number(lost);
  await holder.settle();
  await other.settle();
  restore();
  number(late, other);
  await settleAfresh(other);
  expect(wishes(other)).toEqual([['sent', 'register.lower-awaited']]);
  const incidentId = uuid();
  const missing = {
    registerId: office.book('outgoing'),
    from: 1,
    incidentIds: [incidentId],
    reason: 'Máy đã mất',
  };
  other.replica.perform('register.voidMissing', missing);
  await other.settle();
  expect(office.server.body('outgoing', late)).toMatchObject({ number: 2 });
  expect(entries()).toEqual([1, 2]);
  // The machine comes back after all: its paper bears a number that is void by now.
  await settleAfresh(holder);
  expect(incidents()).toContainEqual(
    expect.objectContaining({
      of: { kind: 'outgoing', id: lost },
      isDisputed: false,
      code: 'register.number-used',
    }),
  );
});

test('what the device reports of a lost number nobody takes back before it is sent', async () => {
  await takeLease();
  const paper = put();
  await holder.pull();
  line.cut = 'before';
  number(paper);
  withdraw();
  line.cut = 'no';
  await holder.push();
  expect(holder.outbox().at(-1)).toMatchObject({ name: 'register.reportIncident', state: 'waiting' });
  const report = holder.replica.store.read
    .prepare<[], OperationId>('select operation_id from outbox order by n desc limit 1')
    .pluck()
    .get();
  expect(() => holder.replica.takeBack(report as OperationId)).toThrow(
    expect.objectContaining({ code: 'register.number-given' }),
  );
  await holder.settle();
  expect(incidents()).toHaveLength(1);
});

test('after its last day the holder waits like everybody; at the turn of the year the old book gives none', async () => {
  const [before, after] = [put(), put()];
  office.clock = Instant.parse('2026-12-28T03:00:00.000Z');
  office.server.at = office.clock;
  await holder.pull();
  await takeLease(holder, '2026-12-31');
  line.cut = 'before';
  office.clock = Instant.parse('2026-12-31T16:59:00.000Z');
  expect(number(before)).toBe('applied');
  office.clock = Instant.parse('2026-12-31T17:00:00.000Z');
  expect(number(after)).toBe('waiting');
  office.server.at = Instant.parse('2027-01-01T02:00:00.000Z');
  line.cut = 'no';
  await holder.settle();
  expect(office.server.body('outgoing', before)).toMatchObject({
    number: 1,
    issuedOn: LocalDate.parse('2026-12-31'),
  });
  expect(holder.outbox().at(-1)).toMatchObject({ state: 'refused', code: 'register.wrong-date' });
  expect(entries()).toEqual([1]);
});

test('a copy of the machine’s folder has the lease too, and yet no number comes twice', async () => {
  const documents = [put(), put(), put()] as const;
  await takeLease();
  const copy = await office.ready('clerk', { deviceId });
  line.cut = 'before';
  expect([number(documents[0]), number(documents[1], copy)]).toEqual(['applied', 'applied']);
  line.cut = 'no';
  await copy.settle();
  await holder.settle();
  expect(entries()).toEqual([1]);
  expect(incidents()).toHaveLength(1);
});

test('a number whose document was contained before it was sent is told without a word of the document, and given to nobody else', async () => {
  const [contained, next] = [put(), put()] as const;
  await takeLease();
  expect(number(contained)).toBe('applied');
  const of = { kind: 'outgoing', id: contained };
  expect(office.server.give('secrecy.contain', { of }, office.people.leader)).toMatchObject({
    status: 'accepted',
  });
  await holder.pull();
  expect(number(next)).toBe('applied');
  await holder.settle();
  expect(incidents()).toMatchObject([
    { of, given: { number: 1 }, isDisputed: true, code: 'secrecy.was-contained' },
  ]);
  expect(incidents()[0]?.body).not.toHaveProperty('subject');
  expect(office.server.body('outgoing', next)).toMatchObject({ state: 'signed' });
  const settling = { incidentId: incidents()[0]?.id, reason: 'Văn bản đã cách ly' };
  holder.replica.perform('register.voidNumber', settling);
  await holder.settle();
  expect(office.server.body('outgoing', next)).toMatchObject({ state: 'numbered', number: 2 });
  expect(entries()).toEqual([1, 2]);
});
