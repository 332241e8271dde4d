import type { OutgoingId } from '../../shared/domain/core/values.ts';
import { DeliveryId, Instant, OutgoingId as OutgoingIdSchema } from '../../shared/domain/core/values.ts';
import { StatusCode } from '../../shared/domain/exchange/delivery.ts';
import type { EdxmlStatus } from '../../shared/edxml/message.ts';
import { AppError } from '../../shared/errors.ts';
import type { ActionContext } from '../handler.ts';
import { agenciesById } from '../office/directory.ts';
import { partsOf } from '../store/entities.ts';

/** Documents that bear one number and notation: one a year. */
const SAME_REFERENCE_MAX = 100;
const REASON_CHARS_MAX = 1000;

/**
 * Nhập gói of a status: finds the delivery that it speaks of, by the document's reference and day and by the code of whoever tells, and has it joined. Throws `exchange.status-of-nothing` where nothing
 * was sent to that agency under this reference, `exchange.status-not-carried` for what is no step of a receiver's work (13, 15, 16), and what the command refuses.
 */
export function takeStatusFile(context: ActionContext, message: EdxmlStatus): OutgoingId {
  const { responseFor, status, description = '', timestamp } = message;
  const known = StatusCode.safeParse(status).data;
  if (!known) throw new AppError('exchange.status-not-carried', { status });
  const found = deliveryAbout(context, message);
  if (!found) throw new AppError('exchange.status-of-nothing', { reference: responseFor.code });
  context.perform('exchange.takeStatus', {
    deliveryId: found.deliveryId,
    status: known,
    reason: description.slice(0, REASON_CHARS_MAX),
    at: Instant.safeParse(timestamp).data ?? context.at(),
  });
  return found.documentId;
}

/** The newest delivery of that document to that agency: one that was refused may have been sent again. */
function deliveryAbout(
  { db, read }: ActionContext,
  { from, responseFor: { code, promulgationDate, documentId: name } }: EdxmlStatus,
): { readonly deliveryId: DeliveryId; readonly documentId: OutgoingId } | undefined {
  // The receiver's clerk may have written number or day otherwise when he registered it; our own name for it came back as it went.
  const [, , ...ownReference] = name.split(',');
  const ids = db
    .prepare<[string, string, number], string>(
      'select document_id from outgoing_row where reference in (?, ?) limit ?',
    )
    .pluck()
    .all(code, ownReference.join(','), SAME_REFERENCE_MAX);
  for (const id of ids) {
    const documentId = OutgoingIdSchema.parse(id);
    const issuedOn = read('outgoing', documentId)?.issuedOn;
    const isNamed = issuedOn !== undefined && name.includes(issuedOn.replaceAll('-', '/'));
    if (!isNamed && (promulgationDate === undefined || promulgationDate !== issuedOn)) continue;
    const sent = partsOf(db, 'delivery', { kind: 'outgoing', id: documentId });
    const told = agenciesById(
      db,
      sent.map(({ body }) => body.recipientAgencyId),
    ).find((each) => each.code.toLowerCase() === from.organId.toLowerCase());
    const newest = sent
      .filter(({ body }) => body.recipientAgencyId === told?.agencyId && !body.resentAs)
      .at(-1);
    if (newest) return { deliveryId: DeliveryId.parse(newest.id), documentId };
  }
  return undefined;
}
