import { ADDRESSEES_NAMED_MAX, type ShortfallRow } from '../../shared/contract/report.ts';
import type { LocalDate, OutgoingId } from '../../shared/domain/core/values.ts';
import type { Figure, Shortfall } from '../../shared/domain/report/exchange-figures.ts';
import { personOf } from '../document/people.ts';
import type { ReadDb } from '../store/handles.ts';
import type { Addressees } from './addressees.ts';
import type { Issued } from './issued.ts';

type Stored = {
  readonly reference: string;
  readonly issuedOn: LocalDate;
  readonly typeName: string;
  readonly subject: string;
  readonly recipientsText: string;
};
const storedSql = `select reference, issued_on as issuedOn, type_name as typeName, subject, recipients_text as recipientsText
  from outgoing_row where document_id = ?`;
const deliveriesSql =
  'select recipient_id as recipientId, standing from outgoing_delivery where document_id = ?';

type Found = {
  readonly issued: Issued;
  readonly figure: Figure;
  readonly reason: Shortfall;
  readonly unitName: string | undefined;
};

/** A document that lowers a figure, with the agencies for which it does. */
export function shortfallRow(
  db: ReadDb,
  addressees: Addressees,
  { issued: { documentId, drafterId }, figure, reason, unitName }: Found,
): ShortfallRow {
  const stored = db.prepare<[string], Stored>(storedSql).get(documentId);
  if (!stored) throw new RangeError(`no row of ${documentId}`);
  const { recipientsText, ...row } = stored;
  const concerned = lacking(db, documentId, recipientsText, addressees, reason).filter((agencyId) => {
    const isProvince = addressees.province.includes(agencyId);
    if (figure === 'to-province') return isProvince;
    return figure !== 'between-agencies' || !isProvince;
  });
  const name = db.prepare<[string], string>('select name from directory_agency where agency_id = ?').pluck();
  const drafter = personOf(db, drafterId);
  return {
    documentId: documentId as OutgoingId,
    ...row,
    ...(drafter && { drafter }),
    ...(unitName !== undefined && { unitName }),
    reason,
    addressees: concerned.slice(0, ADDRESSEES_NAMED_MAX).flatMap((agencyId) => name.get(agencyId) ?? []),
    addresseeCount: concerned.length,
  };
}

/** Who turned it back, or who stands under Nơi nhận and was not sent to; a signature lacks for nobody in particular. */
function lacking(
  db: ReadDb,
  documentId: string,
  text: string,
  { meant, members }: Addressees,
  reason: Shortfall,
): readonly string[] {
  const deliveries = db
    .prepare<[string], { recipientId: string; standing: string }>(deliveriesSql)
    .all(documentId);
  if (reason === 'refused')
    return deliveries.filter(({ standing }) => standing === 'refused').map(({ recipientId }) => recipientId);
  if (reason !== 'not-sent' && reason !== 'sent-to-some') return [];
  const party = meant.find(([each]) => each === text)?.[1];
  const sentTo = new Set(deliveries.map(({ recipientId }) => recipientId));
  return members.flatMap(([of, agencyId]) => (of === party && !sentTo.has(agencyId) ? [agencyId] : []));
}
