import type { Database } from 'better-sqlite3';

/**
 * People and books of the agency (projections), the province's directory as last fetched, and what was found in files. File facts are kept by content
 * and are no projection: they come from looking at the bytes, not from bodies.
 */
export const up = (db: Database): void => {
  db.exec(`
    create table office_official (
      official_id text primary key,
      full_name text not null,
      position text not null,
      sort_name text not null
    ) strict, without rowid;
    create index office_official_by_name on office_official (sort_name, official_id);

    create table office_register (
      register_id text primary key,
      book text not null,
      year integer not null,
      name text not null,
      next integer not null,
      last_issued_on text not null
    ) strict, without rowid;
    create index office_register_by_book on office_register (book, year);

    create table directory_agency (
      agency_id text primary key,
      name text not null,
      code text not null,
      place text not null,
      search_text text not null
    ) strict, without rowid;

    create table document_file (
      owner_id text primary key,
      document_kind text not null check (document_kind in ('incoming', 'outgoing')),
      document_id text not null,
      sha256 text not null
    ) strict, without rowid;
    create index document_file_by_document on document_file (document_id);
    create index document_file_by_content on document_file (sha256);

    create table file_fact (
      sha256 text primary key,
      verdict text not null,
      page_count integer,
      problem text,
      looked_at text not null,
      looked_by integer not null
    ) strict, without rowid;

    create table file_text (
      sha256 text primary key,
      text text not null
    ) strict;
  `);
};
