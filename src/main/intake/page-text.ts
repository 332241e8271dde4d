import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { PDFDocumentProxy } from 'pdfjs-dist/legacy/build/pdf.mjs';
import { AppError } from '../../shared/errors.ts';

/** A piece of page text where a reader sees it: base line in points from the lower left of what is shown, upright; pages count from 1. */
export type TextItem = {
  readonly page: number;
  readonly str: string;
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
};
export type PageSize = { readonly width: number; readonly height: number };
export type PageText = {
  readonly items: readonly TextItem[];
  /** Of the pages that were read, in order. */
  readonly pages: readonly PageSize[];
  readonly pageCount: number;
  /** True where a limit cut the reading short. */
  readonly isCut: boolean;
};

export type PageTextLimits = {
  readonly pages: number;
  readonly items: number;
  readonly chars: number;
  readonly timeMs: number;
};

/** A long report is found by its first pages; what is beyond stays readable, only not searchable. */
export const PAGE_TEXT_LIMITS: PageTextLimits = {
  pages: 300,
  items: 200_000,
  chars: 400_000,
  timeMs: 30_000,
};

const packageFolder = dirname(createRequire(import.meta.url).resolve('pdfjs-dist/package.json'));
const folderUrl = (name: string): string => `${pathToFileURL(join(packageFolder, name)).href}/`;

async function openDocument(bytes: Uint8Array): Promise<PDFDocumentProxy> {
  const { getDocument, VerbosityLevel } = await import('pdfjs-dist/legacy/build/pdf.mjs');
  const task = getDocument({
    // pdf.js takes the buffer away from its owner, and refuses Node's Buffer.
    data: new Uint8Array(bytes),
    verbosity: VerbosityLevel.ERRORS,
    useSystemFonts: false,
    disableFontFace: true,
    cMapUrl: folderUrl('cmaps'),
    cMapPacked: true,
    standardFontDataUrl: folderUrl('standard_fonts'),
    useWorkerFetch: false,
    stopAtErrors: false,
  });
  try {
    return await task.promise;
  } catch (problem) {
    await task.destroy();
    const isLocked = problem instanceof Error && problem.name === 'PasswordException';
    throw new AppError(isLocked ? 'pdf.encrypted' : 'pdf.malformed', {}, { cause: problem });
  }
}

/**
 * The text of a PDF's pages with its places. Runs no script and opens nothing else. Faults: `pdf.encrypted` (a password is needed), `pdf.malformed`. Within
 * its limits it ends early and says so; the caller's worker is the last bound on time.
 */
export async function readPageText(
  bytes: Uint8Array,
  limits: PageTextLimits = PAGE_TEXT_LIMITS,
): Promise<PageText> {
  const document = await openDocument(bytes);
  const until = performance.now() + limits.timeMs;
  const items: TextItem[] = [];
  const pages: PageSize[] = [];
  let chars = 0;
  const isFull = (): boolean =>
    items.length >= limits.items || chars >= limits.chars || performance.now() > until;
  try {
    const wanted = Math.min(document.numPages, limits.pages);
    for (let number = 1; number <= wanted && !isFull(); number++) {
      const page = await pageOf(document, number);
      const { width, height } = page.getViewport({ scale: 1 });
      pages.push({ width, height });
      for (const item of await textOf(page)) {
        if (isFull()) break;
        items.push({ page: number, ...item });
        chars += item.str.length;
      }
      page.cleanup();
    }
    const isCut = pages.length < document.numPages || isFull();
    return { items, pages, pageCount: document.numPages, isCut };
  } finally {
    await document.loadingTask.destroy();
  }
}

/** A page tree that runs in a circle or ends in nothing is the file's fault, and ends the reading. */
async function pageOf(document: PDFDocumentProxy, number: number): Promise<Page> {
  try {
    return await document.getPage(number);
  } catch (problem) {
    throw new AppError('pdf.malformed', {}, { cause: problem });
  }
}

type Page = Awaited<ReturnType<PDFDocumentProxy['getPage']>>;

/** One page's pieces; a page whose content is broken has none, and the others are still read. */
async function textOf(page: Page): Promise<readonly Omit<TextItem, 'page'>[]> {
  let content: Awaited<ReturnType<Page['getTextContent']>>;
  try {
    content = await page.getTextContent({ disableNormalization: false });
  } catch {
    return [];
  }
  const viewport = page.getViewport({ scale: 1 });
  const unit = viewport.userUnit;
  return content.items.flatMap((item) => {
    if (!('str' in item) || item.str === '') return [];
    const [, , , , left, base] = item.transform.map(Number);
    const [x = 0, down = 0] = viewport.convertToViewportPoint(left ?? 0, base ?? 0).map(Number);
    const size = { width: item.width * unit, height: item.height * unit };
    return [{ str: item.str.normalize('NFC'), x, y: viewport.height - down, ...size }];
  });
}
