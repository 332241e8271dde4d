import { once } from 'node:events';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { isPublicAddress } from '../../src/main/signing/levels/public-address.ts';
import { webTransport } from '../../src/main/signing/levels/web-transport.ts';

let server: Server;
let port: number;
let asked = 0;
beforeAll(async () => {
  server = createServer((_request, response) => {
    asked++;
    response.end('bí mật');
  });
  await once(server.listen(0, '127.0.0.1'), 'listening');
  port = (server.address() as AddressInfo).port;
});
beforeEach(() => {
  asked = 0;
});
afterAll(() => void server.close());

const ask = (host: string, internalHosts: readonly string[] = []) =>
  webTransport({ internalHosts })({ url: `http://${host}:${port}/`, bytesMax: 100, timeoutMs: 60_000 });

test.each([
  '127.0.0.1',
  'localhost',
  '2130706433',
  '0x7f.1',
  '0.0.0.0',
  '[::1]',
  '[::ffff:127.0.0.1]',
  '10.0.0.1',
  '169.254.169.254',
])('what a stranger’s certificate names inside a network is not asked: %s', async (host) => {
  expect(await ask(host)).toEqual({ ok: false, why: 'internal' });
  expect(asked).toBe(0);
});

test('a host that was allowed is asked, by its name or with its port, and no other port of it', async () => {
  expect(await ask('127.0.0.1', ['127.0.0.1'])).toMatchObject({ ok: true });
  expect(await ask('127.0.0.1', [`127.0.0.1:${port}`])).toMatchObject({ ok: true });
  expect(await ask('localhost', ['localhost'])).toMatchObject({ ok: true });
  expect(await ask('127.0.0.1', ['127.0.0.1:1'])).toEqual({ ok: false, why: 'internal' });
});

test.each<[string, boolean]>([
  ['8.8.8.8', true],
  ['172.15.255.255', true],
  ['172.16.0.1', false],
  ['192.168.1.1', false],
  ['100.64.0.1', false],
  ['224.0.0.1', false],
  ['255.255.255.255', false],
  ['2a00:1450::1', true],
  ['fc00::1', false],
  ['fe80::1', false],
  ['ff02::1', false],
  ['64:ff9b::7f00:1', false],
  ['2002:7f00:1::', false],
  ['::ffff:10.0.0.1', false],
])('%s is public: %s', (address, isPublic) => {
  expect(isPublicAddress(address)).toBe(isPublic);
});
