import type { Database } from 'better-sqlite3';

/**
 * Each kept file with the version that looked at it (0: none has), so that those which wait are found without going through all of them; and the history that may be forgotten by
 * its time.
 */
export const up = (db: Database): void => {
  db.exec(`
    alter table kept_file add column looked_by integer not null default 0;
    update kept_file set looked_by = coalesce((select looked_by from file_fact where file_fact.sha256 = kept_file.sha256), 0);
    create index kept_file_by_look on kept_file (looked_by, sha256);
    create trigger kept_file_added after insert on kept_file begin
      update kept_file set looked_by = (select looked_by from file_fact where sha256 = new.sha256)
        where sha256 = new.sha256 and exists (select 1 from file_fact where sha256 = new.sha256);
    end;
    create trigger file_fact_added after insert on file_fact begin
      update kept_file set looked_by = new.looked_by where sha256 = new.sha256;
    end;
    create trigger file_fact_changed after update of looked_by on file_fact when old.looked_by <> new.looked_by begin
      update kept_file set looked_by = new.looked_by where sha256 = new.sha256;
    end;
    create trigger file_fact_removed after delete on file_fact begin
      update kept_file set looked_by = 0 where sha256 = old.sha256;
    end;
    create index outbox_settled on outbox (settled_at) where settled_at is not null;
  `);
};
