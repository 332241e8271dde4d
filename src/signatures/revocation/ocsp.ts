import { digest, hashOfOid, readAlgorithm } from '../asn1/algorithms.ts';
import { readName } from '../asn1/names.ts';
import {
  type Asn1,
  items,
  Members,
  must,
  type Parsed,
  parsed,
  readBits,
  readBoolean,
  readIntegerHex,
  readOctets,
  readOid,
  readSmallInteger,
  readTime,
  readWhole,
  TAG,
} from '../asn1/read.ts';
import { type Certificate, isSignedBy, parseCertificate } from '../certificates/certificate.ts';
import { hasUnknownCritical } from '../certificates/path.ts';
import {
  isAnswerOf,
  type RevocationAnswer,
  reasonOfCode,
  reliableUntil,
  type SignedAnswer,
  speaksOf,
  stateOf,
} from './status.ts';

export const OCSP_BYTES_MAX = 256 * 1024;
export const OCSP_CERTIFICATES_MAX = 10;
export const OCSP_ANSWERS_MAX = 100;
const OCSP_EXTENSIONS_MAX = 32;

const OCSP_BASIC = '1.3.6.1.5.5.7.48.1.1';
const OCSP_SIGNING = '1.3.6.1.5.5.7.3.9';
const ARCHIVE_CUTOFF = '1.3.6.1.5.5.7.48.1.6';
/** Response and single extensions of RFC 6960 §4.4 that may be critical: nonce, CRL references, archive cutoff, service locator. */
const UNDERSTOOD: ReadonlySet<string> = new Set([
  '1.3.6.1.5.5.7.48.1.2',
  '1.3.6.1.5.5.7.48.1.3',
  ARCHIVE_CUTOFF,
  '1.3.6.1.5.5.7.48.1.7',
]);

/** A BasicOCSPResponse (RFC 6960 §4.2.1) as read; nothing in it has been checked. */
export type OcspResponse = SignedAnswer & {
  readonly certificates: readonly Certificate[];
  readonly producedAt: Date;
  readonly answers: readonly Asn1[];
};

/** Reads an OCSPResponse, or a bare BasicOCSPResponse as some stores keep it. */
export function parseOcspResponse(bytes: Uint8Array): Parsed<OcspResponse> {
  return parsed(() => {
    must(bytes.length <= OCSP_BYTES_MAX, 'OCSP response too large');
    const outer = readWhole(bytes);
    const [first] = items(outer);
    return readBasic(first?.tag === TAG.enumerated ? unwrap(outer) : outer);
  });
}

function unwrap(outer: Asn1): Asn1 {
  const members = new Members(outer);
  must(readSmallInteger(members.next(TAG.enumerated)) === 0, 'the responder did not answer');
  const typed = new Members(readWhole(members.next(0xa0).content));
  must(readOid(typed.next()) === OCSP_BASIC, 'OCSP response of an unknown type');
  return readWhole(readOctets(typed.next()));
}

function readBasic(basic: Asn1): OcspResponse {
  const members = new Members(basic);
  const data = members.next(TAG.sequence);
  const algorithm = readAlgorithm(members.next());
  const signature = readBits(members.next());
  const carried = members.optional(0xa0);
  const ders = carried ? items(readWhole(carried.content)).slice(0, OCSP_CERTIFICATES_MAX) : [];
  const fields = new Members(data);
  fields.optional(0xa0);
  fields.next();
  const producedAt = readTime(fields.next(TAG.generalizedTime));
  const answers = items(fields.next(TAG.sequence)).slice(0, OCSP_ANSWERS_MAX);
  readExtensions(fields.optional(0xa1));
  return {
    signedBytes: data.raw,
    algorithm,
    signature,
    certificates: ders.flatMap(({ raw }) => {
      const certificate = parseCertificate(raw);
      return certificate.ok ? [certificate.value] : [];
    }),
    producedAt,
    answers,
  };
}

/** Extensions by their OID; an unknown critical one makes the answer unusable (RFC 5280 §4.2, RFC 6960 §4.4). */
function readExtensions(field: Asn1 | undefined): ReadonlyMap<string, Uint8Array> {
  const list = field ? items(readWhole(field.content)) : [];
  must(list.length <= OCSP_EXTENSIONS_MAX, 'too many extensions');
  return new Map(
    list.map((extension): [string, Uint8Array] => {
      const members = new Members(extension);
      const oid = readOid(members.next());
      const critical = members.optional(TAG.boolean);
      must(!critical || !readBoolean(critical) || UNDERSTOOD.has(oid), 'an unknown critical extension');
      return [oid, readOctets(members.next(TAG.octetString))];
    }),
  );
}

/**
 * What the response says of `certificate`, when it comes from the issuer or from a responder that the issuer itself appointed (RFC 6960 §4.2.2.2) and
 * speaks of a certificate that had not expired or whose state is still kept (§4.4.4). Undefined when it says nothing, or is not from whom it may be.
 * Whether the responder's certificate was valid and unrevoked is another question.
 */
export function ocspAnswer(
  response: OcspResponse,
  certificate: Certificate,
  issuer: Certificate,
): RevocationAnswer | undefined {
  for (const one of response.answers) {
    const read = parsed(() => readAnswer(one, certificate, issuer));
    if (!read.ok || !read.value) continue;
    const responder = responderOf(response, issuer);
    return responder && { ...read.value, responder, reliableUntil: reliableUntil(response, responder) };
  }
  return undefined;
}

function responderOf(response: OcspResponse, issuer: Certificate): Certificate | undefined {
  const appointed = response.certificates.filter((one) => isAppointed(one, issuer));
  return [issuer, ...appointed].find((responder) => isAnswerOf(response, responder));
}

/** RFC 6960 §4.2.2.2: issued by the very authority, for signing answers, fit for signatures, nothing critical in it unknown. */
const isAppointed = (responder: Certificate, issuer: Certificate): boolean =>
  responder.extendedKeyUsage?.has(OCSP_SIGNING) === true &&
  (!responder.keyUsage ||
    responder.keyUsage.has('digitalSignature') ||
    responder.keyUsage.has('nonRepudiation')) &&
  !hasUnknownCritical(responder) &&
  isSignedBy(responder, issuer);

function readAnswer(
  answer: Asn1,
  certificate: Certificate,
  issuer: Certificate,
): Omit<RevocationAnswer, 'responder' | 'reliableUntil'> | undefined {
  const members = new Members(answer);
  if (!isAbout(members.next(), certificate, issuer)) return undefined;
  const status = members.next();
  const thisUpdate = readTime(members.next(TAG.generalizedTime));
  const next = members.optional(0xa0);
  const cutoff = readExtensions(members.optional(0xa1)).get(ARCHIVE_CUTOFF);
  if (!speaksOf(certificate, thisUpdate, cutoff && readTime(readWhole(cutoff)))) return undefined;
  const times = { thisUpdate, ...(next && { nextUpdate: readTime(readWhole(next.content)) }) };
  if (status.tag === 0x80) return { state: 'good', ...times };
  if (status.tag !== 0xa1) return undefined;
  const [revokedAt, code] = items(status);
  must(revokedAt !== undefined, 'revoked without a time');
  const reason = code && reasonOfCode(readSmallInteger(readWhole(code.content)));
  return { state: stateOf(reason), revokedAt: readTime(revokedAt), ...(reason && { reason }), ...times };
}

/** CertID (RFC 6960 §4.1.1): hashes of the issuer's name and key, and the serial number. */
function isAbout(id: Asn1, certificate: Certificate, issuer: Certificate): boolean {
  const members = new Members(id);
  const hash = hashOfOid(readAlgorithm(members.next()).oid);
  const [name, key, serial] = [
    readOctets(members.next()),
    readOctets(members.next()),
    readIntegerHex(members.next()),
  ];
  if (!hash || serial !== certificate.serial) return false;
  const spki = new Members(readWhole(issuer.spki));
  spki.next();
  const issuerKey = readBits(spki.next());
  return (
    Buffer.compare(name, digest(hash, readName(readWhole(certificate.issuer.raw)).raw)) === 0 &&
    Buffer.compare(key, digest(hash, issuerKey)) === 0
  );
}
