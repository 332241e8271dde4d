import { hashReliableUntil } from '../algorithm-policy.ts';
import { isSameName } from '../asn1/names.ts';
import {
  type Certificate,
  EXTENSION,
  isSelfIssued,
  isSignedBy,
  keyUsableUntil,
  publicKeyOf,
  signatureHashOf,
} from './certificate.ts';
import { outsideNameConstraints } from './name-constraints.ts';
import { breaksPolicies } from './policies.ts';

/** Longest path, anchor and signer included: national schemes have three or four levels. */
export const PATH_LENGTH_MAX = 10;
/** Signature checks spent on one search: crossed certificates could otherwise make it exponential. */
export const PATH_TRIES_MAX = 200;

export const TIME_STAMPING = '1.3.6.1.5.5.7.3.8';

export type PathPurpose = 'document-signing' | 'time-stamping';

export type PathRequest = {
  readonly certificate: Certificate;
  /** Certificates that may stand between: those of the CMS, of the DSS, and our own store. */
  readonly candidates: readonly Certificate[];
  readonly anchors: readonly Certificate[];
  readonly at: Date;
  readonly purpose?: PathPurpose;
  /** Since when each certificate is known to exist: a weak hash in it counts from then. Without it, `at`. */
  readonly knownSince?: (certificate: Certificate) => Date | undefined;
};

export type PathReason =
  | 'no-path'
  | 'bad-signature'
  | 'expired'
  | 'not-yet-valid'
  | 'not-a-ca'
  | 'path-too-long'
  | 'key-usage'
  | 'extended-key-usage'
  | 'unknown-critical-extension'
  | 'name-constraints'
  | 'policies'
  | 'weak-key'
  | 'weak-hash'
  | 'unsupported-key';

/** Sub-indications of ETSI EN 319 102-1 §5.2.6 that a path alone can give. */
export type PathSubIndication =
  | 'NO_CERTIFICATE_CHAIN_FOUND'
  | 'CERTIFICATE_CHAIN_GENERAL_FAILURE'
  | 'CHAIN_CONSTRAINTS_FAILURE'
  | 'OUT_OF_BOUNDS_NO_POE'
  | 'NOT_YET_VALID'
  | 'CRYPTO_CONSTRAINTS_FAILURE_NO_POE';

/** `path` runs from the signer to the anchor (or as far as it could be built). */
export type PathCheck =
  | { readonly outcome: 'passed'; readonly path: readonly Certificate[] }
  | {
      readonly outcome: 'indeterminate';
      readonly reason: PathReason;
      readonly subIndication: PathSubIndication;
      readonly path: readonly Certificate[];
      /** The certificate at fault. */
      readonly certificate: Certificate;
    };

const SUB_INDICATION: Readonly<Record<PathReason, PathSubIndication>> = {
  'no-path': 'NO_CERTIFICATE_CHAIN_FOUND',
  'bad-signature': 'CERTIFICATE_CHAIN_GENERAL_FAILURE',
  expired: 'OUT_OF_BOUNDS_NO_POE',
  'not-yet-valid': 'NOT_YET_VALID',
  'not-a-ca': 'CHAIN_CONSTRAINTS_FAILURE',
  'path-too-long': 'CHAIN_CONSTRAINTS_FAILURE',
  'key-usage': 'CHAIN_CONSTRAINTS_FAILURE',
  'extended-key-usage': 'CHAIN_CONSTRAINTS_FAILURE',
  'unknown-critical-extension': 'CHAIN_CONSTRAINTS_FAILURE',
  'name-constraints': 'CHAIN_CONSTRAINTS_FAILURE',
  policies: 'CHAIN_CONSTRAINTS_FAILURE',
  'weak-key': 'CRYPTO_CONSTRAINTS_FAILURE_NO_POE',
  'weak-hash': 'CRYPTO_CONSTRAINTS_FAILURE_NO_POE',
  'unsupported-key': 'CERTIFICATE_CHAIN_GENERAL_FAILURE',
};

type Flaw = { readonly reason: PathReason; readonly certificate: Certificate };

/** Extensions that this check understands, so that they may be critical (RFC 5280 §4.2). */
const UNDERSTOOD: ReadonlySet<string> = new Set([
  EXTENSION.basicConstraints,
  EXTENSION.keyUsage,
  EXTENSION.extendedKeyUsage,
  EXTENSION.subjectKeyId,
  EXTENSION.authorityKeyId,
  EXTENSION.nameConstraints,
  EXTENSION.certificatePolicies,
  EXTENSION.policyMappings,
  EXTENSION.policyConstraints,
  EXTENSION.inhibitAnyPolicy,
  EXTENSION.subjectAltName,
  EXTENSION.issuerAltName,
  EXTENSION.crlDistributionPoints,
  EXTENSION.authorityInfoAccess,
  EXTENSION.qcStatements,
  EXTENSION.noRevocationAvailable,
  EXTENSION.ocspNoCheck,
  EXTENSION.validityAssured,
]);

const same = (a: Uint8Array, b: Uint8Array): boolean => Buffer.compare(a, b) === 0;

/** The signer's key counts at the time of the signature, an authority's since the certificate below it is known to exist. */
function keyFlaw(certificate: Certificate, usedAt: Date): PathReason | undefined {
  if (!publicKeyOf(certificate)) return 'unsupported-key';
  const until = keyUsableUntil(certificate);
  return until && usedAt > until ? 'weak-key' : undefined;
}

/** The hash of the issuer's signature counts since the certificate is known to exist: nobody can make an older one today. */
function hashFlaw(certificate: Certificate, knownSince: Date): PathReason | undefined {
  const hash = signatureHashOf(certificate);
  const until = hash && hashReliableUntil(hash);
  return until && knownSince > until ? 'weak-hash' : undefined;
}

/** RFC 5280 §6.1.3 (a)(2). */
function timeFlaw({ notBefore, notAfter }: Certificate, at: Date): PathReason | undefined {
  if (at < notBefore) return 'not-yet-valid';
  return at > notAfter ? 'expired' : undefined;
}

/** RFC 5280 §6.1.4 (k)–(n): what makes a certificate an authority for `below` certificates under it. */
function authorityFlaw(authority: Certificate, below: number): PathReason | undefined {
  if (authority.basicConstraints?.ca !== true) return 'not-a-ca';
  const { pathLength } = authority.basicConstraints;
  if (pathLength !== undefined && below > pathLength) return 'path-too-long';
  return authority.keyUsage && !authority.keyUsage.has('keyCertSign') ? 'key-usage' : undefined;
}

/** Digital signature or non-repudiation for documents; the time-stamping purpose alone and critical for a TSA (RFC 3161 §2.3). */
function purposeFlaw(signer: Certificate, purpose: PathPurpose): PathReason | undefined {
  const { keyUsage, extendedKeyUsage, extensions } = signer;
  if (keyUsage && !keyUsage.has('digitalSignature') && !keyUsage.has('nonRepudiation')) return 'key-usage';
  if (purpose === 'document-signing') return undefined;
  const isCritical = extensions.some(({ oid, critical }) => oid === EXTENSION.extendedKeyUsage && critical);
  return extendedKeyUsage?.size === 1 && extendedKeyUsage.has(TIME_STAMPING) && isCritical
    ? undefined
    : 'extended-key-usage';
}

export const hasUnknownCritical = ({ extensions }: Certificate): boolean =>
  extensions.some(({ oid, critical }) => critical && !UNDERSTOOD.has(oid));

/**
 * RFC 5280 §6.1 over a complete path, signer first, what time cannot heal before what it can. The anchor is trusted for its name and key; its dates and
 * its being an authority are still looked at, because a configured anchor is a certificate here and not a bare key.
 */
function* flawsOf(
  path: readonly Certificate[],
  { at, purpose = 'document-signing', knownSince = () => undefined }: PathRequest,
): Generator<Flaw> {
  let below = 0;
  for (const [index, certificate] of path.entries()) {
    const issuer = path[index + 1];
    const issued = path[index - 1];
    const reasons: (PathReason | undefined)[] = [
      issuer && !isSignedBy(certificate, issuer) ? 'bad-signature' : undefined,
      keyFlaw(certificate, (issued && knownSince(issued)) ?? at),
      issuer && hashFlaw(certificate, knownSince(certificate) ?? at),
      hasUnknownCritical(certificate) ? 'unknown-critical-extension' : undefined,
      index === 0 ? purposeFlaw(certificate, purpose) : authorityFlaw(certificate, below),
      outsideNameConstraints(certificate, path.slice(0, index)) ? 'name-constraints' : undefined,
    ];
    for (const reason of reasons) if (reason) yield { reason, certificate };
    // Self-issued certificates do not count for the path length (§6.1.4 (l)).
    if (index > 0 && !isSelfIssued(certificate)) below++;
  }
  const [signer] = path;
  if (signer && breaksPolicies(path)) yield { reason: 'policies', certificate: signer };
  for (const certificate of path) {
    const reason = timeFlaw(certificate, at);
    if (reason) yield { reason, certificate };
  }
}

/** Issuer candidates by name, those with the wanted key identifier first (RFC 5280 §4.2.1.1). */
function issuersOf(certificate: Certificate, pool: readonly Certificate[]): readonly Certificate[] {
  const wanted = certificate.authorityKeyId;
  const rank = ({ subjectKeyId }: Certificate) =>
    wanted && subjectKeyId && same(wanted, subjectKeyId) ? 0 : 1;
  return pool
    .filter(({ subject }) => isSameName(subject, certificate.issuer))
    .toSorted((a, b) => rank(a) - rank(b));
}

/** Every path to an anchor, shortest anchors first, within the limits; a certificate never stands twice in one path. */
function* pathsTo(request: PathRequest): Generator<readonly Certificate[]> {
  const anchors = new Set(request.anchors.map(({ fingerprint }) => fingerprint));
  const pool = [
    ...new Map([...request.anchors, ...request.candidates].map((one) => [one.fingerprint, one])).values(),
  ];
  let tries = 0;
  function* from(path: readonly Certificate[], last: Certificate): Generator<readonly Certificate[]> {
    if (anchors.has(last.fingerprint)) {
      yield path;
      return;
    }
    if (path.length >= PATH_LENGTH_MAX) return;
    for (const issuer of issuersOf(last, pool)) {
      if (path.some(({ fingerprint }) => fingerprint === issuer.fingerprint)) continue;
      if (++tries > PATH_TRIES_MAX) return;
      yield* from([...path, issuer], issuer);
    }
  }
  yield* from([request.certificate], request.certificate);
}

/**
 * Builds and checks a path from a certificate to a configured anchor at a time (RFC 5280 §6; ETSI EN 319 102-1 §5.2.6). The
 * first path without a flaw passes; otherwise the first path's first flaw is told. Revocation is another check's business.
 */
export function checkPath(request: PathRequest): PathCheck {
  let told: PathCheck | undefined;
  for (const path of pathsTo(request)) {
    const flaw = flawsOf(path, request).next();
    if (flaw.done) return { outcome: 'passed', path };
    const { reason, certificate } = flaw.value;
    told ??= { outcome: 'indeterminate', reason, subIndication: SUB_INDICATION[reason], path, certificate };
  }
  return (
    told ?? {
      outcome: 'indeterminate',
      reason: 'no-path',
      subIndication: SUB_INDICATION['no-path'],
      path: [request.certificate],
      certificate: request.certificate,
    }
  );
}

/** The issuers of `certificate` found among `pool`, nearest first, as far as they reach: what a signature carries with it. */
export function chainOf(certificate: Certificate, pool: readonly Certificate[]): readonly Certificate[] {
  const chain = [certificate];
  for (let last = certificate; chain.length < PATH_LENGTH_MAX && !isSelfIssued(last); ) {
    const issuer = issuersOf(last, pool).find(
      (candidate) => !chain.includes(candidate) && isSignedBy(last, candidate),
    );
    if (!issuer) break;
    chain.push(issuer);
    last = issuer;
  }
  return chain.slice(1);
}
