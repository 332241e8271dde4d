import { execFileSync } from 'node:child_process';
import { createPublicKey, hash as hashOnce, verify, X509Certificate } from 'node:crypto';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { openPkcs12, PKCS12_BYTES_MAX, readPkcs12 } from '../../src/main/signing/token/pkcs12.ts';
import { writePkcs12 } from '../../src/server/trial/pkcs12-write.ts';
import type { Issued } from '../../src/server/trial/pki.ts';
import { AppError } from '../../src/shared/errors.ts';
import { sayFault } from '../../src/shared/words/vi.ts';
import { type Asn1, items, readOctets, readWhole } from '../../src/signatures/asn1/read.ts';
import { der, octetString, oid, sequence, smallInteger } from '../../src/signatures/asn1/write.ts';
import { derivePkcs12 } from '../../src/signatures/pkcs12/derive-key.ts';
import { type TestPki, testPki } from '../support/pki.ts';

const PASSPHRASE = 'mat-khau-1';
/** Written by the official's own keyboard: PBES2 takes it as UTF-8, the old schemes and the MAC as UTF-16. */
const VIETNAMESE = 'Mật khẩu Ễ Ỡ 2026';

let pki: TestPki;
let folder: string;
beforeAll(async () => {
  pki = await testPki();
  folder = mkdtempSync(join(tmpdir(), 'hamrong-p12-'));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

function opensslExport(issued: Issued, options: readonly string[], passphrase = PASSPHRASE): Uint8Array {
  const path = (name: string) => join(folder, name);
  writeFileSync(path('leaf.pem'), issued.certificatePem);
  writeFileSync(path('leaf.key'), issued.privateKeyPem);
  writeFileSync(path('chain.pem'), pki.trial.root.certificatePem + pki.trial.intermediate.certificatePem);
  writeFileSync(path('pass'), passphrase);
  execFileSync('openssl', [
    ...['pkcs12', '-export', '-inkey', path('leaf.key'), '-in', path('leaf.pem')],
    ...['-certfile', path('chain.pem'), '-passout', `file:${path('pass')}`, '-out', path('out.p12')],
    ...options,
  ]);
  return readFileSync(path('out.p12'));
}

function codeOf(act: () => unknown): unknown {
  try {
    return { opened: act() };
  } catch (fault) {
    if (fault instanceof AppError) return fault.code;
    throw fault;
  }
}

const hex = (bytes: Uint8Array | undefined) => Buffer.from(bytes ?? []).toString('hex');
const ours = (issued: Issued) => writePkcs12(issued, pki.chain, PASSPHRASE, 'Khóa MẪU');

describe('a PKCS#12 file opens with its passphrase', () => {
  test.each([
    ['AES-256 as OpenSSL 3 writes it', []],
    ['RC2-40 and triple DES of old tokens', ['-legacy']],
    ['triple DES for both', ['-certpbe', 'PBE-SHA1-3DES', '-keypbe', 'PBE-SHA1-3DES', '-macalg', 'sha1']],
    ['two-key triple DES', ['-certpbe', 'PBE-SHA1-2DES', '-keypbe', 'PBE-SHA1-2DES']],
    ['RC2-128', ['-legacy', '-certpbe', 'PBE-SHA1-RC2-128', '-keypbe', 'PBE-SHA1-RC2-128']],
    [
      'AES-128 with a SHA-512 MAC',
      ['-certpbe', 'AES-128-CBC', '-keypbe', 'AES-128-CBC', '-macalg', 'sha512'],
    ],
    ['no encryption of the certificates', ['-certpbe', 'NONE']],
    ['no MAC', ['-nomac']],
    ['100,000 iterations', ['-iter', '100000']],
  ])('%s', (_, options) => {
    for (const passphrase of [PASSPHRASE, VIETNAMESE]) {
      const opened = readPkcs12(opensslExport(pki.leader, options, passphrase), passphrase);
      expect(hex(opened.certificate)).toBe(hex(pki.leader.certificate));
      expect(opened.chain.map(hex)).toEqual(pki.chain.map(hex));
      expect(hex(opened.key.export({ format: 'der', type: 'pkcs8' }))).toBe(hex(pki.leader.privateKey));
    }
  });

  test.each([
    ['RSA, modern', 'leader', []],
    ['RSA, legacy', 'leader', ['-legacy']],
    ['EC, modern', 'ec', []],
    ['EC, legacy', 'ec', ['-legacy']],
  ] as const)('and its key signs: %s', async (_, who, options) => {
    const opened = openPkcs12(opensslExport(pki[who], options), PASSPHRASE);
    expect(hex(opened.certificate)).toBe(hex(pki[who].certificate));
    expect(opened.chain.map(hex)).toEqual(pki.chain.map(hex));
    const message = Buffer.from('văn bản');
    const digest = hashOnce('sha256', message, 'buffer');
    const signature = await opened.sign({
      hash: 'sha256',
      scheme: who === 'ec' ? 'ecdsa' : 'rsa',
      digest,
      message,
    });
    expect(verify('sha256', message, createPublicKey(pki[who].certificatePem), signature)).toBe(true);
  });

  test('in pieces of indefinite length, as older programs write BER', () => {
    const opened = readPkcs12(berOf(ours(pki.leader)), PASSPHRASE);
    expect(hex(opened.certificate)).toBe(hex(pki.leader.certificate));
  });
});

describe('what we write', () => {
  test('OpenSSL opens it, and the certificates come out byte for byte', () => {
    writeFileSync(join(folder, 'ours.p12'), writePkcs12(pki.leader, pki.chain, VIETNAMESE, 'Khóa MẪU'));
    writeFileSync(join(folder, 'pass'), VIETNAMESE);
    const input = [
      'pkcs12',
      '-in',
      join(folder, 'ours.p12'),
      '-passin',
      `file:${join(folder, 'pass')}`,
      '-nodes',
    ];
    const text = execFileSync('openssl', input, { encoding: 'utf8' });
    const certificates = text.match(/-----BEGIN CERTIFICATE-----[^-]+-----END CERTIFICATE-----/g) ?? [];
    const expected = [pki.leader.certificate, ...pki.chain].map(hex);
    expect(certificates.map((pem) => hex(new X509Certificate(pem).raw))).toEqual(expected);
    expect(text).toContain('BEGIN PRIVATE KEY');
    const info = execFileSync('openssl', [...input, '-info', '-noout'], { encoding: 'utf8', stdio: 'pipe' });
    expect(info).toBe('');
  });

  test('we open it again', () => {
    const opened = readPkcs12(ours(pki.agency), PASSPHRASE);
    expect(hex(opened.certificate)).toBe(hex(pki.agency.certificate));
    expect(opened.chain.map(hex)).toEqual(pki.chain.map(hex));
  });
});

describe('a file that cannot be used says why', () => {
  test.each([
    ['modern', []],
    ['legacy', ['-legacy']],
    ['without a MAC', ['-nomac']],
    ['legacy without a MAC', ['-legacy', '-nomac']],
  ])('wrong passphrase, %s', (_, options) => {
    const file = opensslExport(pki.leader, options);
    expect(codeOf(() => openPkcs12(file, 'sai'))).toBe('key.wrong-passphrase');
    expect(codeOf(() => openPkcs12(file, ''))).toBe('key.wrong-passphrase');
  });

  test('no private key', () => {
    expect(codeOf(() => openPkcs12(opensslExport(pki.leader, ['-nokeys']), PASSPHRASE))).toBe('key.no-key');
  });

  test('a key without its certificate', () => {
    const stranger = { certificate: pki.clerk.certificate, privateKey: pki.leader.privateKey };
    const file = writePkcs12(stranger, pki.chain, PASSPHRASE, 'Khóa MẪU');
    expect(codeOf(() => openPkcs12(file, PASSPHRASE))).toBe('key.no-certificate');
  });

  test('several private keys', () => {
    const { leader, clerk } = pki;
    const two = fileOfKeys(leader.privateKey, clerk.privateKey, leader.privateKey);
    expect(codeOf(() => openPkcs12(two, PASSPHRASE))).toBe('key.several-keys');
    const twice = fileOfKeys(leader.privateKey, leader.privateKey);
    expect(codeOf(() => openPkcs12(twice, PASSPHRASE))).toBe('key.no-certificate');
  });

  test.each([
    ['nothing', new Uint8Array()],
    ['text', Buffer.from('không phải tệp khóa')],
    ['a PDF', Buffer.from('%PDF-1.7\n')],
    ['nested without end', Buffer.alloc(100_000, Buffer.from([0x30, 0x80]))],
  ])('garbage: %s', (_, bytes) => {
    expect(codeOf(() => openPkcs12(bytes, PASSPHRASE))).toBe('key.unreadable');
  });

  test('cut off or with a byte changed anywhere, it is refused and never opens as something else', () => {
    const file = ours(pki.leader);
    for (let at = 0; at < file.length; at += 97) {
      const cut = codeOf(() => openPkcs12(file.subarray(0, at), PASSPHRASE));
      expect(cut).toBe('key.unreadable');
      const changed = Uint8Array.from(file);
      changed[at] = (changed[at] ?? 0) ^ 0x15;
      const answer = codeOf(() => openPkcs12(changed, PASSPHRASE));
      expect(['key.unreadable', 'key.wrong-passphrase', 'key.unsupported', 'key.no-key']).toContain(answer);
    }
  });

  test('a hostile iteration count is refused before any work', () => {
    expect(codeOf(() => openPkcs12(fileWithMacIterations('7fffffff'), PASSPHRASE))).toBe('key.unreadable');
    expect(codeOf(() => openPkcs12(fileWithMacIterations('03e8'), PASSPHRASE))).toBe('key.wrong-passphrase');
  });

  test('larger than any such file', () => {
    expect(codeOf(() => openPkcs12(new Uint8Array(PKCS12_BYTES_MAX + 1), PASSPHRASE))).toBe('key.too-large');
  });

  test('the passphrase is in no error, however it is printed', () => {
    const secret = 'bi-mat-rat-dai-khong-duoc-lo';
    const broken = Buffer.concat([ours(pki.leader).subarray(0, 400), Buffer.alloc(50)]);
    for (const file of [opensslExport(pki.leader, []), opensslExport(pki.leader, ['-legacy']), broken]) {
      try {
        openPkcs12(file, secret);
        expect.unreachable('the file must not open');
      } catch (fault) {
        const seen: unknown[] = [];
        for (let at: unknown = fault; at instanceof Error; at = at.cause) seen.push(at.message, at.stack, at);
        expect(JSON.stringify(seen)).not.toContain(secret);
      }
    }
  });

  test('each sentence says that nothing was signed and what to do', () => {
    expect(sayFault('key.wrong-passphrase')).toBe(
      'Mật khẩu của tệp khóa không đúng. Chưa ký gì, văn bản giữ nguyên. Kiểm tra bộ gõ và phím Caps Lock rồi nhập lại.',
    );
    expect(sayFault('key.several-keys', { count: 2 })).toContain('2 khóa bí mật');
  });
});

test('the key derivation of RFC 7292 gives the bytes that OpenSSL derives', () => {
  const derived = derivePkcs12({
    hash: 'sha256',
    passphrase: VIETNAMESE,
    salt: Buffer.from('0102030405060708', 'hex'),
    iterations: 2048,
    purpose: 3,
    bytes: 80,
  });
  // openssl kdf -keylen 80 -kdfopt digest:SHA256 -kdfopt hexpass:<BMPString> -kdfopt hexsalt:... -kdfopt iter:2048 -kdfopt id:3 PKCS12KDF
  const bmp = Buffer.from(`${VIETNAMESE}\0`, 'utf16le').swap16().toString('hex');
  const text = execFileSync('openssl', [
    ...['kdf', '-keylen', '80', '-kdfopt', 'digest:SHA256', '-kdfopt', `hexpass:${bmp}`],
    ...['-kdfopt', 'hexsalt:0102030405060708', '-kdfopt', 'iter:2048', '-kdfopt', 'id:3', 'PKCS12KDF'],
  ]);
  expect(hex(derived)).toBe(text.toString('latin1').trim().replaceAll(':', '').toLowerCase());
});

const dataInfo = (content: Uint8Array) =>
  sequence(oid('1.2.840.113549.1.7.1'), der(0xa0, octetString(content)));

/** The same file with its outer layers as BER: indefinite lengths and the safe in three octet strings. */
function berOf(file: Uint8Array): Uint8Array {
  const [version, info, mac] = items(readWhole(file));
  if (!version || !info || !mac) throw new Error('our own file has three members');
  const safe = contentOctets(info);
  const pieces = [safe.subarray(0, 10), safe.subarray(10, 500), safe.subarray(500)].map(octetString);
  const indefinite = (tag: number, ...parts: readonly Uint8Array[]) =>
    Buffer.concat([Buffer.from([tag, 0x80]), ...parts, Buffer.from([0, 0])]);
  const data = oid('1.2.840.113549.1.7.1');
  const wrapped = indefinite(0x30, data, indefinite(0xa0, indefinite(0x24, ...pieces)));
  return indefinite(0x30, version.raw, wrapped, mac.raw);
}

function contentOctets(info: Asn1): Uint8Array {
  const [, wrapper] = items(info);
  if (!wrapper) throw new Error('a ContentInfo has content');
  return readOctets(readWhole(wrapper.content));
}

/** Two open key bags (RFC 7292 §4.2.1) in a file without MAC, as no exporter here writes it. */
function fileOfKeys(...keys: readonly Uint8Array[]): Uint8Array {
  const bags = keys.map((key) => sequence(oid('1.2.840.113549.1.12.10.1.1'), der(0xa0, key)));
  return sequence(smallInteger(3), dataInfo(sequence(dataInfo(sequence(...bags)))));
}

function fileWithMacIterations(count: string): Uint8Array {
  const digest = sequence(sequence(oid('2.16.840.1.101.3.4.2.1')), octetString(new Uint8Array(32)));
  const mac = sequence(digest, octetString(new Uint8Array(8)), der(0x02, Buffer.from(count, 'hex')));
  return sequence(smallInteger(3), dataInfo(sequence()), mac);
}
