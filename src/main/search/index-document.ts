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

/** Puts a document into the index, or brings its entry up to date; does nothing where no word and no day has changed. */
export function indexDocument(db: WriteDb, { kind, documentId, day, words }: Entry): void {
  const texts = textsOf(db, documentId);
  const digest = hash('sha1', JSON.stringify([words, texts.map(({ sha256 }) => sha256)]), 'base64');
  const known = db
    .prepare<[string], Known>('select rank_id as rankId, digest from search_document where document_id = ?')
    .get(documentId);
  const number = dayNumber(day);
  const isSameDay = known !== undefined && Math.floor(known.rankId / PER_DAY) === number;
  if (isSameDay && known.digest === digest) return;
  if (known) removeEntry(db, known.rankId);
  const rankId = isSameDay ? known.rankId : nextOfDay(db, number);
  db.prepare('insert into search_document (rank_id, document_id, kind, digest) values (?, ?, ?, ?)').run(
    rankId,
    documentId,
    kind,
    digest,
  );
  db.prepare(
    'insert into search_index (rowid, reference, subject, organ, signer, note, content) values (?, ?, ?, ?, ?, ?, ?)',
  ).run(
    rankId,
    fold(words.reference),
    fold(words.subject),
    fold(words.organ),
    fold(words.signer),
    fold(words.note),
    fold(
      texts
        .map(({ text }) => text)
        .join('\n')
        .slice(0, CONTENT_CHARS_MAX),
    ),
  );
}

/** Takes a document out of the index. */
export function forgetDocument(db: WriteDb, documentId: string): void {
  const known = db
    .prepare<[string], { rankId: number }>(
      'select rank_id as rankId from search_document where document_id = ?',
    )
    .get(documentId);
  if (known) removeEntry(db, known.rankId);
}

/** Indexes a document anew from its body, after the text of one of its files became known. A document that is not here yet is left to its projector. */
export function reindexDocument(db: WriteDb, kind: 'incoming' | 'outgoing', documentId: string): void {
  if (kind === 'incoming') {
    const body = seen(db, kind, documentId);
    if (body) indexDocument(db, incomingEntry(documentId, body));
  } else {
    const body = seen(db, kind, documentId);
    if (body) indexDocument(db, outgoingEntry(db, documentId, body));
  }
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
  const next = last ? last + 1 : day * PER_DAY;
  assert(next < (day + 1) * PER_DAY, 'a day has no more than a million documents');
  return next;
}

function removeEntry(db: WriteDb, rankId: number): void {
  db.prepare('delete from search_index where rowid = ?').run(rankId);
  db.prepare('delete from search_document where rank_id = ?').run(rankId);
}
