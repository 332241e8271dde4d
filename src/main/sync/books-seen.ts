import type { RegisterId } from '../../shared/domain/core/values.ts';
import type { ReadDb, WriteDb } from '../store/handles.ts';

/** Where this device knows a book to stand although the authority's copy is behind. */
export const seenNextIn =
  (db: ReadDb) =>
  (registerId: RegisterId): number | undefined =>
    db.prepare<[string], number>('select next from books_seen where register_id = ?').pluck().get(registerId);

/** Numbers below are given, whatever the authority knows of them. */
export const noteSeen = (db: WriteDb, registerId: string, next: number): void =>
  void db
    .prepare(
      `insert into books_seen (register_id, next) values (?, ?) on conflict do update set next = max(next, excluded.next)`,
    )
    .run(registerId, next);
