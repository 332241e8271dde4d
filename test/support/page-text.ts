import { getDocument } from 'pdfjs-dist/legacy/build/pdf.mjs';
import type { PageSize, TextItem } from '../../src/signatures/prepare/placement.ts';

/** Positioned text of all pages, as the application extracts it. */
export async function pageText(pdf: Uint8Array): Promise<{ items: TextItem[]; pages: PageSize[] }> {
  const task = getDocument({ data: Uint8Array.from(pdf), verbosity: 0 });
  const document = await task.promise;
  const [items, pages]: [TextItem[], PageSize[]] = [[], []];
  for (let page = 1; page <= document.numPages; page++) {
    const opened = await document.getPage(page);
    const { width, height } = opened.getViewport({ scale: 1 });
    pages.push({ width, height });
    for (const item of (await opened.getTextContent()).items) {
      if (!('str' in item)) continue;
      const [x, y] = [Number(item.transform[4]), Number(item.transform[5])];
      items.push({ page, str: item.str, x, y, width: item.width, height: item.height });
    }
  }
  await task.destroy();
  return { items, pages };
}
