import { AppError } from '../../shared/errors.ts';
import { type Certificate, parseCertificate, publicKeyOf, subjectName } from '../certificates/certificate.ts';
import { chainOf } from '../certificates/path.ts';
import type { SigningKey } from './key.ts';
import { vietnamDay } from './vietnam-time.ts';

/** The certificate that signs, read and ordered: what a CMS will carry. */
export type Signer = {
  readonly name: string;
  readonly certificate: Certificate;
  readonly chain: readonly Certificate[];
  readonly keyType: 'rsa' | 'ec';
};

const known = new WeakMap<SigningKey, Signer>();

function readKeyType(certificate: Certificate, name: string): 'rsa' | 'ec' {
  const type = publicKeyOf(certificate)?.key.asymmetricKeyType;
  if (type === 'rsa' || type === 'ec') return type;
  throw new AppError('signing.key-unsupported', { name });
}

function read(key: SigningKey): Signer {
  const certificate = parseCertificate(key.certificate);
  if (!certificate.ok) throw new AppError('signing.certificate-unreadable', { why: certificate.reason });
  const pool = key.chain.flatMap((der) => {
    const issuer = parseCertificate(der);
    return issuer.ok ? [issuer.value] : [];
  });
  const name = subjectName(certificate.value);
  return {
    name,
    certificate: certificate.value,
    chain: chainOf(certificate.value, pool),
    keyType: readKeyType(certificate.value, name),
  };
}

/**
 * Reads and checks the signer before anything is asked of the key: a certificate that is out of date or not for signing must be
 * refused before a PIN is entered. Throws `signing.certificate-unreadable | -expired | -not-yet-valid | -usage`, `signing.key-unsupported`.
 */
export function readSigner(key: SigningKey, at: Date): Signer {
  const signer = known.get(key) ?? read(key);
  known.set(key, signer);
  const { certificate, name } = signer;
  const { notBefore, notAfter, keyUsage } = certificate;
  if (at > notAfter) throw new AppError('signing.certificate-expired', { name, on: vietnamDay(notAfter) });
  if (at < notBefore)
    throw new AppError('signing.certificate-not-yet-valid', { name, on: vietnamDay(notBefore) });
  // RFC 5280 §4.2.1.3: either bit lets a key sign documents; without the extension the key is not restricted.
  const maySign = !keyUsage || keyUsage.has('digitalSignature') || keyUsage.has('nonRepudiation');
  if (!maySign) throw new AppError('signing.certificate-usage', { name });
  return signer;
}
