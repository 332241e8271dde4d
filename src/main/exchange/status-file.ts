import type { MadeFile } from '../../shared/contract/shapes.ts';
import type { IncomingId } from '../../shared/domain/core/values.ts';
import type { Incoming, IncomingState } from '../../shared/domain/incoming/incoming.ts';
import type { EdxmlStatus, EdxmlStatusCode } from '../../shared/edxml/message.ts';
import { writeStatus } from '../../shared/edxml/write.ts';
import { AppError } from '../../shared/errors.ts';
import { safeFileName } from '../../shared/text/file-name.ts';
import { say } from '../../shared/words/vi.ts';
import type { ActionContext } from '../handler.ts';

/** How far an incoming document is, in the words of its sender (QĐ 28/2018); what was given back says nothing more. */
const codes: Partial<Record<IncomingState, EdxmlStatusCode>> = {
  arrived: '01',
  refused: '02',
  registered: '03',
  assigned: '04',
  'in-progress': '05',
  done: '06',
};

/**
 * Xuất trạng thái: the status message of a document that came as a file, as it stands now, to be carried back the way it came (`exchange.takeStatus` is the sender's half). Throws
 * `incoming.not-found`, and `exchange.nothing-carried` where the server tells the sender.
 */
export function exportStatus(context: ActionContext, documentId: IncomingId): MadeFile {
  const document = context.read('incoming', documentId);
  if (!document) throw new AppError('incoming.not-found');
  const message = statusOf(context, document);
  const { status } = message;
  return {
    name: safeFileName(say('exchange.status-file', { status, reference: message.responseFor.code })),
    content: Buffer.from(writeStatus(message)).toString('base64'),
  };
}

function statusOf(context: ActionContext, document: Incoming): EdxmlStatus {
  const { state, carried, exchange, codeNumber, codeNotation, issuedOn, refusedReason } = document;
  const status = codes[state];
  const agency = context.read('agency', document.agencyId);
  if (!carried || exchange || !status || !agency) throw new AppError('exchange.nothing-carried');
  return {
    from: { organId: agency.code, organName: agency.name },
    responseFor: {
      organId: carried.senderCode,
      code: codeNumber === '' ? codeNotation : `${codeNumber}/${codeNotation}`,
      ...(issuedOn && { promulgationDate: issuedOn }),
      documentId: carried.documentCode,
    },
    // No official is named to the outside.
    staff: { department: agency.name, staff: agency.name },
    status,
    ...(refusedReason && { description: refusedReason }),
    timestamp: context.at(),
  };
}
