import type { Read } from '../../shared/domain/core/command.ts';
import { seen } from '../store/entities.ts';
import type { WriteDb } from '../store/handles.ts';
import { seenNextIn } from './books-seen.ts';
import { parsedOperation } from './decide-here.ts';

/**
 * A server was put back in time, and its bodies are about to take the place of what this device knows. Operations that it may have forgotten go to it again with what
 * they brought about here: documents keep the numbers that stand on papers, whichever desk speaks first.
 */
export function rememberNumbers(db: WriteDb): void {
  db.prepare(
    `insert into books_seen (register_id, next)
     select id, json_extract(body, '$.next') from entities where kind = 'register' and is_readable = 1 and body is not null
     on conflict do update set next = max(next, excluded.next)`,
  ).run();
  // Also what this device gave and was refused: that server may not have heard of the incident.
  db.prepare(
    `insert into books_seen (register_id, next)
     select json_extract(args, '$.registerId'), max(json_extract(args, '$.given.number')) + 1 from outbox
     where json_extract(args, '$.given.number') is not null group by 1
     on conflict do update set next = max(next, excluded.next)`,
  ).run();
  const read: Read = (kind, id) => seen(db, kind, id);
  const rows = db
    .prepare<[], { n: number; name: string; args: string }>(
      `select n, name, args from outbox where state in ('waiting', 'sent', 'answered', 'parked')`,
    )
    .all();
  for (const { n, name, args } of rows) {
    const parsed = parsedOperation(name, args);
    if (!parsed?.command.remember) continue;
    const said = JSON.stringify(parsed.command.remember(parsed.args, read, seenNextIn(db)));
    if (said !== args) db.prepare('update outbox set args = ? where n = ?').run(said, n);
  }
}
