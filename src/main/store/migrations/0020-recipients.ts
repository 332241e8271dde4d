import type { Database } from 'better-sqlite3';

/** Names of the directory in one writing, for the names that stand on papers; and what recipients have left open, for how long. */
export const up = (db: Database): void => {
  db.exec(`
    alter table directory_agency add column plain text not null default '';
    create index directory_agency_by_plain on directory_agency (plain);

    alter table outgoing_delivery add column sent_at text not null default '';
    alter table outgoing_delivery add column is_open integer not null default 0 check (is_open in (0, 1));
    alter table outgoing_delivery add column is_refused integer not null default 0 check (is_refused in (0, 1));
    update outgoing_delivery set (sent_at, is_open, is_refused) = (
      select json_extract(seen, '$.sentAt'), coalesce(json_extract(seen, '$.status'), '01') = '01', coalesce(json_extract(seen, '$.status'), '') = '02'
      from (select coalesce(overlay, body) as seen from entities where kind = 'delivery' and id = delivery_id)
    ) where exists (select 1 from entities where kind = 'delivery' and id = delivery_id);
    create index outgoing_delivery_open on outgoing_delivery (sent_at, document_id) where is_open = 1;
  `);
};
