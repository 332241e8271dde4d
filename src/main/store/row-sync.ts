import type { z } from 'zod';
import type { RowSync } from '../../shared/contract/shapes.ts';
import type { Ref } from '../../shared/domain/core/kinds.ts';
import type { ReadDb } from './handles.ts';

/** Each official's own reading mark says nothing of the document's state: it travels without showing. */
export const SILENT_COMMAND = 'incoming.markRead';

/** The mark of a row in a list: what the outbox holds for this document. `refused` outweighs `waiting`. */
export function rowSyncOf(db: ReadDb, { kind, id }: Ref): z.infer<typeof RowSync> {
  const refused = db
    .prepare<[string, string], number | null>(
      `select max(o.state in ('refused', 'conflict', 'parked')) from outbox_roots r join outbox o on o.n = r.n
       where r.root_kind = ? and r.root_id = ? and o.settled_at is null and o.name <> '${SILENT_COMMAND}'`,
    )
    .pluck()
    .get(kind, id);
  if (refused === undefined || refused === null) return 'synced';
  return refused === 1 ? 'refused' : 'waiting';
}

/** Whether a command of that name waits for this document ("chờ cấp số": `outgoing.takeNumber`). */
export const isPendingFor = (db: ReadDb, { kind, id }: Ref, name: string): boolean =>
  db
    .prepare<[string, string, string], number>(
      `select 1 from outbox_roots r join outbox o on o.n = r.n
       where r.root_kind = ? and r.root_id = ? and o.name = ? and o.settled_at is null
         and o.state in ('waiting', 'sent', 'answered', 'parked') limit 1`,
    )
    .pluck()
    .get(kind, id, name) !== undefined;
