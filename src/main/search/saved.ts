import { SAVED_SEARCHES_MAX, type SavedSearch, SearchAsked } from '../../shared/contract/search.ts';
import { AppError } from '../../shared/errors.ts';
import { fold } from '../../shared/text/fold.ts';
import type { ReadDb, WriteDb } from '../store/handles.ts';

/** Every saved search of this profile, by name; one that a newer program wrote and this one cannot read is left out and kept. */
export function savedSearches(db: ReadDb): SavedSearch[] {
  const rows = db
    .prepare<[], { name: string; asked: string }>(
      'select name, asked from saved_search order by folded, name',
    )
    .all();
  return rows.flatMap(({ name, asked }) => {
    const read = SearchAsked.safeParse(JSON.parse(asked));
    return read.success ? [{ name, asked: read.data }] : [];
  });
}

/** Keeps a search under its name. Throws `search.too-many-saved`, and then nothing has changed. */
export function saveSearch(db: WriteDb, { name, asked }: SavedSearch): void {
  const others = db
    .prepare<[string], number>('select count(*) from saved_search where name <> ?')
    .pluck()
    .get(name);
  if ((others ?? 0) >= SAVED_SEARCHES_MAX)
    throw new AppError('search.too-many-saved', { limit: SAVED_SEARCHES_MAX });
  db.prepare(
    'insert into saved_search (name, folded, asked) values (?, ?, ?) on conflict (name) do update set asked = excluded.asked',
  ).run(name, fold(name), JSON.stringify(asked));
}

export const forgetSearch = (db: WriteDb, name: string): void => {
  db.prepare('delete from saved_search where name = ?').run(name);
};
