import {
  type AlgorithmIdentifier,
  checkSignature,
  digest,
  hashOfOid,
  readAlgorithm,
} from '../asn1/algorithms.ts';
import { readName } from '../asn1/names.ts';
import {
  type Asn1,
  items,
  Members,
  must,
  type Parsed,
  parsed,
  readBits,
  readIntegerHex,
  readOctets,
  readOid,
  readSmallInteger,
  readTime,
  readWhole,
  TAG,
} from '../asn1/read.ts';
import { type Certificate, isSignedBy, parseCertificate, publicKeyOf } from '../certificates/certificate.ts';
import type { RevocationAnswer } from './status.ts';

export const OCSP_BYTES_MAX = 256 * 1024;
export const OCSP_CERTIFICATES_MAX = 10;
export const OCSP_ANSWERS_MAX = 100;

const OCSP_BASIC = '1.3.6.1.5.5.7.48.1.1';
const OCSP_SIGNING = '1.3.6.1.5.5.7.3.9';

/** A BasicOCSPResponse (RFC 6960 §4.2.1) as read; nothing in it has been checked. */
export type OcspResponse = {
  readonly signedBytes: Uint8Array;
  readonly algorithm: AlgorithmIdentifier;
  readonly signature: Uint8Array;
  readonly certificates: readonly Certificate[];
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
  fields.next(TAG.generalizedTime);
  return {
    signedBytes: data.raw,
    algorithm,
    signature,
    certificates: ders.flatMap(({ raw }) => {
      const certificate = parseCertificate(raw);
      return certificate.ok ? [certificate.value] : [];
    }),
    answers: items(fields.next(TAG.sequence)).slice(0, OCSP_ANSWERS_MAX),
  };
}

/**
 * What the response says of `certificate`, when it comes from the issuer or from a responder that the issuer itself appointed (RFC
 * 6960 §4.2.2.2). Undefined when it says nothing, or is not from whom it may be.
 */
export function ocspAnswer(
  response: OcspResponse,
  certificate: Certificate,
  issuer: Certificate,
): RevocationAnswer | undefined {
  if (!isFromAuthority(response, issuer)) return undefined;
  for (const answer of response.answers) {
    const read = parsed(() => readAnswer(answer, certificate, issuer));
    if (read.ok && read.value) return read.value;
  }
  return undefined;
}

function isFromAuthority(response: OcspResponse, issuer: Certificate): boolean {
  const appointed = response.certificates.filter(
    (one) => one.extendedKeyUsage?.has(OCSP_SIGNING) === true && isSignedBy(one, issuer),
  );
  return [issuer, ...appointed].some((responder) => {
    const key = publicKeyOf(responder);
    return (
      key !== undefined &&
      checkSignature(key, response.algorithm, response.signedBytes, response.signature) === 'valid'
    );
  });
}

function readAnswer(
  answer: Asn1,
  certificate: Certificate,
  issuer: Certificate,
): RevocationAnswer | undefined {
  const members = new Members(answer);
  if (!isAbout(members.next(), certificate, issuer)) return undefined;
  const state = members.next();
  const thisUpdate = readTime(members.next(TAG.generalizedTime));
  const next = members.optional(0xa0);
  const times = { thisUpdate, ...(next && { nextUpdate: readTime(readWhole(next.content)) }) };
  if (state.tag === 0x80) return { state: 'good', ...times };
  if (state.tag !== 0xa1) return undefined;
  const [revokedAt] = items(state);
  must(revokedAt !== undefined, 'revoked without a time');
  return { state: 'revoked', revokedAt: readTime(revokedAt), ...times };
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
