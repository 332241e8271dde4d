import type { Database } from 'better-sqlite3';

/** How far the boxes for number, date, signature and seal are moved on papers of one kind: a person's choice on this machine, made once and kept. */
export const up = (db: Database): void => {
  db.exec(`
    create table signing_places (
      agency_id text not null,
      type_name text not null,
      code_notation text not null,
      shifts text not null,
      kept_at text not null,
      primary key (agency_id, type_name, code_notation)
    ) strict, without rowid;
    create index signing_places_oldest on signing_places (kept_at);
  `);
};
