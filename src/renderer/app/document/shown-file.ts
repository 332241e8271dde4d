import { useState } from 'react';
import type { FileShown } from '../../../shared/contract/shapes.ts';

export type ShownFile = {
  readonly file: FileShown | undefined;
  readonly show: (file: FileShown) => void;
};

/** Which file of a document is in view: the main one until another is chosen. */
export function useShownFile(detail: { readonly files: readonly FileShown[] } | undefined): ShownFile {
  const [chosen, setChosen] = useState<string | undefined>(undefined);
  const files = detail?.files ?? [];
  const file = files.find(({ file: { sha256 } }) => sha256 === chosen) ?? files[0];
  return { file, show: ({ file: { sha256 } }) => setChosen(sha256) };
}
