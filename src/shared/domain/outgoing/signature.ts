import { z } from 'zod';
import type { Change, Context, Inspected } from '../core/command.ts';
import { change, claim, command, create, type Refusal, refuse, undecided } from '../core/command.ts';
import { ref } from '../core/kinds.ts';
import {
  type AgencyId,
  DelegationId,
  FileRef,
  HandoverId,
  type Instant,
  OutgoingId,
  Sha256,
  VersionId,
} from '../core/values.ts';
import type { Agency } from '../office/agency.ts';
import { authorityProblem, maySeal } from '../office/authority.ts';
import type { Delegation, SealHandover } from '../office/delegation.ts';
import { datePhrase, isCopyStamp, numberOnPage } from './on-page.ts';
import { nextOutgoingState, type Outgoing } from './outgoing.ts';

/**
 * A signature is recorded, not performed, by a command: the file was signed and verified before; here the office decides whether
 * it counts. `person` is the leader's signature, `agency` the seal with number and date.
 */
export const recordSignature = command({
  name: 'outgoing.recordSignature',
  args: z.object({
    documentId: OutgoingId,
    versionId: VersionId,
    baseSha256: Sha256,
    signed: FileRef,
    role: z.enum(['person', 'agency']),
    /** Signed in a batch: whether the official had read this very file to its end before. Absent where it was signed by itself. */
    isReviewed: z.boolean().optional(),
    /** Under which authority somebody else than the head signs (NĐ 30/2020 article 13). */
    delegationId: DelegationId.optional(),
    /** By which hand-over somebody else than the clerk seals (article 32.2b). */
    handoverId: HandoverId.optional(),
  }),
  reads: ({ documentId, delegationId, handoverId }, read) => {
    const document = read('outgoing', documentId);
    return [
      ref('outgoing', documentId),
      ...(document ? [ref('agency', document.agencyId)] : []),
      ...(delegationId ? [ref('delegation', delegationId)] : []),
      ...(handoverId ? [ref('sealHandover', handoverId)] : []),
    ];
  },
  blobsOf: ({ signed }) => [signed.sha256],
  inspects: ({ signed, baseSha256 }) => [{ signedSha256: signed.sha256, baseSha256 }],
  decide: (read, args, context) => {
    const { documentId, versionId, baseSha256, signed, role, isReviewed, delegationId, handoverId } = args;
    const document = read('outgoing', documentId);
    if (!document) return refuse('outgoing.not-found');
    const state = nextOutgoingState(document.state, role === 'person' ? 'sign' : 'seal');
    if (!state) return refuse(role === 'person' ? 'outgoing.not-submitted' : 'outgoing.not-numbered');
    if (document.file?.sha256 !== baseSha256) return refuse('outgoing.file-changed');
    const found = context.inspect({ signedSha256: signed.sha256, baseSha256 });
    if (!found) return undecided;
    const agency = read('agency', document.agencyId);
    if (!agency) return refuse('outgoing.not-found');
    const delegation = delegationId && read('delegation', delegationId);
    const handover = handoverId && read('sealHandover', handoverId);
    const problem =
      role === 'person'
        ? leaderProblem(document, found, context, delegation)
        : sealProblem(document, found, context, { agency, handover });
    if (problem) return problem;
    return [
      ...(role === 'person' ? claimPaper(found, document.agencyId) : []),
      change('outgoing', documentId, { ...document, state, file: signed }),
      create('version', versionId, {
        v: 1,
        documentId,
        origin: role === 'person' ? 'signed' : 'sealed',
        file: signed,
        by: context.actor.id,
        doneAt: context.doneAt,
        ...(isReviewed !== undefined && { isReviewed }),
        ...(role === 'person' && delegation && { delegationId, form: delegation.form }),
        ...(role === 'agency' && handover && { handoverId }),
      }),
    ];
  },
});

/**
 * What the competent person signed once is one document: handed in again, also with time-stamps and validation data behind it, it would bear a second number
 * (NĐ 30/2020 article 15.1: a number and symbol are one document's alone).
 */
export const claimPaper = ({ firstSignedSha256 }: Inspected, agencyId: AgencyId): readonly Change[] =>
  firstSignedSha256
    ? [claim('signed-paper', `${agencyId}/${firstSignedSha256}`, 'outgoing.paper-is-another')]
    : [];

/** NĐ 30/2020 article 13: the competent person signs himself, with the right for this type on this day, and his own registered certificate. */
function leaderProblem(
  document: Outgoing,
  found: Inspected,
  { actor, today, at }: Context,
  delegation: Delegation | undefined,
): Refusal | undefined {
  if (document.signerId !== actor.id || document.agencyId !== actor.agencyId)
    return refuse('outgoing.only-signer');
  const problem = authorityProblem(actor, document, delegation, today);
  if (problem) return refuse(problem);
  if (!found.continuesBase || !found.isIntact) return refuse('outgoing.signature-broken');
  if (found.signatureCount !== 1) return refuse('outgoing.signature-broken');
  if (!actor.certificateSha256 || found.signerCertificateSha256 !== actor.certificateSha256)
    return refuse('outgoing.certificate-not-registered');
  return validityProblem(found, at);
}

/** A certificate that has run out, or does not count yet, signs nothing: judged when the record arrives, as every right is. */
const validityProblem = ({ signerValidity }: Inspected, at: Instant): Refusal | undefined =>
  signerValidity && (at < signerValidity.from || at > signerValidity.to)
    ? refuse('outgoing.certificate-not-valid')
    : undefined;

type Sealing = { readonly agency: Agency; readonly handover: SealHandover | undefined };

/**
 * NĐ 30/2020 article 32: the clerk seals himself, or who was handed the seal, with this agency's certificate, and nothing but what the competent person
 * has signed or a copy that the agency made. An intact file whose last signature is the agency's: what is asked of every seal.
 */
export function agencySignatureProblem(
  document: Outgoing,
  found: Inspected,
  { actor, at }: Context,
  { agency, handover }: Sealing,
): Refusal | undefined {
  if (!maySeal(actor, document, handover, at)) return refuse('outgoing.only-clerk-seals');
  if (!found.continuesBase || !found.isIntact) return refuse('outgoing.signature-broken');
  if (!agency.sealCertificateSha256 || found.signerCertificateSha256 !== agency.sealCertificateSha256)
    return refuse('outgoing.seal-not-registered');
  return validityProblem(found, at);
}

/** What is asked of the seal on a numbered document (NĐ 30/2020 article 32): who, with which certificate, and that the page says the book's number and date. */
export function sealProblem(
  document: Outgoing,
  found: Inspected,
  context: Context,
  sealing: Sealing,
): Refusal | undefined {
  const problem = agencySignatureProblem(document, found, context, sealing);
  if (problem) return problem;
  if (document.copy)
    return isCopyStamp(found.stampText, document.copy.form, sealing.agency.name)
      ? undefined
      : refuse('outgoing.stamp-differs-on-page');
  if (found.signatureCount !== 2) return refuse('outgoing.signature-broken');
  return numberProblem(document, found);
}

/** The page says the register's number and date, and no other. */
function numberProblem({ number, issuedOn }: Outgoing, found: Inspected): Refusal | undefined {
  const { numberText, dateText } = found;
  if (!number || !issuedOn || numberText === undefined || dateText === undefined)
    return refuse('outgoing.number-missing-on-page');
  if (numberText.trim() !== numberOnPage(number)) return refuse('outgoing.number-differs-on-page');
  if (dateText.trim() !== datePhrase(issuedOn)) return refuse('outgoing.date-differs-on-page');
  return undefined;
}
