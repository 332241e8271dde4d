import type { OutgoingDetail } from '../../shared/contract/outgoing.ts';
import type { OutgoingId } from '../../shared/domain/core/values.ts';
import { AppError } from '../../shared/errors.ts';
import { readCursor, writeCursor } from '../document/cursor.ts';
import { personOf } from '../document/people.ts';
import { filesOf } from '../files/shown.ts';
import type { Handlers, QueryContext } from '../handler.ts';
import { extensionOf } from '../signing/levels/extension-store.ts';
import { partsOf } from '../store/entities.ts';
import { isContained } from '../sync/contain-here.ts';
import { allowedFor } from './allowed.ts';
import { listByText } from './list-by-text.ts';
import { countViews, findRow, readPage, readRow } from './store.ts';
import { suggestFields, suggestRecipients } from './suggest.ts';
import { timelineOf } from './timeline.ts';

export const outgoingHandlers: Handlers<
  | 'outgoing.list'
  | 'outgoing.countViews'
  | 'outgoing.get'
  | 'outgoing.suggestFields'
  | 'outgoing.suggestRecipients'
> = {
  'outgoing.list': ({ db }, { view, text, limit, after }) => {
    const page = { view, limit, after: readCursor(after) };
    const isFiltered = text !== undefined && text.trim() !== '';
    if (isFiltered) {
      const { rows, next } = listByText(db, page, text);
      return { rows, ...(next && { next: writeCursor(next) }) };
    }
    const { rows, next } = readPage(db, page);
    return { rows: rows.map((row) => readRow(db, row)), ...(next && { next: writeCursor(next) }) };
  },
  'outgoing.countViews': ({ db }) => countViews(db),
  'outgoing.get': (context, { documentId }) => getDetail(context, documentId),
  'outgoing.suggestFields': (context, { sha256 }) => suggestFields(context, sha256),
  'outgoing.suggestRecipients': (context, { documentId }) => suggestRecipients(context, documentId),
};

/** The document with its versions and deliveries, who has it now, and what may be done. */
function getDetail(context: QueryContext, documentId: OutgoingId): OutgoingDetail {
  const { db, read } = context;
  const document = read('outgoing', documentId);
  const stored = findRow(db, documentId);
  if (!document || !stored)
    throw new AppError(
      isContained(db, 'outgoing', documentId) ? 'secrecy.was-contained' : 'outgoing.not-found',
    );
  const root = { kind: 'outgoing', id: documentId } as const;
  const row = readRow(db, stored);
  const versions = partsOf(db, 'version', root)
    .map(({ body: { origin, file, by, doneAt, isReviewed, takenBy } }) => ({
      origin,
      fileName: file.name,
      by: personOf(db, by),
      doneAt,
      ...(isReviewed !== undefined && { isReviewed }),
      ...(takenBy && { isTaken: true }),
    }))
    .sort((a, b) => (a.doneAt < b.doneAt ? -1 : 1));
  const voidedBy = personOf(db, document.voided?.by);
  const extension = extensionOf(db, documentId);
  return {
    row,
    document,
    files: filesOf(context, root, document.file),
    versions: versions.map(({ by, ...rest }) => ({ ...rest, ...(by && { by }) })),
    deliveries: partsOf(db, 'delivery', root)
      .map(({ body }) => body)
      .sort((a, b) => a.recipientName.localeCompare(b.recipientName, 'vi')),
    ...(voidedBy && { voidedBy }),
    timeline: timelineOf({ document, drafter: row.drafter, signer: row.signer, voidedBy, versions }),
    allowed: allowedFor(context, documentId, document, row.isWaitingForNumber),
    ...(extension && { extension }),
  };
}
