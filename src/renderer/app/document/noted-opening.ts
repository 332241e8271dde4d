import { useEffect } from 'react';
import type { FileShown } from '../../../shared/contract/shapes.ts';
import type { DocumentRef } from '../../../shared/domain/core/document-ref.ts';
import { useCommand } from '../read.ts';

const OPENED_AFTER_MS = 700;

/** Whoever rests on a document has opened it, and the file that is shown of it; passing over it with the arrow keys is no opening. */
export function useNotedOpening({ kind, id }: DocumentRef, file: FileShown | undefined): void {
  const { mutate } = useCommand('opening.note');
  const sha256 = file?.isHere ? file.file.sha256 : undefined;
  useEffect(() => {
    const of = { kind, id } as DocumentRef;
    const timer = setTimeout(() => mutate({ of, ...(sha256 && { sha256 }) }), OPENED_AFTER_MS);
    return () => clearTimeout(timer);
  }, [kind, id, sha256, mutate]);
}
