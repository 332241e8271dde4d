import type { ReactNode } from 'react';
import type { FileShown, RowVerdict } from '../../../shared/contract/shapes.ts';
import { Problem } from '../problem.tsx';
import { ActionBar } from './action-bar.tsx';
import type { Act } from './acts.ts';
import { BrokenFiles } from './broken-files.tsx';
import type { NamedDocument } from './copy-name.ts';
import { DocumentViewer } from './document-viewer.tsx';
import type { ShownFile } from './shown-file.ts';
import { VerdictBar } from './verdict-bar.tsx';

/** What can be done with a document now. */
export type Acts = {
  readonly primary: Act | undefined;
  readonly others: readonly Act[];
  readonly more: readonly Act[];
  readonly status: string | undefined;
  readonly error: unknown;
};

type Props = {
  readonly row: NamedDocument & { readonly verdict: RowVerdict };
  readonly files: readonly FileShown[];
  readonly shownFile: ShownFile;
  readonly isPaper: boolean;
  /** A draft's file has no signature to speak of. */
  readonly hasVerdict: boolean;
  readonly acts: Acts;
  /** Shown where there is no file, and that is more than that none was added yet. */
  readonly noFile?: ReactNode;
};

/** Under a document's head: how its signatures stand, the file itself, and what can be done. */
export function DocumentBody({ row, files, shownFile, isPaper, hasVerdict, acts, noFile }: Props) {
  const { file, show } = shownFile;
  return (
    <>
      {hasVerdict && (
        <VerdictBar verdict={file?.verdict ?? row.verdict} file={file?.isHere ? file.file : undefined} />
      )}
      {hasVerdict && <BrokenFiles files={files} shown={file} onShow={show} />}
      <DocumentViewer of={row} files={files} shown={file} onShow={show} isPaper={isPaper} noFile={noFile} />
      <ActionBar
        primary={acts.primary}
        others={acts.others}
        more={acts.more}
        status={acts.status}
        problem={acts.error === null ? undefined : <Problem error={acts.error} />}
      />
    </>
  );
}
