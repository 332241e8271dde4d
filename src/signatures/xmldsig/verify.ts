import { createHash, timingSafeEqual, verify } from 'node:crypto';
import { type Certificate, parseCertificate, publicKeyOf } from '../certificates/certificate.ts';
import { checkPath, type PathCheck } from '../certificates/path.ts';
import { canonicalBytes } from './canonical.ts';
import { type DocumentProblem, elementsOf, parseDocument, type XmlElement } from './document.ts';
import { DS, type FormProblem, readSignature, type SignatureElement } from './signature-element.ts';

export type XmlVerifyOptions = {
  readonly anchors: readonly Certificate[];
  readonly intermediates?: readonly Certificate[];
  readonly at: Date;
};

export type XmlProblem =
  | DocumentProblem
  | FormProblem
  | 'processing-instruction'
  | 'signatures-many'
  | 'ids-not-unique'
  | 'reference-outside'
  | 'reference-not-whole'
  | 'digest-mismatch'
  | 'signature-mismatch'
  | 'certificate-absent';

/** The indications of ETSI EN 319 102-1, with the sub-indication that says what was missing. */
export type XmlReport =
  | { readonly outcome: 'unsigned' }
  | {
      readonly outcome: 'passed';
      /** What was signed, canonical and without the signature: the only bytes that business code may read. */
      readonly signed: Uint8Array;
      readonly certificate: Certificate;
      /** Whether the certificate is trusted is another question than whether the bytes are what was signed. */
      readonly path: PathCheck;
    }
  | {
      readonly outcome: 'failed' | 'indeterminate';
      readonly reason: XmlProblem;
      readonly subIndication:
        | 'FORMAT_FAILURE'
        | 'HASH_FAILURE'
        | 'SIG_CRYPTO_FAILURE'
        | 'SIGNED_DATA_NOT_FOUND'
        | 'NO_SIGNING_CERTIFICATE_FOUND';
    };

type Refusal = Extract<XmlReport, { readonly outcome: 'failed' | 'indeterminate' }>;

const failed = (reason: XmlProblem, subIndication: Refusal['subIndication'] = 'FORMAT_FAILURE'): Refusal => ({
  outcome: 'failed',
  reason,
  subIndication,
});
const unclear = (reason: XmlProblem, subIndication: Refusal['subIndication']): Refusal => ({
  outcome: 'indeterminate',
  reason,
  subIndication,
});

/**
 * Verifies the enveloped signature of an XML document (XMLDSig 1.1, exclusive c14n, RSA or ECDSA with SHA-2). One signature over the whole document:
 * what is signed in part leaves room for a wrapper, so it is told as SIGNED_DATA_NOT_FOUND. Never throws.
 */
export function verifyXml(bytes: Uint8Array, options: XmlVerifyOptions): XmlReport {
  const document = parseDocument(bytes);
  if (!document.ok) return failed(document.problem);
  const { root } = document;
  const elements = [...elementsOf(root)];
  const [element, ...more] = elements.filter(
    ({ local, namespace }) => local === 'Signature' && namespace === DS,
  );
  if (!element) return { outcome: 'unsigned' };
  if (document.hasInstruction) return failed('processing-instruction');
  if (more.length > 0) return unclear('signatures-many', 'SIGNED_DATA_NOT_FOUND');
  const read = readSignature(element);
  if (!read.ok) {
    return read.problem === 'algorithm-unsupported'
      ? unclear(read.problem, 'FORMAT_FAILURE')
      : failed(read.problem);
  }
  return judgeReference(elements, root, read.value) ?? judgeValue(root, read.value, options);
}

/** The reference must name the root, which must hold the signature: nothing stands outside what was signed. */
function judgeReference(
  elements: readonly XmlElement[],
  root: XmlElement,
  { element, reference }: SignatureElement,
): Refusal | undefined {
  if (element === root) return unclear('reference-outside', 'SIGNED_DATA_NOT_FOUND');
  const ids = elements.flatMap(idsOf);
  if (new Set(ids).size !== ids.length) return failed('ids-not-unique');
  if (reference.uri === '') return undefined;
  if (!reference.uri.startsWith('#')) return unclear('reference-outside', 'SIGNED_DATA_NOT_FOUND');
  const isRoot = idsOf(root).includes(reference.uri.slice(1));
  return isRoot ? undefined : unclear('reference-not-whole', 'SIGNED_DATA_NOT_FOUND');
}

/** Without a DTD no attribute is an ID; these are taken as one by signers (XMLDSig §4.4.3.2). */
const ID_NAMES: ReadonlySet<string> = new Set(['id']);

const idsOf = ({ attributes }: XmlElement): readonly string[] => [
  ...new Set(attributes.filter(({ local }) => ID_NAMES.has(local.toLowerCase())).map(({ value }) => value)),
];

function judgeValue(root: XmlElement, signature: SignatureElement, options: XmlVerifyOptions): XmlReport {
  const { reference, signedInfo, inclusive, certificates } = signature;
  const signed = canonicalBytes(root, { without: signature.element, inclusive: reference.inclusive });
  const digest = createHash(reference.hash).update(signed).digest();
  if (digest.length !== reference.digest.length || !timingSafeEqual(digest, reference.digest))
    return failed('digest-mismatch', 'HASH_FAILURE');
  const known = certificates.flatMap((der) => {
    const certificate = parseCertificate(der);
    return certificate.ok ? [certificate.value] : [];
  });
  if (known.length === 0) return unclear('certificate-absent', 'NO_SIGNING_CERTIFICATE_FOUND');
  const message = canonicalBytes(signedInfo, { inclusive });
  const certificate = known.find((one) => isSignedBy(one, message, signature));
  if (!certificate) return failed('signature-mismatch', 'SIG_CRYPTO_FAILURE');
  const candidates = [...known, ...(options.intermediates ?? [])];
  const path = checkPath({
    ...{ certificate, candidates, anchors: options.anchors, at: options.at },
    purpose: 'document-signing',
  });
  return { outcome: 'passed', signed, certificate, path };
}

function isSignedBy(
  certificate: Certificate,
  message: Uint8Array,
  { scheme, value }: SignatureElement,
): boolean {
  const key = publicKeyOf(certificate)?.key;
  if (!key || key.asymmetricKeyType !== (scheme.kind === 'rsa' ? 'rsa' : 'ec')) return false;
  try {
    // RFC 4050 §3.3: r and s side by side, not DER.
    return verify(scheme.hash, message, { key, dsaEncoding: 'ieee-p1363' }, value);
  } catch {
    // A value of a length that no key of this kind makes.
    return false;
  }
}
