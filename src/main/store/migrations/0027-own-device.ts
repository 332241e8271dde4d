import type { Database } from 'better-sqlite3';

/** As which device this replica numbers its operations; null until it is opened by a program that knows of it. */
export const up = (db: Database): void => {
  db.exec('alter table replica add column device_id text;');
};
