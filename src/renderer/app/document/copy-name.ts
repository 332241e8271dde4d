import type { FileShown } from '../../../shared/contract/shapes.ts';
import { safeFileName } from '../../../shared/text/file-name.ts';
import { saveName } from '../../../shared/text/save-name.ts';

/** The document that a file belongs to, as its copy is named after it. */
export type NamedDocument = { readonly reference: string; readonly subject: string };

/** The name of a saved copy: the main file's is made of the document's number and subject, an attachment keeps its own. */
export const copyName = (
  { file, attachmentId }: Pick<FileShown, 'file' | 'attachmentId'>,
  document?: NamedDocument,
): string =>
  document && attachmentId === undefined
    ? saveName({ ...document, fileName: file.name })
    : safeFileName(file.name);
