import { type HashName, hashOfOid, readAlgorithm } from '../asn1/algorithms.ts';
import {
  Members,
  must,
  type Parsed,
  parsed,
  readIntegerHex,
  readOctets,
  readOid,
  readSmallInteger,
  readTime,
  readWhole,
  TAG,
} from '../asn1/read.ts';
import { CONTENT, parseSignedData, type SignedData } from './parse.ts';
import { type SignedContent, signedContent } from './signed-content.ts';
import { checkSigner, type SignerCheck } from './signer-info.ts';

/** TSTInfo (RFC 3161 §2.4.2): what a time-stamping authority states. */
export type TimestampInfo = {
  readonly policy: string;
  readonly hash: HashName;
  readonly imprint: Uint8Array;
  readonly serial: string;
  readonly at: Date;
  readonly accuracyMs?: number;
  readonly nonce?: string;
};

export type TimestampToken = {
  readonly cms: SignedData;
  readonly info: TimestampInfo;
  readonly infoBytes: Uint8Array;
};

function readAccuracy(element: ReturnType<Members['optional']>): number | undefined {
  if (!element) return undefined;
  const members = new Members(element);
  const seconds = members.optional(TAG.integer);
  const [millis, micros] = [members.optional(0x80), members.optional(0x81)];
  const short = (part: typeof millis) => (part ? readSmallInteger({ ...part, tag: TAG.integer }) : 0);
  return (seconds ? readSmallInteger(seconds) : 0) * 1000 + short(millis) + Math.ceil(short(micros) / 1000);
}

function readInfo(bytes: Uint8Array): TimestampInfo {
  const members = new Members(readWhole(bytes));
  must(readSmallInteger(members.next()) === 1, 'TSTInfo of an unknown version');
  const policy = readOid(members.next());
  const imprint = new Members(members.next(TAG.sequence));
  const hash = hashOfOid(readAlgorithm(imprint.next()).oid);
  must(hash !== undefined, 'imprint of an unknown hash');
  const value = readOctets(imprint.next());
  const serial = readIntegerHex(members.next());
  const at = readTime(members.next(TAG.generalizedTime));
  const accuracyMs = readAccuracy(members.optional(TAG.sequence));
  members.optional(TAG.boolean);
  const nonce = members.optional(TAG.integer);
  return {
    policy,
    hash,
    imprint: value,
    serial,
    at,
    ...(accuracyMs !== undefined && { accuracyMs }),
    ...(nonce && { nonce: readIntegerHex(nonce) }),
  };
}

/** Reads a TimeStampToken (RFC 3161 §2.4.2): SignedData around TSTInfo. */
export function parseTimestampToken(bytes: Uint8Array): Parsed<TimestampToken> {
  const cms = parseSignedData(bytes);
  if (!cms.ok) return cms;
  return parsed(() => {
    must(cms.value.contentType === CONTENT.tstInfo && cms.value.content !== undefined, 'no TSTInfo inside');
    return { cms: cms.value, info: readInfo(cms.value.content), infoBytes: cms.value.content };
  });
}

export type TimestampCheck = {
  readonly info: TimestampInfo;
  /** Whether the stamped imprint is that of the content asked about. */
  readonly coversContent: boolean;
  /** The authority's own signature over its statement, when there is exactly one. */
  readonly signer?: SignerCheck;
};

/** Checks a token against what it should have stamped: a signature value, or the byte ranges of a document time-stamp. */
export function checkTimestamp(token: TimestampToken, content: SignedContent): TimestampCheck {
  const { cms, info, infoBytes } = token;
  const [signer] = cms.signers;
  const isOnly = cms.signers.length === 1;
  return {
    info,
    coversContent: Buffer.compare(content.digest(info.hash), info.imprint) === 0,
    ...(signer && isOnly && { signer: checkSigner(cms, signer, signedContent([infoBytes])) }),
  };
}
