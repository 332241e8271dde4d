import { readAlgorithm } from '../asn1/algorithms.ts';
import {
  type Asn1,
  items,
  Members,
  must,
  type Parsed,
  parsed,
  readAt,
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
import { type Certificate, EXTENSION } from '../certificates/certificate.ts';
import {
  isAnswerOf,
  type RevocationAnswer,
  reasonOfCode,
  reliableUntil,
  type SignedAnswer,
  speaksOf,
  stateOf,
} from './status.ts';

export const CRL_BYTES_MAX = 16 * 1024 * 1024;
/** More entries than a CRL of that size holds cannot occur. */
const CRL_ENTRIES_MAX = 1_000_000;
const CRL_EXTENSIONS_MAX = 32;

const OID = {
  reasonCode: '2.5.29.21',
  invalidityDate: '2.5.29.24',
  deltaIndicator: '2.5.29.27',
  issuingDistributionPoint: '2.5.29.28',
  expiredCertsOnCrl: '2.5.29.60',
} as const;
const CRL_UNDERSTOOD: ReadonlySet<string> = new Set([
  ...[OID.deltaIndicator, OID.issuingDistributionPoint, OID.expiredCertsOnCrl],
  // CRL number, authority key identifier, freshest CRL, issuer's other name: they narrow nothing.
  ...['2.5.29.20', EXTENSION.authorityKeyId, '2.5.29.46', EXTENSION.issuerAltName],
]);
const ENTRY_UNDERSTOOD: ReadonlySet<string> = new Set([OID.reasonCode, OID.invalidityDate]);

/** Which certificates a list speaks of (RFC 5280 §5.2.5). */
type Scope = {
  readonly points?: readonly Asn1[];
  readonly only?: 'users' | 'authorities' | 'attributes';
  /** Only some reasons: silence of the list proves nothing. */
  readonly isPartial: boolean;
  /** Lists certificates of other issuers: such lists are not read here. */
  readonly isIndirect: boolean;
};
const EVERYTHING: Scope = { isPartial: false, isIndirect: false };

/** A CertificateList (RFC 5280 §5.1) as read; nothing in it has been checked. */
export type Crl = SignedAnswer & {
  readonly issuer: Uint8Array;
  readonly thisUpdate: Date;
  readonly nextUpdate?: Date;
  /** The entries one after another, unread: a national list has a hundred thousand. */
  readonly entries: Uint8Array;
  readonly scope: Scope;
  readonly keptSince?: Date;
};

/** Reads a complete CRL. A delta (RFC 5280 §5.2.4) or one with an unknown critical extension comes back as a reason: it may not be used. */
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
    const outside = members.optional(0xa0);
    const extensions = readExtensions(outside && readWhole(outside.content), CRL_UNDERSTOOD);
    must(!extensions.has(OID.deltaIndicator), 'a delta CRL');
    const point = extensions.get(OID.issuingDistributionPoint);
    const kept = extensions.get(OID.expiredCertsOnCrl);
    return {
      signedBytes: list.raw,
      algorithm,
      signature,
      issuer,
      thisUpdate,
      ...(next && { nextUpdate: readTime(next) }),
      entries: revoked?.content ?? new Uint8Array(),
      scope: point ? readScope(readWhole(point)) : EVERYTHING,
      ...(kept && { keptSince: readTime(readWhole(kept)) }),
    };
  });
}

/** Extensions by their OID; an unknown critical one makes the whole list unusable (RFC 5280 §5.2, §5.3). */
function readExtensions(
  list: Asn1 | undefined,
  understood: ReadonlySet<string>,
): ReadonlyMap<string, Uint8Array> {
  const extensions = list ? items(list) : [];
  must(extensions.length <= CRL_EXTENSIONS_MAX, 'too many extensions');
  return new Map(
    extensions.map((extension): [string, Uint8Array] => {
      const members = new Members(extension);
      const oid = readOid(members.next());
      const critical = members.optional(TAG.boolean);
      must(!critical || !readBoolean(critical) || understood.has(oid), 'an unknown critical extension');
      return [oid, readOctets(members.next(TAG.octetString))];
    }),
  );
}

function readScope(point: Asn1): Scope {
  const members = new Members(point);
  const name = members.optional(0xa0);
  const flag = (tag: number): boolean => {
    const field = members.optional(tag);
    return field !== undefined && readBoolean({ ...field, tag: TAG.boolean });
  };
  const users = flag(0x81);
  const authorities = flag(0x82);
  const isPartial = members.optional(0x83) !== undefined;
  const isIndirect = flag(0x84);
  const attributes = flag(0x85);
  const only = users ? 'users' : authorities ? 'authorities' : attributes ? 'attributes' : undefined;
  return {
    ...(name && { points: namesOf(readWhole(name.content)) }),
    ...(only && { only }),
    isPartial,
    isIndirect,
  };
}

/** The full names of a DistributionPointName; a name relative to the issuer is no address and matches nothing. */
const namesOf = (name: Asn1): readonly Asn1[] => (name.tag === 0xa0 ? items(name) : []);

/** The full names of the distribution points that a certificate gives (RFC 5280 §4.2.1.13). */
function pointsOf(certificate: Certificate): readonly Asn1[] {
  const extension = certificate.extensions.find(({ oid }) => oid === EXTENSION.crlDistributionPoints);
  if (!extension) return [];
  const points = parsed(() =>
    items(readWhole(extension.value)).flatMap((point) => {
      const name = new Members(point).optional(0xa0);
      return name ? namesOf(readWhole(name.content)) : [];
    }),
  );
  return points.ok ? points.value : [];
}

/** RFC 5280 §6.3.3 (b)(2): whether the certificate lies in what the list speaks of. */
function isInScope({ points, only }: Scope, certificate: Certificate): boolean {
  const isAuthority = certificate.basicConstraints?.ca === true;
  if (only === 'attributes' || (only === 'users' && isAuthority) || (only === 'authorities' && !isAuthority))
    return false;
  if (!points) return true;
  const own = pointsOf(certificate);
  return own.some((one) => points.some((point) => Buffer.compare(one.raw, point.raw) === 0));
}

/**
 * What the list says of `certificate` (RFC 5280 §6.3.3): one of its own issuer, in whose scope the certificate lies, signed by the very key that signed the
 * certificate; never an indirect one. §6.3.3 (f) would also take a list that the same authority signed with another key (after a change of keys), found by its
 * name and a path to the same anchor. But a name is given by whoever stands above, and two authorities under one anchor may bear the same: one could then
 * clear or revoke the other's signers. Such a list says nothing here: the verdict stays open until OCSP, or a list by the old key, answers.
 */
export function crlAnswer(
  crl: Crl,
  certificate: Certificate,
  issuer: Certificate,
): RevocationAnswer | undefined {
  if (crl.scope.isIndirect || Buffer.compare(crl.issuer, certificate.issuer.raw) !== 0) return undefined;
  if (!isInScope(crl.scope, certificate) || !speaksOf(certificate, crl.thisUpdate, crl.keptSince))
    return undefined;
  if (issuer.keyUsage && !issuer.keyUsage.has('cRLSign')) return undefined;
  if (!isAnswerOf(crl, issuer)) return undefined;
  const common = {
    thisUpdate: crl.thisUpdate,
    ...(crl.nextUpdate && { nextUpdate: crl.nextUpdate }),
    responder: issuer,
    reliableUntil: reliableUntil(crl, issuer),
  };
  const entry = parsed(() => entryOf(crl, certificate.serial));
  if (!entry.ok) return undefined;
  if (entry.value) return { ...entry.value, ...common };
  return crl.scope.isPartial ? undefined : { state: 'good', ...common };
}

function entryOf(
  crl: Crl,
  serial: string,
): Pick<RevocationAnswer, 'state' | 'revokedAt' | 'reason'> | undefined {
  let at = 0;
  for (let count = 0; at < crl.entries.length; count++) {
    must(count < CRL_ENTRIES_MAX, 'too many entries');
    const entry = readAt(crl.entries, at);
    at += entry.raw.length;
    if (readIntegerHex(readAt(entry.content)) !== serial) continue;
    const members = new Members(entry);
    members.next();
    const revokedAt = readTime(members.next());
    const code = readExtensions(members.optional(TAG.sequence), ENTRY_UNDERSTOOD).get(OID.reasonCode);
    const reason = code && reasonOfCode(readSmallInteger(readWhole(code)));
    return { state: stateOf(reason), revokedAt, ...(reason && { reason }) };
  }
  return undefined;
}
