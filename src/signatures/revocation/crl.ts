import { type AlgorithmIdentifier, checkSignature, readAlgorithm } from '../asn1/algorithms.ts';
import {
  type Asn1,
  items,
  Members,
  must,
  type Parsed,
  parsed,
  readBits,
  readIntegerHex,
  readOid,
  readTime,
  readWhole,
  TAG,
} from '../asn1/read.ts';
import { type Certificate, publicKeyOf } from '../certificates/certificate.ts';
import type { RevocationAnswer } from './status.ts';

export const CRL_BYTES_MAX = 16 * 1024 * 1024;

/** Extensions that narrow a list to a part of the certificates (RFC 5280 §5.2.4, §5.2.5): such lists are not read here. */
const NARROWING: ReadonlySet<string> = new Set(['2.5.29.27', '2.5.29.28']);

/** A CertificateList (RFC 5280 §5.1) as read; nothing in it has been checked. */
export type Crl = {
  readonly signedBytes: Uint8Array;
  readonly algorithm: AlgorithmIdentifier;
  readonly signature: Uint8Array;
  readonly issuer: Uint8Array;
  readonly thisUpdate: Date;
  readonly nextUpdate?: Date;
  readonly revoked: readonly Asn1[];
};

export function parseCrl(bytes: Uint8Array): Parsed<Crl> {
  return parsed(() => {
    must(bytes.length <= CRL_BYTES_MAX, 'CRL too large');
    const outer = new Members(readWhole(bytes));
    const list = outer.next(TAG.sequence);
    const algorithm = readAlgorithm(outer.next());
    const signature = readBits(outer.next());
    const members = new Members(list);
    members.optional(TAG.integer);
    members.next(TAG.sequence);
    const issuer = members.next(TAG.sequence).raw;
    const thisUpdate = readTime(members.next());
    const next = members.optional(TAG.utcTime, TAG.generalizedTime);
    const revoked = members.optional(TAG.sequence);
    const extensions = members.optional(0xa0);
    must(!extensions || !isNarrowed(extensions), 'a CRL for a part of the certificates');
    return {
      signedBytes: list.raw,
      algorithm,
      signature,
      issuer,
      thisUpdate,
      ...(next && { nextUpdate: readTime(next) }),
      revoked: revoked ? items(revoked) : [],
    };
  });
}

const isNarrowed = (extensions: Asn1): boolean =>
  items(readWhole(extensions.content)).some((extension) =>
    NARROWING.has(readOid(new Members(extension).next())),
  );

/** What the list says of `certificate`, when its issuer signed the list (RFC 5280 §6.3.3). */
export function crlAnswer(
  crl: Crl,
  certificate: Certificate,
  issuer: Certificate,
): RevocationAnswer | undefined {
  if (Buffer.compare(crl.issuer, certificate.issuer.raw) !== 0) return undefined;
  const key = publicKeyOf(issuer);
  if (!key || checkSignature(key, crl.algorithm, crl.signedBytes, crl.signature) !== 'valid')
    return undefined;
  const times = { thisUpdate: crl.thisUpdate, ...(crl.nextUpdate && { nextUpdate: crl.nextUpdate }) };
  const entry = parsed(() =>
    crl.revoked.find((one) => readIntegerHex(new Members(one).next()) === certificate.serial),
  );
  if (!entry.ok) return undefined;
  if (!entry.value) return { state: 'good', ...times };
  const found = new Members(entry.value);
  found.next();
  const revokedAt = parsed(() => readTime(found.next()));
  return revokedAt.ok ? { state: 'revoked', revokedAt: revokedAt.value, ...times } : undefined;
}
