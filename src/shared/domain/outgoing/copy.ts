import { z } from 'zod';
import { command, create, type Refusal, refuse } from '../core/command.ts';
import { DocumentRef } from '../core/document-ref.ts';
import { ref } from '../core/kinds.ts';
import { may } from '../core/rights.ts';
import { FileRef, OfficialId, OutgoingId, PDF, VersionId } from '../core/values.ts';
import type { Incoming } from '../incoming/incoming.ts';
import type { Agency } from '../office/agency.ts';
import { CopyForm, copyNotation, copyTypeName, isFrozen, type Outgoing } from './outgoing.ts';

/**
 * Sao văn bản sang định dạng điện tử (NĐ 30/2020 articles 25-27): a copy is a document of its own, numbered in the book of copies and signed by the agency
 * alone. The clerk makes it; a leader has decided it (article 27.1).
 */
export const makeCopy = command({
  name: 'outgoing.makeCopy',
  args: z.object({
    documentId: OutgoingId,
    form: CopyForm,
    source: DocumentRef,
    /** The scan of the paper, or the extract. */
    main: z.object({ versionId: VersionId, file: FileRef }),
    decidedBy: OfficialId,
    recipientsText: z.string().trim().max(1000),
  }),
  reads: ({ source, decidedBy }, read) => {
    const original = read(source.kind, source.id);
    return [
      ref(source.kind, source.id),
      ref('official', decidedBy),
      ...(original ? [ref('agency', original.agencyId)] : []),
    ];
  },
  blobsOf: ({ main }) => [main.file.sha256],
  decide: (
    read,
    { documentId, form, source, main, decidedBy, recipientsText },
    { actor, agencyId, today, doneAt },
  ) => {
    if (!may(actor, 'seal', { agencyId })) return refuse('outgoing.only-clerk-copies');
    const original: Incoming | Outgoing | undefined = read(source.kind, source.id);
    if (original?.agencyId !== agencyId) return refuse('outgoing.not-found');
    const agency: Agency | undefined = read('agency', agencyId);
    const decider = read('official', decidedBy);
    if (!agency || decider?.agencyId !== agencyId || !decider.roles.includes('leader'))
      return refuse('outgoing.signer-not-leader');
    if (main.file.mediaType !== PDF) return refuse('file.main-not-pdf');
    const problem = sourceProblem(form, original);
    if (problem) return problem;
    return [
      create('outgoing', documentId, {
        v: 1,
        agencyId,
        state: 'signed',
        typeName: copyTypeName(form),
        codeNotation: copyNotation(form, agency.notation),
        subject: original.subject,
        urgency: original.urgency,
        signerId: decidedBy,
        recipientsText,
        drafterId: actor.id,
        draftedOn: today,
        file: main.file,
        attachmentCount: 0,
        copy: { form, of: source },
      }),
      create('version', main.versionId, {
        v: 1,
        documentId,
        origin: 'draft',
        file: main.file,
        by: actor.id,
        doneAt,
      }),
    ];
  },
});

/**
 * Article 25: sao y and sao lục to electronic form start from paper (an electronic document is sent itself, not copied); an extract may start from either.
 * What was turned back or is not yet issued has nothing to copy.
 */
function sourceProblem(form: CopyForm, original: Incoming | Outgoing): Refusal | undefined {
  const isIncoming = 'source' in original;
  const isStanding = isIncoming
    ? !['arrived', 'refused', 'recalled'].includes(original.state)
    : (original.state === 'sealed' || original.state === 'dispatched') && !isFrozen(original);
  if (!isStanding) return refuse('outgoing.copy-not-issued');
  const isPaper = isIncoming && original.source === 'paper';
  return form !== 'trich-sao' && !isPaper ? refuse('outgoing.copy-of-electronic') : undefined;
}
