import type { LocalDate, RegisterId } from '../../shared/domain/core/values.ts';
import type { Incoming } from '../../shared/domain/incoming/incoming.ts';
import type { Register } from '../../shared/domain/office/register.ts';
import type { Outgoing } from '../../shared/domain/outgoing/outgoing.ts';
import { AppError } from '../../shared/errors.ts';
import { SHEET_ROWS_MAX } from '../../shared/sheet/sheet.ts';
import { allOf } from '../store/entities.ts';
import type { ReadDb } from '../store/handles.ts';

/** One number of a book and what has it. A number whose document this machine does not hold is told, not left out: a printed book shows every number once. */
export type BookEntry<Body> = { readonly number: number } & (
  | { readonly what: 'document'; readonly id: string; readonly body: Body }
  | { readonly what: 'void'; readonly on: LocalDate; readonly reason: string; readonly subject?: string }
  | { readonly what: 'contained'; readonly on: LocalDate | undefined }
  | { readonly what: 'not-here' }
);

type Found = { readonly id: string; readonly number: number; readonly seen: string };

/** By the row tables, so that a long life of the program is not read for one year; the book itself stands in the body. */
const incomingOf = `select e.id, r.arrival_number as number, coalesce(e.overlay, e.body) as seen
  from incoming_row r join entities e on e.kind = 'incoming' and e.id = r.document_id and e.is_readable = 1
  where r.arrival_number is not null and coalesce(e.overlay, e.body) ->> 'registerId' = ?
  order by r.arrival_number limit ?`;
const outgoingOf = `select e.id, r.number, coalesce(e.overlay, e.body) as seen
  from outgoing_row r join entities e on e.kind = 'outgoing' and e.id = r.document_id and e.is_readable = 1
  where r.number is not null and coalesce(e.overlay, e.body) ->> 'registerId' = ?
  order by r.number limit ?`;

/** The book's numbers from 1 to its last in their order. Throws `sheet.too-many-rows`. */
export const incomingEntries = (db: ReadDb, id: RegisterId, book: Register): readonly BookEntry<Incoming>[] =>
  entriesOf<Incoming>(db, id, book, incomingOf);
export const outgoingEntries = (db: ReadDb, id: RegisterId, book: Register): readonly BookEntry<Outgoing>[] =>
  entriesOf<Outgoing>(db, id, book, outgoingOf);

function entriesOf<Body>(
  db: ReadDb,
  id: RegisterId,
  book: Register,
  sql: string,
): readonly BookEntry<Body>[] {
  const found = db.prepare<[string, number], Found>(sql).all(id, SHEET_ROWS_MAX);
  const entries = new Map<number, BookEntry<Body>>(
    found.map(({ id: documentId, number, seen }) => [
      number,
      { number, what: 'document', id: documentId, body: JSON.parse(seen) as Body },
    ]),
  );
  for (const entry of withoutDocument(db, id))
    if (!entries.has(entry.number)) entries.set(entry.number, entry);
  const last = Math.max(book.next - 1, ...[...entries.keys()].slice(-1));
  if (last > SHEET_ROWS_MAX)
    throw new AppError('sheet.too-many-rows', { count: last, limit: SHEET_ROWS_MAX, format: 'XLSX' });
  return Array.from(
    { length: last },
    (_, index) => entries.get(index + 1) ?? { number: index + 1, what: 'not-here' },
  );
}

/** Numbers that were given up without a document, and those whose document was contained. */
function withoutDocument(db: ReadDb, id: RegisterId): readonly BookEntry<never>[] {
  const given = allOf(db, 'incident').flatMap(({ body }): BookEntry<never>[] =>
    body.registerId === id && body.settled?.how === 'void' && body.settled.isEntry
      ? [
          {
            number: body.given.number,
            what: 'void',
            on: body.settled.on,
            reason: body.settled.reason,
            ...(body.subject !== undefined && { subject: body.subject }),
          },
        ]
      : [],
  );
  const contained = allOf(db, 'containment').flatMap(({ body }): BookEntry<never>[] =>
    body.registerId === id && body.number !== undefined
      ? [{ number: body.number, what: 'contained', on: body.day }]
      : [],
  );
  return [...given, ...contained];
}
