import type { Detail } from '../../shared/errors.ts';
import type { UnreachableWhy, UnusableWhy } from '../../shared/words/timestamp.ts';
import type { FaultCode } from '../../shared/words/vi.ts';
import { type Certificate, subjectName } from '../certificates/certificate.ts';
import { signedContent } from '../cms/signed-content.ts';
import { checkTimestamp } from '../cms/timestamp-token.ts';
import { findPath } from '../revocation/issuers.ts';
import type { Transport } from '../transport.ts';
import { isSound } from '../verify/evidence.ts';
import { makeTimestampQuery, type TimestampQuery } from './query.ts';
import { readTimestampReply } from './reply.ts';

/** Where time-stamps are asked for, and what is trusted of whom gives them. */
export type TimestampAuthority = {
  /** Asked one after the other until one gives a token that holds. */
  readonly urls: readonly string[];
  readonly transport: Transport;
  readonly now: () => Date;
  /** Empty: whose the authority is cannot be judged here; everything else still is. */
  readonly anchors: readonly Certificate[];
  /** Certificates that may stand between the authority and an anchor. */
  readonly intermediates: readonly Certificate[];
  /** For all of them together: each gets its equal part, so that a silent first one costs no more than its own. */
  readonly timeoutMs?: number;
};

/** A token that holds, or why there is none: an authority that is slow, down or lying costs no signature. */
export type TimestampAnswer =
  | { readonly ok: true; readonly token: Uint8Array; readonly at: Date }
  | { readonly ok: false; readonly code: FaultCode; readonly detail: Detail };

/** Authorities under load have been seen to take two minutes; the person who signs is told that it takes long, and loses nothing. */
export const TIMESTAMP_TIMEOUT_MS = 150_000;
/** A token with a chain of four RSA-4096 certificates is below 12 kB. */
export const TIMESTAMP_BYTES_MAX = 64 * 1024;
/** Clocks of office machines drift by minutes; more means that one of the two is wrong. */
export const CLOCK_SKEW_MS_MAX = 5 * 60_000;

const refused = (code: FaultCode, detail: Detail = {}): TimestampAnswer => ({ ok: false, code, detail });
const unusable = (why: UnusableWhy): TimestampAnswer => refused('timestamp.unusable', { why });

/**
 * Asks for a time-stamp over the SHA-256 of `content` (RFC 3161) and checks the answer before it is put anywhere; where nobody gave one, why the first of them
 * did not. Never throws.
 */
export async function askTimestamp(
  authority: TimestampAuthority,
  content: readonly Uint8Array[],
): Promise<TimestampAnswer> {
  const { urls, timeoutMs = TIMESTAMP_TIMEOUT_MS } = authority;
  let first: TimestampAnswer | undefined;
  for (const url of urls) {
    const answer = await askOne(authority, { url, timeoutMs: timeoutMs / urls.length }, content);
    if (answer.ok) return answer;
    first ??= answer;
  }
  return first ?? refused('extension.no-authority');
}

async function askOne(
  authority: TimestampAuthority,
  { url, timeoutMs }: { readonly url: string; readonly timeoutMs: number },
  content: readonly Uint8Array[],
): Promise<TimestampAnswer> {
  const imprint = signedContent(content).digest('sha256');
  const query = makeTimestampQuery(imprint);
  const askedAt = authority.now();
  const answer = await authority.transport({
    url,
    body: { bytes: query.der, type: 'application/timestamp-query' },
    bytesMax: TIMESTAMP_BYTES_MAX,
    timeoutMs: Math.ceil(timeoutMs),
  });
  if (!answer.ok) return refused('timestamp.unreachable', { why: answer.why satisfies UnreachableWhy });
  return judgeReply(authority, { query, content, askedAt }, answer.bytes);
}

type Asked = {
  readonly query: TimestampQuery;
  readonly content: readonly Uint8Array[];
  readonly askedAt: Date;
};

/** RFC 3161 §2.2: what a requester shall verify; the order tells the plainest reason first. */
async function judgeReply(
  authority: TimestampAuthority,
  { query, content, askedAt }: Asked,
  bytes: Uint8Array,
): Promise<TimestampAnswer> {
  const reply = readTimestampReply(bytes);
  if (!reply.ok) return unusable('garbled');
  if (!reply.value.granted) return refused('timestamp.refused', { status: reply.value.status });
  const { der, token } = reply.value;
  const check = checkTimestamp(token, signedContent(content));
  if (!check.coversContent) return unusable('imprint');
  if (check.info.nonce !== query.nonce) return unusable('nonce');
  const certificate = check.signer?.certificate;
  if (!certificate || !isSound(check.signer)) return unusable('signature');
  const slack = CLOCK_SKEW_MS_MAX + (check.info.accuracyMs ?? 0);
  const isInTime =
    check.info.at.getTime() >= askedAt.getTime() - slack &&
    check.info.at.getTime() <= authority.now().getTime() + slack;
  if (!isInTime) return refused('timestamp.clock');
  const flaw = await judgePath(authority, certificate, check.signer?.certificates ?? [], check.info.at);
  return flaw ?? { ok: true, token: der, at: check.info.at };
}

/** The authority's certificate: for time-stamping alone (RFC 3161 §2.3), and up to an anchor where anchors are known. */
async function judgePath(
  { transport, anchors, intermediates }: TimestampAuthority,
  certificate: Certificate,
  carried: readonly Certificate[],
  at: Date,
): Promise<TimestampAnswer | undefined> {
  const path = await findPath(
    { certificate, candidates: [...carried, ...intermediates], anchors, at, purpose: 'time-stamping' },
    transport,
  );
  if (path.outcome === 'passed') return undefined;
  const isPurpose = path.reason === 'extended-key-usage' || path.reason === 'key-usage';
  if (isPurpose) return unusable('purpose');
  return refused('timestamp.untrusted', { name: subjectName(certificate) });
}
