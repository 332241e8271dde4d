import { foldedWords } from '../../shared/text/fold.ts';
import { reindexDocument } from '../search/index-document.ts';
import type { WriteDb } from '../store/handles.ts';
import type { Projectors } from '../store/projector.ts';

/** Documents indexed anew when a signer's name becomes known or changes; older ones keep the name that they had. */
const REINDEXED_MAX = 2_000;

/** Vietnamese names are listed by the given name, which stands last (Nguyễn Văn An under "an"). */
const sortName = (fullName: string): string => [...foldedWords(fullName)].reverse().join(' ');

function reindexSigned(db: WriteDb, officialId: string): void {
  const signed = db
    .prepare<[string, number], { documentId: string }>(
      'select document_id as documentId from outgoing_row where signer_id = ? order by sort_key desc limit ?',
    )
    .all(officialId, REINDEXED_MAX);
  for (const { documentId } of signed) reindexDocument(db, 'outgoing', documentId);
}

/** People and books of the agency. */
export const officeProjectors: Required<Pick<Projectors, 'official' | 'register'>> = {
  official: (db, officialId, body) => {
    if (!body) {
      db.prepare('delete from office_official where official_id = ?').run(officialId);
      return;
    }
    const before = db
      .prepare<[string], { fullName: string }>(
        'select full_name as fullName from office_official where official_id = ?',
      )
      .get(officialId);
    db.prepare(
      `insert into office_official values (?, ?, ?, ?)
       on conflict (official_id) do update set full_name = excluded.full_name, position = excluded.position, sort_name = excluded.sort_name`,
    ).run(officialId, body.fullName, body.position, sortName(body.fullName));
    if (before?.fullName !== body.fullName) reindexSigned(db, officialId);
  },
  register: (db, registerId, body) => {
    if (body)
      db.prepare(
        `insert into office_register values (?, ?, ?, ?, ?, ?)
         on conflict (register_id) do update set name = excluded.name, next = excluded.next, last_issued_on = excluded.last_issued_on`,
      ).run(registerId, body.book, body.year, body.name, body.next, body.lastIssuedOn);
    else db.prepare('delete from office_register where register_id = ?').run(registerId);
  },
};
