import type { RowVerdict } from '../../src/shared/contract/shapes.ts';
import type { PdfReport, SignatureReport } from '../../src/shared/signature/report.ts';

const signer = (name: string) => ({
  name,
  position: null,
  organisation: 'UBND tỉnh Lam Giang',
  holder: 'person' as const,
  subject: `CN=${name}, O=UBND tỉnh Lam Giang, C=VN`,
  issuer: 'CA mẫu cấp 2, tỉnh Lam Giang',
  serial: '0a1b2c',
  notBefore: '2025-06-25T00:00:00Z',
  notAfter: '2027-06-25T00:00:00Z',
  fingerprint: '0'.repeat(64),
  key: 'RSA 2048',
  usages: ['digitalSignature', 'nonRepudiation'],
  extendedUsages: ['emailProtection', 'documentSigning'],
});

const unanswered = {
  kind: null,
  source: null,
  responder: null,
  thisUpdate: null,
  nextUpdate: null,
  revokedAt: null,
  reason: null,
};
const chainOf = (name: string): SignatureReport['chain'] => [
  {
    ...signer(name),
    isAnchor: false,
    revocation: {
      ...unanswered,
      status: 'good',
      kind: 'ocsp',
      source: 'document',
      responder: 'OCSP mẫu, tỉnh Lam Giang',
      thisUpdate: '2026-11-20T09:42:00Z',
    },
  },
  {
    ...signer('CA mẫu cấp 2, tỉnh Lam Giang'),
    holder: 'authority',
    usages: ['keyCertSign', 'cRLSign'],
    extendedUsages: [],
    isAnchor: true,
    revocation: { ...unanswered, status: 'not-needed' },
  },
];

const signature = (field: string, name: string, isLast: boolean, sizeBytes: number): SignatureReport => ({
  field,
  kind: 'signature',
  integrity: 'valid',
  coversWholeFile: isLast,
  revision: isLast ? 2 : 1,
  signedBytes: sizeBytes,
  indication: 'TOTAL_PASSED',
  subIndication: null,
  level: 'B-B',
  signer: { ...signer(name), holder: isLast ? 'agency' : 'person' },
  signedAt: '2026-11-20T09:41:00Z',
  timestamped: false,
  claimedAt: '2026-11-20T09:41:00Z',
  proof: null,
  chain: chainOf(name),
  timestamps: [],
  algorithms: { hash: 'sha256', signature: 'RSA' },
  laterChanges: isLast
    ? []
    : [{ code: 'signature-added', verdict: 'permitted', revision: 2, place: 'CoQuan' }],
  sentence: { code: 'valid', reason: 'passed', detail: {} },
  trail: [
    { check: 'dictionary', block: 'FC', clause: 'EN 319 102-1, 5.2.2', outcome: 'passed', reason: 'passed' },
    { check: 'digest', block: 'CV', clause: 'EN 319 102-1, 5.2.7', outcome: 'passed', reason: 'passed' },
    {
      check: 'certificate-path',
      block: 'XCV',
      clause: 'EN 319 102-1, 5.2.6',
      outcome: 'passed',
      reason: 'passed',
    },
  ],
});

/** What the verifier says of a file whose row shows `verdict`. */
export function reportOf(verdict: RowVerdict, sizeBytes = 15_000): PdfReport {
  const two = [
    signature('NguoiKy', 'Trịnh Thái Hòa', false, sizeBytes),
    signature('CoQuan', 'Sở Kinh tế số', true, sizeBytes),
  ];
  const base: PdfReport = {
    integrity: 'valid',
    revisions: 3,
    judgedAt: '2026-11-23T03:00:00Z',
    online: false,
    signatures: two,
    sentence: { code: 'valid', reason: 'passed', detail: {} },
  };
  if (verdict === 'invalid') {
    const sentence = {
      code: 'modified' as const,
      reason: 'content-changed' as const,
      detail: { place: 'trang 1' },
    };
    return {
      ...base,
      integrity: 'modified',
      sentence,
      signatures: two.map((each) => ({
        ...each,
        integrity: 'modified',
        indication: 'TOTAL_FAILED',
        subIndication: 'HASH_FAILURE',
        sentence,
        coversWholeFile: false,
        laterChanges: [{ code: 'page-changed', verdict: 'forbidden', revision: 3, place: 'trang 1' }],
        trail: [
          ...each.trail.slice(0, 2),
          {
            check: 'later-changes',
            block: 'PDF',
            clause: 'ISO 32000-2, 12.8',
            outcome: 'failed',
            reason: 'content-changed',
          },
        ],
      })),
    };
  }
  if (verdict === 'indeterminate') {
    const sentence = { code: 'undetermined' as const, reason: 'revocation-unknown' as const, detail: {} };
    return {
      ...base,
      sentence,
      signatures: two.map((each) => ({
        ...each,
        indication: 'INDETERMINATE',
        subIndication: 'TRY_LATER',
        sentence,
        trail: [
          ...each.trail,
          {
            check: 'revocation',
            block: 'XCV',
            clause: 'EN 319 102-1, 5.2.5',
            outcome: 'indeterminate',
            reason: 'revocation-unknown',
          },
        ],
      })),
    };
  }
  if (verdict === 'valid') return base;
  return {
    integrity: 'unsigned',
    revisions: 1,
    judgedAt: '2026-11-23T03:00:00Z',
    online: false,
    signatures: [],
    sentence: { code: 'unsigned', reason: 'passed', detail: {} },
  };
}
