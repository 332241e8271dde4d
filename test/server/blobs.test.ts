import { createHash, randomBytes, randomUUID } from 'node:crypto';
import { existsSync } from 'node:fs';
import { mkdir, utimes, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Collected } from '../../src/server/blobs/collect.ts';
import { Sha256 } from '../../src/shared/domain/core/values.ts';
import type { Outgoing } from '../../src/shared/domain/outgoing/outgoing.ts';
import { BLOB_BYTES_MAX, BLOB_GRACE_DAYS, UPLOAD_AGE_MAX_DAYS } from '../../src/shared/protocol/blobs.ts';
import type { TestDevice } from '../support/device.ts';
import { outgrow, readyToDispatch } from '../support/dispatching.ts';
import { directing, fileRef, receiving, registering } from '../support/papers.ts';
import { makeProvince, type Province } from '../support/province.ts';

let province: Province;
let clerk: TestDevice;
beforeAll(async () => {
  province = await makeProvince({
    uploads: { deviceBytes: 5 * BLOB_BYTES_MAX, agencyBytes: 6 * BLOB_BYTES_MAX },
  });
  clerk = await province.device(province.a.clerk);
});
afterAll(() => province.close());

const hashOf = (bytes: Uint8Array): Sha256 => Sha256.parse(createHash('sha256').update(bytes).digest('hex'));
const tus = { 'tus-resumable': '1.0.0' };

async function open(device: TestDevice, sha256: string, length: number): Promise<string> {
  const { status, headers } = await device.send('POST', '/v1/uploads', undefined, {
    ...tus,
    'upload-length': String(length),
    'upload-metadata': `sha256 ${Buffer.from(sha256).toString('base64')}`,
  });
  expect(status).toBe(201);
  return headers.get('location') ?? '';
}
const patch = (device: TestDevice, address: string, offset: number, bytes: Uint8Array) =>
  device.send('PATCH', address, bytes, {
    ...tus,
    'content-type': 'application/offset+octet-stream',
    'upload-offset': String(offset),
  });
const finalise = (device: TestDevice, address: string, sha256: string, sizeBytes: number) =>
  device.send('POST', `${address}/finalise`, { sha256, sizeBytes });

async function bring(device: TestDevice, bytes: Uint8Array): Promise<Sha256> {
  const sha256 = hashOf(bytes);
  const address = await open(device, sha256, bytes.length);
  await patch(device, address, 0, bytes);
  expect((await finalise(device, address, sha256, bytes.length)).status).toBe(200);
  return sha256;
}

async function receivedWith(bytes: Uint8Array): Promise<{ documentId: string; sha256: Sha256 }> {
  const sha256 = await bring(clerk, bytes);
  const documentId = randomUUID();
  const file = fileRef(sha256, bytes.length);
  expect(
    await clerk.perform('incoming.receive', receiving(documentId, { source: 'file', file })),
  ).toMatchObject({ status: 'accepted' });
  return { documentId, sha256 };
}

test('an upload goes on where the server stands, and is fetched back whole or in part', async () => {
  const bytes = randomBytes(3 * 1024 * 1024);
  const sha256 = hashOf(bytes);
  const address = await open(clerk, sha256, bytes.length);
  await patch(clerk, address, 0, bytes.subarray(0, 2_000_000));
  expect((await patch(clerk, address, 0, bytes)).status).toBe(409);
  const head = await clerk.send('HEAD', address, undefined, tus);
  expect(head.headers.get('upload-offset')).toBe('2000000');
  await patch(clerk, address, 2_000_000, bytes.subarray(2_000_000));
  expect((await finalise(clerk, address, sha256, bytes.length)).text).toBe(JSON.stringify({ sha256 }));
  expect((await finalise(clerk, address, sha256, bytes.length)).status).toBe(200);

  const documentId = randomUUID();
  await clerk.perform(
    'incoming.receive',
    receiving(documentId, { source: 'file', file: fileRef(sha256, bytes.length) }),
  );
  const whole = await clerk.send('GET', `/v1/blobs/${sha256}`);
  expect([whole.status, hashOf(whole.bytes), whole.headers.get('etag')]).toEqual([
    200,
    sha256,
    `"${sha256}"`,
  ]);
  const rest = await clerk.send('GET', `/v1/blobs/${sha256}`, undefined, { range: 'bytes=2000000-' });
  expect([rest.status, rest.headers.get('content-range')]).toEqual([
    206,
    `bytes 2000000-${String(bytes.length - 1)}/${String(bytes.length)}`,
  ]);
  expect(rest.bytes.equals(bytes.subarray(2_000_000))).toBe(true);
  expect(
    (await clerk.send('GET', `/v1/blobs/${sha256}`, undefined, { range: `bytes=${String(bytes.length)}-` }))
      .status,
  ).toBe(416);
});

test('one flipped bit on the way is found at the end, and nothing of it is kept', async () => {
  const bytes = randomBytes(100_000);
  const sha256 = hashOf(bytes);
  const address = await open(clerk, sha256, bytes.length);
  const flipped = Buffer.from(bytes);
  flipped.writeUInt8(flipped.readUInt8(50_000) ^ 1, 50_000);
  await patch(clerk, address, 0, flipped);
  const answer = await finalise(clerk, address, sha256, bytes.length);
  expect([answer.status, answer.text]).toEqual([422, JSON.stringify({ code: 'digest-differs' })]);
  expect((await clerk.send('HEAD', address, undefined, tus)).status).toBe(404);
  expect(await province.ask('select 1 from blobs where sha256 = $1', [sha256])).toEqual([]);
});

test('an upload that is not finished cannot be finalised', async () => {
  const bytes = randomBytes(1_000);
  const address = await open(clerk, hashOf(bytes), bytes.length);
  await patch(clerk, address, 0, bytes.subarray(0, 500));
  expect((await finalise(clerk, address, hashOf(bytes), bytes.length)).status).toBe(422);
});

test('a file is fetched only through a document that its reader sees, never by its hash alone', async () => {
  const { documentId, sha256 } = await receivedWith(randomBytes(2_000));
  const specialist = await province.device(province.a.specialist);
  const foreign = await province.device(province.b.clerk);
  const statusFor = async (device: TestDevice) => (await device.send('GET', `/v1/blobs/${sha256}`)).status;
  expect([await statusFor(clerk), await statusFor(specialist), await statusFor(foreign)]).toEqual([
    200, 404, 404,
  ]);
  const leader = await province.device(province.a.leader);
  await clerk.perform('incoming.register', registering(province.a, documentId));
  await leader.perform('incoming.direct', directing(documentId, province.a.specialist));
  expect([await statusFor(specialist), await statusFor(foreign)]).toEqual([200, 404]);
});

test('naming the hash of a file that somebody else brought gives no access to it', async () => {
  const { sha256 } = await receivedWith(randomBytes(2_000));
  const foreign = await province.device(province.b.clerk);
  const file = fileRef(sha256, 2_000);
  expect(
    await foreign.perform('incoming.receive', receiving(randomUUID(), { source: 'file', file })),
  ).toMatchObject({
    status: 'retry',
    missingBlobs: [sha256],
  });
  expect((await foreign.send('GET', `/v1/blobs/${sha256}`)).status).toBe(404);
});

test("an upload is its own official's: others can neither see, continue nor finalise it", async () => {
  const bytes = randomBytes(1_000);
  const address = await open(clerk, hashOf(bytes), bytes.length);
  const foreign = await province.device(province.b.clerk);
  expect((await foreign.send('HEAD', address, undefined, tus)).status).toBe(404);
  expect((await patch(foreign, address, 0, bytes)).status).toBe(404);
  expect((await finalise(foreign, address, hashOf(bytes), bytes.length)).status).toBe(404);
});

test('an upload needs its length within the limit and the digest that it will have', async () => {
  const create = (headers: Record<string, string>) =>
    clerk.send('POST', '/v1/uploads', undefined, { ...tus, ...headers });
  const metadata = { 'upload-metadata': `sha256 ${Buffer.from(hashOf(Buffer.of())).toString('base64')}` };
  expect((await create({ ...metadata, 'upload-length': String(BLOB_BYTES_MAX + 1) })).status).toBe(413);
  expect((await create({ 'upload-length': '10' })).status).toBe(400);
  expect((await create({ ...metadata, 'upload-defer-length': '1' })).status).toBe(400);
  expect((await clerk.send('HEAD', '/v1/uploads/..%2f..%2fetc%2fpasswd', undefined, tus)).status).toBe(404);
});

test('a file that is damaged on the disk is put aside, never sent, and asked for again', async () => {
  const bytes = randomBytes(5_000);
  const { sha256 } = await receivedWith(bytes);
  const path = province.server.blobs.files.pathOf(sha256);
  await writeFile(path, 'hỏng');
  await utimes(path, 0, 0);
  expect((await clerk.send('GET', `/v1/blobs/${sha256}`)).status).toBe(404);
  const next = receiving(randomUUID(), { source: 'file', file: fileRef(sha256, bytes.length) });
  expect(await clerk.perform('incoming.receive', next)).toMatchObject({
    status: 'retry',
    missingBlobs: [sha256],
  });
  await bring(clerk, bytes);
  expect((await clerk.send('GET', `/v1/blobs/${sha256}`)).bytes.equals(bytes)).toBe(true);
  // Kept from now on, however old the file was.
  expect(await collect()).toMatchObject({ quarantined: 0 });
});

test('a finalise that was cut off after the rename is answered as done when it comes again', async () => {
  const bytes = randomBytes(1_000);
  const sha256 = hashOf(bytes);
  const address = await open(clerk, sha256, bytes.length);
  await patch(clerk, address, 0, bytes);
  const { files } = province.server.blobs;
  await files.adopt(join(files.root, 'uploads', address.split('/').at(-1) ?? ''), sha256);
  expect((await finalise(clerk, address, sha256, bytes.length)).status).toBe(200);
  expect(await province.ask('select size_bytes from blobs where sha256 = $1', [sha256])).toEqual([
    { size_bytes: 1_000 },
  ]);
});

/** The rows of a file look as if so many days had gone by. */
async function age(sha256: string, days: number): Promise<void> {
  const by = [sha256, `${String(days)} days`];
  await province.ask(
    'update blobs set stored_at = stored_at - $2::interval, unnamed_since = unnamed_since - $2::interval where sha256 = $1',
    by,
  );
  await province.ask('update uploads set opened_at = opened_at - $2::interval where sha256 = $1', by);
}
const isOnDisk = (sha256: Sha256): boolean => existsSync(province.server.blobs.files.pathOf(sha256));
const collect = () => province.server.collector.round();
const none = { unnamed: 0, uploads: 0, strays: 0, quarantined: 0 };
const receive = (sha256: string) =>
  clerk.perform(
    'incoming.receive',
    receiving(randomUUID(), { source: 'file', file: fileRef(sha256, 1_000) }),
  );

test('a file that no document names goes after its days, one that is named, brought again or under way stays', async () => {
  const bytes = [0, 1, 2, 3].map(() => randomBytes(1_000));
  const [left, again, underWay, named] = (await Promise.all(bytes.map((each) => bring(clerk, each)))) as [
    Sha256,
    Sha256,
    Sha256,
    Sha256,
  ];
  expect(await receive(named)).toMatchObject({ status: 'accepted' });
  expect(await collect()).toEqual(none);
  for (const each of [left, again, underWay, named]) await age(each, BLOB_GRACE_DAYS + 1);
  await bring(clerk, bytes[1] ?? Buffer.of());
  const address = await open(clerk, underWay, 1_000);
  expect(await collect()).toEqual({ ...none, unnamed: 1 });
  expect([left, again, underWay, named].map(isOnDisk)).toEqual([false, true, true, true]);
  expect(await province.ask('select 1 from blobs where sha256 = $1', [left])).toEqual([]);
  await clerk.send('DELETE', address, undefined, tus);
});

test('who names a collected file is told that it is missing, and brings it again', async () => {
  const bytes = randomBytes(1_000);
  const sha256 = await bring(clerk, bytes);
  await collect();
  await age(sha256, BLOB_GRACE_DAYS + 1);
  await collect();
  expect(await receive(sha256)).toMatchObject({ status: 'retry', missingBlobs: [sha256] });
  await bring(clerk, bytes);
  expect(await receive(sha256)).toMatchObject({ status: 'accepted' });
});

test('a file that a batch is just naming is not collected under its hands', async () => {
  const sha256 = await bring(clerk, randomBytes(1_000));
  await collect();
  await age(sha256, BLOB_GRACE_DAYS + 1);
  const { connect } = await import('../../src/server/store/pool.ts');
  const batch = await connect(province.server.databaseUrl);
  const opening = {
    agencyId: province.a.agencyId,
    isSystem: true,
    isEnrolled: false,
    operations: [],
    refs: [],
  };
  await batch.query('begin');
  const { rows } = await batch.query<{ opened: { missingBlobs: unknown } }>(
    'select open_batch($1) as opened',
    [
      {
        ...opening,
        officialId: 'system',
        principals: [],
        blobs: [sha256],
        doneSince: '2026-01-01T00:00:00Z',
      },
    ],
  );
  expect(rows[0]?.opened.missingBlobs).toEqual([]);
  let isOver = false;
  const round = collect().finally(() => {
    isOver = true;
  });
  const waits = `select 1 from pg_stat_activity where wait_event_type = 'Lock' and query like '%from blobs where sha256 = $1%'`;
  while (!isOver && (await province.ask(waits)).length === 0);
  const reference = ['incoming', randomUUID()];
  await batch.query(
    'insert into blob_refs (sha256, kind, id, root_kind, root_id) values ($1, $2, $3, $2, $3)',
    [sha256, ...reference],
  );
  await batch.query('commit');
  await batch.end();
  expect(await round).toEqual(none);
  expect(isOnDisk(sha256)).toBe(true);
});

test('unfinished uploads, half-written and put-aside files and strays go in their time', async () => {
  const { files } = province.server.blobs;
  const [old, young] = [randomBytes(500), randomBytes(500)];
  const address = await open(clerk, hashOf(old), 500);
  await patch(clerk, address, 0, old.subarray(0, 100));
  await age(hashOf(old), UPLOAD_AGE_MAX_DAYS + 1);
  const kept = await open(clerk, hashOf(young), 500);
  const days = (count: number): Date => new Date(Date.now() - count * 24 * 60 * 60 * 1000);
  const place = async (path: string, at: Date): Promise<string> => {
    await mkdir(dirname(path), { recursive: true });
    await writeFile(path, 'x');
    await utimes(path, at, at);
    return path;
  };
  const stray = (first: string) => files.pathOf(Sha256.parse(`${first}${hashOf(old).slice(2)}`));
  const shelves = [...Array(256).keys()].map((shelf) => shelf.toString(16).padStart(2, '0'));
  const goes = [
    ...(await Promise.all(shelves.map((shelf) => place(stray(shelf), days(BLOB_GRACE_DAYS + 1))))),
    await place(join(files.root, 'incoming', 'dở'), days(2)),
    await place(join(files.root, 'quarantine', 'hỏng'), days(91)),
  ];
  const stays = [
    await place(files.pathOf(hashOf(young)), days(1)),
    await place(join(files.root, 'quarantine', 'mới-hỏng'), days(1)),
  ];
  const rounds: (Collected | 'busy')[] = [];
  for (let count = 0; count < 16; count += 1) rounds.push(await collect());
  const sum = (of: keyof typeof none): number =>
    rounds.reduce((total, each) => total + (each === 'busy' ? 0 : each[of]), 0);
  expect([sum('unnamed'), sum('uploads'), sum('strays'), sum('quarantined')]).toEqual([0, 1, 257, 1]);
  expect(goes.filter(existsSync)).toEqual([]);
  expect(stays.filter(existsSync)).toEqual(stays);
  const head = async (at: string) => (await clerk.send('HEAD', at, undefined, tus)).status;
  expect([await head(address), await head(kept)]).toEqual([404, 200]);
});

test('a device and an agency have only so much under way, until a document names it', async () => {
  const [first, second] = await Promise.all([province.b.clerk, province.b.leader].map(province.device));
  if (!first || !second) throw new Error('no devices');
  const create = (device: TestDevice, length: number) =>
    device.send('POST', '/v1/uploads', undefined, {
      ...tus,
      'upload-length': String(length),
      'upload-metadata': `sha256 ${Buffer.from(hashOf(randomBytes(8))).toString('base64')}`,
    });
  const small = randomBytes(1_000);
  const sha256 = await bring(first, small);
  const opened = [];
  for (let count = 0; count < 4; count += 1) opened.push(await create(first, BLOB_BYTES_MAX));
  expect(opened.map(({ status }) => status)).toEqual([201, 201, 201, 201]);
  // What was brought and is not named yet counts, too.
  const refused = await create(first, BLOB_BYTES_MAX - 999);
  expect([refused.status, refused.text]).toEqual([403, JSON.stringify({ code: 'upload-quota' })]);
  const file = fileRef(sha256, 1_000);
  await first.perform('incoming.receive', receiving(randomUUID(), { source: 'file', file }));
  expect((await create(first, BLOB_BYTES_MAX - 999)).status).toBe(201);
  expect((await create(second, BLOB_BYTES_MAX)).status).toBe(201);
  expect((await create(second, 2_000)).status).toBe(403);
  await first.send('DELETE', opened[0]?.headers.get('location') ?? '', undefined, tus);
  expect((await create(second, 2_000)).status).toBe(201);
});

test('attachments, versions and packages are fetched through their document, and no longer than it is seen', async () => {
  const { agencyId, clerk: clerkId, specialist, otherSpecialist, otherClerk } = province.a;
  const ready = await readyToDispatch(province, [province.b.agencyId]);
  await outgrow(province, ready.documentId, 'sealed');
  const attached = await bring(clerk, randomBytes(100));
  const attachment = {
    v: 1,
    of: { kind: 'outgoing', id: ready.documentId },
    ordinal: 1,
    file: fileRef(attached, 100),
  };
  const { plant } = await import('../support/plant.ts');
  await plant(province, agencyId, { kind: 'attachment', id: randomUUID(), body: attachment as never });
  await clerk.perform('outgoing.dispatch', ready);
  const [row] = await province.ask(`select body from entities where kind = 'outgoing' and id = $1`, [
    ready.documentId,
  ]);
  const body = JSON.parse(String(row?.['body'])) as Outgoing;
  const versions = await province.ask(
    `select body::json -> 'file' ->> 'sha256' as sha256 from entities where kind = 'version' and root_id = $1`,
    [ready.documentId],
  );
  const hashes = [
    body.file?.sha256,
    body.packageSha256,
    attached,
    ...versions.map(({ sha256 }) => String(sha256)),
  ];
  expect(hashes).toHaveLength(4);
  const statuses = async (device: TestDevice) =>
    Promise.all(hashes.map(async (each) => (await device.send('GET', `/v1/blobs/${String(each)}`)).status));
  const [drafter, stranger, other] = await Promise.all(
    [specialist, otherSpecialist, otherClerk].map((each) => province.device(each)),
  );
  if (!drafter || !stranger || !other) throw new Error('no devices');
  const all = (status: number) => hashes.map(() => status);
  expect(await Promise.all([clerk, other, drafter, stranger].map(statuses))).toEqual(
    [200, 200, 200, 404].map(all),
  );
  const [appointed] = await province.ask(`select body from entities where kind = 'official' and id = $1`, [
    otherClerk,
  ]);
  const official = { ...JSON.parse(String(appointed?.['body'])), roles: ['specialist'] };
  await province.server.authority.execute({
    agencyId,
    actor: 'system',
    operations: [{ name: 'office.appoint', args: { officialId: otherClerk, official } }],
  });
  expect(await Promise.all([clerk, other].map(statuses))).toEqual([200, 404].map(all));
  expect(clerkId).toBeDefined();
});
