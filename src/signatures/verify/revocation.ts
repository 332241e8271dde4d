import { type Certificate, EXTENSION } from '../certificates/certificate.ts';
import type { Budget } from '../pdf/limits.ts';
import { type Crl, crlAnswer, parseCrl } from '../revocation/crl.ts';
import { type OcspResponse, ocspAnswer, parseOcspResponse } from '../revocation/ocsp.ts';
import type { RevocationAnswer } from '../revocation/status.ts';

/** What is known of the revocation of a path; `not-offered` when no certificate of it names anybody who could be asked. */
export type RevocationEvidence = {
  readonly status: 'good' | 'revoked' | 'unknown' | 'not-offered';
  readonly revokedAt?: Date;
};

/** One answer checked, in steps of the budget. */
const ANSWER_STEPS = 512;

/** The revocation answers that came with a document. */
export type RevocationAnswers = { readonly ocsp: readonly OcspResponse[]; readonly crls: readonly Crl[] };

export function readAnswers(ocsp: readonly Uint8Array[], crls: readonly Uint8Array[]): RevocationAnswers {
  return {
    ocsp: ocsp.flatMap((bytes) => {
      const response = parseOcspResponse(bytes);
      return response.ok ? [response.value] : [];
    }),
    crls: crls.flatMap((bytes) => {
      const crl = parseCrl(bytes);
      return crl.ok ? [crl.value] : [];
    }),
  };
}

/** Whether the certificate says where its state can be asked (RFC 5280 §4.2.1.13, §4.2.2.1). */
const offersRevocation = (certificate: Certificate): boolean =>
  certificate.extensions.some(
    ({ oid }) => oid === EXTENSION.authorityInfoAccess || oid === EXTENSION.crlDistributionPoints,
  );

/**
 * The state of every certificate of a path but its anchor, from the answers at hand. An answer counts for `at` when it was given
 * after that time or still held then (EN 319 102-1 §5.2.5); revoked always counts. One certificate unknown leaves the path unknown.
 */
export function gatherRevocation(
  path: readonly Certificate[],
  answers: RevocationAnswers,
  at: Date,
  budget: Budget,
): RevocationEvidence {
  let status: RevocationEvidence['status'] = 'not-offered';
  for (const [index, certificate] of path.entries()) {
    const issuer = path[index + 1];
    if (!issuer || !offersRevocation(certificate)) continue;
    budget.spend((answers.ocsp.length + answers.crls.length) * ANSWER_STEPS);
    const answer = bestAnswer(certificate, issuer, answers, at);
    if (answer?.state === 'revoked') {
      return { status: 'revoked', ...(answer.revokedAt && { revokedAt: answer.revokedAt }) };
    }
    if (!answer) status = 'unknown';
    else if (status === 'not-offered') status = 'good';
  }
  return { status };
}

function bestAnswer(
  certificate: Certificate,
  issuer: Certificate,
  { ocsp, crls }: RevocationAnswers,
  at: Date,
): RevocationAnswer | undefined {
  const all = [
    ...ocsp.flatMap((response) => ocspAnswer(response, certificate, issuer) ?? []),
    ...crls.flatMap((crl) => crlAnswer(crl, certificate, issuer) ?? []),
  ];
  const fresh = all.filter(
    ({ thisUpdate, nextUpdate }) => thisUpdate >= at || (nextUpdate ?? thisUpdate) >= at,
  );
  return all.find(({ state }) => state === 'revoked') ?? fresh.find(({ state }) => state === 'good');
}
