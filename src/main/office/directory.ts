import type { DirectoryResponse } from '../../shared/protocol/session.ts';
import { fold } from '../../shared/text/fold.ts';
import type { WriteDb } from '../store/handles.ts';

/** Puts the province's directory, as just fetched, in place of the one that was here; in the caller's transaction. */
export function replaceDirectory(db: WriteDb, agencies: DirectoryResponse['agencies']): void {
  db.prepare('delete from directory_agency').run();
  const insert = db.prepare('insert into directory_agency values (?, ?, ?, ?, ?) on conflict do nothing');
  for (const { agencyId, name, code, place } of agencies)
    insert.run(agencyId, name, code, place, `${fold(name)} ${fold(code)}`);
}
