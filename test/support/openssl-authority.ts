import { execFile } from 'node:child_process';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import type { Issued } from '../../src/server/trial/pki.ts';
import { sequence, smallInteger } from '../../src/signatures/asn1/write.ts';
import { CONTENT } from '../../src/signatures/cms/parse.ts';
import { readTimestampReply } from '../../src/signatures/timestamp/reply.ts';
import { read } from './validation-pki.ts';

/** `openssl ts` and `openssl ocsp` as the authorities of a test: other people's code on the other side of the wire. */
const RUN_TIMEOUT_MS = 20_000;
const run = promisify(execFile);

async function inFolder<T>(use: (folder: string) => Promise<T>): Promise<T> {
  const folder = await mkdtemp(join(tmpdir(), 'hamrong-authority-'));
  try {
    return await use(folder);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

const openssl = (...args: readonly string[]) => run('openssl', args, { timeout: RUN_TIMEOUT_MS });

const pemOf = (der: Uint8Array): string =>
  `-----BEGIN CERTIFICATE-----\n${Buffer.from(der).toString('base64')}\n-----END CERTIFICATE-----\n`;

const TSA_CONFIG = (folder: string) => `[tsa]
default_tsa = here
[here]
serial = ${folder}/serial
crypto_device = builtin
signer_digest = sha256
default_policy = 1.3.6.1.4.1.99999.1
digests = sha256, sha384, sha512
accuracy = secs:1
ordering = no
tsa_name = no
ess_cert_id_chain = no
ess_cert_id_alg = sha256
`;

/** What `openssl ts -reply` answers to a TimeStampReq. */
export const answerTimestamp = (
  query: Uint8Array,
  tsa: Issued,
  chain: readonly Uint8Array[],
): Promise<Uint8Array> =>
  inFolder(async (folder) => {
    const file = (name: string) => join(folder, name);
    await Promise.all([
      writeFile(file('query.tsq'), query),
      writeFile(file('tsa.pem'), tsa.certificatePem),
      writeFile(file('tsa.key'), tsa.privateKeyPem),
      writeFile(file('chain.pem'), chain.map(pemOf).join('')),
      writeFile(file('serial'), '01\n'),
      writeFile(file('tsa.cnf'), TSA_CONFIG(folder)),
    ]);
    const who = ['-signer', file('tsa.pem'), '-inkey', file('tsa.key'), '-chain', file('chain.pem')];
    const what = ['-queryfile', file('query.tsq'), '-out', file('reply.tsr')];
    await openssl('ts', '-reply', '-config', file('tsa.cnf'), '-section', 'here', ...who, ...what);
    return readFile(file('reply.tsr'));
  });

/** The same statement signed by a certificate that `openssl ts` refuses to stamp with. */
export const resignTimestamp = (reply: Uint8Array, by: Issued): Promise<Uint8Array> =>
  inFolder(async (folder) => {
    const file = (name: string) => join(folder, name);
    const honest = readTimestampReply(reply);
    if (!honest.ok || !honest.value.granted) throw new Error('no time-stamp to sign again');
    await Promise.all([
      writeFile(file('info.der'), honest.value.token.infoBytes),
      writeFile(file('signer.pem'), by.certificatePem),
      writeFile(file('signer.key'), by.privateKeyPem),
    ]);
    const who = ['-signer', file('signer.pem'), '-inkey', file('signer.key'), '-md', 'sha256', '-cades'];
    const form = ['-econtent_type', CONTENT.tstInfo, '-nodetach', '-binary', '-outform', 'DER'];
    await openssl('cms', '-sign', '-in', file('info.der'), ...who, ...form, '-out', file('token.der'));
    return sequence(sequence(smallInteger(0)), await readFile(file('token.der')));
  });

/** A certificate that the responder knows of. */
export type KnownState = { readonly certificate: Uint8Array; readonly revokedAt?: Date };

const utcTime = (at: Date): string => `${at.toISOString().replace(/[-T:]/g, '').slice(2, 14)}Z`;

function indexLine({ certificate, revokedAt }: KnownState): string {
  const { serial, notAfter } = read(certificate);
  const digits = serial.toUpperCase().padStart(serial.length + (serial.length % 2), '0');
  const state = revokedAt ? ['R', utcTime(notAfter), utcTime(revokedAt)] : ['V', utcTime(notAfter), ''];
  return `${[...state, digits, 'unknown', `/CN=${digits}`].join('\t')}\n`;
}

/** What `openssl ocsp` answers to an OCSPRequest, its answer holding for `minutes`. */
export const answerOcsp = (
  request: Uint8Array,
  authority: { readonly issuer: Issued; readonly responder: Issued },
  known: readonly KnownState[],
  minutes = 60,
): Promise<Uint8Array> =>
  inFolder(async (folder) => {
    const file = (name: string) => join(folder, name);
    await Promise.all([
      writeFile(file('request.der'), request),
      writeFile(file('index.txt'), known.map(indexLine).join('')),
      writeFile(file('issuer.pem'), authority.issuer.certificatePem),
      writeFile(file('responder.pem'), authority.responder.certificatePem),
      writeFile(file('responder.key'), authority.responder.privateKeyPem),
    ]);
    const who = [
      '-CA',
      file('issuer.pem'),
      '-rsigner',
      file('responder.pem'),
      '-rkey',
      file('responder.key'),
    ];
    const what = ['-reqin', file('request.der'), '-respout', file('response.der')];
    await openssl('ocsp', '-index', file('index.txt'), ...who, ...what, '-nmin', String(minutes));
    return readFile(file('response.der'));
  });
