import { Readable } from 'node:stream';
import type { AcceptedFile } from '../../shared/contract/shapes.ts';
import { DOCX, type FileRef } from '../../shared/domain/core/values.ts';
import { AppError } from '../../shared/errors.ts';
import { acceptFile } from '../files/accept-file.ts';
import { fileTypeOf } from '../files/file-type.ts';
import type { ActionContext } from '../handler.ts';

/** A Word document of an office is some hundred kilobytes; with pictures, some megabytes. */
export const DOCX_BYTES_MAX = 50 * 1024 * 1024;

/**
 * Makes the PDF of a Word document that is kept here, and takes it in like any file that comes from outside (NĐ 30/2020 annex VI III.1.a). What the document is says its
 * content, not its name. Throws `convert.*`, `file.*`.
 */
export async function convert(context: ActionContext, docx: FileRef): Promise<AcceptedFile> {
  const { blobs, ports, db, drafts: index, verifier: verify } = context;
  const type = await fileTypeOf(blobs.fileOf(docx.sha256));
  if (type.is !== 'document' || type.mediaType !== DOCX) throw new AppError('convert.not-word');
  if (!ports.convert) throw new AppError('convert.no-program');
  const pdf = await ports.convert(await blobs.read(docx.sha256, DOCX_BYTES_MAX));
  const name = `${docx.name.replace(/\.docx$/i, '')}.pdf`;
  const accepted = await acceptFile({ ports, db, blobs, index, verify }, name, Readable.from([pdf]));
  return { ...accepted, docx: { ...docx, mediaType: DOCX } };
}
