import type { RowSync } from '../../shared/contract/shapes.ts';
import { SILENT_COMMAND } from '../store/row-sync.ts';

/**
 * 2 where the server said no to something of this document, 1 where something waits, else null: `rowSyncOf` of the store as a column, so that a page of
 * rows is one statement. `kind` and `id` are a literal and a column of the caller's own SQL.
 */
export const pendingSql = (
  kind: "'incoming'" | "'outgoing'" | "'dossier'" | "'task'",
  id: string,
): string => `
  (select max(case when outbox.state in ('refused', 'conflict', 'parked') then 2 else 1 end)
   from outbox_roots join outbox using (n)
   where outbox_roots.root_kind = ${kind} and outbox_roots.root_id = ${id} and outbox.settled_at is null
     and outbox.name <> '${SILENT_COMMAND}')`;

export const syncFrom = (pending: number | null): RowSync =>
  pending === null ? 'synced' : pending === 2 ? 'refused' : 'waiting';

/** 1 where a command of that name waits for the document ("chờ cấp số"): `isPendingFor` of the store as a column. */
export const awaitedSql = (command: string, kind: "'incoming'" | "'outgoing'", id: string): string => `
  exists (select 1 from outbox_roots join outbox using (n)
   where outbox_roots.root_kind = ${kind} and outbox_roots.root_id = ${id} and outbox.name = '${command}'
     and outbox.settled_at is null and outbox.state in ('waiting', 'sent', 'answered', 'parked'))`;
