import type { Person } from '../../shared/contract/shapes.ts';
import type { KeyRole } from '../../shared/contract/signing.ts';
import {
  BATCH_ITEMS_MAX,
  type Batch,
  type BatchItem,
  ROW_FINDINGS_MAX,
  type RowToSign,
} from '../../shared/contract/signing-batch.ts';
import { OutgoingId, urgencies } from '../../shared/domain/core/values.ts';
import { formatReference, type Outgoing } from '../../shared/domain/outgoing/outgoing.ts';
import { personOf } from '../document/people.ts';
import { pageCountOf } from '../files/shown.ts';
import type { QueryContext } from '../handler.ts';
import { partsOf } from '../store/entities.ts';
import type { ReadDb } from '../store/handles.ts';
import { handoverFor } from './authority.ts';
import { batchOf, isReviewed, itemsOf, openBatch } from './batch-store.ts';
import { keptFault } from './kept-fault.ts';
import type { LookedOver } from './looked-over.ts';
import { whyNot } from './sign.ts';

/** What waits: for its signer what was submitted to him, for a clerk what has its number and no seal. */
const waitingSql: Readonly<Record<KeyRole, string>> = {
  person: "from outgoing_row where state = 'submitted' and signer_id = :me",
  agency: "from outgoing_row where state = 'numbered' and :me is not null",
};

/** Who was named as signer, a leader or by a delegation, has what was submitted to him; the clerk, or who was handed the seal, what waits for it; anybody else nothing. */
function mayHave(context: QueryContext, role: KeyRole): boolean {
  const { roles, agencyId } = context.actor();
  if (role === 'person') return true;
  return roles.includes('clerk') || handoverFor(context, { agencyId }).handoverId !== undefined;
}

export function countToSign(context: QueryContext, role: KeyRole): number {
  if (!mayHave(context, role)) return 0;
  return (
    context.db
      .prepare<[{ me: string }], number>(`select count(*) ${waitingSql[role]}`)
      .pluck()
      .get({ me: context.actor().id }) ?? 0
  );
}

/** The documents that wait for this official, the most urgent first, then the nearest deadline, then the oldest. */
export function listToSign(
  context: QueryContext,
  role: KeyRole,
  { findingsOf }: LookedOver,
): { rows: RowToSign[]; isMore: boolean } {
  if (!mayHave(context, role)) return { rows: [], isMore: false };
  const found = context.db
    .prepare<[{ me: string; limit: number }], string>(
      `select document_id ${waitingSql[role]} order by ${byHaste}, sort_key, row_id limit :limit`,
    )
    .pluck()
    .all({ me: context.actor().id, limit: BATCH_ITEMS_MAX + 1 })
    .map((id) => OutgoingId.parse(id));
  const rows = found
    .slice(0, BATCH_ITEMS_MAX)
    .flatMap((documentId) => rowOf(context, role, documentId, findingsOf) ?? []);
  return { rows, isMore: found.length > BATCH_ITEMS_MAX };
}

/** In the query, because what is beyond the limit is cut there. */
const byHaste = `case urgency ${urgencies.map((urgency, rank) => `when '${urgency}' then ${-rank}`).join(' ')} end, due_on is null, due_on`;

function rowOf(
  context: QueryContext,
  role: KeyRole,
  documentId: OutgoingId,
  findingsOf: LookedOver['findingsOf'],
): RowToSign | undefined {
  const document = context.read('outgoing', documentId);
  const file = document?.file;
  if (!document || !file) return undefined;
  const { db } = context;
  const pageCount = pageCountOf(db, file.sha256);
  const drafter = personOf(db, document.drafterId);
  const refusal = whyNot(context, { documentId, role });
  const findings = findingsOf(file.sha256)?.slice(0, ROW_FINDINGS_MAX);
  return {
    documentId,
    file,
    isHere: context.blobs.has(file.sha256),
    ...(pageCount !== undefined && { pageCount }),
    ...namesOf(document),
    ...(document.issuedOn && { issuedOn: document.issuedOn }),
    urgency: document.urgency,
    ...(document.dueOn && { dueOn: document.dueOn }),
    ...(drafter && { drafter }),
    signedBy: signersOf(db, documentId),
    attachmentCount: document.attachmentCount,
    isReviewed: isReviewed(db, documentId, file.sha256),
    ...(findings && { findings }),
    ...(refusal !== undefined && { refusal }),
  };
}

const namesOf = ({ subject, typeName, number, codeNotation }: Outgoing) => ({
  subject,
  typeName,
  reference: formatReference(number, codeNotation),
});

function signersOf(db: ReadDb, documentId: OutgoingId): Person[] {
  return partsOf(db, 'version', { kind: 'outgoing', id: documentId })
    .filter(({ body }) => body.origin === 'signed' || body.origin === 'sealed')
    .flatMap(({ body }) => personOf(db, body.by) ?? []);
}

/** The named batch, or else the open one; undefined where there is none. */
export function getBatch(context: QueryContext, batchId: string | undefined): Batch | undefined {
  const batch = batchId === undefined ? openBatch(context.db) : batchOf(context.db, batchId);
  if (!batch) return undefined;
  const { role, state, keyId, begunAt } = batch;
  const pausedBy = keptFault(batch.pausedBy, batch.pausedDetail);
  return {
    batchId: batch.batchId,
    role,
    state,
    ...(pausedBy && { pausedBy }),
    keyId,
    begunAt,
    items: itemsOf(context.db, batch.batchId).map((item): BatchItem => {
      const document = context.read('outgoing', item.documentId);
      const pageCount = pageCountOf(context.db, item.sha256);
      const reason = keptFault(item.code, item.detail);
      return {
        documentId: item.documentId,
        // A document that was withdrawn out of this official's sight stays in the list of what was done.
        ...(document ? namesOf(document) : { subject: '', typeName: '', reference: '' }),
        ...(pageCount !== undefined && { pageCount }),
        isReviewed: item.isReviewed,
        state: item.state,
        ...(reason && { reason }),
        ...(item.settledAt && { settledAt: item.settledAt }),
      };
    }),
  };
}
