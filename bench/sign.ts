import { createHash, createPrivateKey, createPublicKey, randomBytes, sign, verify } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openPdf } from '../src/signatures/pdf/file.ts';
import { pdfDict, pdfStream } from '../src/signatures/pdf/objects.ts';
import { beginUpdate } from '../src/signatures/pdf/update.ts';
import { findPlacement } from '../src/signatures/prepare/placement.ts';
import { PREPARED_FIELDS, prepareForSigning } from '../src/signatures/prepare/prepare.ts';
import type { SignRequest } from '../src/signatures/sign/request.ts';
import { signPdf, signTail } from '../src/signatures/sign/sign.ts';
import { verifyPdf } from '../src/signatures/verify/verify-pdf.ts';
import { pageText } from '../test/support/page-text.ts';
import { PKI_NOW, type TestPki, testPki } from '../test/support/pki.ts';
import { SAMPLE, samplePdf } from '../test/support/sample-pdf.ts';
import { keyOf } from '../test/support/signing-key.ts';
import { keepAs } from './keep-as.ts';
import { type Line, lineOf, measureAwaited, perSecond, timeInTurnsAwaited } from './line.ts';

const SIGNATURES = 60;
const LARGE_BYTES = 100 * 1024 * 1024;
const LARGE_RUNS = 7;
const VERIFIED_BYTES = 1024 * 1024;
const VERIFICATIONS = 40;

const PLACE = { page: 1, x: 350, y: 340, width: 130, height: 70 };

const hashAndCopy = (bytes: Uint8Array): Buffer => {
  createHash('sha256').update(bytes).digest();
  return Buffer.from(bytes);
};

/** The file with so many bytes more, in a stream that a later revision added. */
function grown(pdf: Uint8Array, bytes: number): Uint8Array {
  const update = beginUpdate(openPdf(pdf));
  update.put(update.reserve(), pdfStream(pdfDict({}), randomBytes(bytes)));
  return Buffer.concat([pdf, update.finish().tail]);
}

type Lab = {
  readonly pki: TestPki;
  readonly draft: Uint8Array;
  readonly folder: string;
  readonly leader: SignRequest;
  readonly bareSignature: (bytes: Uint8Array) => Buffer;
};

async function openLab(folder: string): Promise<Lab> {
  const pki = await testPki();
  const draft = await samplePdf({ kind: 'stream' });
  const key = createPrivateKey({
    key: Buffer.from(pki.leader.privateKey),
    format: 'der',
    type: 'pkcs8',
  });
  return {
    pki,
    draft,
    folder,
    leader: {
      key: keyOf(pki.leader, pki.chain),
      at: PKI_NOW,
      target: { newField: { place: PLACE } },
      look: { kind: 'signer' },
    },
    bareSignature: (bytes) => sign('sha256', bytes, key),
  };
}

/** One visible signature. The floor hashes, copies and makes the bare RSA signature that no signer can do without. */
async function smallLines({ pki, draft, folder, leader, bareSignature }: Lab): Promise<readonly Line[]> {
  const [copied, signature, bare, whole, wholeBare] = await timeInTurnsAwaited(SIGNATURES, [
    async () => hashAndCopy(draft),
    () => signPdf(draft, leader),
    async () => bareSignature(hashAndCopy(draft)),
    async () => {
      const signed = await signPdf(draft, leader);
      const report = await verifyPdf(signed, { anchors: [pki.anchor], at: PKI_NOW, offline: true });
      if (report.integrity !== 'valid') throw new Error('the bench signed what its own verifier refuses');
      keepAs(join(folder, 'signed.pdf'), signed);
    },
    async () => {
      bareSignature(hashAndCopy(draft));
      keepAs(join(folder, 'copied.pdf'), draft);
    },
  ]);
  const size = `${Math.round(draft.length / 1024)} kB`;
  const added = (await signTail(draft, leader)).tail.length;
  const rate = (ms: number | undefined, wanted: string) => `${perSecond(ms ?? Number.NaN)}, ${wanted}`;
  return [
    {
      ...lineOf(
        `sign ${size}, visible, against SHA-256 + copy`,
        SIGNATURES,
        { floor: copied, ours: signature },
        {
          text: 'the key decides: see the next line',
        },
      ),
      sanity: `${rate(signature?.medianMs, '≥ 150/s')}; ${Math.round(added / 1024)} kB added, ≤ 45 kB`,
    },
    lineOf(
      `sign ${size}, visible, against a bare RSA signature`,
      SIGNATURES,
      { floor: bare, ours: signature },
      {
        text: '≥ 150/s when quiet; here ≤ 8 × the bare one',
        ratioMax: 8,
      },
    ),
    {
      ...lineOf(
        `sign ${size}, fsync and own verification`,
        SIGNATURES,
        { floor: wholeBare, ours: whole },
        {
          text: '≥ 75/s when quiet; here ≤ 4 × bare signature, copy, fsync',
          ratioMax: 4,
        },
      ),
      sanity: rate(whole?.medianMs, '≥ 75/s'),
    },
  ];
}

/** 100 MB, at most 1.3 times what hashing and copying them takes. */
function largeLine({ draft, leader }: Lab): Promise<Line> {
  const large = grown(draft, LARGE_BYTES);
  return measureAwaited(
    'sign 100 MB',
    LARGE_RUNS,
    async () => hashAndCopy(large),
    async () => {
      const { tail } = await signTail(large, leader);
      return Buffer.concat([large, tail]);
    },
    { text: '≤ 1.3 × (SHA-256 + copy)', ratioMax: 1.3 },
  );
}

/** The full report on two signatures in 1 MB, with the leader's and the clerk's revisions as our own offices make them. */
async function verifyLine({ pki, leader }: Lab): Promise<Line> {
  const paper = grown(await samplePdf({ kind: 'stream' }), VERIFIED_BYTES);
  const places = findPlacement({ ...(await pageText(paper)), signerName: SAMPLE.signer });
  const once = await signPdf(await prepareForSigning(paper, places), {
    ...leader,
    target: { field: PREPARED_FIELDS.person },
  });
  const twice = await signPdf(once, {
    ...leader,
    key: keyOf(pki.agency, pki.chain),
    target: { field: PREPARED_FIELDS.seal },
    values: [
      { field: PREPARED_FIELDS.number, value: '15' },
      { field: PREPARED_FIELDS.date, value: 'ngày 05 tháng 12 năm 2026' },
    ],
  });
  const key = createPrivateKey({ key: Buffer.from(pki.leader.privateKey), format: 'der', type: 'pkcs8' });
  const [publicKey, signature] = [createPublicKey(key), sign('sha256', twice, key)];
  return measureAwaited(
    'verify 2 signatures, 1 MB, full report',
    VERIFICATIONS,
    async () => {
      for (let count = 0; count < 2; count += 1) verify('sha256', twice, publicKey, signature);
    },
    () => verifyPdf(twice, { anchors: [pki.anchor], at: PKI_NOW, offline: true }),
    { text: '≤ 150 ms; the floor is its cryptography, ≤ 10 ms', msMax: 150 },
  );
}

/** What signing and verifying cost beside the hashing, copying and RSA that nobody can do without; a software key. */
export async function signLines(): Promise<readonly Line[]> {
  const folder = mkdtempSync(join(tmpdir(), 'ham-rong-bench-'));
  try {
    const lab = await openLab(folder);
    return [...(await smallLines(lab)), await largeLine(lab), await verifyLine(lab)];
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
