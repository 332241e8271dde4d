import { createHash, randomUUID } from 'node:crypto';
import { exportJWK, generateKeyPair } from 'jose';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { OPENINGS_A_DAY_MAX } from '../../src/server/access-log/routes.ts';
import { WRONG_CODES_A_MINUTE_MAX } from '../../src/server/auth/routes.ts';
import { STREAMS_PER_DEVICE_MAX, STREAMS_PER_OFFICIAL_MAX } from '../../src/server/feed/event-stream.ts';
import { BLOB_BYTES_MAX } from '../../src/shared/protocol/blobs.ts';
import { OPENINGS_MAX } from '../../src/shared/protocol/openings.ts';
import { PUSH_BYTES_MAX } from '../../src/shared/protocol/push.ts';
import { instantOf } from '../../src/shared/text/day.ts';
import { type Attack, attackOn, type Heard } from '../support/attacking.ts';
import type { TestDevice } from '../support/device.ts';
import { makeProvince, type Province } from '../support/province.ts';

/** Too much, too often, too slow: refused, logged, and nobody else waits. The door here is less patient than the real one. */
const PATIENCE = { headersMs: 1_000, requestMs: 3_000, idleMs: 6_000, checkMs: 50 };
const STREAMS_MAX = STREAMS_PER_OFFICIAL_MAX + 2 * STREAMS_PER_DEVICE_MAX;
const HASH = createHash('sha256').update('một tệp').digest('hex');
const DIRECTORY = '/v1/directory';
const tus = { 'tus-resumable': '1.0.0' };

/** So that what may be done in a minute is not more on a slow machine. */
const standsStill = instantOf(Date.now());
let province: Province;
let clerk: TestDevice;
let theirs: TestDevice;
let attack: Attack;
beforeAll(async () => {
  province = await makeProvince({ patience: PATIENCE, streamsMax: STREAMS_MAX, now: () => standsStill });
  [clerk, theirs] = [await province.device(province.a.clerk), await province.device(province.b.clerk)];
  attack = attackOn(province, []);
});
afterAll(() => province.close());

test('codes are guessed some times a minute from one address, and others go on', async () => {
  const key = await exportJWK((await generateKeyPair('ES256')).publicKey);
  const guess = (address: string) =>
    attack.ask(
      'POST',
      '/v1/devices/enrol',
      { 'x-forwarded-for': address },
      JSON.stringify({ code: randomUUID(), key, name: 'máy' }),
    );
  const mark = attack.mark();
  const statuses = [];
  for (let count = 0; count <= WRONG_CODES_A_MINUTE_MAX; count += 1)
    statuses.push((await guess('203.0.113.7')).status);
  expect(statuses).toEqual([...Array.from({ length: WRONG_CODES_A_MINUTE_MAX }, () => 401), 429]);
  attack.tellsNothing(await guess('203.0.113.7'));
  expect([
    (await guess('203.0.113.8')).status,
    attack.logged(mark, 'device.enrolment-limited').length,
  ]).toEqual([401, 2]);
  // The addresses of one holder in IPv6 are without number.
  for (let count = 0; count < WRONG_CODES_A_MINUTE_MAX; count += 1)
    await guess(`2001:db8:0:7::${String(count)}`);
  expect([(await guess('2001:db8:0:7:f::1')).status, (await guess('2001:db8:0:8::1')).status]).toEqual([
    429, 401,
  ]);
});

test('a device tells of so many opened documents a day, and no more', async () => {
  const openings = Array.from({ length: OPENINGS_MAX }, () => ({
    openingId: randomUUID(),
    of: { kind: 'incoming', id: randomUUID() },
    openedAt: new Date().toISOString(),
  }));
  const tell = async () => (await theirs.send('POST', '/v1/openings', { openings })).status;
  const mark = attack.mark();
  const statuses = new Set<number>();
  for (let told = 0; told < OPENINGS_A_DAY_MAX; told += OPENINGS_MAX) statuses.add(await tell());
  expect([[...statuses], await tell(), attack.logged(mark, 'openings.limited')]).toEqual([
    [200],
    429,
    [{ deviceId: theirs.deviceId }],
  ]);
});

describe('what is too much', () => {
  const head = (more: string) => `POST /v1/push HTTP/1.1\r\nhost: x\r\n${more}`;

  test.each<[string, () => Promise<Heard>, number, string, string]>([
    [
      'a body over the limit',
      () => clerk.send('POST', '/v1/push', { a: 'x'.repeat(PUSH_BYTES_MAX) }),
      413,
      'too-large',
      'http',
    ],
    [
      'an upload over the limit',
      () =>
        clerk.send('POST', '/v1/uploads', undefined, {
          ...tus,
          'upload-length': String(BLOB_BYTES_MAX + 1),
          'upload-metadata': `sha256 ${Buffer.from(HASH).toString('base64')}`,
        }),
      413,
      '',
      'http',
    ],
    [
      'a flood of headers',
      () => attack.raw(head(`x: ${'y'.repeat(20_000)}\r\n\r\n`)),
      431,
      'too-large',
      'http.broken',
    ],
    [
      'many small headers',
      () => attack.raw(head(`${'x: y\r\n'.repeat(4_000)}\r\n`)),
      431,
      'too-large',
      'http.broken',
    ],
    [
      'an address without end',
      () => attack.raw(`GET /${'a'.repeat(20_000)} HTTP/1.1\r\nhost: x\r\n\r\n`),
      431,
      'too-large',
      'http.broken',
    ],
    [
      'an id without end',
      () => attack.ask('GET', `/v1/blobs/${'a'.repeat(300)}`),
      400,
      'invalid',
      'http.broken',
    ],
    ['an address that cannot be read', () => attack.ask('GET', '/v1/%ff'), 400, 'invalid', 'http.broken'],
    [
      'what is no HTTP',
      () => attack.raw('\u0016\u0003\u0001 xin chào\r\n\r\n'),
      400,
      'invalid',
      'http.broken',
    ],
    [
      'two lengths of one body',
      () => attack.raw(head('content-length: 5\r\ntransfer-encoding: chunked\r\n\r\n0\r\n\r\n')),
      400,
      'invalid',
      'http.broken',
    ],
  ])('%s is refused', async (_what, act, status, code, event) => {
    const mark = attack.mark();
    const heard = await act();
    expect(heard.status).toBe(status);
    if (code !== '') {
      expect(JSON.parse(heard.text)).toEqual({ code });
      attack.tellsNothing(heard);
    }
    expect(attack.logged(mark, event)).toHaveLength(1);
  });

  test('nothing at all, headers that never end, and a body that drips, proved or not, are cut off in their time', async () => {
    const mark = attack.mark();
    const { authorization = '', dpop = '' } = await clerk.prove('POST', '/v1/push', 'x'.repeat(1_000));
    const slow = 'content-type: application/json\r\ncontent-length: 1000\r\n';
    const heard = await Promise.all([
      attack.raw(''),
      attack.raw(head('x: y\r\n')),
      attack.raw(head(`${slow}authorization: ${authorization}\r\ndpop: ${dpop}\r\n\r\n{`)),
      attack.raw(head(`${slow}\r\n{`)),
    ]);
    expect(heard.map(({ status }) => status)).toEqual([408, 408, 408, 401]);
    for (const each of heard.slice(0, 3)) expect(JSON.parse(each.text)).toEqual({ code: 'invalid' });
    expect(attack.logged(mark, 'http.broken')).toEqual(
      heard.map(() => ({ code: 'ERR_HTTP_REQUEST_TIMEOUT' })),
    );
    expect((await attack.ask('GET', '/readyz')).status).toBe(200);
  });
});

describe('streams of hints', () => {
  const open: AbortController[] = [];
  afterEach(() => {
    for (const each of open.splice(0)) each.abort();
  });
  const listen = async (by: TestDevice): Promise<number> => {
    const ended = new AbortController();
    open.push(ended);
    const { status } = await fetch(`${province.address}/v1/events`, {
      headers: await by.prove('GET', '/v1/events'),
      signal: ended.signal,
    });
    return status;
  };
  const flood = async (by: TestDevice, count: number) => {
    const statuses: number[] = [];
    for (let index = 0; index < count; index += 1) statuses.push(await listen(by));
    return statuses.filter((status) => status === 200).length;
  };
  const left = async () => {
    for (const each of open.splice(0)) each.abort();
    await expect.poll(() => listen(clerk)).toBe(200);
  };

  test('one device, one official and all together have so many, and a place that is left is free again', async () => {
    const mark = attack.mark();
    expect(await flood(clerk, STREAMS_PER_DEVICE_MAX + 3)).toBe(STREAMS_PER_DEVICE_MAX);
    expect(attack.logged(mark, 'events.refused')).toEqual([
      { of: 'device' },
      { of: 'device' },
      { of: 'device' },
    ]);
    await left();
    for (const each of open.splice(0)) each.abort();
    const machines = await Promise.all(
      Array.from({ length: STREAMS_PER_OFFICIAL_MAX / STREAMS_PER_DEVICE_MAX + 1 }, () =>
        province.device(province.a.leader),
      ),
    );
    for (const each of machines) await flood(each, STREAMS_PER_DEVICE_MAX);
    expect(attack.logged(mark, 'events.refused').slice(3)).toEqual(
      Array.from({ length: STREAMS_PER_DEVICE_MAX }, () => ({ of: 'official' })),
    );
    for (const each of [
      theirs,
      await province.device(province.b.leader),
      await province.device(province.b.specialist),
    ])
      await flood(each, STREAMS_PER_DEVICE_MAX);
    expect(attack.logged(mark, 'events.refused').at(-1)).toEqual({ of: 'all' });
    expect((await clerk.send('GET', DIRECTORY)).status).toBe(200);
    await left();
  });
});
