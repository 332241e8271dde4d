import { assertNever } from '../../shared/assert.ts';
import type { Incoming, IncomingState } from '../../shared/domain/incoming/incoming.ts';
import { isLive } from '../../shared/domain/incoming/parts.ts';
import { formatReference } from '../../shared/domain/outgoing/outgoing.ts';
import { sortKey } from '../document/order.ts';
import { referenceKey } from '../document/reference-key.ts';
import { forgetFile, noteFile } from '../files/document-files.ts';
import { forgetDocument, incomingEntry, indexDocument } from '../search/index-document.ts';

import type { WriteDb } from '../store/handles.ts';
import type { Projectors } from '../store/projector.ts';

/** The one tab besides "all" in which a document of this state stands; `refused` has no view of its own, and takes what was given back too. */
export type IncomingTab = 'arrived' | 'registered' | 'in-progress' | 'done' | 'refused';

export function tabOf(state: IncomingState): IncomingTab {
  switch (state) {
    case 'assigned':
    case 'in-progress':
      return 'in-progress';
    case 'recalled':
      return 'refused';
    case 'arrived':
    case 'registered':
    case 'done':
    case 'refused':
      return state;
    default:
      return assertNever(state);
  }
}

const insertRow = `
  insert into incoming_row (
    document_id, tab, sort_key, state, arrival_number, arrived_on, organ_name, reference, reference_key, subject, type_name, urgency,
    issued_on, due_on, sha256, file_count, correction_count, holder_id, sent_back, recorded_for
  ) values (
    :documentId, :tab, :sortKey, :state, :arrivalNumber, :arrivedOn, :organName, :reference, :referenceKey, :subject, :typeName, :urgency,
    :issuedOn, :dueOn, :sha256, :fileCount, :correctionCount, :holderId, :sentBack, :recordedFor
  ) on conflict (document_id) do update set
    tab = excluded.tab, sort_key = excluded.sort_key, state = excluded.state, arrival_number = excluded.arrival_number,
    arrived_on = excluded.arrived_on, organ_name = excluded.organ_name, reference = excluded.reference,
    reference_key = excluded.reference_key, subject = excluded.subject, type_name = excluded.type_name, urgency = excluded.urgency,
    issued_on = excluded.issued_on, due_on = excluded.due_on, sha256 = excluded.sha256, file_count = excluded.file_count,
    correction_count = excluded.correction_count, holder_id = excluded.holder_id, sent_back = excluded.sent_back,
    recorded_for = excluded.recorded_for`;

function projectIncoming(db: WriteDb, documentId: string, body: Incoming | undefined): void {
  if (!body) {
    forgetIncoming(db, documentId);
    return;
  }
  const tab = tabOf(body.state);
  const key = sortKey(body.arrivedOn, body.arrivalNumber);
  db.prepare(insertRow).run({
    documentId,
    tab,
    sortKey: key,
    state: body.state,
    arrivalNumber: body.arrivalNumber ?? null,
    arrivedOn: body.arrivedOn,
    organName: body.organName,
    reference: referenceOf(body),
    referenceKey: referenceKey(body.codeNumber, body.codeNotation, body.organName),
    subject: body.subject,
    typeName: body.typeName,
    urgency: body.urgency,
    issuedOn: body.issuedOn ?? null,
    dueOn: body.dueOn ?? null,
    sha256: body.file?.sha256 ?? null,
    fileCount: (body.file ? 1 : 0) + body.attachmentCount,
    correctionCount: body.correctionCount,
    holderId: holderOf(body, tab),
    sentBack: body.sentBack ? 1 : 0,
    recordedFor: body.recorded?.to ?? null,
  });
  db.prepare('update incoming_assignment set is_open = ?, sort_key = ? where document_id = ?').run(
    tab === 'in-progress' ? 1 : 0,
    key,
    documentId,
  );
  if (body.file) noteFile(db, 'incoming', documentId, documentId, body.file.sha256);
  else forgetFile(db, documentId);
  indexDocument(db, incomingEntry(documentId, body));
}

/** Who has it now: who leads it, or the leader before whom it was put. */
function holderOf({ leadId, presented }: Incoming, tab: IncomingTab): string | null {
  if (tab === 'in-progress') return leadId ?? null;
  return tab === 'registered' ? (presented?.to ?? null) : null;
}

/** Số, ký hiệu as printed; nothing where the document bears none. */
export const referenceOf = ({ codeNumber, codeNotation }: Incoming): string =>
  codeNumber === '' && codeNotation === '' ? '' : formatReference(codeNumber, codeNotation);

function forgetIncoming(db: WriteDb, documentId: string): void {
  db.prepare('delete from incoming_row where document_id = ?').run(documentId);
  forgetFile(db, documentId);
  forgetDocument(db, documentId);
}

const insertAssignment = `
  insert into incoming_assignment (assignment_id, document_id, official_id, is_open, sort_key)
  values (
    :assignmentId, :documentId, :officialId,
    coalesce((select tab = 'in-progress' from incoming_row where document_id = :documentId), 0),
    coalesce((select sort_key from incoming_row where document_id = :documentId), 0)
  ) on conflict (assignment_id) do update set official_id = excluded.official_id`;

/** Rows of incoming documents, who they are assigned to, and who has read them. Parts may come before their document. */
export const incomingProjectors: Required<Pick<Projectors, 'incoming' | 'assignment' | 'reading'>> = {
  incoming: projectIncoming,
  assignment: (db, assignmentId, body) => {
    if (body && isLive(body))
      db.prepare(insertAssignment).run({
        assignmentId,
        documentId: body.documentId,
        officialId: body.officialId,
      });
    else db.prepare('delete from incoming_assignment where assignment_id = ?').run(assignmentId);
  },
  reading: (db, id, body) => {
    const [documentId, officialId] = id.split('/');
    if (body)
      db.prepare(
        `insert into incoming_reading (document_id, official_id, is_read, is_flagged, opened_at) values (?, ?, ?, ?, ?)
         on conflict do update set is_read = excluded.is_read, is_flagged = excluded.is_flagged, opened_at = excluded.opened_at`,
      ).run(
        ...[body.documentId, body.officialId, body.isRead ? 1 : 0, body.isFlagged ? 1 : 0],
        body.openedAt ?? null,
      );
    else
      db.prepare('delete from incoming_reading where document_id = ? and official_id = ?').run(
        documentId,
        officialId,
      );
  },
};
