import type { Database } from 'better-sqlite3';

/** The counter of documents whose number was given up. */
export const up = (db: Database): void => {
  db.exec("insert into outgoing_count values ('void', 0);");
};
