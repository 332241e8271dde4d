import { z } from 'zod';
import {
  type Context,
  change,
  command,
  create,
  type Inspected,
  type Refusal,
  refuse,
  undecided,
} from '../core/command.ts';
import { ref } from '../core/kinds.ts';
import { may } from '../core/rights.ts';
import { DelegationId, OutgoingId, Sha256, VersionId } from '../core/values.ts';
import { authorityProblem } from '../office/authority.ts';
import type { Delegation } from '../office/delegation.ts';
import type { Official } from '../office/official.ts';
import { nextOutgoingState, type Outgoing } from './outgoing.ts';
import { claimPaper } from './signature.ts';

/**
 * Nhận bản đã ký: the draft's own file bears its signer's signature already, given in another program. It counts as if he had signed here, and only then: his
 * registered certificate alone, his right for this type today (NĐ 30/2020 article 13), the file intact and open to the agency's signatures. Number, date and seal
 * follow as on every other paper.
 */
export const takeSigned = command({
  name: 'outgoing.takeSigned',
  args: z.object({
    documentId: OutgoingId,
    versionId: VersionId,
    baseSha256: Sha256,
    /** Under which authority the signer signs, where he is not the head. */
    delegationId: DelegationId.optional(),
  }),
  reads: ({ documentId, delegationId }, read) => {
    const document = read('outgoing', documentId);
    return [
      ref('outgoing', documentId),
      ...(document ? [ref('official', document.signerId)] : []),
      ...(delegationId ? [ref('delegation', delegationId)] : []),
    ];
  },
  inspects: ({ baseSha256 }) => [{ signedSha256: baseSha256, baseSha256 }],
  decide: (read, { documentId, versionId, baseSha256, delegationId }, context) => {
    const document = read('outgoing', documentId);
    if (!document) return refuse('outgoing.not-found');
    if (document.drafterId !== context.actor.id && !may(context.actor, 'number', document))
      return refuse('outgoing.only-drafter');
    const state = nextOutgoingState(document.state, 'takeSigned');
    if (!state) return refuse('outgoing.already-submitted');
    const { file } = document;
    if (!file) return refuse('outgoing.file-missing');
    if (file.sha256 !== baseSha256) return refuse('outgoing.file-changed');
    const found = context.inspect({ signedSha256: baseSha256, baseSha256 });
    if (!found) return undecided;
    const signer = read('official', document.signerId);
    if (!signer) return refuse('outgoing.signer-not-leader');
    const delegation = delegationId && read('delegation', delegationId);
    const problem =
      fileProblem(found, signer, context) ?? rightProblem(document, signer, delegation, context);
    if (problem) return problem;
    const { returnedReason: _answered, ...rest } = document;
    return [
      ...claimPaper(found, document.agencyId),
      change('outgoing', documentId, { ...(rest as typeof document), state }),
      create('version', versionId, {
        v: 1,
        documentId,
        origin: 'signed',
        file,
        by: document.signerId,
        takenBy: context.actor.id,
        doneAt: context.doneAt,
        ...(delegation && { delegationId, form: delegation.form }),
      }),
    ];
  },
});

/** What the file itself must be; the plainest reason first. */
function fileProblem(found: Inspected, signer: Official, { at }: Context): Refusal | undefined {
  if (found.signatureCount === 0) return refuse('outgoing.file-not-signed');
  if (!found.isIntact) return refuse('outgoing.file-signature-broken');
  if (found.unsignable) return refuse(found.unsignable);
  if (found.signatureCount > 1)
    return refuse('outgoing.file-many-signatures', { count: found.signatureCount });
  if (!signer.certificateSha256 || found.signerCertificateSha256 !== signer.certificateSha256)
    return refuse('outgoing.file-signed-by-other', { name: signer.fullName });
  const { signerValidity } = found;
  return signerValidity && (at < signerValidity.from || at > signerValidity.to)
    ? refuse('outgoing.certificate-not-valid')
    : undefined;
}

/** The same right as if he signed now. */
const rightProblem = (
  document: Outgoing,
  signer: Official,
  delegation: Delegation | undefined,
  { today }: Context,
): Refusal | undefined =>
  authorityProblem({ ...signer, id: document.signerId }, document, delegation, today)
    ? refuse('outgoing.signer-no-right', { name: signer.fullName, type: document.typeName })
    : undefined;
