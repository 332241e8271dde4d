import { readPageText } from '../../src/main/intake/page-text.ts';
import type { PageSize, TextItem } from '../../src/signatures/prepare/placement.ts';

/** Positioned text of all pages, as the application extracts it. */
export async function pageText(
  pdf: Uint8Array,
): Promise<{ items: readonly TextItem[]; pages: readonly PageSize[] }> {
  const { items, pages } = await readPageText(pdf);
  return { items, pages };
}
