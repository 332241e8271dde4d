import { type Asn1, items, Members, parsed, readOid, readWhole, TAG } from '../asn1/read.ts';
import type { FetchedAnswers } from '../revocation/source.ts';
import { ATTRIBUTE, type Attribute, type SignedData, type SignerInfo } from './parse.ts';

/** Revocation answers and certificates beyond these in one CMS are not looked at. */
const CARRIED_MAX = 100;

const valuesOf = (attributes: readonly Attribute[], oid: string): readonly Asn1[] =>
  attributes.filter((attribute) => attribute.oid === oid).flatMap(({ values }) => values);

/** `[0] SEQUENCE OF CRL, [1] SEQUENCE OF OCSP response`, each optional: the form of Adobe and of CAdES alike. */
function readValues(value: Asn1): FetchedAnswers {
  const members = new Members(value);
  const ders = (tag: number): readonly Uint8Array[] => {
    const field = members.optional(tag);
    return field ? items(readWhole(field.content)).map(({ raw }) => raw) : [];
  };
  const crls = ders(0xa0);
  return { crls, ocsp: ders(0xa1) };
}

const empty: FetchedAnswers = { ocsp: [], crls: [] };

const joined = (parts: readonly FetchedAnswers[]): FetchedAnswers => ({
  ocsp: parts.flatMap(({ ocsp }) => ocsp).slice(0, CARRIED_MAX),
  crls: parts.flatMap(({ crls }) => crls).slice(0, CARRIED_MAX),
});

function read(attributes: readonly Attribute[], oid: string): readonly FetchedAnswers[] {
  return valuesOf(attributes, oid).map((value) => {
    const answers = parsed(() => readValues(value));
    return answers.ok ? answers.value : empty;
  });
}

/** Revocation answers under the signature: Adobe's archival attribute (ISO 32000-2 §12.8.3.3.2). They existed before it. */
export const signedAnswers = (signer: SignerInfo): FetchedAnswers =>
  joined(read(signer.signedAttributes?.list ?? [], ATTRIBUTE.adobeRevocation));

/** Revocation answers that were put into a CMS: its own field (RFC 5652 §10.2.1, RFC 5940) and CAdES revocation-values. */
export const addedAnswers = (cms: SignedData, signer: SignerInfo): FetchedAnswers =>
  joined([
    { crls: cms.crls, ocsp: cms.ocspResponses },
    ...read(signer.unsignedAttributes, ATTRIBUTE.revocationValues),
    ...read(signer.unsignedAttributes, ATTRIBUTE.adobeRevocation),
  ]);

/** DER of the certificates that CAdES certificate-values add to a signature. */
export const addedCertificates = (signer: SignerInfo): readonly Uint8Array[] =>
  valuesOf(signer.unsignedAttributes, ATTRIBUTE.certificateValues)
    .flatMap((value) => {
      const list = parsed(() => items(value).map(({ raw }) => raw));
      return list.ok ? list.value : [];
    })
    .slice(0, CARRIED_MAX);

/**
 * Whether the signature policy that a signature names can be read (EN 319 122-1 §5.2.9): an identifier, or NULL for an implied one. A policy is a rule for
 * people; what is judged here is the verifier's own. True when none is named.
 */
export function isPolicyReadable(signer: SignerInfo): boolean {
  const list = signer.signedAttributes?.list ?? [];
  const named = list.filter(({ oid }) => oid === ATTRIBUTE.signaturePolicy);
  if (named.length === 0) return true;
  const [value] = named[0]?.values ?? [];
  if (named.length > 1 || named[0]?.values.length !== 1 || !value) return false;
  return value.tag === TAG.null || parsed(() => readOid(new Members(value).next())).ok;
}
