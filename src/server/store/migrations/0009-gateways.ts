/**
 * Agencies on other servers. Work for them waits in the same queue, in a lane of the gateway that serves them, so that a gateway that is away holds up nobody else; what is
 * sent and taken stands here before the first byte of it moves.
 */
export const name = 'gateways';

export const sql = `
alter table queue add column lane text not null default '';
drop index queue_due;
create index queue_due on queue (lane, due_at);

-- Also agencies of this server whose codes the gateway lists: under their own ids, so that either code finds them.
create table agencies_elsewhere (
  agency_id text primary key,
  code text not null,
  old_code text,
  name text not null,
  search_text text not null,
  gateway text not null,
  -- In the gateway's last whole directory; an agency that only wrote to us, or is there no more, can be answered and not chosen.
  is_listed boolean not null,
  -- Somebody here wrote to it, or it to somebody: desks hold it.
  is_used boolean not null default false,
  listed_at timestamptz
);
create unique index agencies_elsewhere_by_code on agencies_elsewhere (lower(code));
create index agencies_elsewhere_by_old_code on agencies_elsewhere (lower(old_code)) where old_code is not null;
create index agencies_elsewhere_used on agencies_elsewhere (agency_id) where is_used;

create table gateway_sent (
  delivery_id text primary key,
  gateway text not null,
  message_id text not null,
  sender_agency_id text not null,
  recipient_agency_id text not null,
  from_code text not null,
  to_code text not null,
  document_id text not null,
  reference text not null,
  promulgated_on text not null,
  begun_at timestamptz not null,
  sent_at timestamptz,
  hub_id text
);
create index gateway_sent_by_document on gateway_sent (recipient_agency_id, begun_at);
create index gateway_sent_by_hub_id on gateway_sent (gateway, hub_id) where hub_id is not null;

create table gateway_received (
  gateway text not null,
  kind text not null,
  hub_id text not null,
  account text not null,
  state text not null check (state in ('taken', 'done', 'failed')),
  -- Why it was of no use; and the bytes that were, so that a line that damages them is told from a package that is damaged.
  problem text,
  sha256 text,
  attempts integer not null default 0,
  due_at timestamptz not null,
  taken_at timestamptz not null,
  acknowledged_at timestamptz,
  primary key (gateway, kind, hub_id, account)
);
create index gateway_received_failed on gateway_received (gateway) where state = 'failed';

create table gateway_arrivals (
  delivery_id text primary key,
  gateway text not null,
  message_id text not null,
  sender_agency_id text not null,
  sender_code text not null,
  sender_name text not null,
  recipient_agency_id text not null,
  document_id text not null,
  reference text not null,
  promulgated_on text not null,
  arrived_at timestamptz not null
);
create index gateway_arrivals_by_document on gateway_arrivals (sender_agency_id, document_id);
`;
