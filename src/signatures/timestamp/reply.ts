import { Members, type Parsed, parsed, readSmallInteger, readWhole, TAG } from '../asn1/read.ts';
import { parseTimestampToken, type TimestampToken } from '../cms/timestamp-token.ts';

/** granted and grantedWithMods (RFC 3161 §2.4.2). */
const GRANTED_MAX = 1;

export type TimestampReply =
  | { readonly granted: true; readonly der: Uint8Array; readonly token: TimestampToken }
  | { readonly granted: false; readonly status: number };

/** Reads a TimeStampResp (RFC 3161 §2.4.2); what is not one comes back as a reason. Judges nothing but the status. */
export function readTimestampReply(bytes: Uint8Array): Parsed<TimestampReply> {
  const outer = parsed(() => {
    const members = new Members(readWhole(bytes));
    const status = readSmallInteger(new Members(members.next(TAG.sequence)).next());
    return { status, token: members.optional(TAG.sequence)?.raw };
  });
  if (!outer.ok) return outer;
  const { status, token } = outer.value;
  if (status > GRANTED_MAX) return { ok: true, value: { granted: false, status } };
  if (!token) return { ok: false, reason: 'granted without a token' };
  const read = parseTimestampToken(token);
  return read.ok ? { ok: true, value: { granted: true, der: token, token: read.value } } : read;
}
