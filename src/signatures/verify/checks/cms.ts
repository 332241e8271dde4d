import type { CmsFinding } from '../../cms/signer-info.ts';
import { type Check, type Finding, invalid, passed, unclear } from '../finding.ts';

export const cmsForm: Check = {
  name: 'cms-form',
  block: 'FC',
  clause: 'RFC 5652 §5.1; EN 319 142-1 §6.3 (one SignerInfo)',
  judge: ({ cms }) => {
    // What fills the hole behind the signature is zeros: anything else was put there by somebody.
    if (!cms?.isPaddedWithZeros) return invalid('cms-broken');
    return cms.signed.signers.length === 1 ? passed : invalid('signers-many');
  },
};

export const signingCertificate: Check = {
  name: 'signing-certificate',
  block: 'ISC',
  clause: 'EN 319 102-1 §5.2.3; RFC 5035 §5',
  judge: ({ cms }) => {
    const finding = cms?.signer?.identification;
    if (!finding || finding.outcome === 'passed') return passed;
    const reason = finding.reason === 'certificate-absent' ? 'certificate-absent' : 'certificate-reference';
    return unclear(reason, finding.subIndication);
  },
};

/** The outcome of a cryptographic step: what fails is forged, what cannot be computed is open. */
function cryptographic(
  finding: CmsFinding | undefined,
  mismatch: 'digest-mismatch' | 'signature-mismatch',
): Finding {
  if (!finding || finding.outcome === 'passed') return passed;
  if (finding.outcome === 'failed') return invalid(mismatch, finding.subIndication);
  const isAbsent = finding.reason === 'certificate-absent';
  return unclear(isAbsent ? 'certificate-absent' : 'algorithm-unsupported', finding.subIndication);
}

export const digest: Check = {
  name: 'digest',
  block: 'CV',
  clause: 'EN 319 102-1 §5.2.7; RFC 5652 §11.2',
  judge: ({ cms }) => {
    if (cms?.carriedDigestFits === false) return invalid('digest-mismatch', 'HASH_FAILURE');
    return cryptographic(cms?.signer?.integrity, 'digest-mismatch');
  },
};

export const signatureValue: Check = {
  name: 'signature-value',
  block: 'CV',
  clause: 'EN 319 102-1 §5.2.7; RFC 5652 §5.6',
  judge: ({ cms }) => cryptographic(cms?.signer?.signatureValue, 'signature-mismatch'),
};

export const attributes: Check = {
  name: 'attributes',
  block: 'SAV',
  clause: 'EN 319 102-1 §5.2.8; RFC 5652 §11',
  judge: ({ cms, subFilter }) => {
    const finding = cms?.signer?.attributes;
    if (!finding || finding.outcome === 'passed') return passed;
    if (finding.outcome === 'failed') return invalid('attributes-broken', finding.subIndication);
    // The SHA-1 form carries the document's digest as its content: that is how it is made.
    if (finding.reason === 'content-embedded' || finding.reason === 'content-empty')
      return subFilter === 'sha1' ? passed : unclear(finding.reason, finding.subIndication);
    return unclear('attributes-broken', finding.subIndication);
  },
};
