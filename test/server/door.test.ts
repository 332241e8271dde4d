import { randomUUID } from 'node:crypto';
import { connect } from 'node:net';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { PUSH_BYTES_MAX, PUSH_OPERATIONS_MAX } from '../../src/shared/protocol/push.ts';
import { PROOF_AGE_MAX_S } from '../../src/shared/protocol/session.ts';
import { enrolDevice, type TestDevice } from '../support/device.ts';
import { receiving } from '../support/papers.ts';
import { makeProvince, type Province } from '../support/province.ts';

const sameId = '5b0f7f5e-3f7b-4f0a-9d0e-0f6b8f1f2a3c';
let province: Province;
let clerk: TestDevice;
beforeAll(async () => {
  province = await makeProvince();
  clerk = await province.device(province.a.clerk);
});
afterAll(() => province.close());

const get = async (headers: Record<string, string>, path = '/v1/directory') => {
  const answer = await fetch(`${province.address}${path}`, { headers });
  return [answer.status, ((await answer.json()) as { code?: string }).code] as const;
};

describe('who speaks', () => {
  test('a request without a proof, or with somebody else’s, is not answered', async () => {
    const other = await province.device(province.b.clerk);
    const theirs = await other.prove('GET', '/v1/directory');
    expect(await get({})).toEqual([401, 'unauthorised']);
    expect(await get({ authorization: `DPoP ${randomUUID()}`, dpop: theirs['dpop'] ?? '' })).toEqual([
      401,
      'device-unknown',
    ]);
    expect(await get({ authorization: `DPoP ${clerk.deviceId}`, dpop: theirs['dpop'] ?? '' })).toEqual([
      401,
      'unauthorised',
    ]);
    expect(await get({ authorization: `DPoP ${clerk.deviceId}`, dpop: 'a.b.c' })).toEqual([
      401,
      'unauthorised',
    ]);
  });

  test('a proof counts once, for its own method, address and time', async () => {
    const proof = await clerk.prove('GET', '/v1/directory');
    expect([await get(proof), await get(proof)]).toEqual([
      [200, undefined],
      [401, 'unauthorised'],
    ]);
    expect(await get(await clerk.prove('POST', '/v1/directory'))).toEqual([401, 'unauthorised']);
    expect(await get(await clerk.prove('GET', '/v1/directory?x=1'))).toEqual([401, 'unauthorised']);
    const iat = Math.floor(Date.now() / 1000) - PROOF_AGE_MAX_S - 5;
    expect(await get(await clerk.prove('GET', '/v1/directory', undefined, { iat }))).toEqual([
      401,
      'unauthorised',
    ]);
  });

  test('a refused proof tells the server’s time, so that a wrong clock can be put right', async () => {
    const answer = await fetch(`${province.address}/v1/directory`);
    const { expected } = (await answer.json()) as { expected: string };
    expect(Math.abs(Date.parse(expected) - Date.now())).toBeLessThan(60_000);
  });

  test('a body that is not the one signed for is refused before it is looked at', async () => {
    const proof = await clerk.prove('POST', '/v1/ack', '{"seq":1}');
    const answer = await fetch(`${province.address}/v1/ack`, {
      method: 'POST',
      headers: { ...proof, 'content-type': 'application/json' },
      body: '{"seq":2}',
    });
    expect(answer.status).toBe(401);
  });

  test('a revoked device is not answered any more', async () => {
    const lost = await province.device(province.a.clerk);
    expect(await get(await lost.prove('GET', '/v1/directory'))).toEqual([200, undefined]);
    await province.server.devices.revoke(lost.deviceId, province.a.clerk);
    expect(await get(await lost.prove('GET', '/v1/directory'))).toEqual([401, 'device-revoked']);
  });

  test('an enrolment code works once, also when it comes twice at once', async () => {
    const code = await province.server.devices.issueCode(province.a.agencyId, province.a.clerk);
    const tries = await Promise.allSettled([
      enrolDevice(province.address, code),
      enrolDevice(province.address, code),
    ]);
    expect(tries.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
    await expect(enrolDevice(province.address, code)).rejects.toThrow('unauthorised');
    await expect(enrolDevice(province.address, 'khong-co-ma-nay')).rejects.toThrow('unauthorised');
  });

  test('a key that is no point on its curve is refused and leaves the code unused', async () => {
    const code = await province.server.devices.issueCode(province.a.agencyId, province.a.clerk);
    const answer = await fetch(`${province.address}/v1/devices/enrol`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ code, key: { kty: 'EC', crv: 'P-256', x: 'AAAA', y: 'AAAA' }, name: 'x' }),
    });
    expect(answer.status).toBe(400);
    expect((await enrolDevice(province.address, code)).officialId).toBe(province.a.clerk);
  });
});

describe('what is sent', () => {
  const post = async (body: string, path = '/v1/push', type = 'application/json') => {
    const answer = await fetch(`${province.address}${path}`, {
      method: 'POST',
      headers: { ...(await clerk.prove('POST', path, body)), 'content-type': type },
      body,
    });
    return [answer.status, ((await answer.json()) as { code?: string }).code] as const;
  };
  const push = (operations: unknown) =>
    JSON.stringify({ schema: 1, epoch: 1, agencyId: clerk.agencyId, device: clerk.deviceId, operations });
  const operation = (more: object) => ({
    operationId: randomUUID(),
    devSeq: 1,
    name: 'incoming.receive',
    args: {},
    doneAt: new Date().toISOString(),
    ...more,
  });
  const deep = '['.repeat(50_000) + ']'.repeat(50_000);

  test.each([
    ['nothing', '', 400],
    ['no JSON', 'không phải JSON', 400],
    ['half a JSON', '{"schema":1', 400],
    ['a list', '[]', 400],
    ['another type', 'null', 400],
    ['nested without end', `{"operations":${deep}}`, 400],
    ['a prototype', '{"__proto__":{"admin":true}}', 400],
    ['a constructor', '{"constructor":{"prototype":{"admin":true}}}', 400],
    ['no operations', () => push([]), 400],
    ['an operation that is no object', () => push([1]), 400],
    ['an id that is no id', () => push([operation({ operationId: "'; drop table entities; --" })]), 400],
    ['a sequence number that is none', () => push([operation({ devSeq: -1 })]), 400],
    [
      'one operation twice',
      () => push([operation({ operationId: sameId }), operation({ operationId: sameId, devSeq: 2 })]),
      400,
    ],
    [
      'too many operations',
      () =>
        push(
          Array.from({ length: PUSH_OPERATIONS_MAX + 1 }, (_each, index) => operation({ devSeq: index + 1 })),
        ),
      400,
    ],
    ['more than the limit', JSON.stringify({ a: 'x'.repeat(PUSH_BYTES_MAX) }), 413],
  ])('a push of %s is a protocol error', async (_name, body, status) => {
    expect(await post(typeof body === 'string' ? body : body())).toEqual([
      status,
      status === 413 ? 'too-large' : 'invalid',
    ]);
  });

  test('another content type, another method and another address are protocol errors', async () => {
    expect((await post('<a/>', '/v1/push', 'application/xml'))[0]).toBe(400);
    const answer = await clerk.send('PUT', '/v1/push', { a: 1 });
    expect([answer.status, JSON.parse(answer.text).code]).toEqual([404, 'not-found']);
    for (const url of [
      '/v1/changes',
      '/v1/changes?since=-1',
      '/v1/changes?since=x',
      '/v1/changes?since=0&limit=501',
    ])
      expect([url, (await clerk.send('GET', url)).status]).toEqual([url, 400]);
  });

  test('hostile text in a name or a field is kept as text or refused, and nothing falls over', async () => {
    const device = await province.device(province.a.clerk);
    const strange = '\u0000 \ud800 \' " \\ $$ {{}} %s \u202e';
    const documentId = randomUUID();
    const fields = { ...receiving(documentId).fields, subject: `Trích yếu ${strange} hết` };
    const { verdicts, current } = await device.push(
      device.operation(`incoming.${strange}`, {}),
      device.operation('toString', {}),
      device.operation('incoming.receive', receiving(documentId, { fields })),
      device.operation(
        'incoming.receive',
        receiving(randomUUID(), { fields: { ...fields, note: 'x'.repeat(70_000) } }),
      ),
      device.operation('incoming.markRead', { documentId, isRead: { $ne: null } }),
    );
    expect(verdicts.map(({ status, code }) => code ?? status)).toEqual([
      'operation.unknown',
      'operation.unknown',
      'accepted',
      'operation.too-large',
      'input.invalid',
    ]);
    expect(current.find(({ id }) => id === documentId)?.body['subject']).toBe(fields.subject);
  });

  test('a connection that sends half a request and stops costs nobody else anything', async () => {
    const { hostname, port } = new URL(province.address);
    const slow = connect(Number(port), hostname);
    slow.write('POST /v1/push HTTP/1.1\r\nHost: x\r\nContent-Length: 1000\r\n');
    expect((await fetch(`${province.address}/healthz`)).status).toBe(200);
    expect((await fetch(`${province.address}/readyz`)).status).toBe(200);
    slow.destroy();
  });
});
