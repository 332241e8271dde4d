/**
 * Sign-in by tokens beside enrolment by codes: a key's thumbprint (RFC 7638) is what a token is bound to; who a subject of the province's issuer is; and what
 * ended a device's right to speak.
 */
export const name = 'sign-in';

export const sql = `
alter table devices
  add column thumbprint text,
  add column enrolled_by text not null default 'code' check (enrolled_by in ('code', 'token')),
  add column signed_out_at timestamptz,
  add column revoked_by text;

-- The members of an EC key in the order of their letters, without spaces.
update devices set thumbprint = rtrim(translate(encode(sha256(convert_to(
  '{"crv":"P-256","kty":"EC","x":"' || (key ->> 'x') || '","y":"' || (key ->> 'y') || '"}', 'UTF8')), 'base64'), '+/', '-_'), '=');

alter table devices alter column thumbprint set not null;
create unique index devices_by_thumbprint on devices (thumbprint) where enrolled_by = 'token';

create table identities (
  issuer text not null,
  subject text not null,
  agency_id text not null,
  official_id text not null,
  primary key (issuer, subject)
);
`;
