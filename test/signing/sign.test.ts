import { beforeAll, describe, expect, test } from 'vitest';
import { parseCertificate } from '../../src/signatures/certificates/certificate.ts';
import { ATTRIBUTE, parseSignedData } from '../../src/signatures/cms/parse.ts';
import { openPdf } from '../../src/signatures/pdf/file.ts';
import {
  asDict,
  asStream,
  asString,
  latin1,
  pdfText,
  textOf,
  withEntries,
} from '../../src/signatures/pdf/objects.ts';
import { beginUpdate } from '../../src/signatures/pdf/update.ts';
import { cornerPlace, findPlacement } from '../../src/signatures/prepare/placement.ts';
import { PREPARED_FIELDS, prepareForSigning } from '../../src/signatures/prepare/prepare.ts';
import { fieldsOf } from '../../src/signatures/sign/fields.ts';
import type { SignRequest } from '../../src/signatures/sign/request.ts';
import { signPdf, signTail } from '../../src/signatures/sign/sign.ts';
import { verifyPdf } from '../../src/signatures/verify/verify-pdf.ts';
import { cutSignatures, fontsIn, judge, textOn } from '../support/judges.ts';
import { pageText } from '../support/page-text.ts';
import { PKI_NOW, type TestPki, testPki } from '../support/pki.ts';
import { SAMPLE, type SamplePdf, samplePdf } from '../support/sample-pdf.ts';
import { keyOf } from '../support/signing-key.ts';
import { blueSignature } from '../support/test-png.ts';

const SEAL = {
  kind: 'seal',
  ring: 'ỦY BAN NHÂN DÂN XÃ VÂN KHÁNH THƯỢNG',
  foot: 'TỈNH LAM GIANG',
  centre: ['ỦY BAN', 'NHÂN DÂN'],
} as const;
const NUMBER = { field: PREPARED_FIELDS.number, value: '15' };
const DATE = { field: PREPARED_FIELDS.date, value: 'ngày 05 tháng 12 năm 2026' };
const PLACE = { page: 1, x: 350, y: 340, width: 130, height: 70 };

let pki: TestPki;
beforeAll(async () => {
  pki = await testPki();
});

const drafts = new Map<string, Promise<Uint8Array>>();

/** A draft with its fields where its own text wants them; each is made once. */
function preparedSample(kind: SamplePdf['kind'], printsDate = false): Promise<Uint8Array> {
  const key = `${kind}/${printsDate}`;
  const draft = drafts.get(key) ?? prepareSample(kind, printsDate);
  drafts.set(key, draft);
  return draft;
}

async function prepareSample(kind: SamplePdf['kind'], printsDate: boolean): Promise<Uint8Array> {
  const pdf = await samplePdf({ kind, printsDate });
  return prepareForSigning(pdf, findPlacement({ ...(await pageText(pdf)), signerName: SAMPLE.signer }));
}

const leaderSigns = (pdf: Uint8Array, more: Partial<SignRequest> = {}) =>
  signPdf(pdf, {
    key: keyOf(pki.leader, pki.chain),
    at: PKI_NOW,
    target: { field: PREPARED_FIELDS.person },
    look: { kind: 'signer' },
    reason: 'Phê duyệt văn bản',
    ...more,
  });

const clerkSeals = (pdf: Uint8Array, more: Partial<SignRequest> = {}) =>
  signPdf(pdf, {
    key: keyOf(pki.agency, pki.chain),
    at: PKI_NOW,
    target: { field: PREPARED_FIELDS.seal },
    look: SEAL,
    values: [NUMBER, DATE],
    ...more,
  });

const writtenBy = (pdf: Uint8Array, revision: number): readonly number[] =>
  (openPdf(pdf).revisions[revision]?.sections ?? []).flatMap(({ entries }) => [...entries.keys()]);

describe('number, date and seal on a prepared document', () => {
  test.each([
    ['a classic table and RSA keys', 'table', 'leader'],
    ['cross-reference streams and an EC key', 'stream', 'ec'],
  ] as const)('with %s, every outside judge accepts both signatures', async (_, kind, signer) => {
    const prepared = await preparedSample(kind);
    const signed = await leaderSigns(prepared, {
      key: keyOf(pki[signer], pki.chain),
      look: { kind: 'image', png: blueSignature() },
    });
    const sealed = await clerkSeals(signed);
    expect(await judge(sealed, pki.trial.root.certificatePem)).toEqual({
      pdfsig: ['Signature is Valid.', 'Signature is Valid.'],
      qpdf: [],
      mutool: [
        'The signature is valid but there have been edits since signing.',
        'The document is unchanged since signing.',
      ],
      mutoolChanges: [0, 0],
      openssl: ['CAdES Verification successful', 'CAdES Verification successful'],
    });
  });

  test('number and date can be read and copied from the page', async () => {
    const text = await textOn(await clerkSeals(await leaderSigns(await preparedSample('table'))));
    expect(text).toMatch(/Số:\s+15\s*\/UBND-VP/);
    expect(text).toMatch(/Lam Giang,\s*ngày 05 tháng 12 năm 2026/);
    expect(text).toContain('Người ký: Phạm Văn Thạo');
  });

  test('a date printed with blanks is covered by the whole phrase', async () => {
    const sealed = await clerkSeals(await leaderSigns(await preparedSample('table', true)));
    const date = fieldsOf(openPdf(sealed).latest).find(({ name }) => name === PREPARED_FIELDS.date);
    expect(date && textOf(asString(date.get('V')) ?? pdfText(''))).toBe(DATE.value);
    const form = date && asStream(openPdf(sealed).latest.get(asDict(date.get('AP')), 'N'));
    expect(form && latin1(form.raw)).toMatch(/^\/Tx BMC q 1 g 0 0 [\d.]+ 18 re f /);
  });

  test('no earlier byte is touched and each step adds little', async () => {
    const prepared = await preparedSample('table');
    const signed = await leaderSigns(prepared, { look: { kind: 'image', png: blueSignature() } });
    const sealed = await clerkSeals(signed);
    expect(Buffer.compare(signed.subarray(0, prepared.length), prepared)).toBe(0);
    expect(Buffer.compare(sealed.subarray(0, signed.length), signed)).toBe(0);
    expect(signed.length - prepared.length).toBeLessThan(45_000);
    expect(sealed.length - signed.length).toBeLessThan(45_000);
  });

  test('the revisions of leader and clerk leave catalogue, pages and form alone', async () => {
    const prepared = await preparedSample('table');
    const file = openPdf(await clerkSeals(await leaderSigns(prepared)));
    const before = new Set([...openPdf(prepared).latest.numbers()]);
    const replaced = [2, 3].map((revision) =>
      writtenBy(file.bytes, revision).filter((number) => before.has(number)),
    );
    expect(replaced.map((numbers) => numbers.length)).toEqual([1, 3]);
  });

  test('number and date are drawn with the fonts that the document was prepared with', async () => {
    const signed = await leaderSigns(await preparedSample('table'));
    const sealed = await clerkSeals(signed, { look: { kind: 'image', png: blueSignature() } });
    expect(Buffer.from(sealed.subarray(signed.length)).toString('latin1')).not.toContain('/FontFile2');
  });

  test('the seal signs what its field was prepared to lock', async () => {
    const sealed = await clerkSeals(await leaderSigns(await preparedSample('table')));
    const tail = Buffer.from(sealed).toString('latin1').slice(-20_000);
    expect(tail).toMatch(/\/TransformMethod \/FieldMDP.*\/Action \/Include\/Fields \[\(so\) \(ngay\)\]/);
  });
});

describe('our own verifier', () => {
  const verify = (pdf: Uint8Array) => verifyPdf(pdf, { anchors: [pki.anchor], at: PKI_NOW, offline: true });

  test("finds both signatures whole and the clerk's revision permitted", async () => {
    const report = await verify(await clerkSeals(await leaderSigns(await preparedSample('stream'))));
    expect(report.integrity).toBe('valid');
    expect(
      report.signatures.map(({ field, laterChanges }) => [
        field,
        laterChanges.map(({ code, place }) => `${code} ${place}`),
      ]),
    ).toEqual([
      [PREPARED_FIELDS.person, ['form-filled so', 'form-filled ngay', 'signature-added dauCoQuan']],
      [PREPARED_FIELDS.seal, []],
    ]);
  });

  test('finds a number that was changed after the seal', async () => {
    const file = openPdf(await clerkSeals(await leaderSigns(await preparedSample('table'))));
    const number = fieldsOf(file.latest).find(({ name }) => name === PREPARED_FIELDS.number);
    const update = beginUpdate(file);
    if (number) update.put(number.ref, withEntries(number.dict, { V: pdfText('16') }));
    expect((await verify(update.finish().whole())).integrity).toBe('modified');
  });
});

describe('a document that nobody prepared', () => {
  test.each(['table', 'stream'] as const)('takes two visible signatures in new fields (%s)', async (kind) => {
    const target = { newField: { place: PLACE } };
    const once = await leaderSigns(await samplePdf({ kind }), { target });
    const twice = await leaderSigns(once, { target, key: keyOf(pki.agency, pki.chain) });
    const { pdfsig, qpdf, openssl, mutool } = await judge(twice, pki.trial.root.certificatePem);
    expect({ pdfsig, qpdf, openssl }).toEqual({
      pdfsig: ['Signature is Valid.', 'Signature is Valid.'],
      qpdf: [],
      openssl: ['CAdES Verification successful', 'CAdES Verification successful'],
    });
    expect(mutool).toHaveLength(2);
  });

  test('takes the signature of an attachment: reference and time in the upper right corner, no picture', async () => {
    const place = cornerPlace({ width: 595, height: 842 }, 'attachment');
    const look = { kind: 'attachment', reference: '15/QĐ-UBND' } as const;
    const signed = await leaderSigns(await samplePdf({ kind: 'table' }), {
      target: { newField: { place } },
      look,
    });
    expect((await textOn(signed)).trimStart()).toMatch(/^15\/QĐ-UBND; 2026-11-23T10:00:00\+07:00/);
  });

  test('takes an invisible signature, and a form of its own where others find it when they sign after us', async () => {
    const { look: _, ...request } = { look: undefined, target: { newField: {} } };
    const key = keyOf(pki.leader, pki.chain);
    const signed = await signPdf(await samplePdf({ kind: 'table' }), { key, at: PKI_NOW, ...request });
    expect(Buffer.from(signed).toString('latin1')).toMatch(/\/AcroForm \d+ 0 R/);
    const { pdfsig, qpdf, mutool } = await judge(signed, pki.trial.root.certificatePem);
    expect({ pdfsig, qpdf, mutool }).toEqual({
      pdfsig: ['Signature is Valid.'],
      qpdf: [],
      mutool: ['The document is unchanged since signing.'],
    });
  });
});

describe('mistakes that judges once caught', () => {
  test('the byte range fills its place to the bracket, so that no second bracket follows', async () => {
    const signed = Buffer.from(await leaderSigns(await preparedSample('table'))).toString('latin1');
    expect(signed.match(/\/ByteRange \[[\d ]+\]\/Contents </g)).toHaveLength(1);
  });

  test('letters of a second signature with the same font stay readable', async () => {
    const place = (y: number) => ({ newField: { place: { ...PLACE, y } } });
    const words = (lines: readonly string[]) => ({ kind: 'lines', lines }) as const;
    const pdf = await samplePdf({ kind: 'table' });
    const once = await leaderSigns(pdf, { target: place(500), look: words(['Nguyễn Thị Ánh Tuyết']) });
    const twice = await leaderSigns(once, {
      target: place(200),
      look: words(['làm đúng văn bản Tuyết Ẩn Ữ']),
    });
    const text = (await textOn(twice)).normalize('NFC');
    expect(text).toContain('Nguyễn Thị Ánh Tuyết');
    expect(text).toContain('làm đúng văn bản Tuyết Ẩn Ữ');
    expect((await fontsIn(twice)).filter((line) => line.includes('+') && !/yes yes yes/.test(line))).toEqual(
      [],
    );
  });

  test('a decomposed name is drawn with the letters it means', async () => {
    const lines = ['Người ký: Trần Đức Hậu'.normalize('NFD')];
    const signed = await leaderSigns(await samplePdf({ kind: 'table' }), {
      target: { newField: { place: PLACE } },
      look: { kind: 'lines', lines },
    });
    expect(await textOn(signed)).toContain('Người ký: Trần Đức Hậu');
  });

  test('no number in the font is without a value', async () => {
    const signed = Buffer.from(await preparedSample('table')).toString('latin1');
    expect(signed).not.toContain('NaN');
    expect(signed.match(/\/CapHeight \d+/g)?.length).toBeGreaterThanOrEqual(2);
  });

  test("the issuer in the CMS is the certificate's own bytes, Vietnamese letters and all", async () => {
    const [cut] = cutSignatures(await leaderSigns(await preparedSample('table')));
    const cms = parseSignedData(cut?.cms ?? new Uint8Array());
    const certificate = parseCertificate(pki.leader.certificate);
    const id = cms.ok ? cms.value.signers[0]?.id : undefined;
    const hex = (bytes: Uint8Array) => Buffer.from(bytes).toString('hex');
    expect(id?.kind === 'issuer-serial' && certificate.ok && [hex(id.issuer), id.serial]).toEqual(
      certificate.ok && [hex(certificate.value.issuer.raw), certificate.value.serial],
    );
  });

  test('the signed attributes are exactly three, in DER order, without a signing time', async () => {
    const [cut] = cutSignatures(await leaderSigns(await preparedSample('table')));
    const cms = parseSignedData(cut?.cms ?? new Uint8Array());
    const signers = cms.ok ? cms.value.signers : [];
    expect(signers.map(({ signedAttributes }) => signedAttributes?.list.map(({ oid }) => oid))).toEqual([
      [ATTRIBUTE.contentType, ATTRIBUTE.messageDigest, ATTRIBUTE.signingCertificateV2],
    ]);
    expect(cms.ok && cms.value).toMatchObject({ version: 1, contentType: '1.2.840.113549.1.7.1' });
    expect(cms.ok && cms.value.content).toBeUndefined();
    expect(cms.ok && cms.value.certificates).toHaveLength(3);
  });
});

test('an unsigned attribute that outgrows its hole is signed again into a larger one', async () => {
  const bulky = Buffer.concat([
    Buffer.from('3082271006082a0304050607080931822702048226fe', 'hex'),
    Buffer.alloc(0x26fe),
  ]);
  const asked: Uint8Array[] = [];
  const signed = await leaderSigns(await preparedSample('table'), {
    unsignedAttributes: (signature) => {
      asked.push(signature);
      return Promise.resolve([bulky]);
    },
  });
  const { pdfsig, qpdf } = await judge(signed, pki.trial.root.certificatePem);
  expect({ asked: asked.length, pdfsig, qpdf }).toEqual({
    asked: 2,
    pdfsig: ['Signature is Valid.'],
    qpdf: [],
  });
});

test('the tail alone, put behind the original, is the signed file', async () => {
  const prepared = await preparedSample('table');
  const request = {
    key: keyOf(pki.leader, pki.chain),
    at: PKI_NOW,
    target: { field: PREPARED_FIELDS.person },
  };
  const { tail, tailOffset } = await signTail(prepared, request);
  expect(tailOffset).toBe(prepared.length);
  const { pdfsig } = await judge(Buffer.concat([prepared, tail]), pki.trial.root.certificatePem);
  expect(pdfsig).toEqual(['Signature is Valid.']);
});
