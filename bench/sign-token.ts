import { execFileSync } from 'node:child_process';
import { createHash, hash } from 'node:crypto';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { nodeHelpers } from '../src/main/hosts/node-helpers.ts';
import { tokenKeys } from '../src/main/signing/token/token-keys.ts';
import { writePkcs12 } from '../src/server/trial/pkcs12-write.ts';
import type { SigningKey } from '../src/signatures/sign/key.ts';
import type { SignRequest } from '../src/signatures/sign/request.ts';
import { signPdf, signTail } from '../src/signatures/sign/sign.ts';
import { verifyPdf } from '../src/signatures/verify/verify-pdf.ts';
import { PKI_NOW, type TestPki, testPki } from '../test/support/pki.ts';
import { samplePdf } from '../test/support/sample-pdf.ts';
import { makeTokens, PIN, SOFTHSM } from '../test/support/token.ts';
import { keepAs } from './keep-as.ts';
import { type Line, lineOf, perSecond, timeInTurnsAwaited } from './line.ts';

const SIGNATURES = 40;
const ADDED_KB_MAX = 45;
const NSS_PASSWORD = 'abcd';
const PLACE = { page: 1, x: 350, y: 340, width: 130, height: 70 };

/** What the peers are given: the same paper, the same key, in the files that they read. */
type Peers = { readonly pdfsig: () => void; readonly opensslCms: () => void };

function openPeers(folder: string, pki: TestPki, draft: Uint8Array): Peers {
  const inFolder = (name: string): string => join(folder, name);
  const put = (name: string, content: string | Uint8Array) => writeFileSync(inFolder(name), content);
  put('draft.pdf', draft);
  put('leader.p12', writePkcs12(pki.leader, pki.chain, NSS_PASSWORD, 'leader'));
  put('leader.pem', pki.leader.certificatePem);
  put('leader.key', pki.leader.privateKeyPem);
  mkdirSync(inFolder('nss'));
  const store = `sql:${inFolder('nss')}`;
  const run = (program: string, ...args: readonly string[]): void =>
    void execFileSync(program, args, { cwd: folder, stdio: 'ignore' });
  run('certutil', '-N', '-d', store, '--empty-password');
  run('pk12util', '-i', 'leader.p12', '-d', store, '-W', NSS_PASSWORD, '-K', '');
  const signer = ['-nssdir', store, '-add-signature', '-nick', 'leader', '-new-signature-field-name', 'ky'];
  const cms = ['cms', '-sign', '-cades', '-binary', '-signer', 'leader.pem', '-inkey', 'leader.key'];
  return {
    pdfsig: () => run('pdfsig', ...signer, 'draft.pdf', 'peer.pdf'),
    opensslCms: () => run('openssl', ...cms, '-in', 'draft.pdf', '-outform', 'DER', '-out', 'peer.der'),
  };
}

async function tokenLines(folder: string, pki: TestPki, key: SigningKey): Promise<readonly Line[]> {
  const draft = await samplePdf({ kind: 'stream' });
  const peers = openPeers(folder, pki, draft);
  const request: SignRequest = {
    key,
    at: PKI_NOW,
    target: { newField: { place: PLACE } },
    look: { kind: 'signer' },
  };
  const bare = async () => {
    createHash('sha256').update(draft).digest();
    const digest = hash('sha256', draft, 'buffer');
    await key.sign({ hash: 'sha256', scheme: 'rsa', digest, message: draft });
    return Buffer.from(draft);
  };
  const [poppler, openssl, least, signature, kept] = await timeInTurnsAwaited(SIGNATURES, [
    async () => peers.pdfsig(),
    async () => peers.opensslCms(),
    async () => keepAs(join(folder, 'copied.pdf'), await bare()),
    () => signPdf(draft, request),
    async () => {
      const signed = await signPdf(draft, request);
      const report = await verifyPdf(signed, { anchors: [pki.anchor], at: PKI_NOW, offline: true });
      if (report.integrity !== 'valid') throw new Error('the bench signed what its own verifier refuses');
      keepAs(join(folder, 'signed.pdf'), signed);
    },
  ]);
  const added = Math.round((await signTail(draft, request)).tail.length / 1024);
  if (added > ADDED_KB_MAX) throw new Error(`a signature adds ${added} kB, at most ${ADDED_KB_MAX}`);
  const rate = (ms: number | undefined): string => perSecond(ms ?? Number.NaN);
  return [
    {
      ...lineOf(
        'sign with a token (SoftHSM), visible, against pdfsig',
        SIGNATURES,
        { floor: poppler, ours: signature },
        {
          text: '≥ 20 × as fast as pdfsig -add-signature',
          ratioMax: 1 / 20,
        },
      ),
      sanity: `${rate(signature?.medianMs)}, ≥ 150/s; ${added} kB added, ≤ ${ADDED_KB_MAX} kB; pdfsig ${rate(poppler?.medianMs)}, openssl cms ${rate(openssl?.medianMs)}`,
    },
    {
      ...lineOf(
        'sign with a token, fsync and own verification',
        SIGNATURES,
        { floor: least, ours: kept },
        {
          text: '≥ 75/s when quiet; here ≤ 6 × token signature, copy, fsync',
          ratioMax: 6,
        },
      ),
      sanity: `${rate(kept?.medianMs)}, ≥ 75/s`,
    },
  ];
}

/** Signing with a key on a token, in its own process, beside what other programs need for the same paper in the same run. */
export async function signTokenLines(): Promise<readonly Line[]> {
  const folder = mkdtempSync(join(tmpdir(), 'ham-rong-bench-token-'));
  const pki = await testPki();
  const { configuration } = makeTokens(join(folder, 'token'), [
    { label: 'Bench', keys: [{ issued: pki.leader }] },
  ]);
  process.env['SOFTHSM2_CONF'] = configuration;
  const keys = tokenKeys({
    helpers: nodeHelpers(),
    modules: () => [{ path: SOFTHSM, isAdded: true }],
    issuers: () => pki.chain,
    listWaitMs: 60_000,
  });
  try {
    const [listed] = await keys.list();
    const { key, close } = await keys.open(listed?.keyId ?? 'none', Buffer.from(PIN));
    const lines = await tokenLines(folder, pki, key);
    await close();
    return lines;
  } finally {
    await keys.close();
    rmSync(folder, { recursive: true, force: true });
  }
}
