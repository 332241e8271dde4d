import { useState } from 'react';
import type { AcceptedFile } from '../../../shared/contract/shapes.ts';
import { useIntake } from '../../app/document/intake.ts';
import { draftOf, keepDraft } from '../../app/drafts.ts';
import { keptFiles } from './draft.ts';

export type DraftFiles = ReturnType<typeof useDraftFiles>;

/** The files added to a draft, kept until the draft is saved. */
export function useDraftFiles(key: string) {
  const [accepted, setAccepted] = useState(() => keptFiles(key));
  const intake = useIntake();
  const keep = (files: AcceptedFile[]) => {
    setAccepted(files);
    keepDraft(key, { ...draftOf(key)?.values, files });
  };
  return {
    accepted,
    intake,
    add: (files: readonly File[]) =>
      void intake.take(files).then((taken) => {
        const known = keptFiles(key);
        keep([
          ...known,
          ...taken.filter(({ file }) => !known.some((each) => each.file.sha256 === file.sha256)),
        ]);
      }),
    makeMain: (file: AcceptedFile) => keep([file, ...accepted.filter((each) => each !== file)]),
    remove: (file: AcceptedFile) => keep(accepted.filter((each) => each !== file)),
  };
}
