import type { Database } from 'better-sqlite3';

/** What reports of the exchange ask of a document that has a number: whether it is a copy, who signed it, and what became of each recipient. */
export const up = (db: Database): void => {
  db.exec(`
    alter table outgoing_row add column is_copy integer not null default 0 check (is_copy in (0, 1));
    update outgoing_row set is_copy = 1 where exists (
      select 1 from entities where kind = 'outgoing' and id = document_id and json_extract(coalesce(overlay, body), '$.copy') is not null
    );
    create index outgoing_row_by_issue on outgoing_row (issued_on, document_id) where issued_on is not null;

    create table outgoing_signature (
      version_id text primary key,
      document_id text not null,
      is_seal integer not null check (is_seal in (0, 1)),
      signed_at text not null
    ) strict, without rowid;
    create index outgoing_signature_by_document on outgoing_signature (document_id, is_seal, signed_at);
    insert into outgoing_signature
      select id, root_id, json_extract(seen, '$.origin') = 'sealed', json_extract(seen, '$.doneAt')
      from (select id, root_id, coalesce(overlay, body) as seen from entities where kind = 'version' and is_readable = 1)
      where json_extract(seen, '$.origin') in ('signed', 'sealed');

    alter table outgoing_delivery add column recipient_id text not null default '';
    alter table outgoing_delivery add column standing text not null default 'sent'
      check (standing in ('sent', 'refused', 'recalled', 'resent'));
    alter table outgoing_delivery add column is_paper_too integer not null default 0 check (is_paper_too in (0, 1));
    update outgoing_delivery set (recipient_id, standing, is_paper_too) = (
      select json_extract(seen, '$.recipientAgencyId'),
        case when json_extract(seen, '$.resentAs') is not null then 'resent'
          when coalesce(json_extract(seen, '$.recall.status'), '') = '15' then 'recalled'
          when coalesce(json_extract(seen, '$.status'), '') = '02' then 'refused' else 'sent' end,
        coalesce(json_extract(seen, '$.isPaperToo'), 0)
      from (select coalesce(overlay, body) as seen from entities where kind = 'delivery' and id = delivery_id)
    ) where exists (select 1 from entities where kind = 'delivery' and id = delivery_id);
    create index outgoing_delivery_by_standing on outgoing_delivery (document_id, standing, recipient_id, sent_at, is_paper_too);
  `);
};
