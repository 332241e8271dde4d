import type { Database } from 'better-sqlite3';

/** When the last try was and what its sentence names, for whoever looks why a file still waits. */
export const up = (db: Database): void => {
  db.exec(`
    alter table signing_extension add column tried_at text;
    alter table signing_extension add column detail text;
  `);
};
