import { hash } from 'node:crypto';
import { HASH_OID } from '../asn1/algorithms.ts';
import { Members, readBits, readWhole } from '../asn1/read.ts';
import { nullValue, octetString, oid, sequence } from '../asn1/write.ts';
import type { Certificate } from '../certificates/certificate.ts';

/**
 * An OCSPRequest for one certificate (RFC 6960 §4.1). CertID is by SHA-1, the one hash that every responder knows (RFC 5019 §2.1.1):
 * it only names a certificate, and the answer's own signature is checked. No nonce: an answer made beforehand counts by its dates.
 */
export function ocspRequest(certificate: Certificate, issuer: Certificate): Uint8Array {
  const spki = new Members(readWhole(issuer.spki));
  spki.next();
  const sha1 = (bytes: Uint8Array) => octetString(hash('sha1', bytes, 'buffer'));
  const certId = sequence(
    sequence(oid(HASH_OID.sha1), nullValue()),
    sha1(certificate.issuer.raw),
    sha1(readBits(spki.next())),
    certificate.serialRaw,
  );
  return sequence(sequence(sequence(sequence(certId))));
}

/** RFC 5019 §5: short requests go by GET, which caches between may answer; longer ones do not fit into an address. */
const GET_LENGTH_MAX = 255;

/** The address that asks by GET; undefined when the request is too long for it. */
export function ocspAddress(url: string, request: Uint8Array): string | undefined {
  const path = encodeURIComponent(Buffer.from(request).toString('base64'));
  const address = `${url.replace(/\/$/, '')}/${path}`;
  return path.length <= GET_LENGTH_MAX && !url.includes('?') ? address : undefined;
}
