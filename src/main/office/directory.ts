import { AgencyId } from '../../shared/domain/core/values.ts';
import { plainName } from '../../shared/domain/exchange/plain-name.ts';
import type { DirectoryResponse } from '../../shared/protocol/session.ts';
import { fold } from '../../shared/text/fold.ts';
import type { ReadDb, WriteDb } from '../store/handles.ts';

/** Agencies elsewhere that a desk keeps beside those in use; whoever is not among them is found anew. */
const FOUND_KEPT_MAX = 5_000;

/**
 * Puts the province's directory, as just fetched, in place of the one that was here; in the caller's transaction. What was found elsewhere stays: somebody may be about to
 * choose it.
 */
export function replaceDirectory(db: WriteDb, agencies: DirectoryResponse['agencies']): void {
  const found = db
    .prepare<[number], string>('select agency_id from directory_agency where is_elsewhere = 1 limit ?')
    .pluck()
    .all(FOUND_KEPT_MAX + 1);
  db.prepare(
    `delete from directory_agency ${found.length > FOUND_KEPT_MAX ? '' : 'where is_elsewhere = 0'}`,
  ).run();
  keepAgencies(db, agencies);
}

/** Adds agencies to the directory, or what is new of them. */
export function keepAgencies(db: WriteDb, agencies: DirectoryResponse['agencies']): void {
  const insert = db.prepare('insert or replace into directory_agency values (?, ?, ?, ?, ?, ?, ?)');
  for (const { agencyId, name, code, place, isElsewhere } of agencies)
    insert.run(
      agencyId,
      name,
      code,
      place,
      `${fold(name)} ${fold(code)}`,
      plainName(name),
      isElsewhere ? 1 : 0,
    );
}

/** The directory's entries for these ids; an unknown one is left out. */
export function agenciesById(
  db: ReadDb,
  ids: readonly AgencyId[],
): readonly { readonly agencyId: AgencyId; readonly name: string; readonly code: string }[] {
  const find = db.prepare<[string], { name: string; code: string }>(
    'select name, code from directory_agency where agency_id = ?',
  );
  return [...new Set(ids)].flatMap((id) => {
    const found = find.get(id);
    return found ? [{ agencyId: AgencyId.parse(id), ...found }] : [];
  });
}
