import type { Certificate } from '../certificates/certificate.ts';
import { locationsOf } from '../certificates/locations.ts';
import type { Transport, WebQuestion } from '../transport.ts';
import type { AnswerCache } from './cache.ts';
import { CRL_BYTES_MAX, crlAnswer, parseCrl } from './crl.ts';
import { OCSP_BYTES_MAX, ocspAnswer, parseOcspResponse } from './ocsp.ts';
import { ocspAddress, ocspRequest } from './ocsp-request.ts';
import type { FetchedAnswers } from './source.ts';
import type { RevocationAnswer } from './status.ts';

export type RevocationServices = {
  readonly transport: Transport;
  readonly now: () => Date;
  readonly cache: AnswerCache;
};

/** A `RevocationSource` that can be told since when its answers should be: a cached older one is then asked again. */
export type FreshRevocationSource = (path: readonly Certificate[], since?: Date) => Promise<FetchedAnswers>;

const OCSP_TIMEOUT_MS = 10_000;
const CRL_TIMEOUT_MS = 30_000;
/** Questions under way at once, whoever asks. */
export const QUESTIONS_MAX = 4;
/** An authority that did not answer is left alone for a while: a list of documents would else wait for it once each. */
const SILENCE_MS = 60_000;
const SILENT_MAX = 1000;
/** An answer is kept to its nextUpdate, but no longer than a working day: a certificate may be revoked meanwhile. */
const KEPT_MS_MAX = 12 * 60 * 60_000;

/** Runs at most `max` at once, the others in order. */
function limited(max: number) {
  const waiting: (() => void)[] = [];
  let running = 0;
  return async <T>(work: () => Promise<T>): Promise<T> => {
    if (running >= max) await new Promise<void>((resolve) => waiting.push(resolve));
    else running++;
    try {
      return await work();
    } finally {
      const next = waiting.shift();
      if (next) next();
      else running--;
    }
  };
}

/** One way to learn a certificate's state: whom to ask, and what an answer says of it. */
type Way = {
  readonly kind: 'ocsp' | 'crls';
  readonly key: string;
  readonly questions: readonly WebQuestion[];
  /** DER of what came. */
  readonly unwrap: (bytes: Uint8Array) => Uint8Array;
  readonly read: (bytes: Uint8Array) => RevocationAnswer | undefined;
};

/** Asks the web with a memory for who was silent; two who want the same answer at the same time get one. */
function createAsk({ transport, now }: RevocationServices) {
  const gate = limited(QUESTIONS_MAX);
  const silentUntil = new Map<string, number>();
  const underWay = new Map<string, Promise<Uint8Array | undefined>>();
  const ask = async ({ key, questions, unwrap, read }: Way): Promise<Uint8Array | undefined> => {
    if ((silentUntil.get(key) ?? 0) > now().getTime()) return undefined;
    for (const question of questions) {
      const answer = await gate(() => transport(question));
      const bytes = answer.ok ? unwrap(answer.bytes) : undefined;
      if (bytes && read(bytes)) return bytes;
    }
    if (silentUntil.size >= SILENT_MAX) silentUntil.clear();
    silentUntil.set(key, now().getTime() + SILENCE_MS);
    return undefined;
  };
  return (way: Way): Promise<Uint8Array | undefined> => {
    const known = underWay.get(way.key);
    if (known) return known;
    const asked = ask(way).finally(() => underWay.delete(way.key));
    underWay.set(way.key, asked);
    return asked;
  };
}

function ocspWays(certificate: Certificate, issuer: Certificate): readonly Way[] {
  const request = ocspRequest(certificate, issuer);
  const limits = { bytesMax: OCSP_BYTES_MAX, timeoutMs: OCSP_TIMEOUT_MS };
  return locationsOf(certificate).ocsp.map((url): Way => {
    const byGet = ocspAddress(url, request);
    const body = { bytes: request, type: 'application/ocsp-request' };
    return {
      kind: 'ocsp',
      key: `${url} ${issuer.fingerprint} ${certificate.serial}`,
      unwrap: (bytes) => bytes,
      questions: [...(byGet ? [{ url: byGet, ...limits }] : []), { url, body, ...limits }],
      read: (bytes) => {
        const response = parseOcspResponse(bytes);
        return response.ok ? ocspAnswer(response.value, certificate, issuer) : undefined;
      },
    };
  });
}

const PEM_CRL = /-----BEGIN X509 CRL-----([A-Za-z0-9+/=\s]+)-----END X509 CRL-----/;

/** RFC 5280 §4.2.1.13 wants DER; some servers give PEM. */
function derOfCrl(bytes: Uint8Array): Uint8Array {
  if (bytes[0] === 0x30) return bytes;
  const base64 = PEM_CRL.exec(Buffer.from(bytes).toString('latin1'))?.[1];
  return base64 === undefined ? bytes : Buffer.from(base64, 'base64');
}

const crlWays = (certificate: Certificate, issuer: Certificate): readonly Way[] =>
  locationsOf(certificate).crls.map((url) => ({
    kind: 'crls',
    key: url,
    unwrap: derOfCrl,
    questions: [{ url, bytesMax: CRL_BYTES_MAX, timeoutMs: CRL_TIMEOUT_MS }],
    read: (bytes) => {
      const crl = parseCrl(bytes);
      return crl.ok ? crlAnswer(crl.value, certificate, issuer) : undefined;
    },
  }));

/** X.509 writes whole seconds (RFC 5280 §4.1.2.5.2), a time-stamp also parts of them: within the same second an answer counts as later. */
export const isSince = ({ thisUpdate }: RevocationAnswer, at: Date): boolean =>
  thisUpdate.getTime() >= at.getTime() - at.getUTCMilliseconds();

/**
 * Asks OCSP first (GET, then POST), then the lists, of every certificate of a path but the last, and takes the first answer that is about the
 * certificate, from whom it may be, and current. Bounded in parallel and in time; never throws; what was not answered is not there.
 */
export function revocationSource(services: RevocationServices): FreshRevocationSource {
  const { cache, now } = services;
  const ask = createAsk(services);

  const isCurrent = ({ nextUpdate }: RevocationAnswer): boolean => !nextUpdate || nextUpdate > now();

  async function fresh(way: Way): Promise<Uint8Array | undefined> {
    const bytes = await ask(way);
    const answer = bytes && way.read(bytes);
    if (!bytes || !answer || !isCurrent(answer)) return undefined;
    if (answer.nextUpdate) {
      const until = Math.min(answer.nextUpdate.getTime(), now().getTime() + KEPT_MS_MAX);
      await cache.put(way.key, bytes, new Date(until));
    }
    return bytes;
  }

  async function go(way: Way, since: Date | undefined): Promise<Uint8Array | undefined> {
    const kept = await cache.get(way.key);
    const said = kept && way.read(kept);
    if (kept && said && (!since || isSince(said, since))) return kept;
    return (await fresh(way)) ?? (said && isCurrent(said) ? kept : undefined);
  }

  async function stateOf(certificate: Certificate, issuer: Certificate, since: Date | undefined) {
    for (const way of [...ocspWays(certificate, issuer), ...crlWays(certificate, issuer)]) {
      const bytes = await go(way, since);
      if (bytes) return { kind: way.kind, bytes };
    }
    return undefined;
  }

  return async (path, since) => {
    const found = await Promise.all(
      path.slice(0, -1).map((certificate, index) => {
        const issuer = path[index + 1];
        return issuer && stateOf(certificate, issuer, since);
      }),
    );
    const of = (kind: Way['kind']) => found.flatMap((one) => (one?.kind === kind ? [one.bytes] : []));
    return { ocsp: of('ocsp'), crls: of('crls') };
  };
}
