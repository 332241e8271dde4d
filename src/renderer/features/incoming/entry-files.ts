import { useEffect, useState } from 'react';
import type { AcceptedFile } from '../../../shared/contract/shapes.ts';
import type { IncomingId } from '../../../shared/domain/core/values.ts';
import { useIntake } from '../../app/document/intake.ts';
import { draftOf, keepDraft } from '../../app/drafts.ts';
import { extrasOf } from './entry.ts';
import { takeHanded } from './handed-files.ts';

export type EntryFiles = ReturnType<typeof useEntryFiles>;

/** The files of a new entry, kept with its draft: what was taken in stays taken in. */
export function useEntryFiles(documentId: IncomingId, key: string, isNew: boolean) {
  const [extras, setExtras] = useState(() => extrasOf(key));
  const intake = useIntake();
  const keep = (files: readonly AcceptedFile[], source: 'file' | 'paper') => {
    setExtras({ files: [...files], source });
    keepDraft(key, { ...draftOf(key)?.values, files, source, isNew: true });
  };
  const add = (files: readonly File[]) => {
    void intake.take(files).then((accepted) => {
      const known = extrasOf(key).files;
      const fresh = accepted.filter(({ file }) => !known.some((each) => each.file.sha256 === file.sha256));
      keep([...known, ...fresh], 'file');
    });
  };
  // biome-ignore lint/correctness/useExhaustiveDependencies: the files handed over are taken once, when the form opens.
  useEffect(() => {
    const handed = isNew ? takeHanded(documentId) : [];
    if (handed.length > 0) add(handed);
  }, []);
  return {
    accepted: extras.files,
    source: extras.source,
    intake,
    add,
    makeMain: (file: AcceptedFile) =>
      keep([file, ...extras.files.filter((each) => each !== file)], extras.source),
    remove: (file: AcceptedFile) =>
      keep(
        extras.files.filter((each) => each !== file),
        extras.source,
      ),
    setSource: (source: 'file' | 'paper') => keep(extras.files, source),
  };
}
