import { randomUUID } from 'node:crypto';
import { existsSync } from 'node:fs';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { carriedAs } from '../../src/shared/domain/exchange/import-package.ts';
import { Incoming } from '../../src/shared/domain/incoming/incoming.ts';
import { registerId } from '../../src/shared/domain/office/register.ts';
import { ContainmentReport } from '../../src/shared/protocol/secrecy.ts';
import type { TestDevice } from '../support/device.ts';
import { readyToDispatch } from '../support/dispatching.ts';
import { directing, fileRef, incomingFields, receiving, registering } from '../support/papers.ts';
import { makeProvince, type Province, YEAR } from '../support/province.ts';

const WORD = 'Chimlacrung';
const subject = `Về việc ${WORD}`;
let province: Province;
let devices: Record<'clerk' | 'leader' | 'specialist' | 'otherSpecialist', TestDevice>;
let foreign: TestDevice;
beforeAll(async () => {
  province = await makeProvince();
  const of = (name: keyof typeof devices) => province.device(province.a[name]);
  devices = {
    clerk: await of('clerk'),
    leader: await of('leader'),
    specialist: await of('specialist'),
    otherSpecialist: await of('otherSpecialist'),
  };
  foreign = await province.device(province.b.clerk);
});
afterAll(() => province.close());

const headOf = async (device: TestDevice): Promise<number> => (await device.snapshot()).asOf;
const contain = (device: TestDevice, kind: string, id: string) =>
  device.perform('secrecy.contain', { of: { kind, id } });
const report = async (device: TestDevice, kind: string, id: string) => {
  const { status, text } = await device.send('GET', `/v1/containments/${kind}/${id}`);
  return status === 200 ? ContainmentReport.parse(JSON.parse(text)) : status;
};

/** The tables in which a word still stands, whatever their columns. */
async function tablesWith(word: string): Promise<readonly string[]> {
  const tables = await province.ask(
    `select table_name::text as name from information_schema.tables where table_schema = current_schema() order by 1`,
  );
  const found: string[] = [];
  for (const { name } of tables) {
    const [row] = await province.ask(
      `select count(*)::int as n from ${String(name)} t where t::text like $1`,
      [`%${word}%`],
    );
    if (row?.['n'] !== 0) found.push(String(name));
  }
  return found;
}

/** A registered document with a file of its own, given to one specialist. */
async function assigned(): Promise<{ documentId: string; sha256: string }> {
  const { clerk, leader } = devices;
  const documentId = randomUUID();
  const sha256 = await province.keep(`tệp ${documentId}`, province.a.clerk);
  const fields = { ...incomingFields(subject) };
  const file = fileRef(sha256, 41, `${WORD}.pdf`);
  const verdicts = [
    await clerk.perform('incoming.receive', receiving(documentId, { source: 'file', file, fields })),
    await clerk.perform('incoming.register', { ...registering(province.a, documentId), fields }),
    await leader.perform('incoming.direct', directing(documentId, province.a.specialist)),
  ];
  expect(verdicts.map(({ status }) => status)).toEqual(['accepted', 'accepted', 'accepted']);
  return { documentId, sha256 };
}

test('a classified document leaves the server whole, and the containment says what it was and who had it', async () => {
  const { clerk, leader, specialist, otherSpecialist } = devices;
  const { documentId, sha256 } = await assigned();
  const path = province.server.blobs.files.pathOf(sha256 as never);
  const since = await Promise.all([clerk, specialist, otherSpecialist].map(headOf));
  await specialist.send('POST', '/v1/ack', { seq: since[1] });
  expect(await tablesWith(WORD)).toContain('operation_log');

  expect(await contain(specialist, 'incoming', documentId)).toMatchObject({
    code: 'secrecy.only-clerk-leader',
  });
  expect(await contain(foreign, 'incoming', documentId)).toMatchObject({
    code: 'secrecy.nothing-to-contain',
  });
  expect(await contain(leader, 'incoming', documentId)).toMatchObject({ status: 'accepted' });
  await province.server.delivery.drain();

  const pages = await Promise.all(
    [clerk, specialist, otherSpecialist].map((each, index) => each.changes(since[index] ?? 0)),
  );
  const tombstone = { kind: 'incoming', id: documentId, isContained: true };
  expect(pages.map(({ gone }) => gone)).toEqual([[tombstone], [tombstone], [tombstone]]);
  expect((await otherSpecialist.send('GET', '/v1/snapshot')).text).toContain(JSON.stringify(tombstone));
  const containment = pages[0]?.entities.find(({ kind }) => kind === 'containment');
  expect(containment?.body).toEqual({
    v: 1,
    agencyId: province.a.agencyId,
    of: { kind: 'incoming', id: documentId },
    registerId: registerId(province.a.agencyId, 'incoming', YEAR),
    number: 1,
    day: expect.any(String),
    by: province.a.leader,
    at: expect.any(String),
  });
  expect(await tablesWith(WORD)).toEqual([]);
  expect(await tablesWith(sha256)).toEqual(['containment_blobs']);
  expect([existsSync(path), (await clerk.send('GET', `/v1/blobs/${sha256}`)).status]).toEqual([false, 404]);

  const found = await report(clerk, 'incoming', documentId);
  if (typeof found === 'number') throw new Error(`no report: ${String(found)}`);
  // Each said something a moment ago.
  expect(found.devices.every(({ seenAt }) => seenAt !== undefined)).toBe(true);
  const had = found.devices.map(({ officialId, hasAcknowledged, isWiped }) => [
    officialId,
    hasAcknowledged,
    isWiped,
  ]);
  expect(had.sort()).toEqual(
    [
      [province.a.clerk, false, false],
      [province.a.leader, false, false],
      [province.a.specialist, true, false],
    ].sort(),
  );
  expect([found.recipients, found.related, found.isScrubbed]).toEqual([[], [], true]);
  await specialist.send('POST', '/v1/ack', { seq: pages[1]?.next });
  const wiped = await report(clerk, 'incoming', documentId);
  expect(typeof wiped === 'number' ? [] : wiped.devices.filter(({ isWiped }) => isWiped)).toMatchObject([
    { officialId: province.a.specialist },
  ]);
  expect([
    await report(specialist, 'incoming', documentId),
    await report(foreign, 'incoming', documentId),
    await report(clerk, 'incoming', randomUUID()),
  ]).toEqual([404, 404, 404]);
});

test('what is done to it afterwards finds nothing, a second containment says so, and the log stays whole', async () => {
  const { clerk, leader } = devices;
  const { documentId } = await assigned();
  const both = await clerk.push(
    clerk.operation('secrecy.contain', { of: { kind: 'incoming', id: documentId } }),
    clerk.operation('incoming.markRead', { documentId, isRead: true }),
  );
  expect(both.verdicts.map(({ status, code }) => code ?? status)).toEqual(['accepted', 'incoming.not-found']);
  expect(await contain(leader, 'incoming', documentId)).toMatchObject({ code: 'secrecy.already-contained' });
  await province.server.delivery.drain();
  const audits = [];
  const { verifyChains } = await import('../../src/server/audit/verify-chain.ts');
  const { connect } = await import('../../src/server/store/pool.ts');
  const client = await connect(province.server.databaseUrl);
  for await (const audit of verifyChains(client)) audits.push(audit.problem);
  await client.end();
  expect(audits).toEqual([undefined, undefined]);
});

test('a dispatched document is contained at its recipients too; one still in the queue is not delivered', async () => {
  const { clerk } = devices;
  const ready = await readyToDispatch(province, [province.b.agencyId]);
  const { documentId, messageId } = ready;
  expect(await clerk.perform('outgoing.dispatch', ready)).toMatchObject({ status: 'accepted' });
  await province.server.delivery.drain();
  const arrivals = () =>
    province.ask(`select id, body from entities where kind = 'incoming' and body like $1`, [
      `%${messageId}%`,
    ]);
  const [arrived] = await arrivals();
  const { packageSha256 } = Incoming.parse(JSON.parse(String(arrived?.['body'])));
  const since = await headOf(foreign);
  expect(await contain(clerk, 'outgoing', documentId)).toMatchObject({ status: 'accepted' });
  await province.server.delivery.drain();
  expect(await arrivals()).toEqual([]);
  // Whoever carried the package in on a stick meanwhile has it under that name.
  const carried = packageSha256 && carriedAs(province.b.agencyId, packageSha256);
  expect((await foreign.changes(since)).gone).toEqual(
    [arrived?.['id'], carried].map((id) => ({ kind: 'incoming', id, isContained: true })),
  );
  const found = await report(clerk, 'outgoing', documentId);
  expect(typeof found === 'number' ? found : found.recipients).toEqual([
    { agencyId: province.b.agencyId, name: 'Nơi nhận', isContained: true },
  ]);
  expect(typeof (await report(foreign, 'incoming', String(arrived?.['id'])))).toBe('object');

  const next = await readyToDispatch(province, [province.b.agencyId]);
  await clerk.push(
    clerk.operation('outgoing.dispatch', next),
    clerk.operation('secrecy.contain', { of: { kind: 'outgoing', id: next.documentId } }),
  );
  await province.server.delivery.drain();
  expect(
    await province.ask(`select 1 from entities where body like $1 and kind <> 'containment'`, [
      `%${next.messageId}%`,
    ]),
  ).toEqual([]);
});

test('a file that another document carries stays for that one, and the containment names it', async () => {
  const { clerk } = devices;
  const { documentId, sha256 } = await assigned();
  const other = randomUUID();
  await clerk.perform(
    'incoming.receive',
    receiving(other, { source: 'file', file: fileRef(sha256, 41, 'khac.pdf') }),
  );
  await contain(clerk, 'incoming', documentId);
  await province.server.delivery.drain();
  expect((await clerk.send('GET', `/v1/blobs/${sha256}`)).status).toBe(200);
  const found = await report(clerk, 'incoming', documentId);
  expect(typeof found === 'number' ? found : found.related).toEqual([{ kind: 'incoming', id: other }]);
});

test('who drafted what nobody else sees contains it himself, until it has a number', async () => {
  const { specialist, otherSpecialist } = devices;
  const documentId = randomUUID();
  const fields = {
    typeName: 'Công văn',
    codeNotation: 'UBND-VP',
    subject: 'Dự thảo',
    urgency: 'normal',
    signerId: province.a.leader,
    recipientsText: '',
  };
  await specialist.perform('outgoing.draft', { documentId, fields, secrecy: 'normal', attachments: [] });
  expect(await contain(otherSpecialist, 'outgoing', documentId)).toMatchObject({
    code: 'secrecy.only-clerk-leader',
  });
  expect(await contain(specialist, 'outgoing', documentId)).toMatchObject({ status: 'accepted' });
});
