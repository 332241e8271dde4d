import { hash } from 'node:crypto';
import { assert } from '../../shared/assert.ts';
import type { LocalDate } from '../../shared/domain/core/values.ts';
import type { Incoming } from '../../shared/domain/incoming/incoming.ts';
import type { Outgoing } from '../../shared/domain/outgoing/outgoing.ts';
import { fold } from '../../shared/text/fold.ts';
import { dayNumber, NO_DAY } from '../document/order.ts';
import { seen } from '../store/entities.ts';
import type { ReadDb, WriteDb } from '../store/handles.ts';
import { incomingWordsOf, outgoingWordsOf, type SearchWords } from './words-of.ts';

/** Text of files indexed with one document; a longer annex is found by its beginning. */
export const CONTENT_CHARS_MAX = 400_000;
/** Documents of one day; the index's own order is day, then order of arrival here. */
export const PER_DAY = 1_000_000;

export type Entry = {
  readonly kind: 'incoming' | 'outgoing';
  readonly documentId: string;
  readonly day: LocalDate;
  readonly words: SearchWords;
};

type Known = { readonly rankId: number; readonly digest: string };

/** What a transaction wants of a document's entry: these words, those of its body as it stands in the end, or none. */
type Wish = Entry | Pick<Entry, 'kind'> | 'gone';
type Step = { readonly rankId: number; readonly entry?: Entry };

/** Puts a document into the index, or brings its entry up to date; does nothing where no word and no day has changed. */
export const indexDocument = (db: WriteDb, entry: Entry): void =>
  db.last(writeEntries, entry.documentId, entry as Wish);

/** Takes a document out of the index. */
export const forgetDocument = (db: WriteDb, documentId: string): void =>
  db.last(writeEntries, documentId, 'gone');

/** Indexes a document anew from its body, after the text of one of its files became known. One that is not here has no entry. */
export const reindexDocument = (db: WriteDb, kind: Entry['kind'], documentId: string): void =>
  db.last(writeEntries, documentId, { kind });

/**
 * Writes the entries of a whole transaction, in the order of the index. FTS5 keeps what is new in memory, but writes it out as a segment of its own at each
 * statement that opens a savepoint (one with a trigger does) and whenever a row comes before the one before it: written among the list rows, every document
 * is a segment, and merging them takes longer than all the rest.
 */
function writeEntries(db: WriteDb, wishes: ReadonlyMap<string, Wish>): void {
  const steps: Step[] = [];
  for (const [documentId, wish] of wishes) {
    const entry = wish === 'gone' ? undefined : 'words' in wish ? wish : entryOf(db, wish.kind, documentId);
    steps.push(...stepsTo(db, documentId, entry));
  }
  // What leaves a place leaves it before another comes there.
  steps.sort((a, b) => a.rankId - b.rankId || Number(a.entry !== undefined) - Number(b.entry !== undefined));
  for (const { rankId, entry } of steps) {
    if (entry) insertEntry(db, rankId, entry);
    else db.prepare('delete from search_index where rowid = ?').run(rankId);
  }
}

/** Gives the document its place, and says what the index must do for that; nothing where it stands as it should. */
function stepsTo(db: WriteDb, documentId: string, entry: Entry | undefined): readonly Step[] {
  const known = db
    .prepare<[string], Known>('select rank_id as rankId, digest from search_document where document_id = ?')
    .get(documentId);
  const digest = entry && digestOf(db, entry);
  const day = entry && dayNumber(entry.day);
  const isSameDay = known !== undefined && Math.floor(known.rankId / PER_DAY) === day;
  if (known && isSameDay && known.digest === digest) return [];
  if (known) db.prepare('delete from search_document where rank_id = ?').run(known.rankId);
  const left = known ? [{ rankId: known.rankId }] : [];
  if (!entry || day === undefined) return left;
  const rankId = isSameDay ? known.rankId : nextOfDay(db, day);
  db.prepare('insert into search_document (rank_id, document_id, kind, digest) values (?, ?, ?, ?)').run(
    rankId,
    documentId,
    entry.kind,
    digest,
  );
  return [...left, { rankId, entry }];
}

const digestOf = (db: ReadDb, { documentId, words }: Entry): string =>
  hash('sha1', JSON.stringify([words, textsOf(db, documentId).map(({ sha256 }) => sha256)]), 'base64');

function insertEntry(db: WriteDb, rankId: number, { documentId, words }: Entry): void {
  const texts = textsOf(db, documentId).map(({ text }) => text);
  db.prepare(
    'insert into search_index (rowid, reference, subject, organ, signer, note, content) values (?, ?, ?, ?, ?, ?, ?)',
  ).run(
    rankId,
    fold(words.reference),
    fold(words.subject),
    fold(words.organ),
    fold(words.signer),
    fold(words.note),
    fold(texts.join('\n').slice(0, CONTENT_CHARS_MAX)),
  );
}

function entryOf(db: ReadDb, kind: Entry['kind'], documentId: string): Entry | undefined {
  if (kind === 'incoming') {
    const body = seen(db, kind, documentId);
    return body && incomingEntry(documentId, body);
  }
  const body = seen(db, kind, documentId);
  return body && outgoingEntry(db, documentId, body);
}

export const incomingEntry = (documentId: string, body: Incoming): Entry => ({
  kind: 'incoming',
  documentId,
  day: body.arrivedOn,
  words: incomingWordsOf(body),
});

export const outgoingEntry = (db: ReadDb, documentId: string, body: Outgoing): Entry => {
  const signer = db
    .prepare<[string], { fullName: string }>(
      'select full_name as fullName from office_official where official_id = ?',
    )
    .get(body.signerId);
  return {
    kind: 'outgoing',
    documentId,
    day: body.issuedOn ?? body.draftedOn ?? NO_DAY,
    words: outgoingWordsOf(body, signer?.fullName),
  };
};

function textsOf(db: ReadDb, documentId: string): readonly { sha256: string; text: string }[] {
  // Asked for every document of a first synchronisation, before any file is here: one probe of an index, no join.
  if (!db.prepare('select 1 from document_file where document_id = ? limit 1').get(documentId)) return [];
  return db
    .prepare<[string], { sha256: string; text: string }>(
      `select distinct file_text.sha256, file_text.text from document_file join file_text using (sha256)
       where document_id = ? order by file_text.sha256 limit 100`,
    )
    .all(documentId);
}

function nextOfDay(db: ReadDb, day: number): number {
  const last = db
    .prepare<[number, number], { last: number | null }>(
      'select max(rank_id) as last from search_document where rank_id >= ? and rank_id < ?',
    )
    .get(day * PER_DAY, (day + 1) * PER_DAY)?.last;
  // The first document without a day has the rank 0.
  const next = (last ?? day * PER_DAY - 1) + 1;
  assert(next < (day + 1) * PER_DAY, 'a day has no more than a million documents');
  return next;
}
