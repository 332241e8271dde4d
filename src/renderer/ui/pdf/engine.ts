import type { PDFDocumentLoadingTask, PDFDocumentProxy } from 'pdfjs-dist';

/** What reads and draws PDFs is a quarter of the window's code, and its worker a process's thread: both come with the first file. */
export const pdfReader = () => import('./reader.ts');

export type OpenPdf = { readonly document: PDFDocumentProxy; readonly close: () => void };

/** Opens a PDF for drawing. Throws what the reader threw, also where it was closed before it was open. */
export function openPdf(address: string): {
  readonly opened: Promise<PDFDocumentProxy>;
  readonly close: () => void;
} {
  let [isClosed, task] = [false, undefined as PDFDocumentLoadingTask | undefined];
  const open = async () => {
    const { loadPdf } = await pdfReader();
    task = loadPdf(address);
    if (isClosed) void task.destroy();
    return task.promise;
  };
  const close = () => {
    isClosed = true;
    void task?.destroy();
  };
  return { opened: open(), close };
}
