import type { Output } from '../../shared/contract/contract.ts';
import type { OutgoingId, Sha256 } from '../../shared/domain/core/values.ts';
import { AppError } from '../../shared/errors.ts';
import { recipientLines } from '../exchange/recipients.ts';
import { pageOne, textOfFile } from '../files/text-of-file.ts';
import type { QueryContext } from '../handler.ts';
import { recipientsFrom, recipientsIn } from '../intake/recipients.ts';
import { suggestFrom } from '../intake/suggest.ts';
import { leaderNamed } from '../office/leaders.ts';

const RECIPIENTS_TEXT_MAX = 1000;

/** What the draft's own page says of it; the signer where exactly one leader has the name under the title. */
export async function suggestFields(
  context: QueryContext,
  sha256: Sha256,
): Promise<Output<'outgoing.suggestFields'>> {
  const text = await textOfFile(context, sha256);
  const { typeName, codeNotation, subject, urgency, signerName } = suggestFrom(pageOne(text));
  const recipientsText = recipientsFrom(text).join('; ').slice(0, RECIPIENTS_TEXT_MAX);
  const signerId = leaderNamed(context.db, signerName ?? '');
  return {
    ...(typeName && { typeName }),
    ...(codeNotation && { codeNotation }),
    ...(subject && { subject }),
    ...(urgency && { urgency }),
    ...(recipientsText && { recipientsText }),
    ...(signerId && { signerId }),
  };
}

/** Whom the paper names, by its page and by the draft's own "Nơi nhận"; never the sender. */
export async function suggestRecipients(
  context: QueryContext,
  documentId: OutgoingId,
): Promise<Output<'outgoing.suggestRecipients'>> {
  const document = context.read('outgoing', documentId);
  if (!document) throw new AppError('outgoing.not-found');
  const onPage = document.file ? recipientsFrom(await textOfFile(context, document.file.sha256)) : [];
  const typed = recipientsIn(document.recipientsText);
  return { lines: [...recipientLines(context.db, [...onPage, ...typed], document.agencyId)] };
}
