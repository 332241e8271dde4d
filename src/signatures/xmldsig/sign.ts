import { createHash } from 'node:crypto';
import { AppError } from '../../shared/errors.ts';
import { publicKeyOf } from '../certificates/certificate.ts';
import type { SigningKey } from '../sign/key.ts';
import { readSigner, type Signer } from '../sign/signer.ts';
import { canonicalBytes } from './canonical.ts';
import { elementsOf, parseDocument, type XmlElement } from './document.ts';
import { DS, ENVELOPED, EXCLUSIVE } from './signature-element.ts';
import { verifyXml } from './verify.ts';

export type XmlSignRequest = {
  readonly key: SigningKey;
  readonly at: Date;
  /** Local name of the element that takes the signature as its last child; the root without it. */
  readonly into?: string;
};

const base64 = (bytes: Uint8Array): string => Buffer.from(bytes).toString('base64');
const algorithm = (name: string, uri: string): string => `<${name} Algorithm="${uri}"></${name}>`;

function signedInfoText(digest: Uint8Array, keyType: 'rsa' | 'ec'): string {
  const scheme = `http://www.w3.org/2001/04/xmldsig-more#${keyType === 'rsa' ? 'rsa' : 'ecdsa'}-sha256`;
  const transforms = `<Transforms>${algorithm('Transform', ENVELOPED)}${algorithm('Transform', EXCLUSIVE)}</Transforms>`;
  const hash = algorithm('DigestMethod', 'http://www.w3.org/2001/04/xmlenc#sha256');
  const reference = `<Reference URI="">${transforms}${hash}<DigestValue>${base64(digest)}</DigestValue></Reference>`;
  return `<SignedInfo xmlns="${DS}">${algorithm('CanonicalizationMethod', EXCLUSIVE)}${algorithm('SignatureMethod', scheme)}${reference}</SignedInfo>`;
}

/**
 * Puts an enveloped signature over the whole document into it (XMLDSig 1.1, exclusive c14n, RSA or ECDSA P-256 with SHA-256, the certificates in KeyInfo);
 * every other byte stays. What was made is verified before anybody gets it. Throws `xml.unreadable` for what is no plain XML or is signed already,
 * `signing.key-unsupported` for an elliptic curve other than P-256, `signing.own-check-failed`, and what `readSigner` throws.
 */
export async function signXml(bytes: Uint8Array, { key, at, into }: XmlSignRequest): Promise<Uint8Array> {
  const document = parseDocument(bytes);
  if (!document.ok) throw new AppError('xml.unreadable', { why: document.problem });
  if (document.hasInstruction) throw new AppError('xml.unreadable', { why: 'processing-instruction' });
  const { root, text } = document;
  const elements = [...elementsOf(root)];
  if (elements.some(({ local, namespace }) => local === 'Signature' && namespace === DS))
    throw new AppError('xml.unreadable', { why: 'signed' });
  const parent = into === undefined ? root : elements.find(({ local }) => local === into);
  const end = parent && endOf(text, parent);
  if (end === undefined) throw new AppError('xml.unreadable', { why: into ?? '' });
  const signer = readSigner(key, at);
  demandKnownCurve(signer);
  const digest = createHash('sha256').update(canonicalBytes(root)).digest();
  // Written in canonical form already: what stands in the document is what is signed.
  const signedInfo = signedInfoText(digest, signer.keyType);
  const message = Buffer.from(signedInfo, 'utf8');
  const made = await key.sign({
    hash: 'sha256',
    scheme: signer.keyType === 'rsa' ? 'rsa' : 'ecdsa',
    digest: createHash('sha256').update(message).digest(),
    message,
  });
  const value = signer.keyType === 'rsa' ? made : rAndS(made);
  const certificates = [signer.certificate, ...signer.chain].map(
    ({ der }) => `<X509Certificate>${base64(der)}</X509Certificate>`,
  );
  const signature =
    `<Signature xmlns="${DS}">${signedInfo.replace(` xmlns="${DS}"`, '')}` +
    `<SignatureValue>${base64(value)}</SignatureValue>` +
    `<KeyInfo><X509Data>${certificates.join('')}</X509Data></KeyInfo></Signature>`;
  const signed = Buffer.from(text.slice(0, end) + signature + text.slice(end), 'utf8');
  const report = verifyXml(signed, { anchors: [], at });
  if (report.outcome === 'passed') return signed;
  throw new AppError('signing.own-check-failed', { reason: 'reason' in report ? report.reason : '' });
}

/** ECDSA with SHA-256 goes with P-256 (RFC 5480 §4); the length of r and s depends on the curve. */
function demandKnownCurve({ certificate, keyType, name }: Signer): void {
  const curve = publicKeyOf(certificate)?.key.asymmetricKeyDetails?.namedCurve;
  if (keyType === 'ec' && curve !== 'prime256v1') throw new AppError('signing.key-unsupported', { name });
}

/** Where the end tag of the element begins; an element without content has none. */
function endOf(text: string, { contentEnd }: XmlElement): number | undefined {
  const end = text.lastIndexOf('</', contentEnd - 1);
  return end >= 0 && /^<\/[^<>]*>$/.test(text.slice(end, contentEnd)) ? end : undefined;
}

const P256_BYTES = 32;

/** r and s side by side (RFC 4050 §3.3) of a DER ECDSA-Sig-Value over P-256. */
function rAndS(der: Uint8Array): Uint8Array {
  const rLength = der[3] ?? 0;
  const integers = [der.subarray(4, 4 + rLength), der.subarray(6 + rLength)];
  return Buffer.concat(
    integers.map((integer) => {
      const bare = Buffer.from(integer).subarray(Math.max(0, integer.length - P256_BYTES));
      return Buffer.concat([Buffer.alloc(P256_BYTES - bare.length), bare]);
    }),
  );
}
