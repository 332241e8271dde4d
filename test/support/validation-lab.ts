import { once } from 'node:events';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { HASH_OID } from '../../src/signatures/asn1/algorithms.ts';
import { Members, readOctets, readWhole } from '../../src/signatures/asn1/read.ts';
import { booleanTrue, octetString, oid, sequence, smallInteger } from '../../src/signatures/asn1/write.ts';
import { answerOcsp, answerTimestamp, resignTimestamp } from './openssl-authority.ts';
import { makeCrl, makeValidationPki, type ValidationPki } from './validation-pki.ts';

/** How a time-stamping authority behaves; each has an address of its own, `/tsa/<manner>`. */
export type Manner =
  | 'honest'
  | 'other'
  | 'down'
  | 'slow'
  | 'garbage'
  | 'huge'
  | 'page'
  | 'redirect'
  | 'rejects'
  | 'wrong-nonce'
  | 'no-nonce'
  | 'wrong-imprint'
  | 'wrong-purpose'
  | 'forged'
  | 'strange';

/** Certificates that OCSP or a list calls revoked. */
type Revoked = { readonly certificate: Uint8Array; readonly at: Date };

export type ValidationLab = {
  readonly url: string;
  readonly pki: ValidationPki;
  readonly tsa: (manner: Manner) => string;
  /** What was asked, as `METHOD path`, of OCSP without the request in it. */
  readonly asked: string[];
  /** Changes what the authorities say from now on. */
  readonly say: {
    revoked: Revoked[];
    /** Paths that answer 500. */
    silent: Set<string>;
    /** Form in which `/ca/…` is given. */
    issuersAs: 'der' | 'pem' | 'garbage';
  };
  readonly stop: () => Promise<void>;
};

const HUGE_BYTES = 1024 * 1024;
const LIST_DAYS = 7;
const DAY_MS = 86_400_000;

const bodyOf = async (request: IncomingMessage): Promise<Buffer> => {
  const parts: Buffer[] = [];
  for await (const part of request) parts.push(Buffer.from(part));
  return Buffer.concat(parts);
};

/** A query over another imprint, or with another nonce or none, as a lying authority would sign. */
function changedQuery(query: Uint8Array, manner: Manner): Uint8Array {
  const members = new Members(readWhole(query));
  members.next();
  const imprint = new Members(members.next());
  imprint.next();
  const digest = readOctets(imprint.next());
  const nonce = members.next().raw;
  const stamped = manner === 'wrong-imprint' ? digest.toReversed() : digest;
  const number = manner === 'wrong-nonce' ? [smallInteger(7)] : manner === 'no-nonce' ? [] : [nonce];
  const algorithm = sequence(oid(HASH_OID.sha256));
  return sequence(smallInteger(1), sequence(algorithm, octetString(stamped)), ...number, booleanTrue());
}

const REJECTION = sequence(sequence(smallInteger(2)));

async function stampBy(manner: Manner, query: Uint8Array, pki: ValidationPki): Promise<Uint8Array> {
  const { sub, root, tsa, otherTsa, wrongTsa, strangeTsa } = pki;
  const chain = [sub.certificate, root.certificate];
  switch (manner) {
    case 'other':
      return answerTimestamp(query, otherTsa, chain);
    case 'wrong-purpose':
      return resignTimestamp(await answerTimestamp(query, tsa, chain), wrongTsa);
    case 'strange':
      return answerTimestamp(query, strangeTsa, strangeTsa.chain);
    case 'rejects':
      return REJECTION;
    case 'garbage':
      return Buffer.from('không phải dấu thời gian');
    case 'huge':
      return Buffer.alloc(HUGE_BYTES, 0x30);
    case 'wrong-nonce':
    case 'no-nonce':
    case 'wrong-imprint':
      return answerTimestamp(changedQuery(query, manner), tsa, chain);
    case 'forged': {
      const reply = Uint8Array.from(await answerTimestamp(query, tsa, chain));
      const last = reply.length - 1;
      reply[last] = (reply[last] ?? 0) ^ 1;
      return reply;
    }
    default:
      return answerTimestamp(query, tsa, chain);
  }
}

const send = (response: ServerResponse, bytes: Uint8Array, type: string): void => {
  response.writeHead(200, { 'content-type': type });
  response.end(bytes);
};

const pem = (der: Uint8Array) =>
  Buffer.from(
    `-----BEGIN CERTIFICATE-----\n${Buffer.from(der).toString('base64')}\n-----END CERTIFICATE-----\n`,
  );

type Say = ValidationLab['say'];

async function answerStamp(
  manner: Manner,
  request: IncomingMessage,
  response: ServerResponse,
  pki: ValidationPki,
) {
  if (manner === 'down') response.writeHead(500).end();
  else if (manner === 'redirect') response.writeHead(302, { location: '/tsa/honest' }).end();
  else if (manner === 'page')
    send(response, Buffer.from('<html>Đăng nhập</html>'), 'text/html; charset=utf-8');
  // `slow` never answers: the asker's patience ends it, and `stop` closes the connection.
  else if (manner !== 'slow')
    send(response, await stampBy(manner, await bodyOf(request), pki), 'application/timestamp-reply');
}

async function answerState(path: string, request: IncomingMessage, pki: ValidationPki, say: Say) {
  const query =
    request.method === 'POST'
      ? await bodyOf(request)
      : Buffer.from(decodeURIComponent(path.slice('/ocsp/'.length)), 'base64');
  const { sub, ocsp, leader, agency, ec256, ec384, tsa, otherTsa } = pki;
  const known = [leader, agency, ec256, ec384, tsa, otherTsa].map(({ certificate }) => {
    const revokedAt = say.revoked.find((one) => one.certificate === certificate)?.at;
    return { certificate, ...(revokedAt && { revokedAt }) };
  });
  return answerOcsp(query, { issuer: sub, responder: ocsp }, known);
}

function answerList(path: string, pki: ValidationPki, say: Say): Uint8Array {
  const authority = path === '/crl/root.crl' ? pki.root : pki.sub;
  const thisUpdate = new Date(Date.now() - DAY_MS);
  return makeCrl(authority, say.revoked, {
    thisUpdate,
    nextUpdate: new Date(thisUpdate.getTime() + LIST_DAYS * DAY_MS),
  });
}

/** Starts the authorities on loopback: `openssl ts`, `openssl ocsp`, lists and issuers, all behind one HTTP server. */
export async function startValidationLab(): Promise<ValidationLab> {
  const asked: string[] = [];
  const say: Say = { revoked: [], silent: new Set(), issuersAs: 'der' };
  let pki: ValidationPki | undefined;
  const answer = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    const path = request.url ?? '/';
    const [, area = '', name = ''] = path.split('/');
    asked.push(`${request.method} /${area}${area === 'ocsp' ? '' : `/${name}`}`);
    if (!pki || say.silent.has(`/${area}`)) response.writeHead(500).end();
    else if (area === 'tsa') await answerStamp(name as Manner, request, response, pki);
    else if (area === 'ocsp')
      send(response, await answerState(path, request, pki, say), 'application/ocsp-response');
    else if (area === 'crl') send(response, answerList(path, pki, say), 'application/pkix-crl');
    else {
      const der = (name === 'root.cer' ? pki.root : pki.sub).certificate;
      const forms = { der, pem: pem(der), garbage: Buffer.from([0x30, 0x82, 0xff]) };
      send(response, forms[say.issuersAs], 'application/pkix-cert');
    }
  };
  const server = createServer((request, response) => {
    answer(request, response).catch((fault: unknown) => {
      response.writeHead(500).end(String(fault));
    });
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  pki = await makeValidationPki(url, new Date());
  return {
    url,
    pki,
    asked,
    say,
    tsa: (manner) => `${url}/tsa/${manner}`,
    stop: async () => {
      server.closeAllConnections();
      server.close();
      await once(server, 'close');
    },
  };
}
