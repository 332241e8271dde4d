import { type Delivery, isOpen } from '../../shared/domain/exchange/delivery.ts';
import { formatReference, type Outgoing, type Version } from '../../shared/domain/outgoing/outgoing.ts';
import { deliveryStanding } from '../../shared/domain/report/exchange-figures.ts';
import { NO_DAY, sortKey } from '../document/order.ts';
import { forgetFile, noteFile } from '../files/document-files.ts';
import { forgetDocument, indexDocument, outgoingEntry } from '../search/index-document.ts';
import type { WriteDb } from '../store/handles.ts';
import type { Projectors } from '../store/projector.ts';

const insertRow = `
  insert into outgoing_row (
    document_id, state, sort_key, number, reference, issued_on, subject, type_name, urgency, recipients_text, due_on, sha256, file_count,
    drafter_id, signer_id, is_copy
  ) values (
    :documentId, :state, :sortKey, :number, :reference, :issuedOn, :subject, :typeName, :urgency, :recipientsText, :dueOn, :sha256,
    :fileCount, :drafterId, :signerId, :isCopy
  ) on conflict (document_id) do update set
    state = excluded.state, sort_key = excluded.sort_key, number = excluded.number, reference = excluded.reference,
    issued_on = excluded.issued_on, subject = excluded.subject, type_name = excluded.type_name, urgency = excluded.urgency,
    recipients_text = excluded.recipients_text, due_on = excluded.due_on, sha256 = excluded.sha256, file_count = excluded.file_count,
    drafter_id = excluded.drafter_id, signer_id = excluded.signer_id`;

function projectOutgoing(db: WriteDb, documentId: string, body: Outgoing | undefined): void {
  if (!body) {
    db.prepare('delete from outgoing_row where document_id = ?').run(documentId);
    forgetFile(db, documentId);
    forgetDocument(db, documentId);
    return;
  }
  db.prepare(insertRow).run({
    documentId,
    state: body.state,
    sortKey: sortKey(body.issuedOn ?? body.draftedOn ?? NO_DAY, body.number),
    number: body.number ?? null,
    reference: formatReference(body.number, body.codeNotation),
    issuedOn: body.issuedOn ?? null,
    subject: body.subject,
    typeName: body.typeName,
    urgency: body.urgency,
    recipientsText: body.recipientsText,
    dueOn: body.dueOn ?? null,
    sha256: body.file?.sha256 ?? null,
    fileCount: (body.file ? 1 : 0) + body.attachmentCount,
    drafterId: body.drafterId,
    signerId: body.signerId,
    isCopy: body.copy ? 1 : 0,
  });
  if (body.file) noteFile(db, 'outgoing', documentId, documentId, body.file.sha256);
  else forgetFile(db, documentId);
  indexDocument(db, outgoingEntry(db, documentId, body));
}

/** Who signed: the person's signature, and the agency's. */
function projectVersion(db: WriteDb, versionId: string, body: Version | undefined): void {
  const isSeal = body?.origin === 'sealed';
  if (body && (isSeal || body.origin === 'signed'))
    db.prepare(
      `insert into outgoing_signature values (?, ?, ?, ?)
       on conflict (version_id) do update set is_seal = excluded.is_seal, signed_at = excluded.signed_at`,
    ).run(versionId, body.documentId, isSeal ? 1 : 0, body.doneAt);
  else db.prepare('delete from outgoing_signature where version_id = ?').run(versionId);
}

function projectDelivery(db: WriteDb, deliveryId: string, body: Delivery | undefined): void {
  if (!body) {
    db.prepare('delete from outgoing_delivery where delivery_id = ?').run(deliveryId);
    return;
  }
  const standing = deliveryStanding(body);
  db.prepare(
    `insert into outgoing_delivery (
       delivery_id, document_id, is_arrived, is_received, sent_at, is_open, is_refused, recipient_id, standing, is_paper_too
     ) values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
     on conflict (delivery_id) do update set is_arrived = excluded.is_arrived, is_received = excluded.is_received,
       sent_at = excluded.sent_at, is_open = excluded.is_open, is_refused = excluded.is_refused, standing = excluded.standing`,
  ).run(
    deliveryId,
    body.documentId,
    body.arrivedAt ? 1 : 0,
    body.receivedAt ? 1 : 0,
    body.sentAt,
    isOpen(body) ? 1 : 0,
    body.status === '02' && !body.resentAs ? 1 : 0,
    body.recipientAgencyId,
    standing,
    body.isPaperToo ? 1 : 0,
  );
}

/** Rows of outgoing documents, of their signatures, and of what became of each delivery. */
export const outgoingProjectors: Required<Pick<Projectors, 'outgoing' | 'version' | 'delivery'>> = {
  outgoing: projectOutgoing,
  version: projectVersion,
  delivery: projectDelivery,
};
