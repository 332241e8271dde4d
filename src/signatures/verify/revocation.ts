import type { EvidenceSource } from '../../shared/signature/report.ts';
import { type Certificate, EXTENSION } from '../certificates/certificate.ts';
import type { Budget } from '../pdf/limits.ts';
import { crlAnswer } from '../revocation/crl.ts';
import { ocspAnswer } from '../revocation/ocsp.ts';
import type { RevocationAnswer } from '../revocation/status.ts';
import type { FoundAnswer } from './answers.ts';
import { type Proofs, subjectOf } from './proofs.ts';

/** An answer that may count for a certificate, with where it was found and since when it is known to exist. */
export type KnownAnswer = RevocationAnswer & {
  readonly id: string;
  readonly kind: 'ocsp' | 'crl';
  readonly source: EvidenceSource;
  readonly provenAt: Date | undefined;
};

/** All that is known of one certificate's revocation. Facts: what they mean at a time is the checks' business. */
export type CertificateState = {
  readonly certificate: Certificate;
  /** False for one that names nobody who could be asked, or says that nobody need be. */
  readonly isNeeded: boolean;
  /** Newest first. */
  readonly answers: readonly KnownAnswer[];
  /** Only lists were found that other issuers' certificates stand in too. */
  readonly hasOnlyIndirect: boolean;
};

/** One answer checked, in steps of the budget. */
const ANSWER_STEPS = 512;
/** Clocks of verifier and responder differ; an answer from later than this is from nobody's present. */
const CLOCK_SKEW_MS = 5 * 60_000;

const has = (certificate: Certificate, ...oids: readonly string[]): boolean =>
  certificate.extensions.some(({ oid }) => oids.includes(oid));

/** Whether the certificate says where its state can be asked (RFC 5280 §4.2.1.13, §4.2.2.1) and does not say that nobody need ask. */
export const needsRevocation = (certificate: Certificate): boolean =>
  has(certificate, EXTENSION.authorityInfoAccess, EXTENSION.crlDistributionPoints) &&
  !has(certificate, EXTENSION.ocspNoCheck, EXTENSION.noRevocationAvailable, EXTENSION.validityAssured);

export type Sources = {
  readonly answers: readonly FoundAnswer[];
  readonly proofs: Proofs;
  /** The present of the verdict. */
  readonly at: Date;
  readonly budget: Budget;
};

/** The states of every certificate of a path but its anchor, signer first. A path that reaches no anchor has only those with an issuer in it. */
export const statesOf = (path: readonly Certificate[], sources: Sources): readonly CertificateState[] =>
  path
    .slice(0, -1)
    .map((certificate, index) => stateOf(certificate, path[index + 1] ?? certificate, sources));

function stateOf(certificate: Certificate, issuer: Certificate, sources: Sources): CertificateState {
  const isNeeded = needsRevocation(certificate);
  if (!isNeeded) return { certificate, isNeeded, answers: [], hasOnlyIndirect: false };
  const answers = answersAbout(certificate, issuer, sources).filter((answer) =>
    isResponderFit(answer, issuer, sources),
  );
  const hasIndirect = sources.answers.some((one) => one.kind === 'crl' && one.value.scope.isIndirect);
  return { certificate, isNeeded, answers, hasOnlyIndirect: answers.length === 0 && hasIndirect };
}

function answersAbout(
  certificate: Certificate,
  issuer: Certificate,
  { answers, proofs, at, budget }: Sources,
): readonly KnownAnswer[] {
  budget.spend(answers.length * ANSWER_STEPS);
  const latest = new Date(at.getTime() + CLOCK_SKEW_MS);
  const found = answers.flatMap((one): KnownAnswer[] => {
    const { id, kind, source } = one;
    const answer =
      one.kind === 'ocsp'
        ? ocspAnswer(one.value, certificate, issuer)
        : crlAnswer(one.value, certificate, issuer);
    if (!answer || answer.thisUpdate > latest) return [];
    const provenAt = proofs.of(subjectOf.answer(id))?.at;
    const isReliable = !answer.reliableUntil || (provenAt ?? at) <= answer.reliableUntil;
    return isReliable || answer.state !== 'good' ? [{ ...answer, id, kind, source, provenAt }] : [];
  });
  return found.toSorted((a, b) => b.thisUpdate.getTime() - a.thisUpdate.getTime());
}

/**
 * RFC 6960 §4.2.2.2.1: an appointed responder answers while its own certificate holds, and its own state is asked like any other's unless it says
 * `nocheck`; its own word does not count for itself.
 */
function isResponderFit(
  { responder, thisUpdate }: KnownAnswer,
  issuer: Certificate,
  sources: Sources,
): boolean {
  if (responder.fingerprint === issuer.fingerprint) return true;
  if (thisUpdate < responder.notBefore || thisUpdate > responder.notAfter) return false;
  if (!needsRevocation(responder)) return true;
  const [newest] = answersAbout(responder, issuer, sources).filter(
    (answer) => answer.responder.fingerprint === issuer.fingerprint,
  );
  return newest?.state === 'good' || (newest?.revokedAt !== undefined && newest.revokedAt > thisUpdate);
}

/** The answer that decides: any revocation for good, else the newest (a suspension may have been lifted since). */
export const decisiveAnswer = ({ answers }: CertificateState): KnownAnswer | undefined =>
  answers.find(({ state }) => state === 'revoked') ?? answers[0];

/** An answer is of use at least so long: it is fetched before the time-stamp that it is for, and clocks differ. */
const FRESH_MS_MIN = 60 * 60_000;

/** EN 319 102-1 §5.2.5: given after the time in question, or still holding then. */
export const isFresh = ({ thisUpdate, nextUpdate = thisUpdate }: KnownAnswer, at: Date): boolean =>
  Math.max(thisUpdate.getTime() + FRESH_MS_MIN, nextUpdate.getTime()) >= at.getTime();

/** EN 319 102-1 §5.2.6.4: the responder's certificate holds now, or the answer is known to have existed while it held. */
export const isInBounds = ({ responder, provenAt }: KnownAnswer, at: Date): boolean =>
  at <= responder.notAfter || (provenAt !== undefined && provenAt <= responder.notAfter);
