import type { ArchiveValues } from '../../../shared/domain/dossier/archive-fields.ts';
import {
  dossierValues,
  incomingValues,
  itemValues,
  outgoingValues,
} from '../../../shared/domain/dossier/archive-values.ts';
import type { Dossier } from '../../../shared/domain/dossier/dossier.ts';
import { personOf } from '../../document/people.ts';
import type { QueryContext } from '../../handler.ts';
import { getDetail } from '../../incoming/detail.ts';
import { partsOf } from '../../store/entities.ts';
import type { Filed } from '../filed.ts';

const organIdOf = ({ read }: QueryContext, { agencyId }: Dossier): string | undefined =>
  read('agency', agencyId)?.code;

/** Annex VI part II, III: the dossier itself. */
export const describeDossier = (
  context: QueryContext,
  dossier: Dossier,
  filed: readonly Filed[],
): ArchiveValues =>
  dossierValues(dossier, {
    organId: organIdOf(context, dossier),
    creator: personOf(context.db, dossier.ownerId)?.fullName,
    pageCounts: filed.map(({ pageCount }) => pageCount),
  });

/** Annex VI part II, I and II: one document, by what it is. */
export function describeFiled(context: QueryContext, dossier: Dossier, filed: Filed): ArchiveValues {
  const { body, named, pageCount } = filed;
  const { of, ordinal } = body;
  const own = itemValues(dossier, { organId: organIdOf(context, dossier), ordinal, named, pageCount });
  if (!of || !named) return own;
  if (of.kind === 'incoming') {
    const document = context.read('incoming', of.id);
    if (!document) return own;
    const { sheet, assignments } = getDetail(context, of.id);
    const receivers = assignments.map(({ unitName, to }) => unitName ?? to?.fullName ?? '').filter(Boolean);
    const said = sheet.map(({ by, text, doneAt }) => ({ by: by?.fullName, text, doneAt }));
    return { ...own, ...incomingValues(document, { receivers, said }) };
  }
  const document = context.read('outgoing', of.id);
  if (!document) return own;
  const to = partsOf(context.db, 'delivery', { kind: 'outgoing', id: of.id }).map(({ body: delivery }) => ({
    OrganId: context.read('agency', delivery.recipientAgencyId)?.code,
    OrganName: delivery.recipientName,
  }));
  return { ...own, ...outgoingValues(document, { signer: personOf(context.db, document.signerId), to }) };
}
