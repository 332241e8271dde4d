import { createHash, randomBytes, randomUUID } from 'node:crypto';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { Sha256 } from '../../src/shared/domain/core/values.ts';
import { BLOB_BYTES_MAX } from '../../src/shared/protocol/blobs.ts';
import type { TestDevice } from '../support/device.ts';
import { directing, fileRef, receiving, registering } from '../support/papers.ts';
import { makeProvince, type Province } from '../support/province.ts';

let province: Province;
let clerk: TestDevice;
beforeAll(async () => {
  province = await makeProvince();
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
  await writeFile(province.server.blobs.files.pathOf(sha256), 'hỏng');
  expect((await clerk.send('GET', `/v1/blobs/${sha256}`)).status).toBe(404);
  const next = receiving(randomUUID(), { source: 'file', file: fileRef(sha256, bytes.length) });
  expect(await clerk.perform('incoming.receive', next)).toMatchObject({
    status: 'retry',
    missingBlobs: [sha256],
  });
  await bring(clerk, bytes);
  expect((await clerk.send('GET', `/v1/blobs/${sha256}`)).bytes.equals(bytes)).toBe(true);
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
