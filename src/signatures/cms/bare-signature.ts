import {
  type AlgorithmIdentifier,
  checkSignature,
  HASH_OID,
  type HashName,
  readAlgorithm,
} from '../asn1/algorithms.ts';
import { type Parsed, parsed, readAt, readOctets, readWhole } from '../asn1/read.ts';
import { nullValue, oid, sequence } from '../asn1/write.ts';
import { parseCertificate, publicKeyOf } from '../certificates/certificate.ts';
import { CONTENT, type SignedData } from './parse.ts';
import type { SignedContent } from './signed-content.ts';

const RSA_ENCRYPTION = '1.2.840.113549.1.1.1';
/** The hash is named only inside the encrypted block; the form is called after SHA-1 and was used with its successors. */
const HASHES: readonly HashName[] = ['sha1', 'sha256', 'sha384', 'sha512'];

const algorithm = (id: string): AlgorithmIdentifier =>
  readAlgorithm(readWhole(sequence(oid(id), nullValue())));

/**
 * A bare RSA signature (ISO 32000-1 §12.8.3.2, adbe.x509.rsa_sha1) in the form of a CMS, so that it is judged like any other: `contents` is the DER OCTET
 * STRING, `certificates` those of /Cert, the signer's first. There are no attributes; the content itself is signed.
 */
export function readBareSignature(
  contents: Uint8Array,
  certificates: readonly Uint8Array[],
  content: SignedContent,
): Parsed<SignedData> {
  const outer = parsed(() => readAt(contents));
  if (!outer.ok) return outer;
  return parsed(() => {
    const signature = readOctets(outer.value);
    const [first = new Uint8Array()] = certificates;
    const signer = parseCertificate(first);
    const key = signer.ok ? publicKeyOf(signer.value) : undefined;
    const rsa = algorithm(RSA_ENCRYPTION);
    const whole = content.whole();
    const fits = (hash: HashName) =>
      key !== undefined && checkSignature(key, rsa, whole, signature, hash) === 'valid';
    const hash = HASHES.find(fits) ?? 'sha1';
    return {
      version: 1,
      digestAlgorithms: [HASH_OID[hash]],
      contentType: CONTENT.data,
      certificates,
      crls: [],
      ocspResponses: [],
      signers: [
        {
          version: 1,
          id: {
            kind: 'issuer-serial',
            issuer: signer.ok ? signer.value.issuer.raw : new Uint8Array(),
            serial: signer.ok ? signer.value.serial : '',
          },
          digestAlgorithm: algorithm(HASH_OID[hash]),
          signatureAlgorithm: rsa,
          signature,
          unsignedAttributes: [],
        },
      ],
      length: outer.value.raw.length,
    };
  });
}
