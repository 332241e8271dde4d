import type { Input } from '../../shared/contract/contract.ts';
import { type FileRef, OutgoingId, PDF, Sha256, VersionId } from '../../shared/domain/core/values.ts';
import type { QueryContext } from '../handler.ts';
import { anyLeader } from '../office/leaders.ts';
import type { DryRun } from './dry-run.ts';

const NO_ID = '00000000-0000-4000-8000-000000000000';
const NO_FILE: FileRef = { sha256: Sha256.parse('0'.repeat(64)), name: '.', sizeBytes: 0, mediaType: PDF };

/** Whether any copy of the document can be made: an extract starts from paper and electronic documents alike (NĐ 30/2020 article 25.3). */
export const copyRun = (context: QueryContext, source: Input<'outgoing.makeCopy'>['source']): DryRun => ({
  name: 'outgoing.makeCopy',
  command: 'outgoing.makeCopy',
  args: {
    documentId: OutgoingId.parse(NO_ID),
    form: 'trich-sao',
    source,
    main: { versionId: VersionId.parse(NO_ID), file: NO_FILE },
    decidedBy: anyLeader(context.db) ?? context.actor().id,
    recipientsText: '',
  },
});
