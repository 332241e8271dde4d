import { createHash } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { openPdf } from '../../src/signatures/pdf/file.ts';
import { asArray, asDict, asInteger, asStream } from '../../src/signatures/pdf/objects.ts';
import { findPlacement } from '../../src/signatures/prepare/placement.ts';
import { PREPARED_FIELDS, prepareForSigning } from '../../src/signatures/prepare/prepare.ts';
import { extend } from '../../src/signatures/sign/extend.ts';
import { signAtLevel } from '../../src/signatures/sign/level.ts';
import type { SignRequest } from '../../src/signatures/sign/request.ts';
import { cutSignatures, judge } from '../support/judges.ts';
import { judgeLevels } from '../support/level-judges.ts';
import { levelServices, saidOf } from '../support/level-services.ts';
import { pageText } from '../support/page-text.ts';
import { SAMPLE, samplePdf } from '../support/sample-pdf.ts';
import { keyOf } from '../support/signing-key.ts';
import { startValidationLab, type ValidationLab } from '../support/validation-lab.ts';

let lab: ValidationLab;
let drafts: Record<'table' | 'stream', Uint8Array>;
beforeAll(async () => {
  lab = await startValidationLab();
  const [table, stream] = await Promise.all([prepared('table'), prepared('stream')]);
  drafts = { table, stream };
});
afterAll(() => lab.stop());

async function prepared(kind: 'table' | 'stream'): Promise<Uint8Array> {
  const pdf = await samplePdf({ kind });
  return prepareForSigning(pdf, findPlacement({ ...(await pageText(pdf)), signerName: SAMPLE.signer }));
}

type Who = 'leader' | 'agency' | 'ec256' | 'ec384';

const request = (who: Who, more: Partial<SignRequest> = {}): SignRequest => ({
  key: keyOf(lab.pki[who], lab.pki.chain),
  at: new Date(),
  target: { field: PREPARED_FIELDS.person },
  look: { kind: 'signer' },
  ...more,
});

const sealing = (): SignRequest =>
  request('agency', {
    target: { field: PREPARED_FIELDS.seal },
    values: [
      { field: PREPARED_FIELDS.number, value: '15' },
      { field: PREPARED_FIELDS.date, value: 'ngày 05 tháng 12 năm 2026' },
    ],
  });

const trust = () => ({
  anchorPem: lab.pki.root.certificatePem,
  betweenPem: lab.pki.sub.certificatePem,
});

const STAMPED = 'Verification: OK';
const CADES = 'CAdES Verification successful';
const UNCHANGED = 'The document is unchanged since signing.';
const EXTENDED = 'The signature is valid but there have been edits since signing.';
const TRUSTED = 'Certificate is Trusted.';

/** Tokens, signatures and document time-stamps that each level leaves behind one signature. */
const LEVELS = [
  ['B-B', { stamps: [], said: ['signature B-B INDETERMINATE TRY_LATER'] }],
  ['B-T', { stamps: [STAMPED], said: ['signature B-T INDETERMINATE TRY_LATER'] }],
  ['B-LT', { stamps: [STAMPED], said: ['signature B-LT TOTAL_PASSED'] }],
  ['B-LTA', { stamps: [STAMPED, STAMPED], said: ['signature B-LTA TOTAL_PASSED', 'timestamp TOTAL_PASSED'] }],
] as const;

const KEYS = [
  ['RSA, PKCS#1 v1.5, SHA-256', 'leader', {}],
  ['RSA, PKCS#1 v1.5, SHA-512', 'leader', { hash: 'sha512' }],
  ['RSA, PSS, SHA-256', 'leader', { padding: 'pss' }],
  ['RSA, PSS, SHA-384', 'leader', { padding: 'pss', hash: 'sha384' }],
  ['ECDSA P-256, SHA-256', 'ec256', {}],
  ['ECDSA P-384, SHA-384', 'ec384', { hash: 'sha384' }],
] as const;

describe.each(KEYS)('a signature by %s', (_, who, more) => {
  test.each(LEVELS)('at %s is accepted by every judge', async (level, { stamps, said }) => {
    const signed = await signAtLevel(drafts.table, request(who, more), level, levelServices(lab));
    expect(signed).toMatchObject({ level, shortfall: undefined });
    expect(Buffer.from(signed.bytes.subarray(0, drafts.table.length)).equals(drafts.table)).toBe(true);
    const { pdfsig, mutool } = await judge(signed.bytes, lab.pki.root.certificatePem);
    const isUnchanged = level === 'B-B' || level === 'B-T';
    // mutool asks OpenSSL's PKCS#7 functions, which know no PSS.
    expect({ pdfsig: pdfsig[0], mutool }).toEqual({
      pdfsig: 'Signature is Valid.',
      mutool: 'padding' in more ? [] : [isUnchanged ? UNCHANGED : EXTENDED],
    });
    expect(await judgeLevels(signed.bytes, trust())).toEqual({
      trust: [TRUSTED],
      stamps,
      cades: [CADES],
      qpdf: [],
    });
    expect(await saidOf(signed.bytes, lab)).toEqual(said);
  });
});

describe('leader and agency on one paper', () => {
  test.each(['table', 'stream'] as const)(
    'reach B-LTA together, no earlier byte touched (%s)',
    async (kind) => {
      const services = levelServices(lab);
      const signed = await signAtLevel(drafts[kind], request('leader'), 'B-T', services);
      const sealed = await signAtLevel(signed.bytes, sealing(), 'B-LTA', services);
      expect([signed, sealed]).toMatchObject([
        { level: 'B-T', shortfall: undefined },
        { level: 'B-LTA', shortfall: undefined },
      ]);
      expect(Buffer.from(sealed.bytes.subarray(0, signed.bytes.length)).equals(signed.bytes)).toBe(true);
      expect(await judgeLevels(sealed.bytes, trust())).toEqual({
        trust: [TRUSTED, TRUSTED],
        stamps: [STAMPED, STAMPED, STAMPED],
        cades: [CADES, CADES],
        qpdf: [],
      });
      expect(await saidOf(sealed.bytes, lab)).toEqual([
        'signature B-LTA TOTAL_PASSED',
        'signature B-LTA TOTAL_PASSED',
        'timestamp TOTAL_PASSED',
      ]);
    },
  );

  test('a leader’s B-B under the agency’s B-B becomes B-LT by a time-stamp over both', async () => {
    const services = levelServices(lab);
    const signed = await signAtLevel(drafts.table, request('leader'), 'B-B', services);
    const sealed = await signAtLevel(signed.bytes, sealing(), 'B-B', services);
    const extended = await extend(sealed.bytes, 'B-LT', services);
    expect(Buffer.from(extended.subarray(0, sealed.bytes.length)).equals(sealed.bytes)).toBe(true);
    expect(await saidOf(extended, lab)).toEqual([
      'signature B-LT TOTAL_PASSED',
      'signature B-LT TOTAL_PASSED',
      'timestamp TOTAL_PASSED',
    ]);
    expect(await judgeLevels(extended, trust())).toMatchObject({
      cades: [CADES, CADES],
      stamps: [STAMPED],
      qpdf: [],
    });
  });
});

/** The document security store of the last revision. */
function storeOf(pdf: Uint8Array) {
  const { latest } = openPdf(pdf);
  const dss = asDict(latest.get(latest.catalog, 'DSS'));
  const hashes = (key: string) =>
    (asArray(latest.get(dss, key))?.items ?? []).map((item) => {
      const stream = asStream(latest.resolve(item));
      return createHash('sha256')
        .update(stream ? latest.decode(stream) : '')
        .digest('hex');
    });
  const extension = asDict(latest.get(asDict(latest.get(latest.catalog, 'Extensions')), 'ESIC'));
  return {
    streams: ['Certs', 'OCSPs', 'CRLs'].map((key) => hashes(key)),
    signatures: [...(asDict(latest.get(dss, 'VRI'))?.entries.keys() ?? [])],
    level: asInteger(latest.get(extension, 'ExtensionLevel')),
  };
}

describe('the document security store', () => {
  test('names each signature by the SHA-1 of its /Contents as it stands, and says that it needs an extension', async () => {
    const { bytes } = await signAtLevel(drafts.table, request('leader'), 'B-LT', levelServices(lab));
    const contents = /\/Contents <([0-9A-F]+)>/.exec(Buffer.from(bytes).toString('latin1'))?.[1] ?? '';
    const key = createHash('sha1').update(Buffer.from(contents, 'hex')).digest('hex').toUpperCase();
    expect(storeOf(bytes)).toMatchObject({ signatures: [key], level: 5 });
  });

  test('holds the chains of signer and authority, their answers, and nothing twice', async () => {
    const services = levelServices(lab);
    const { bytes } = await signAtLevel(drafts.table, request('leader'), 'B-T', services);
    const sealed = await signAtLevel(bytes, sealing(), 'B-LT', services);
    const { streams } = storeOf(sealed.bytes);
    // Leader, agency, TSA, sub-CA, root, responder; an answer each for leader, agency and TSA; the root's list for the sub-CA.
    expect(streams.map(({ length }) => length)).toEqual([6, 3, 1]);
    expect(streams.map((hashes) => new Set(hashes).size)).toEqual([6, 3, 1]);
  });

  test('grows by what a renewal needs, and loses nothing', async () => {
    const services = levelServices(lab);
    const first = await signAtLevel(drafts.table, request('leader'), 'B-LTA', services);
    const renewed = await extend(first.bytes, 'B-LTA', levelServices(lab, 'other'));
    expect(Buffer.from(renewed.subarray(0, first.bytes.length)).equals(first.bytes)).toBe(true);
    const [before, after] = [storeOf(first.bytes), storeOf(renewed)];
    before.streams.forEach((hashes, kind) => {
      expect(after.streams[kind]?.slice(0, hashes.length)).toEqual(hashes);
    });
    expect(await saidOf(renewed, lab)).toEqual([
      'signature B-LTA TOTAL_PASSED',
      'timestamp TOTAL_PASSED',
      'timestamp TOTAL_PASSED',
    ]);
    expect(cutSignatures(renewed)).toHaveLength(3);
    expect((await judgeLevels(renewed, trust())).stamps).toEqual([STAMPED, STAMPED, STAMPED]);
  });
});
