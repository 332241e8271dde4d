import type { Input, Output } from '../../shared/contract/contract.ts';
import { checkPaper, PaperFacts } from '../../shared/domain/outgoing/check-paper.ts';
import { AppError } from '../../shared/errors.ts';
import type { QueryContext } from '../handler.ts';
import { askOfDraft } from '../signing/places.ts';

/**
 * What a draft does not keep of the decree's layout, or has left blank, as far as its file says it (NĐ 30/2020 articles 8, 9, 12; annex I). Nothing where there is no file, or it
 * is not here. Throws `outgoing.not-found`, `pdf.*`.
 */
export async function checkDraft(
  context: QueryContext,
  { documentId }: Input<'outgoing.check'>,
): Promise<Output<'outgoing.check'>> {
  const { read, blobs } = context;
  const document = read('outgoing', documentId);
  if (!document) throw new AppError('outgoing.not-found');
  const { file, docx, typeName, codeNotation, signerId } = document;
  if (!file || !blobs.has(file.sha256)) return [];
  const told = {
    file: blobs.fileOf(file.sha256),
    ...(docx && blobs.has(docx.sha256) && { docx: blobs.fileOf(docx.sha256) }),
  };
  const facts = PaperFacts.parse(await askOfDraft(context, 'readPaper', told));
  const signerName = read('official', signerId)?.fullName ?? '';
  return [...checkPaper(facts, { typeName, codeNotation, signerName })];
}
