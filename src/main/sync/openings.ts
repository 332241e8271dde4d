import type { DocumentRef } from '../../shared/domain/core/document-ref.ts';
import type { Instant, Sha256 } from '../../shared/domain/core/values.ts';
import { OPENINGS_MAX, type Opening } from '../../shared/protocol/openings.ts';
import { instantOf } from '../../shared/text/day.ts';
import type { ReadDb, WriteDb } from '../store/handles.ts';
import type { EngineSetting, Step } from './engine.ts';

/** Looks at one document or file within this time are one opening: going to and fro between two is no news. */
export const OPENING_SPAN_MS = 15 * 60_000;
/** A year of somebody who is offline; beyond it the oldest go. */
export const OPENINGS_KEPT_MAX = 20_000;

/** Notes that the official looked at a document, or at a file of it. */
export function noteOpening(db: WriteDb, { openingId, of, sha256, openedAt }: Opening): void {
  const span = Math.floor(Date.parse(openedAt) / OPENING_SPAN_MS);
  db.prepare(
    `insert into openings (opening_id, kind, id, sha256, opened_at, span) values (?, ?, ?, ?, ?, ?)
     on conflict (kind, id, sha256, span) do nothing`,
  ).run(openingId, of.kind, of.id, sha256 ?? '', openedAt, span);
  db.prepare(
    `delete from openings where opening_id in (select opening_id from openings order by opened_at desc limit -1 offset ?)`,
  ).run(OPENINGS_KEPT_MAX);
}

type Row = { openingId: string; kind: DocumentRef['kind']; id: string; sha256: string; openedAt: Instant };

const untold = (db: ReadDb): readonly Opening[] =>
  db
    .prepare<[number], Row>(
      `select opening_id as openingId, kind, id, sha256, opened_at as openedAt from openings
       where is_told = 0 order by opened_at limit ?`,
    )
    .all(OPENINGS_MAX)
    .map(({ kind, id, sha256, ...rest }) => ({
      ...rest,
      of: { kind, id } as DocumentRef,
      ...(sha256 !== '' && { sha256: sha256 as Sha256 }),
    }));

/** What was told is kept as long as it may be looked at once more within its span. */
function told(db: WriteDb, openings: readonly Opening[], now: Instant): void {
  const tell = db.prepare('update openings set is_told = 1 where opening_id = ?');
  for (const { openingId } of openings) tell.run(openingId);
  db.prepare('delete from openings where is_told = 1 and opened_at < ?').run(
    instantOf(Date.parse(now) - 2 * OPENING_SPAN_MS),
  );
}

/** Tells the server what was opened here; the same ids make a lost answer harmless. */
export async function openingsOnce({ replica: { store }, ports }: EngineSetting): Promise<Step> {
  const openings = untold(store.read);
  if (openings.length === 0) return 'idle';
  const answer = await ports.server.noteOpenings(openings);
  if ('rejected' in answer) {
    // A server of before keeps no such log; it is asked again next time.
    ports.log('sync.openings-rejected', { code: answer.rejected });
    return 'idle';
  }
  store.transact((db) => told(db, openings, ports.now()));
  return openings.length === OPENINGS_MAX ? 'done' : 'idle';
}
