/** The built-in issuer: its accounts, and what it keeps of sessions, codes and tokens. */
export const name = 'accounts';

export const sql = `
create table accounts (
  login text primary key,
  password_salt text not null,
  password_hash text not null,
  wrong_count integer not null default 0,
  wrong_at timestamptz
);

create table sign_in_records (
  model text not null,
  id text not null,
  payload jsonb not null,
  grant_id text,
  uid text,
  expires_at timestamptz,
  primary key (model, id)
);
create index sign_in_records_by_grant on sign_in_records (grant_id) where grant_id is not null;
create index sign_in_records_by_uid on sign_in_records (model, uid) where uid is not null;
create index sign_in_records_by_end on sign_in_records (expires_at);
`;
