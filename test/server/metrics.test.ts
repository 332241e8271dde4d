import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { receiving } from '../support/papers.ts';
import { makeProvince, type Province } from '../support/province.ts';

let province: Province;
beforeAll(async () => {
  province = await makeProvince({ uploads: { freeBytes: Number.MAX_SAFE_INTEGER } });
});
afterAll(() => province.close());

const metricsAddress = (): string => {
  const listening = province.events.find(({ event }) => event === 'server.listening');
  return `http://127.0.0.1:${String(listening?.detail['metricsPort'])}`;
};
const metric = async (line: string): Promise<number> => {
  const text = await (await fetch(`${metricsAddress()}/metrics`)).text();
  return Number(
    text
      .split('\n')
      .find((each) => each.startsWith(`${line} `))
      ?.split(' ')[1],
  );
};

test('the keeper of the server sees operations, requests, queue and connections; nobody else does', async () => {
  const clerk = await province.device(province.a.clerk);
  const given = receiving(randomUUID());
  await clerk.push(clerk.operation('incoming.receive', given), clerk.operation('incoming.register', {}));
  expect(await metric('hamrong_operations_total{status="accepted"}')).toBe(1);
  expect(await metric('hamrong_operations_total{status="refused"}')).toBe(1);
  expect(
    await metric('hamrong_http_request_seconds_count{method="POST",route="/v1/push",status="200"}'),
  ).toBe(1);
  expect(await metric('hamrong_queue_rows{topic="message"}')).toBe(0);
  expect(await metric('hamrong_event_streams')).toBe(0);
  expect(await metric('hamrong_database_connections{state="total"}')).toBeGreaterThan(0);
  const text = await (await fetch(`${metricsAddress()}/metrics`)).text();
  expect(text).not.toContain(given.documentId);
  expect((await fetch(`${province.address}/metrics`)).status).toBeGreaterThanOrEqual(400);
  expect((await fetch(`${metricsAddress()}/v1/changes`)).status).toBe(404);
});

test('an upload that the disk has no room for is refused before its first byte, and counted', async () => {
  const clerk = await province.device(province.a.clerk);
  const refused = await clerk.send('POST', '/v1/uploads', undefined, {
    'tus-resumable': '1.0.0',
    'upload-length': '10',
    'upload-metadata': `sha256 ${Buffer.from('0'.repeat(64)).toString('base64')}`,
  });
  expect([refused.status, refused.text]).toEqual([507, JSON.stringify({ code: 'storage-full' })]);
  expect(await metric('hamrong_uploads_refused_total{code="storage-full"}')).toBe(1);
  expect(await metric('hamrong_uploads_open{of="uploads"}')).toBe(0);
  expect(await metric('hamrong_files_free_bytes')).toBeGreaterThan(0);
  await province.server.collector.round();
  expect(await metric('hamrong_files_collected_total{what="strays"}')).toBe(0);
});
