import type { Holder, Signer } from '../../shared/signature/report.ts';
import { fullName, namePart } from '../asn1/names.ts';
import { items, Members, parsed, readOid, readWhole } from '../asn1/read.ts';
import {
  type Certificate,
  EXTENSION,
  issuerName,
  publicKeyOf,
  subjectName,
  subjectOrganisation,
} from './certificate.ts';

/** ETSI EN 319 412-5 §4.2.3: the certificate says itself what it is for. */
const QC_TYPE = '0.4.0.1862.1.6';
const QC_SIGN = '0.4.0.1862.1.6.1';
const QC_SEAL = '0.4.0.1862.1.6.2';

/** Attributes that only a person has: given name, surname, title, number of an identity paper. */
const PERSONAL: ReadonlySet<string> = new Set(['GN', 'SN', 'T']);
const PERSONAL_UID = /^(?:CMND|CCCD|HC|CMT)\b/i;
const AGENCY_UID = /^(?:MST|MNS)\b/i;

/** RFC 5280 §4.2.1.12, RFC 9336 and what is met besides. */
const PURPOSES: Readonly<Record<string, string>> = {
  '2.5.29.37.0': 'anyPurpose',
  '1.3.6.1.5.5.7.3.1': 'serverAuth',
  '1.3.6.1.5.5.7.3.2': 'clientAuth',
  '1.3.6.1.5.5.7.3.3': 'codeSigning',
  '1.3.6.1.5.5.7.3.4': 'emailProtection',
  '1.3.6.1.5.5.7.3.8': 'timeStamping',
  '1.3.6.1.5.5.7.3.9': 'OCSPSigning',
  '1.3.6.1.5.5.7.3.36': 'documentSigning',
  '1.3.6.1.4.1.311.10.3.12': 'documentSigning',
  '1.2.840.113583.1.1.5': 'documentSigning',
  '1.3.6.1.4.1.311.20.2.2': 'smartcardLogon',
};
/** A certificate may list thousands; who reads it wants to know what it is for. */
const PURPOSES_TOLD_MAX = 20;

function qcTypes({ extensions }: Certificate): readonly string[] {
  const statements = extensions.find(({ oid }) => oid === EXTENSION.qcStatements);
  if (!statements) return [];
  const types = parsed(() =>
    items(readWhole(statements.value)).flatMap((statement) => {
      const members = new Members(statement);
      return readOid(members.next()) === QC_TYPE ? items(members.next()).map(readOid) : [];
    }),
  );
  return types.ok ? types.value : [];
}

/**
 * Whose the certificate is, read from what its issuer wrote: the declared type, else attributes that only a person has, else a common name that
 * is the organisation's own. `unknown` when it says nothing of the kind; a name alone proves neither.
 */
export function holderOf(certificate: Certificate): Holder {
  if (certificate.basicConstraints?.ca === true) return 'authority';
  const types = qcTypes(certificate);
  if (types.includes(QC_SEAL)) return 'agency';
  if (types.includes(QC_SIGN)) return 'person';
  const { subject } = certificate;
  const identifier = namePart(subject, 'UID') ?? '';
  if (subject.parts.some(({ label }) => PERSONAL.has(label)) || PERSONAL_UID.test(identifier))
    return 'person';
  const isOwnName =
    namePart(subject, 'CN') !== undefined && namePart(subject, 'CN') === namePart(subject, 'O');
  return isOwnName || AGENCY_UID.test(identifier) ? 'agency' : 'unknown';
}

/** Kind and strength of a certificate's key as people write it; undefined for kinds that OpenSSL does not know. */
export function keyName(certificate: Certificate): string | undefined {
  const key = publicKeyOf(certificate)?.key;
  if (!key) return undefined;
  const { modulusLength, namedCurve } = key.asymmetricKeyDetails ?? {};
  const kind = (key.asymmetricKeyType ?? '').toUpperCase();
  const strength = modulusLength ?? namedCurve;
  return strength === undefined ? kind : `${kind} ${strength}`;
}

/** A certificate as a report tells it. */
export const describeCertificate = (certificate: Certificate): Signer => ({
  name: subjectName(certificate),
  position: namePart(certificate.subject, 'T') ?? null,
  organisation: subjectOrganisation(certificate) ?? null,
  holder: holderOf(certificate),
  subject: fullName(certificate.subject),
  issuer: issuerName(certificate),
  serial: certificate.serial,
  notBefore: certificate.notBefore.toISOString(),
  notAfter: certificate.notAfter.toISOString(),
  fingerprint: certificate.fingerprint,
  key: keyName(certificate) ?? null,
  usages: [...(certificate.keyUsage ?? [])],
  extendedUsages: [
    ...new Set([...(certificate.extendedKeyUsage ?? [])].map((oid) => PURPOSES[oid] ?? oid)),
  ].slice(0, PURPOSES_TOLD_MAX),
});
