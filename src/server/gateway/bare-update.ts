import { AgencyId } from '../../shared/domain/core/values.ts';
import { Incoming } from '../../shared/domain/incoming/incoming.ts';
import { Attachment } from '../../shared/domain/incoming/parts.ts';
import type { Business, Edoc } from '../../shared/edxml/message.ts';
import { arrivedAs } from '../exchange/arrival.ts';
import type { Attached } from '../exchange/unpack.ts';
import type { Lane } from './lane.ts';
import type { ArrivalRecord } from './records.ts';

/**
 * What an update (Bussiness type 2) that brings no file says to one receiver: `removed`, he is no receiver any more and is to give the document back; `nothing`, only who receives it was changed,
 * and he stays; `document`, what the header says is otherwise now.
 */
export function saidTo({ receivers = [], changesDocument, changesReceivers }: Business, code: string) {
  const own = receivers.find(({ organId }) => organId.toLowerCase() === code.toLowerCase());
  if (own?.change === 'removed') return 'removed';
  return changesReceivers && !changesDocument ? 'nothing' : 'document';
}

/** The document that such an update is about, where it came to the same office and still has its files: those stand for the update's own, and its words where the update has none. */
export async function updatedBy(
  message: Edoc,
  { senderAgencyId, recipientAgencyId }: ArrivalRecord,
  { records, name }: Lane,
): Promise<
  | {
      readonly message: Edoc;
      readonly files: { readonly main: Attached; readonly others: readonly Attached[] };
    }
  | undefined
> {
  const named = message.business.documentId ?? message.documentId;
  const arrived = await records.arrivedAs(name, senderAgencyId, recipientAgencyId, named);
  if (!arrived) return undefined;
  const id = arrivedAs(arrived.messageId, AgencyId.parse(recipientAgencyId));
  const found = await records.incoming(recipientAgencyId, id);
  const document = Incoming.safeParse(found.document).data;
  if (!document?.file || document.state === 'refused') return undefined;
  const others = found.attachments.flatMap((body) => {
    const attachment = Attachment.safeParse(body).data;
    return attachment && !attachment.isRemoved ? [attachment] : [];
  });
  return {
    message: completed(message, document),
    files: {
      main: keptAs(document.file),
      others: others.sort((a, b) => a.ordinal - b.ordinal).map(({ file }) => keptAs(file)),
    },
  };
}

/** It is in the store already: nothing is to be moved there. */
const keptAs = ({ sha256, name, sizeBytes, mediaType }: NonNullable<Incoming['file']>): Attached => ({
  ...{ sha256, name, sizeBytes, path: '', type: mediaType, contentType: mediaType },
});

/** What an update leaves out is as it was. */
function completed(message: Edoc, known: Incoming): Edoc {
  const { typeName, codeNumber, codeNotation, subject, promulgationDate, signer } = message;
  const dueDate = message.dueDate ?? known.dueOn;
  return {
    ...message,
    typeName: typeName || known.typeName,
    codeNumber: codeNumber || known.codeNumber,
    codeNotation: codeNotation || known.codeNotation,
    subject: subject || known.subject,
    promulgationDate: promulgationDate || (known.issuedOn ?? ''),
    signer: {
      ...signer,
      position: signer.position || (known.signerPosition ?? ''),
      fullName: signer.fullName || (known.signerName ?? ''),
    },
    ...(dueDate && { dueDate }),
  };
}
