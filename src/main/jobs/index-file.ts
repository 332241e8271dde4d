import { z } from 'zod';
import { AppError } from '../../shared/errors.ts';
import { openPdf } from '../../signatures/pdf/file.ts';
import { PDF_LIMITS } from '../../signatures/pdf/limits.ts';
import { plainText } from '../intake/lines.ts';
import { PAGE_TEXT_LIMITS, readPageText } from '../intake/page-text.ts';
import { KeptFile, keptSize, readKept } from '../store/kept-file.ts';

const OneFile = z.object({ file: KeptFile });

/** What is known of a PDF's text; crosses from the helper to the application. */
export const FileText = z.object({ text: z.string(), pageCount: z.int(), isCut: z.boolean() });
export type FileText = z.infer<typeof FileText>;

async function bytesOf(input: unknown): Promise<Uint8Array> {
  const { file } = OneFile.parse(input);
  const bytes = keptSize(file);
  if (bytes > PDF_LIMITS.fileBytesMax) throw new AppError('pdf.too-large', { bytes });
  return readKept(file);
}

/** Whether the PDF needs a password, by our reader or, where its structure is beyond that, by pdf.js. A broken file is not called encrypted: it is taken in and judged as what it is. */
async function isEncrypted(input: unknown): Promise<boolean> {
  const bytes = await bytesOf(input);
  try {
    return openPdf(bytes).encrypted;
  } catch (problem) {
    if (problem instanceof AppError) return needsPassword(bytes);
    throw problem;
  }
}

async function needsPassword(bytes: Uint8Array): Promise<boolean> {
  try {
    await readPageText(bytes, { ...PAGE_TEXT_LIMITS, pages: 0 });
    return false;
  } catch (problem) {
    return problem instanceof AppError && problem.code === 'pdf.encrypted';
  }
}

/** The text of the pages, in lines, with a form feed between pages. */
async function readText(input: unknown): Promise<FileText> {
  const { items, pageCount, isCut } = await readPageText(await bytesOf(input));
  return { text: plainText(items, PAGE_TEXT_LIMITS.chars), pageCount, isCut };
}

/** What the `index` helper does. */
export const indexJob = { isEncrypted, readText } as const;
