import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { verifyJob } from '../../src/main/jobs/verify.ts';
import { verifyPdf } from '../../src/signatures/verify/verify-pdf.ts';
import { signedBy, stampedDocument } from '../support/stamped-lab.ts';
import * as lab from '../support/trust-lab.ts';
import { good, makeTrustStory, SOON, type TrustStory } from '../support/trust-story.ts';

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

const judge = (offline: boolean, more = {}) =>
  verifyJob.verifyFile({
    file: join(folder, 'signed.pdf'),
    anchors: [root.certificate.der],
    at: NOW,
    offline,
    internalHosts: ['127.0.0.1'],
    ...more,
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

test('an authority inside a network that nobody allowed is not asked', async () => {
  asked.splice(0);
  const report = await judge(false, { internalHosts: [] });
  expect([report.signatures[0]?.subIndication, asked]).toEqual(['TRY_LATER', []]);
});

test('answers outlive the helper in the folder that it was given', async () => {
  asked.splice(0);
  const answersIn = join(folder, 'revocation');
  await judge(false, { answersIn });
  const again = await judge(false, { answersIn, internalHosts: ['127.0.0.1', 'another.helper'] });
  expect([again.signatures[0]?.indication, asked.length]).toEqual(['TOTAL_PASSED', 2]);
});

describe('what is asked, and what an answer does', () => {
  let { root, sub, signer, answersAt, signed, withStore } = {} as TrustStory;
  beforeAll(async () => {
    ({ root, sub, signer, answersAt, signed, withStore } = await makeTrustStory());
  });
  const asking = (answer: (path: readonly string[]) => readonly Uint8Array[]) => {
    const asked: string[][] = [];
    const revocation = async (path: readonly lab.Member['certificate'][]) => {
      const names = path.map(({ subject }) => subject.parts[0]?.value ?? '');
      asked.push(names);
      return { ocsp: answer(names), crls: [] };
    };
    return { asked, revocation };
  };
  const ask = (pdf: Uint8Array, { revocation }: ReturnType<typeof asking>, offline = false) =>
    verifyPdf(pdf, { anchors: [root.certificate.der], at: new Date(NOW), offline, revocation });

  test('what the file does not answer is asked, and judged again', async () => {
    const source = asking(() => answersAt(NOW));
    const report = await ask(signed(), source);
    const [one] = report.signatures;
    expect([report.online, one?.indication, one?.chain[0]?.revocation.source]).toEqual([
      true,
      'TOTAL_PASSED',
      'online',
    ]);
    expect(source.asked).toEqual([['Pham Van Thao', 'Cap 2', 'Goc']]);
  });

  test('an answer of another, or none, leaves it open', async () => {
    const thief = await lab.issue({ name: 'Cap 2', role: 'authority' });
    const forged = asking(() => [good(signer, thief, NOW), good(sub, root, NOW)]);
    expect((await ask(signed(), forged)).signatures[0]?.subIndication).toBe('TRY_LATER');
    const nobody = asking(() => []);
    expect((await ask(signed(), nobody)).signatures[0]?.subIndication).toBe('TRY_LATER');
  });

  test('a revocation learned on-line is told', async () => {
    const source = asking(() => [good(signer, sub, NOW, { revokedAt: SOON }), good(sub, root, NOW)]);
    expect((await ask(signed(), source)).signatures[0]?.subIndication).toBe('REVOKED_NO_POE');
  });

  test('nobody is asked off-line, when all is answered, or about a stranger', async () => {
    const source = asking(() => []);
    await ask(signed(), source, true);
    await ask(withStore({ ocsp: answersAt(NOW) }), source);
    const stranger = await lab.issue({ name: 'La', role: 'authority' });
    const his = await lab.issue({ name: 'Nguoi la', issuer: stranger });
    await ask(signedBy(stampedDocument(), his, { chain: [stranger] }), source);
    const impostor = await lab.issue({ name: 'Cap 2', role: 'authority' });
    const thief = await lab.issue({ name: 'Ke gian', issuer: impostor });
    await ask(signedBy(stampedDocument(), thief, { chain: [sub] }), source);
    expect(source.asked).toEqual([]);
  });
});
