import type { FaultCode } from '../../shared/words/vi.ts';
import type { ReadDb } from '../store/handles.ts';

/** What became of an operation on a contained document, whatever the server says of the empty one that it got. */
export const CONTAINED_CODE = 'secrecy.was-contained' satisfies FaultCode;

/** The document left this device because it turned out to be classified. */
export const isContained = (db: ReadDb, kind: string, id: string): boolean =>
  db
    .prepare<[string, string], number>('select 1 from contained where kind = ? and id = ?')
    .pluck()
    .get(kind, id) !== undefined;

/** The operation is on such a document. */
export const isOfContained = (db: ReadDb, n: number): boolean =>
  db
    .prepare<[number], number>(
      'select 1 from outbox_roots r join contained c on c.kind = r.root_kind and c.id = r.root_id where r.n = ? limit 1',
    )
    .pluck()
    .get(n) !== undefined;
