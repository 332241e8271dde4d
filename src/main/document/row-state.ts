import type { RowSync } from '../../shared/contract/shapes.ts';

/** 2 where the server said no to something of this document, 1 where something waits, else null; `{kind}` and `{id}` are columns or literals of the caller's SQL. */
export const pendingSql = (kind: "'incoming'" | "'outgoing'", id: string): string => `
  (select max(case when outbox.state in ('refused', 'conflict', 'parked') then 2 else 1 end)
   from outbox_roots join outbox using (n)
   where outbox_roots.root_kind = ${kind} and outbox_roots.root_id = ${id} and outbox.settled_at is null)`;

export const rowSyncOf = (pending: number | null): RowSync =>
  pending === null ? 'synced' : pending === 2 ? 'refused' : 'waiting';

/** 1 where an operation that only the authority can decide (a number) waits for this entity. */
export const awaitedSql = (command: string, kind: "'incoming'" | "'outgoing'", id: string): string => `
  exists (select 1 from outbox_refs join outbox using (n)
   where outbox_refs.kind = ${kind} and outbox_refs.id = ${id} and outbox.name = '${command}'
     and outbox.settled_at is null and outbox.state in ('waiting', 'sent', 'answered'))`;
