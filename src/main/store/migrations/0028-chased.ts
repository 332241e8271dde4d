import type { Database } from 'better-sqlite3';

/** On which day whoever gave a task last asked after it. */
export const up = (db: Database): void => {
  db.exec('alter table task_row add column chased_on text;');
};
