import type { Input, Output } from '../../shared/contract/contract.ts';
import type { OutgoingDetail } from '../../shared/contract/outgoing.ts';
import { DeliveryId, type Instant, type OutgoingId } from '../../shared/domain/core/values.ts';
import { isOpen, notTakenSince } from '../../shared/domain/exchange/delivery.ts';
import { NOT_TAKEN_HOURS } from '../../shared/domain/exchange/sending-commands.ts';
import { AppError } from '../../shared/errors.ts';
import { readCursor, writeCursor } from '../document/cursor.ts';
import { personOf } from '../document/people.ts';
import { filesOf } from '../files/shown.ts';
import type { Handlers, QueryContext } from '../handler.ts';
import { extensionOf } from '../signing/levels/extension-store.ts';
import { partsOf } from '../store/entities.ts';
import { isContained } from '../sync/contained.ts';
import { allowedFor } from './allowed.ts';
import { checkDraft } from './check.ts';
import { convert } from './convert.ts';
import { exportOutgoingList } from './export-list.ts';
import { listByText } from './list-by-text.ts';
import { printEnvelopes } from './print-envelopes.ts';
import { countViews, findRow, readPage, readRow } from './store.ts';
import { suggestFields, suggestRecipients } from './suggest.ts';
import { draftFromTemplate } from './template/draft-from-template.ts';
import { timelineOf } from './timeline.ts';
import { compareVersions, opinionsOf, versionsOf } from './versions.ts';

export const outgoingHandlers: Handlers<
  | 'outgoing.list'
  | 'outgoing.countViews'
  | 'outgoing.get'
  | 'outgoing.suggestFields'
  | 'outgoing.suggestRecipients'
  | 'outgoing.compareVersions'
  | 'outgoing.check'
  | 'outgoing.convert'
  | 'outgoing.fillTemplate'
  | 'outgoing.exportList'
  | 'outgoing.printEnvelopes'
> = {
  'outgoing.list': listPage,
  'outgoing.exportList': (context, input) => exportOutgoingList(context, listPage, input),
  'outgoing.printEnvelopes': (context, { documentId }) => printEnvelopes(context, documentId),
  'outgoing.countViews': (context) => countViews(context.db, dueSince(context)),
  'outgoing.get': (context, { documentId }) => getDetail(context, documentId),
  'outgoing.suggestFields': (context, { sha256 }) => suggestFields(context, sha256),
  'outgoing.suggestRecipients': (context, { documentId }) => suggestRecipients(context, documentId),
  'outgoing.check': checkDraft,
  'outgoing.compareVersions': compareVersions,
  'outgoing.fillTemplate': draftFromTemplate,
  'outgoing.convert': (context, { file }) => convert(context, file),
};

function listPage(context: QueryContext, input: Input<'outgoing.list'>): Output<'outgoing.list'> {
  const { view, text, limit, after } = input;
  const { db } = context;
  const since = dueSince(context);
  const page = { view, limit, after: readCursor(after), since };
  if (text !== undefined && text.trim() !== '') {
    const { rows, next } = listByText(db, page, text);
    return { rows, ...(next && { next: writeCursor(next) }) };
  }
  const { rows, next } = readPage(db, page);
  return { rows: rows.map((row) => readRow(db, row, since)), ...(next && { next: writeCursor(next) }) };
}

const inVietnamese = new Intl.Collator('vi');

/** What was sent then or before should have been taken in, by the agency's own hours. */
const dueSince = ({ read, ports }: QueryContext): Instant =>
  notTakenSince(read('agency', ports.profile.agencyId)?.notTakenHours ?? NOT_TAKEN_HOURS, ports.now());

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
  const since = dueSince(context);
  const row = readRow(db, stored, since);
  const versions = versionsOf(db, documentId);
  const voidedBy = personOf(db, document.voided?.by);
  const extension = extensionOf(db, documentId);
  return {
    row,
    document,
    files: filesOf(context, root, document.file),
    versions: versions.map(({ by, ...rest }) => ({ ...rest, ...(by && { by }) })),
    opinions: opinionsOf(db, documentId),
    deliveries: partsOf(db, 'delivery', root)
      .map(({ id, body }) => ({
        deliveryId: DeliveryId.parse(id),
        delivery: body,
        isNotTaken: isOpen(body) && body.sentAt <= since,
      }))
      .sort((a, b) => inVietnamese.compare(a.delivery.recipientName, b.delivery.recipientName)),
    ...(voidedBy && { voidedBy }),
    timeline: timelineOf({ document, drafter: row.drafter, signer: row.signer, voidedBy, versions }),
    allowed: allowedFor(context, documentId, document, row.isWaitingForNumber),
    ...(extension && { extension }),
  };
}
