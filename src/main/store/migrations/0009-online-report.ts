import type { Database } from 'better-sqlite3';

/**
 * What a file's signatures came to when its certificates' authorities were asked: kept until the roots change, so that an answer once had is not lost with
 * the line. A report is known by the file's content and is no projection.
 */
export const up = (db: Database): void => {
  db.exec(`
    create table online_report (
      sha256 text primary key,
      report text not null
    ) strict;
  `);
};
