import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { verifyJob } from '../../src/main/jobs/verify.ts';
import { signedBy, stampedDocument } from '../support/stamped-lab.ts';
import * as lab from '../support/trust-lab.ts';

const NOW = '2026-11-23T03:00:00.000Z';

let server: Server;
let folder: string;
let root: lab.Member;
let answers: ReadonlyMap<string, Uint8Array>;
const asked: string[] = [];
beforeAll(async () => {
  server = createServer((request, response) => {
    const name = request.url?.split('/')[1] ?? '';
    asked.push(name);
    response.writeHead(200, { 'content-type': 'application/ocsp-response' }).end(answers.get(name));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  folder = await mkdtemp(join(tmpdir(), 'hamrong-online-'));
  root = await lab.issue({ name: 'Goc', role: 'authority' });
  const sub = await lab.issue({ name: 'Cap 2', role: 'authority', issuer: root, asks: `${url}/root` });
  const signer = await lab.issue({ name: 'Pham Van Thao', issuer: sub, asks: `${url}/sub` });
  const said = { thisUpdate: NOW, nextUpdate: '2026-11-24T03:00:00Z' };
  answers = new Map([
    ['sub', lab.ocsp({ about: signer, issuer: sub, ...said })],
    ['root', lab.ocsp({ about: sub, issuer: root, ...said })],
  ]);
  await writeFile(join(folder, 'signed.pdf'), signedBy(stampedDocument(), signer, { chain: [sub] }));
});
afterAll(async () => {
  await rm(folder, { recursive: true });
  await new Promise((resolve) => server.close(resolve));
});

const judge = (offline: boolean) =>
  verifyJob.verifyFile({
    file: join(folder, 'signed.pdf'),
    anchors: [root.certificate.der],
    at: NOW,
    offline,
  });

test('off-line nobody is asked and nothing is green; on-line those are asked whom the certificates name', async () => {
  const off = await judge(true);
  expect([off.online, off.signatures[0]?.subIndication, asked]).toEqual([false, 'TRY_LATER', []]);
  const on = await judge(false);
  expect([on.online, on.signatures[0]?.indication, asked.toSorted()]).toEqual([
    true,
    'TOTAL_PASSED',
    ['root', 'sub'],
  ]);
});
