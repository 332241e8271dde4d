import type { PDFDocumentProxy } from 'pdfjs-dist';

/** Pages in one print job; a longer file is saved and printed elsewhere. */
export const PRINT_PAGES_MAX = 300;
const PRINT_DPI = 150;
const POINTS_PER_INCH = 72;

/** Draws every page for paper and opens the system's print dialog; answers when it is closed. Reports n of m while drawing. */
export async function printPdf(
  pdf: PDFDocumentProxy,
  onProgress: (done: number, count: number) => void,
): Promise<void> {
  const count = Math.min(pdf.numPages, PRINT_PAGES_MAX);
  const pages = document.createElement('div');
  pages.className = 'print-pages';
  for (let number = 1; number <= count; number += 1) {
    const page = await pdf.getPage(number);
    const viewport = page.getViewport({ scale: PRINT_DPI / POINTS_PER_INCH });
    const canvas = document.createElement('canvas');
    canvas.width = Math.floor(viewport.width);
    canvas.height = Math.floor(viewport.height);
    await page.render({ canvas, viewport, intent: 'print' }).promise;
    pages.append(canvas);
    onProgress(number, count);
  }
  document.body.append(pages);
  window.print();
  pages.remove();
}
