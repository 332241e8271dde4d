import { AgencyId } from '../../shared/domain/core/values.ts';
import type { DirectoryResponse } from '../../shared/protocol/session.ts';
import { fold } from '../../shared/text/fold.ts';
import type { ReadDb, WriteDb } from '../store/handles.ts';

/** Puts the province's directory, as just fetched, in place of the one that was here; in the caller's transaction. */
export function replaceDirectory(db: WriteDb, agencies: DirectoryResponse['agencies']): void {
  db.prepare('delete from directory_agency').run();
  const insert = db.prepare('insert into directory_agency values (?, ?, ?, ?, ?) on conflict do nothing');
  for (const { agencyId, name, code, place } of agencies)
    insert.run(agencyId, name, code, place, `${fold(name)} ${fold(code)}`);
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
