import { createHash, createPrivateKey, generateKeyPairSync, sign } from 'node:crypto';
import { beforeAll, expect, test } from 'vitest';
import type { Issued } from '../../src/server/trial/pki.ts';
import { PdfReport } from '../../src/shared/signature/report.ts';
import { sentenceOf } from '../../src/shared/signature/sentence.ts';
import { der } from '../../src/signatures/asn1/write.ts';
import { pdfDict, pdfName, pdfRef, pdfString } from '../../src/signatures/pdf/objects.ts';
import { verifyPdf } from '../../src/signatures/verify/verify-pdf.ts';
import { PKI_NOW, type TestPki, testPki } from '../support/pki.ts';
import { cmsOf, edited, filledIn, labDocument, OBJECT, setKeys, signedIn } from '../support/signed-lab.ts';

let pki: TestPki;
let signed: Uint8Array;
beforeAll(async () => {
  pki = await testPki();
  signed = signedIn(labDocument('table'), OBJECT.leader, pki.leader);
});

const verify = (bytes: Uint8Array) =>
  verifyPdf(bytes, { anchors: [pki.anchor], intermediates: pki.chain, at: PKI_NOW, offline: true });

const asText = (bytes: Uint8Array) => Buffer.from(bytes).toString('latin1');
const asBytes = (text: string) => Buffer.from(text, 'latin1');

/** The range as it stands in the file, and the file with another one of the same length. */
const rangeOf = (text: string) => /\/ByteRange \[(\d+) (\d+) (\d+) (\d+) *\]/.exec(text);
function withRange(bytes: Uint8Array, make: (range: [number, number, number, number]) => string): Uint8Array {
  const text = asText(bytes);
  const found = rangeOf(text);
  if (!found) throw new Error('no range');
  const range = found.slice(1, 5).map(Number);
  const [a = 0, b = 0, c = 0, d = 0] = range;
  return asBytes(text.replace(found[0], `/ByteRange ${make([a, b, c, d])}`.padEnd(found[0].length)));
}

test.each<[string, (range: [number, number, number, number]) => string]>([
  ['no range', () => 'null'],
  ['an empty range', () => '[]'],
  ['two numbers', ([a, b]) => `[${a} ${b}]`],
  ['a range of nothing', () => '[0 0 0 0]'],
  ['negative numbers', ([a, b, c]) => `[${a} ${b} -${c} 10]`],
  ['numbers beyond the file', ([a, b, c]) => `[${a} ${b} ${c} 999999]`],
  ['giant numbers', ([a, b]) => `[${a} ${b} 99999999999999 9]`],
  ['a first part that begins later', ([, b, c, d]) => `[1 ${b - 1} ${c} ${d}]`],
  ['overlapping parts', ([a, b, , d]) => `[${a} ${b} ${b - 10} ${d}]`],
  ['a gap that begins before /Contents', ([a, b, c, d]) => `[${a} ${b - 40} ${c} ${d}]`],
  ['a gap that ends behind /Contents', ([a, b, c, d]) => `[${a} ${b} ${c + 5} ${d - 5}]`],
  ['an end before the end', ([a, b, c, d]) => `[${a} ${b} ${c} ${d - 30}]`],
  ['a word', () => '/All'],
])('a signature with %s signs nothing', async (_, make) => {
  const report = await verify(withRange(signed, make));
  expect([report.integrity, report.signatures[0]?.indication]).toEqual(['invalid', 'TOTAL_FAILED']);
});

test('every byte outside the hole counts', async () => {
  const hole = rangeOf(asText(signed));
  const [before, after] = [Number(hole?.[2]), Number(hole?.[3])];
  const places = [5, 300, before - 1, after, after + 40, signed.length - 3].filter(
    (at) => at < signed.length,
  );
  for (const at of places) {
    const changed = Uint8Array.from(signed);
    changed[at] = (changed[at] ?? 0) ^ 1;
    expect(['valid', 'unsigned'], `byte ${at}`).not.toContain((await verify(changed)).integrity);
  }
});

test('what stands behind the signature in its hole is zeros', async () => {
  const text = asText(signed);
  const at = text.lastIndexOf('0'.repeat(64)) + 60;
  expect((await verify(asBytes(`${text.slice(0, at)}41${text.slice(at + 2)}`))).integrity).toBe('invalid');
});

test('a broken signature, another file’s signature and none at all are invalid', async () => {
  const text = asText(signed);
  const start = Number(rangeOf(text)?.[2]) + 1;
  const put = (hex: string) => asBytes(text.slice(0, start) + hex + text.slice(start + hex.length));
  const hex = (bytes: Uint8Array) => Buffer.from(bytes).toString('hex').toUpperCase();
  const other = cmsOf(createHash('sha256').update('other').digest(), pki.leader);
  const integrities = [];
  for (const contents of ['3080', hex(other), '0'.repeat(200)]) {
    integrities.push((await verify(put(contents))).integrity);
  }
  expect(integrities).toEqual(['invalid', 'invalid', 'invalid']);
});

test('a signature dictionary with two /Contents or two /ByteRange is ambiguous', async () => {
  for (const key of ['Contents', 'ByteRange']) {
    const twice = signedIn(labDocument('table'), OBJECT.leader, pki.leader, {
      dict: { [`X${key.slice(1)}`]: pdfString(asBytes('00')) },
    });
    const report = await verify(asBytes(asText(twice).replace(`/X${key.slice(1)}`, `/${key}`)));
    expect(report.integrity).toBe('invalid');
  }
});

test('a signature without a kind, or of an unknown one, is not judged', async () => {
  for (const kind of ['adbe.pkcs7.unknown', 'unknown']) {
    const odd = signedIn(labDocument('table'), OBJECT.leader, pki.leader, {
      dict: { SubFilter: pdfName(kind) },
    });
    expect((await verify(odd)).integrity).toBe('indeterminate');
  }
});

test('a bare RSA signature with its certificate beside it is judged like any other', async () => {
  const bare = (by: Issued, hash: string, named: Issued = by) =>
    filledIn(
      labDocument('table'),
      OBJECT.leader,
      (_digest, content) => der(4, sign(hash, content, createPrivateKey(by.privateKeyPem))),
      { dict: { SubFilter: pdfName('adbe.x509.rsa_sha1'), Cert: pdfString(named.certificate) } },
    );
  const outcomes = [];
  for (const pdf of [
    bare(pki.leader, 'sha256'),
    bare(pki.leader, 'sha1'),
    bare(pki.clerk, 'sha256', pki.leader),
  ]) {
    const report = await verify(pdf);
    const [one] = report.signatures;
    outcomes.push([report.integrity, one?.signer?.name, one?.subIndication]);
  }
  expect(outcomes).toEqual([
    ['valid', 'Phạm Văn Thạo', null],
    ['valid', 'Phạm Văn Thạo', 'CRYPTO_CONSTRAINTS_FAILURE_NO_POE'],
    ['invalid', 'Phạm Văn Thạo', 'SIG_CRYPTO_FAILURE'],
  ]);
});

test('a dictionary that a field names but nobody wrote is no signature', async () => {
  const forged = edited(labDocument('table'), setKeys(OBJECT.leader, { V: pdfRef(900) }));
  expect((await verify(forged)).integrity).toBe('invalid');
});

test('a dictionary that claims the range of another signature is not in the revision it signs', async () => {
  const dict = /(\/ByteRange \[[^\]]*\]\/Contents <[0-9A-F]+>)/.exec(asText(signed))?.[1] ?? '';
  const copied = asText(
    edited(signed, (update) => {
      const ref = update.reserve();
      update.put(
        ref,
        pdfDict({ Type: pdfName('Sig'), SubFilter: pdfName('ETSI.CAdES.detached'), Here: pdfName('X') }),
      );
      setKeys(OBJECT.seal, { V: ref })(update);
    }),
  );
  const at = copied.lastIndexOf('/Here /X');
  const grown = copied.slice(0, at) + dict + copied.slice(at + '/Here /X'.length);
  const moved = grown.replace(
    /startxref\n(\d+)\n%%EOF\n$/,
    (_, old) => `startxref\n${Number(old) + dict.length - 8}\n%%EOF\n`,
  );
  expect(['valid', 'unsigned']).not.toContain((await verify(asBytes(moved))).integrity);
});

test('the key of another signs in the name of the leader: invalid', async () => {
  const { privateKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });
  expect(sign('sha256', Buffer.from('x'), privateKey).length).toBe(256);
  const thief = {
    ...pki.leader,
    privateKeyPem: privateKey.export({ type: 'pkcs8', format: 'pem' }).toString(),
  };
  const report = await verify(signedIn(labDocument('table'), OBJECT.leader, thief));
  expect([report.integrity, report.signatures[0]?.subIndication]).toEqual(['invalid', 'SIG_CRYPTO_FAILURE']);
});

test.each<[keyof TestPki & ('expired' | 'wrongUsage' | 'impostor'), string, string]>([
  [
    'expired',
    'OUT_OF_BOUNDS_NO_POE',
    'Chưa xác định: chứng thư đã hết hạn và không có dấu thời gian chứng minh ký trước đó',
  ],
  ['wrongUsage', 'CHAIN_CONSTRAINTS_FAILURE', 'Chưa xác định: chứng thư không dùng để ký văn bản'],
  ['impostor', 'CERTIFICATE_CHAIN_GENERAL_FAILURE', 'Chưa xác định: đường dẫn chứng thực không hợp lệ'],
])('trust never touches integrity: %s', async (who, subIndication, sentence) => {
  const report = await verify(signedIn(labDocument('stream'), OBJECT.leader, pki[who]));
  const [signature] = report.signatures;
  expect([report.integrity, signature?.indication, signature?.subIndication]).toEqual([
    'valid',
    'INDETERMINATE',
    subIndication,
  ]);
  expect(sentenceOf(report)).toBe(sentence);
});

test('a report says who signed, when, and what was asked, and fits its own form', async () => {
  const report = await verify(signed);
  expect(PdfReport.parse(report)).toEqual(report);
  const [signature] = report.signatures;
  expect(signature).toMatchObject({
    field: 'chuKyLanhDao',
    kind: 'signature',
    coversWholeFile: true,
    level: 'B-B',
    signedAt: '2026-11-23T03:00:00.000Z',
    timestamped: false,
    signer: { name: 'Phạm Văn Thạo' },
  });
  expect(signature?.trail.map(({ check, outcome }) => `${check} ${outcome}`)).toEqual(
    [
      ...['dictionary', 'byte-range', 'signed-revision', 'cms-form', 'signing-certificate', 'policy'],
      ...['certificate-path', 'certificate-validity', 'revocation', 'revocation-freshness'],
      ...['digest', 'signature-value', 'attributes', 'algorithms'],
      ...['later-changes', 'timestamps', 'timestamp-order'],
    ].map((check) => `${check} passed`),
  );
});
