import { createHash, randomUUID } from 'node:crypto';
import { readFileSync, writeFileSync } from 'node:fs';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { type CompactVerifyResult, compactVerify, importJWK } from 'jose';
import { afterAll, afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { ServerPort, Vault } from '../../src/main/ports.ts';
import { deviceKey, publicPart } from '../../src/main/sync/http/device-key.ts';
import { ANSWER_BYTES_MAX } from '../../src/main/sync/http/line.ts';
import { httpEnrol, httpServer } from '../../src/main/sync/http/server.ts';
import { Instant } from '../../src/shared/domain/core/values.ts';
import { AppError } from '../../src/shared/errors.ts';
import type { DeviceKey } from '../../src/shared/protocol/session.ts';
import { temporaryFolders } from '../support/replica.ts';

type Answer = {
  readonly status: number;
  readonly headers?: Record<string, string>;
  readonly body?: string | Uint8Array;
};
type Seen = { readonly request: IncomingMessage; readonly body: Buffer };

const folders = temporaryFolders();
afterAll(folders.remove);
const DEVICE = '11111111-0000-4000-8000-00000000000d';
const NOW = Instant.parse('2026-11-20T03:00:00.000Z');
const page = { epoch: 1, head: 3, next: 3, hasMore: false, serverTime: NOW, entities: [], gone: [] };

let seen: Seen[];
let answer: (seen: Seen, response: ServerResponse) => Answer | undefined;
let port: ServerPort;
let vault: Vault;
let address: string;
let close: () => Promise<void>;

beforeEach(async () => {
  seen = [];
  const kept = new Map<string, Uint8Array>();
  vault = {
    read: async (name) => kept.get(name),
    write: async (name, secret) => void kept.set(name, secret),
  };
  const server = createServer((request, response) => {
    const pieces: Buffer[] = [];
    request.on('data', (piece: Buffer) => pieces.push(piece));
    request.on('end', () => {
      const each = { request, body: Buffer.concat(pieces) };
      seen.push(each);
      const given = answer(each, response);
      if (given) response.writeHead(given.status, given.headers).end(given.body);
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  address = `http://127.0.0.1:${String((server.address() as AddressInfo).port)}`;
  port = httpServer({
    address,
    deviceId: DEVICE,
    vault,
    now: () => NOW,
    newId: randomUUID,
    random: () => 0,
  });
  close = () =>
    new Promise((resolve) => {
      server.closeAllConnections();
      server.close(() => resolve());
    });
});
afterEach(() => close());

const json = (status: number, body: unknown): Answer => ({ status, body: JSON.stringify(body) });
const codeOf = async (work: Promise<unknown>): Promise<string> => {
  try {
    await work;
  } catch (problem) {
    if (problem instanceof AppError) return problem.code;
    throw problem;
  }
  return 'ok';
};
const claimsOf = async ({ request }: Seen): Promise<Record<string, unknown>> => {
  const key = publicPart(await deviceKey(vault)) satisfies DeviceKey;
  const jwt = String(request.headers['dpop']);
  const { payload, protectedHeader }: CompactVerifyResult = await compactVerify(
    jwt,
    await importJWK(key, 'ES256'),
  );
  expect(protectedHeader).toEqual({ alg: 'ES256', typ: 'dpop+jwt', kid: DEVICE });
  return JSON.parse(new TextDecoder().decode(payload)) as Record<string, unknown>;
};

describe('a proof', () => {
  test('names the request, the body and the device, and is never the same twice', async () => {
    answer = () => json(200, page);
    await port.changes(7, 50);
    await port.ack(7);
    const [first, second] = await Promise.all(seen.map(claimsOf));
    expect(first).toMatchObject({
      htm: 'GET',
      htu: '/v1/changes?since=7&limit=50',
      iat: Date.parse(NOW) / 1000,
    });
    expect(first).not.toHaveProperty('bsh');
    const digest = createHash('sha256').update('{"seq":7}').digest('base64url');
    expect(second).toMatchObject({ htm: 'POST', htu: '/v1/ack', bsh: digest });
    expect(first?.['jti']).not.toBe(second?.['jti']);
    expect(seen[0]?.request.headers.authorization).toBe(`DPoP ${DEVICE}`);
  });

  test('takes the server’s time when the device’s clock is wrong, once', async () => {
    answer = () =>
      seen.length === 1
        ? json(401, { code: 'unauthorised', expected: '2027-11-20T03:00:00.000Z' })
        : json(200, page);
    expect(await port.changes(0, 1)).toEqual(page);
    expect((await claimsOf(seen[1] as Seen))['iat']).toBe(Date.parse('2027-11-20T03:00:00.000Z') / 1000);
    answer = () => json(401, { code: 'unauthorised', expected: NOW });
    expect(await port.changes(0, 1)).toMatchObject({ rejected: 'unauthorised' });
    expect(seen).toHaveLength(4);
  });
});

describe('an answer', () => {
  test('that refuses is data', async () => {
    answer = () => json(410, { code: 'cannot-calculate-changes' });
    expect(await port.changes(0, 1)).toEqual({ rejected: 'cannot-calculate-changes' });
    answer = () => json(409, { code: 'hole-in-sequence', expected: 4 });
    expect(await port.snapshot(undefined)).toEqual({ rejected: 'hole-in-sequence', expected: 4 });
  });

  test.each([
    ['not JSON', { status: 200, body: '<html>' }],
    ['of another shape', json(200, { ...page, next: 'soon' })],
    ['too long', { status: 200, body: Buffer.alloc(ANSWER_BYTES_MAX + 1, 0x20) }],
    ['a refusal in nobody’s words', { status: 404, body: 'nginx' }],
  ])('that is %s is unusable', async (_what, given) => {
    answer = () => given;
    expect(await codeOf(port.changes(0, 1))).toBe('server.unusable-answer');
  });

  test('that fails, is cut off or does not come is no line', async () => {
    answer = () => json(503, {});
    expect(await codeOf(port.changes(0, 1))).toBe('server.unreachable');
    answer = (_seen, response) => {
      response.writeHead(200, { 'content-length': '100' });
      response.write('{');
      response.destroy();
      return undefined;
    };
    expect(await codeOf(port.changes(0, 1))).toBe('server.unreachable');
    await close();
    expect(await codeOf(port.changes(0, 1))).toBe('server.unreachable');
  });

  test('that is still awaited when the application closes is no line, at once', async () => {
    answer = () => {
      port.close?.();
      return undefined;
    };
    expect(await codeOf(port.changes(0, 1))).toBe('server.unreachable');
  });

  test('that redirects is not followed: the proof is for this server', async () => {
    answer = () => ({ status: 302, headers: { location: 'http://127.0.0.1:1/' } });
    expect(await codeOf(port.changes(0, 1))).toBe('server.unreachable');
  });
});

describe('an upload', () => {
  const bytes = Buffer.from('%PDF-1.7 văn bản đi');
  const sha256 = createHash('sha256').update(bytes).digest('hex');
  let stored: Buffer;
  let file: string;
  beforeEach(() => {
    stored = Buffer.alloc(0);
    file = join(folders.make(), 'file');
    writeFileSync(file, bytes);
  });
  /** tus 1.0, as far as one upload goes. */
  const tus = ({ request, body }: Seen): Answer => {
    if (request.url === '/v1/uploads')
      return { status: 201, headers: { location: `${address}/v1/uploads/u1` } };
    if (request.url === '/v1/uploads/u1/finalise') {
      const isRight = createHash('sha256').update(stored).digest('hex') === sha256;
      return isRight ? json(200, { sha256 }) : json(422, { code: 'digest-differs' });
    }
    if (request.url !== '/v1/uploads/u1') return json(404, { code: 'not-found' });
    if (request.method === 'PATCH') {
      if (Number(request.headers['upload-offset']) !== stored.length) return { status: 409 };
      stored = Buffer.concat([stored, body]);
    }
    return {
      status: request.method === 'PATCH' ? 204 : 200,
      headers: { 'upload-offset': String(stored.length) },
    };
  };

  test('is opened under an address of the server, and sent', async () => {
    answer = tus;
    const opened = await port.openUpload(sha256, bytes.length);
    expect(opened).toBe('/v1/uploads/u1');
    expect(seen[0]?.request.headers).toMatchObject({
      'tus-resumable': '1.0.0',
      'upload-length': String(bytes.length),
      'upload-metadata': `sha256 ${Buffer.from(sha256).toString('base64')}`,
    });
    expect(await port.sendUpload(opened, file, sha256, bytes.length, true)).toBe('finalised');
    expect(stored).toEqual(bytes);
    // Where a new one stands is not asked.
    expect(seen.map(({ request }) => request.method)).toEqual(['POST', 'PATCH', 'POST']);
  });

  test('goes on where the server stands', async () => {
    stored = bytes.subarray(0, 9);
    answer = tus;
    expect(await port.sendUpload('/v1/uploads/u1', file, sha256, bytes.length)).toBe('finalised');
    expect(seen.filter(({ request }) => request.method === 'PATCH').map(({ body }) => body.length)).toEqual([
      bytes.length - 9,
    ]);
  });

  test('that stands elsewhere than told is asked again', async () => {
    answer = (each) => {
      if (each.request.method === 'PATCH' && seen.length === 2) {
        stored = bytes.subarray(0, 4);
        return { status: 409 };
      }
      return tus(each);
    };
    expect(await port.sendUpload('/v1/uploads/u1', file, sha256, bytes.length)).toBe('finalised');
    stored = bytes.subarray(0, 4);
    expect(await port.sendUpload('/v1/uploads/u1', file, sha256, bytes.length, true)).toBe('finalised');
    expect(stored).toEqual(bytes);
  });

  test('that arrived as something else is said to differ; one that is unknown is gone', async () => {
    stored = Buffer.from('x'.repeat(bytes.length));
    answer = tus;
    expect(await port.sendUpload('/v1/uploads/u1', file, sha256, bytes.length)).toBe('digest-differs');
    expect(await port.sendUpload('/v1/uploads/u2', file, sha256, bytes.length)).toBe('gone');
  });

  test('that was finalised just before we were ended is finalised', async () => {
    answer = ({ request }) =>
      request.url?.endsWith('/finalise') ? json(200, { sha256 }) : json(404, { code: 'not-found' });
    expect(await port.sendUpload('/v1/uploads/u1', file, sha256, bytes.length)).toBe('finalised');
  });

  test('that the server has no room for says so, and the line is still there', async () => {
    const codes = [];
    for (const [status, code] of [
      [507, 'storage-full'],
      [403, 'upload-quota'],
      [507, undefined],
    ] as const) {
      answer = () => (code ? json(status, { code }) : { status, body: 'proxy' });
      codes.push(await port.openUpload(sha256, bytes.length).catch((problem: AppError) => problem.code));
    }
    expect(codes).toEqual(['server.storage-full', 'server.upload-quota', 'server.unreachable']);
  });

  test('that makes no progress does not run for ever', async () => {
    answer = ({ request }) =>
      request.method === 'HEAD' ? { status: 200, headers: { 'upload-offset': '0' } } : { status: 409 };
    expect(await port.sendUpload('/v1/uploads/u1', file, sha256, bytes.length)).toBe('gone');
    expect(seen.length).toBeLessThan(20);
  });
});

describe('a download', () => {
  const bytes = Buffer.from('0123456789');
  const sha256 = createHash('sha256').update(bytes).digest('hex');
  let file: string;
  beforeEach(() => {
    file = join(folders.make(), 'part');
  });

  test('is taken up where it stopped', async () => {
    writeFileSync(file, bytes.subarray(0, 4));
    answer = () => ({ status: 206, body: bytes.subarray(4) });
    expect(await port.fetchBlob(sha256, file)).toBe('whole');
    expect(seen[0]?.request.headers).toMatchObject({ range: 'bytes=4-', 'if-range': `"${sha256}"` });
    expect(readFileSync(file)).toEqual(bytes);
  });

  test('begins anew when the server does not continue', async () => {
    writeFileSync(file, 'other');
    answer = () => ({ status: 200, body: bytes });
    await port.fetchBlob(sha256, file);
    expect(readFileSync(file)).toEqual(bytes);
  });

  test('keeps what came before the line broke', async () => {
    answer = (_seen, response) => {
      response.writeHead(200, { 'content-length': '10' });
      response.write(bytes.subarray(0, 6), () => setTimeout(() => response.destroy(), 50));
      return undefined;
    };
    expect(await codeOf(port.fetchBlob(sha256, file))).toBe('server.unreachable');
    expect(readFileSync(file)).toEqual(bytes.subarray(0, 6));
  });

  test.each([
    [404, 'not-found'],
    [403, 'not-found'],
    [416, 'whole'],
  ])('answered %i is %s', async (status, outcome) => {
    answer = () => json(status, { code: 'not-found' });
    expect(await port.fetchBlob(sha256, file)).toBe(outcome);
  });
});

test('hints come over a stream that comes back by itself', async () => {
  const heads: number[] = [];
  const lines: boolean[] = [];
  answer = (_seen, response) => {
    response.writeHead(200, { 'content-type': 'text/event-stream' });
    response.write(`data: {"head":${String(seen.length)}}\n\n`);
    if (seen.length === 1) response.end();
    return undefined;
  };
  await new Promise<void>((resolve) => {
    const stop = port.listen(
      ({ head }) => {
        heads.push(head);
        if (head === 2) {
          stop();
          resolve();
        }
      },
      (isUp) => void lines.push(isUp),
    );
  });
  expect([heads, lines]).toEqual([
    [1, 2],
    [true, false, true],
  ]);
});

describe('enrolling', () => {
  test('sends the public key only, and keeps the private one in the vault', async () => {
    const enrolled = {
      deviceId: DEVICE,
      officialId: '22222222-0000-4000-8000-00000000000d',
      agencyId: '33333333-0000-4000-8000-00000000000d',
      epoch: 1,
    };
    answer = () => json(200, enrolled);
    expect(await httpEnrol(address, vault)('ma-mot-lan', 'Máy văn thư')).toEqual(enrolled);
    const sent = JSON.parse(String(seen[0]?.body)) as { key: object };
    expect(Object.keys(sent.key).sort()).toEqual(['crv', 'kty', 'x', 'y']);
    expect(publicPart(await deviceKey(vault))).toEqual(sent.key);
  });

  test('with a used code is refused with a sentence', async () => {
    answer = () => json(401, { code: 'unauthorised' });
    expect(await codeOf(httpEnrol(address, vault)('ma-mot-lan', 'Máy'))).toBe('enrol.refused');
  });
});
