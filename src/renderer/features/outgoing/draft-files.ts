import { useState } from 'react';
import type { AcceptedFile } from '../../../shared/contract/shapes.ts';
import { DOCX } from '../../../shared/domain/core/values.ts';
import type { OutgoingFields } from '../../../shared/domain/outgoing/outgoing.ts';
import { useIntake } from '../../app/document/intake.ts';
import { draftOf, keepDraft } from '../../app/drafts.ts';
import { useCommand } from '../../app/read.ts';
import { keptFiles } from './draft.ts';

export type DraftFiles = ReturnType<typeof useDraftFiles>;

const isWord = (each: AcceptedFile | undefined): boolean => each?.file.mediaType === DOCX;

/** The files added to a draft, kept until the draft is saved. The first is the document: a Word document there becomes a PDF. */
export function useDraftFiles(key: string) {
  const [accepted, setAccepted] = useState(() => keptFiles(key));
  const intake = useIntake();
  const convert = useCommand('outgoing.convert');
  const put = (files: AcceptedFile[]) => {
    setAccepted(files);
    keepDraft(key, { ...draftOf(key)?.values, files });
  };
  const keep = (files: AcceptedFile[]) => {
    put(files);
    const [first] = files;
    if (!first || !isWord(first)) return;
    convert.mutate(
      { file: first.file },
      {
        onSuccess: (made) =>
          put(keptFiles(key).map((each) => (each.file.sha256 === first.file.sha256 ? made : each))),
      },
    );
  };
  const fill = useCommand('outgoing.fillTemplate');
  return {
    accepted,
    /** Begins with a paper of the model of its type; what was added before comes with it. */
    fill: (fields: OutgoingFields, addressee: string) =>
      fill.mutate({ fields, addressee }, { onSuccess: (made) => put([made, ...keptFiles(key)]) }),
    isFilling: fill.isPending,
    intake,
    converting: convert.isPending ? accepted.find(isWord)?.file.name : undefined,
    convertError: convert.error ?? fill.error,
    isReady: !convert.isPending && !isWord(accepted[0]),
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
