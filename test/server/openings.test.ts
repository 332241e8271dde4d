import { createHash, randomUUID } from 'node:crypto';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Vault } from '../../src/main/ports.ts';
import { httpEnrol, httpServer } from '../../src/main/sync/http/server.ts';
import { DocumentRef } from '../../src/shared/domain/core/document-ref.ts';
import { OfficialId } from '../../src/shared/domain/core/values.ts';
import {
  OPENINGS_KEPT_DAYS,
  OPENINGS_MAX,
  OPENINGS_SHOWN_MAX,
  OpeningCounts,
  OpeningsReport,
} from '../../src/shared/protocol/openings.ts';
import { instantOf } from '../../src/shared/text/day.ts';
import { enrolDevice, type TestDevice } from '../support/device.ts';
import { incomingFields, receiving, registering } from '../support/papers.ts';
import { makeProvince, type Office, type Province } from '../support/province.ts';

const WORD = 'Chimlacrung';
const HASH = createHash('sha256').update('tệp').digest('hex');
let province: Province;
let clerk: TestDevice;
let administrator: TestDevice;
let theirs: TestDevice;
const of = { kind: 'incoming', id: randomUUID() } as const;
const foreign = { kind: 'incoming', id: randomUUID() } as const;

/** The administrator of an office, with a device. */
async function administratorOf({ agencyId }: Office): Promise<TestDevice> {
  const officialId = OfficialId.parse(randomUUID());
  const official = { v: 1, agencyId, fullName: 'Quản trị', position: 'Quản trị', roles: ['administrator'] };
  const operations = [{ name: 'office.appoint', args: { officialId, official } }];
  await province.server.authority.execute({ agencyId, actor: 'system', operations });
  const code = await province.server.devices.issueCode(agencyId, officialId);
  return enrolDevice(province.address, code);
}
beforeAll(async () => {
  province = await makeProvince();
  const { a, b } = province;
  [clerk, administrator, theirs] = [
    await province.device(a.clerk),
    await administratorOf(a),
    await administratorOf(b),
  ];
  const fields = incomingFields(`Về việc ${WORD}`);
  await clerk.push(
    clerk.operation('incoming.receive', { ...receiving(of.id), fields }),
    clerk.operation('incoming.register', { ...registering(a, of.id), fields }),
  );
  await (await province.device(b.clerk)).perform('incoming.receive', receiving(foreign.id));
});
afterAll(() => province.close());

const opening = (some: Record<string, unknown> = {}) => ({
  ...{ openingId: randomUUID(), of, openedAt: new Date().toISOString() },
  ...some,
});
const tell = (by: TestDevice, ...openings: readonly unknown[]) =>
  by.send('POST', '/v1/openings', { openings });
const list = async (by = administrator, query = '') => {
  const { status, text } = await by.send('GET', `/v1/openings${query}`);
  expect([status, text.includes(WORD)]).toEqual([200, false]);
  return OpeningsReport.parse(JSON.parse(text));
};
const chainOf = async ({ agencyId }: Office) =>
  (
    await province.ask('select head::int as operations, chain as head from feeds where agency_id = $1', [
      agencyId,
    ])
  )[0];

test('III.6.l: what desks tell is kept once, with who and when, and is an administrator’s to read, never what stands in the document', async () => {
  const before = await chainOf(province.a);
  const openedAt = new Date(Date.now() - 5 * 86_400_000).toISOString();
  const offline = opening({ openedAt });
  const withFile = opening({ sha256: HASH });
  expect((await tell(clerk, offline, withFile)).status).toBe(200);
  expect((await tell(clerk, offline)).status).toBe(200);
  const { openings, chain } = await list();
  const shown = { of, number: '1', officialId: province.a.clerk, deviceName: 'máy thử' };
  expect(openings).toEqual([
    expect.objectContaining({ ...shown, openingId: withFile.openingId, isFile: true }),
    expect.objectContaining({ ...shown, openingId: offline.openingId, isFile: false, openedAt }),
  ]);
  expect([chain, await chainOf(province.a)]).toEqual([before, before]);
  expect((await list(administrator, `?kind=outgoing&id=${randomUUID()}`)).openings).toEqual([]);
});

test('III.7.d: nobody else reads it, and another agency’s documents and administrators stand apart', async () => {
  for (const by of [
    clerk,
    await province.device(province.a.leader),
    await province.device(province.a.specialist),
  ])
    expect(await by.send('GET', '/v1/openings')).toMatchObject({ status: 404, text: '{"code":"not-found"}' });
  await tell(clerk, opening({ of: foreign }), opening({ of: { kind: 'outgoing', id: randomUUID() } }));
  const query = `?kind=incoming&id=${foreign.id}`;
  expect([(await list(administrator, query)).openings, (await list(theirs)).openings]).toEqual([[], []]);
  expect(await province.ask('select 1 from openings where root_id <> $1', [of.id])).toEqual([]);
});

test('a device whose clock is ahead opened nothing in the future', async () => {
  const ahead = opening({ openedAt: '2099-01-01T00:00:00.000Z' });
  await tell(clerk, ahead);
  const [first] = (await list()).openings;
  expect(first).toMatchObject({ openingId: ahead.openingId, openedAt: first?.notedAt });
});

test('what is older than a year goes as new openings come', async () => {
  const old = opening();
  await tell(clerk, old);
  const age = `update openings set noted_at = now() - make_interval(days => $2) where opening_id = $1`;
  await province.ask(age, [old.openingId, OPENINGS_KEPT_DAYS + 1]);
  await tell(clerk, opening());
  expect(await province.ask('select 1 from openings where opening_id = $1', [old.openingId])).toEqual([]);
});

test('II.3: a long log comes in pages that lose none of those of one instant', async () => {
  const openedAt = '2026-03-03T03:03:03.003Z';
  const many = Array.from({ length: OPENINGS_SHOWN_MAX + 50 }, () => opening({ openedAt }));
  expect((await tell(clerk, ...many)).status).toBe(200);
  const seen: string[] = [];
  for (let query = ''; ; ) {
    const { openings, before } = await list(administrator, query);
    seen.push(...openings.filter((each) => each.openedAt === openedAt).map(({ openingId }) => openingId));
    if (before === undefined) break;
    query = `?before=${encodeURIComponent(before)}`;
  }
  expect(seen.sort()).toEqual(many.map(({ openingId }) => openingId).sort());
});

test('what is no opening is refused', async () => {
  const tooMany = Array.from({ length: OPENINGS_MAX + 1 }, () => opening());
  for (const openings of [
    [],
    tooMany,
    [opening({ of: { kind: 'register', id: randomUUID() } })],
    [opening({ openedAt: 'hôm qua' })],
    [opening({ openingId: 'x' })],
  ])
    expect((await tell(clerk, ...openings)).status).toBe(400);
  for (const query of ['?before=hom-qua', '?kind=register&id=x', '?kind=incoming&id=x'])
    expect([query, (await administrator.send('GET', `/v1/openings${query}`)).status]).toEqual([query, 400]);
});

test('III.6.b: an administrator’s desk asks for one document and goes on where the answer before ended', async () => {
  const kept = new Map<string, Uint8Array>();
  const vault: Vault = {
    read: async (name) => kept.get(name),
    write: async (name, secret) => void kept.set(name, secret),
  };
  const { agencyId, officialId } = administrator;
  const code = await province.server.devices.issueCode(agencyId, officialId);
  const { deviceId } = await httpEnrol(province.address, vault)(code, 'Máy quản trị');
  const now = () => instantOf(Date.now());
  const port = httpServer({
    ...{ address: province.address, deviceId, vault, now, newId: randomUUID, random: Math.random },
  });
  const first = OpeningsReport.parse(await port.openings({ of: DocumentRef.parse(of) }));
  expect([first.openings.length, first.before]).toEqual([OPENINGS_SHOWN_MAX, expect.any(String)]);
  const second = OpeningsReport.parse(
    await port.openings({ of: DocumentRef.parse(of), before: first.before }),
  );
  expect([second.openings.length, second.before]).toEqual([expect.any(Number), undefined]);
  const all = [...first.openings, ...second.openings].map(({ openingId }) => openingId);
  expect(new Set(all).size).toBe(all.length);
  port.close?.();
});

test('III.6.a: openings are counted whole, by month and by official, and by nobody but an administrator of the agency', async () => {
  const period = 'from=2031-01-01&to=2031-02-28';
  const counts = (by: TestDevice, query = period) => by.send('GET', `/v1/openings/counts?${query}`);
  expect(JSON.parse((await counts(administrator)).text)).toEqual({
    whole: { openingCount: 0, fileCount: 0, documentCount: 0, officialCount: 0 },
    byMonth: [],
    byOfficial: [],
  });
  await tell(clerk, opening(), opening({ sha256: HASH }), opening());
  // As if they had been opened then; the last one on 1 February in Viet Nam, while it is January in UTC.
  const moments = ['2031-01-31T16:59:00Z', '2031-01-10T01:00:00Z', '2031-01-31T17:00:00Z'];
  const latest = await province.ask(
    'select opening_id as id from openings where agency_id = $1 order by noted_at desc limit 3',
    [province.a.agencyId],
  );
  for (const [index, { id }] of latest.entries())
    await province.ask('update openings set opened_at = $2 where opening_id = $1', [id, moments[index]]);
  const { whole, byMonth, byOfficial } = OpeningCounts.parse(JSON.parse((await counts(administrator)).text));
  expect(whole).toEqual({ openingCount: 3, fileCount: 1, documentCount: 1, officialCount: 1 });
  expect(byMonth.map(({ month, openingCount }) => [month, openingCount])).toEqual([
    ['2031-01', 2],
    ['2031-02', 1],
  ]);
  expect(byOfficial).toMatchObject([{ openingCount: 3, lastAt: '2031-01-31T17:00:00.000Z' }]);

  expect(JSON.parse((await counts(theirs)).text).whole.openingCount).toBe(0);
  expect(await counts(clerk)).toMatchObject({ status: 404, text: '{"code":"not-found"}' });
  for (const query of [
    '',
    'from=2031-02-01&to=2031-01-01',
    'from=2030-01-01&to=2031-12-31',
    'from=hôm&to=nay',
  ])
    expect([query, (await counts(administrator, encodeURI(query))).status]).toEqual([query, 400]);
});
