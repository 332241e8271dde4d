import { useNavigate } from '@tanstack/react-router';
import { IncomingId } from '../../../shared/domain/core/values.ts';
import { keepDraft } from '../../app/drafts.ts';
import { type EntryValues, entryKey } from './entry.ts';
import { handFiles } from './handed-files.ts';

/** Begins a new entry, from files or from a paper; its id is minted here, so that what is typed has a place from the first key on. */
export function useReceive() {
  const navigate = useNavigate();
  const open = (documentId: IncomingId) =>
    void navigate({ to: '/incoming/new/$documentId', params: { documentId } });
  return {
    withFiles: (files: readonly File[]) => {
      if (files.length === 0) return;
      const documentId = IncomingId.parse(crypto.randomUUID());
      handFiles(documentId, files);
      open(documentId);
    },
    /** Opens the next empty form after one of a pile was registered. */
    next: (
      source: 'file' | 'paper',
      { typeName, organName }: Pick<EntryValues, 'typeName' | 'organName'>,
    ) => {
      const documentId = IncomingId.parse(crypto.randomUUID());
      keepDraft(entryKey(documentId), { source, handedOn: { typeName, organName } });
      open(documentId);
    },
    withPaper: () => {
      const documentId = IncomingId.parse(crypto.randomUUID());
      keepDraft(entryKey(documentId), { source: 'paper' });
      open(documentId);
    },
  };
}
