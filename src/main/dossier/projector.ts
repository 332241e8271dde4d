import type { Dossier } from '../../shared/domain/dossier/dossier.ts';
import { isSubmitted, submissionEnds } from '../../shared/domain/dossier/retention.ts';
import { fold } from '../../shared/text/fold.ts';
import { sortKey } from '../document/order.ts';
import type { WriteDb } from '../store/handles.ts';
import type { Projectors } from '../store/projector.ts';

const insertRow = `
  insert into dossier_row (
    dossier_id, state, sort_key, year, notation, title, folded, retention, owner_id, helper_ids, started_on, ended_on, due_on, kept_until,
    item_count
  ) values (
    :dossierId, :state, :sortKey, :year, :notation, :title, :folded, :retention, :ownerId, :helperIds, :startedOn, :endedOn, :dueOn, :keptUntil,
    :itemCount
  ) on conflict (dossier_id) do update set
    state = excluded.state, sort_key = excluded.sort_key, year = excluded.year, notation = excluded.notation, title = excluded.title,
    folded = excluded.folded, retention = excluded.retention, owner_id = excluded.owner_id, helper_ids = excluded.helper_ids,
    started_on = excluded.started_on, ended_on = excluded.ended_on, due_on = excluded.due_on, kept_until = excluded.kept_until,
    item_count = excluded.item_count`;

/** The last day to hand a closed dossier over; none for what stays with its unit. */
const dueOn = ({ state, endedOn, retention, group, kept }: Dossier): string | null => {
  if (state !== 'closed' || !endedOn || !isSubmitted(retention)) return null;
  return kept?.until ?? submissionEnds(endedOn, group);
};

function projectDossier(db: WriteDb, dossierId: string, body: Dossier | undefined): void {
  if (!body) {
    db.prepare('delete from dossier_row where dossier_id = ?').run(dossierId);
    return;
  }
  db.prepare(insertRow).run({
    dossierId,
    state: body.state,
    sortKey: sortKey(body.startedOn, Number.parseInt(body.notation, 10) || undefined),
    year: body.year,
    notation: body.notation,
    title: body.title,
    folded: fold(`${body.notation} ${body.title}`),
    retention: String(body.retention),
    ownerId: body.ownerId,
    helperIds: body.helperIds.join(' '),
    startedOn: body.startedOn,
    endedOn: body.endedOn ?? null,
    dueOn: dueOn(body),
    keptUntil: body.kept?.until ?? null,
    itemCount: body.itemCount,
  });
}

/** Rows of dossiers, of their documents in order, and of the yearly lists. */
export const dossierProjectors: Required<Pick<Projectors, 'dossier' | 'dossierItem' | 'dossierEntry'>> = {
  dossier: projectDossier,
  dossierItem: (db, itemId, body) => {
    if (body)
      db.prepare(
        `insert into dossier_item values (?, ?, ?, ?, ?, ?)
         on conflict (item_id) do update set ordinal = excluded.ordinal, is_removed = excluded.is_removed`,
      ).run(
        itemId,
        body.dossierId,
        body.ordinal,
        body.of?.kind ?? null,
        body.of?.id ?? null,
        body.removed ? 1 : 0,
      );
    else db.prepare('delete from dossier_item where item_id = ?').run(itemId);
  },
  dossierEntry: (db, entryId, body) => {
    if (body && !body.isRemoved)
      db.prepare(
        `insert into dossier_entry values (?, ?, ?, ?, ?)
         on conflict (entry_id) do update set year = excluded.year, heading_order = excluded.heading_order,
           subheading = excluded.subheading, number = excluded.number`,
      ).run(entryId, body.year, body.headingOrder, body.subheading ?? '', body.number);
    else db.prepare('delete from dossier_entry where entry_id = ?').run(entryId);
  },
};
