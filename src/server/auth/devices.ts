import { createHash, randomBytes } from 'node:crypto';
import { calculateJwkThumbprint } from 'jose';
import { type AgencyId, DeviceId, type Instant, type OfficialId } from '../../shared/domain/core/values.ts';
import type { Agency } from '../../shared/domain/office/agency.ts';
import type { Official } from '../../shared/domain/office/official.ts';
import type { DeviceKey, DeviceShown, SignInResponse } from '../../shared/protocol/session.ts';
import { instantOf } from '../../shared/text/day.ts';
import type { Pool } from '../store/pool.ts';
import type { Newcomer } from './identities.ts';

/** An official has a few machines; more at once is a copied code or a mistake. */
export const DEVICES_MAX = 20;
/** Of an agency, in one list. */
export const DEVICES_LISTED_MAX = 5_000;
export const ENROLMENT_CODE_AGE_MAX_MS = 7 * 24 * 60 * 60 * 1000;

export type Device = {
  readonly deviceId: DeviceId;
  readonly officialId: OfficialId;
  readonly agencyId: AgencyId;
  readonly key: DeviceKey;
  /** The official's appointment now: rights and visibility follow it. */
  readonly official: Official;
  /** A device enrolled by signing in speaks only with a token. */
  readonly enrolledBy: 'code' | 'token';
  readonly isRevoked: boolean;
  /** Tokens issued until then are void. */
  readonly signedOutAtMs: number | null;
};

export type Enrolled = Pick<Device, 'deviceId' | 'officialId' | 'agencyId'>;

export type Devices = {
  /** A one-time code for an official: 130 random bits in letters and digits that are read aloud without doubt. Only its hash is kept. */
  readonly issueCode: (agencyId: AgencyId, officialId: OfficialId) => Promise<string>;
  /** Binds a key to the code's official; undefined for a code that is unknown, used or old. */
  readonly enrol: (code: string, key: DeviceKey, name: string) => Promise<Enrolled | undefined>;
  /** Makes a device of the key that somebody signed in with, or finds the one it is; undefined when it is not his, revoked, or one too many. */
  readonly join: (newcomer: Newcomer, name: string) => Promise<Enrolled | undefined>;
  /** Whose a device is, in words. */
  readonly shown: (device: Enrolled) => Promise<Pick<SignInResponse, 'fullName' | 'role' | 'agencyName'>>;
  /** A device with its official as he is now; undefined when unknown. */
  readonly find: (deviceId: DeviceId) => Promise<Device | undefined>;
  readonly findByThumbprint: (thumbprint: string) => Promise<Device | undefined>;
  /** Those of one official, or of a whole agency; revoked ones last. */
  readonly list: (of: {
    readonly agencyId: AgencyId;
    readonly officialId?: OfficialId;
  }) => Promise<readonly DeviceShown[]>;
  /** From the next request on the device is refused, for ever. */
  readonly revoke: (deviceId: DeviceId, by: OfficialId) => Promise<void>;
  /** Notes that a device speaks, once in some minutes. */
  readonly seen: (deviceId: DeviceId) => Promise<void>;
  /** Every token that was issued to the key until now is void: one of its family was used twice. */
  readonly signOut: (thumbprint: string) => Promise<void>;
  /** What the device has stored, for retention and for knowing who has what. */
  readonly ack: (deviceId: DeviceId, seq: number) => Promise<void>;
  readonly officialOf: (officialId: OfficialId, agencyId: AgencyId) => Promise<Official | undefined>;
};

const ALPHABET = 'ABCDEFGHJKMNPQRSTVWXYZ0123456789';
const hashOf = (code: string): string => createHash('sha256').update(code.trim().toUpperCase()).digest('hex');

const selectDevice = `
select d.id as "deviceId", d.official_id as "officialId", d.agency_id as "agencyId", d.key, d.enrolled_by as "enrolledBy",
  d.revoked_at is not null as "isRevoked", (extract(epoch from d.signed_out_at) * 1000)::float8 as "signedOutAtMs", e.body
from devices d join entities e on e.kind = 'official' and e.id = d.official_id`;

const listDevices = `
select d.id as "deviceId", d.official_id as "officialId", d.name, d.enrolled_by as "enrolledBy", d.enrolled_at as "enrolledAt",
  d.revoked_at as "revokedAt", d.seen_at as "seenAt"
from devices d where d.agency_id = $1 and ($2::text is null or d.official_id = $2)
order by d.revoked_at is not null, d.enrolled_at desc limit ${String(DEVICES_LISTED_MAX)}`;

/** Devices and their enrolment, by a code or by signing in. */
export function makeDevices(pool: Pool, now: () => Instant, newId: () => string): Devices {
  return {
    issueCode: async (agencyId, officialId) => {
      const code = [...randomBytes(26)].map((byte) => ALPHABET[byte % 32]).join('');
      const expiresAt = new Date(Date.parse(now()) + ENROLMENT_CODE_AGE_MAX_MS).toISOString();
      await pool.query(
        'insert into enrolment_codes (code_sha256, agency_id, official_id, expires_at) values ($1, $2, $3, $4)',
        [hashOf(code), agencyId, officialId, expiresAt],
      );
      return code;
    },
    enrol: (code, key, name) =>
      enrol(pool, { code, key, name, at: now(), deviceId: DeviceId.parse(newId()) }),
    join: (newcomer, name) => join(pool, { newcomer, name, at: now(), deviceId: DeviceId.parse(newId()) }),
    shown: (device) => shown(pool, device),
    find: (deviceId) => findDevice(pool, 'find-device', `${selectDevice} where d.id = $1`, deviceId),
    findByThumbprint: (thumbprint) =>
      findDevice(
        pool,
        'find-device-by-thumbprint',
        `${selectDevice} where d.thumbprint = $1 and d.enrolled_by = 'token'`,
        thumbprint,
      ),
    list: (of) => list(pool, of),
    revoke: async (deviceId, by) => {
      await pool.query(
        'update devices set revoked_at = $2, revoked_by = $3 where id = $1 and revoked_at is null',
        [deviceId, now(), by],
      );
    },
    seen: seenNoter(pool, now),
    signOut: async (thumbprint) => {
      await pool.query(
        `update devices set signed_out_at = $2 where thumbprint = $1 and enrolled_by = 'token'`,
        [thumbprint, now()],
      );
    },
    ack: async (deviceId, seq) => {
      await pool.query({
        name: 'ack',
        text: 'update devices set acked_seq = $2 where id = $1 and acked_seq < $2',
        values: [deviceId, seq],
      });
    },
    officialOf: async (officialId, agencyId) => {
      const { rows } = await pool.query<{ body: string }>({
        name: 'find-official',
        text: `select body from entities where kind = 'official' and id = $1 and agency_id = $2`,
        values: [officialId, agencyId],
      });
      return rows[0] && (JSON.parse(rows[0].body) as Official);
    },
  };
}

const SEEN_EVERY_MS = 10 * 60_000;
/** Devices remembered as noted; past this some are noted again. */
const NOTED_MAX = 50_000;

function seenNoter(pool: Pool, now: () => Instant): Devices['seen'] {
  const noted = new Map<DeviceId, number>();
  return async (deviceId) => {
    const at = Date.parse(now());
    if (at - (noted.get(deviceId) ?? Number.NEGATIVE_INFINITY) < SEEN_EVERY_MS) return;
    if (noted.size >= NOTED_MAX) noted.clear();
    noted.set(deviceId, at);
    await pool.query({
      ...{
        name: 'device-seen',
        text: 'update devices set seen_at = $2 where id = $1',
        values: [deviceId, now()],
      },
    });
  };
}

type DeviceRow = Omit<DeviceShown, 'enrolledAt' | 'revokedAt' | 'seenAt'> & {
  readonly enrolledAt: Date;
  readonly revokedAt: Date | null;
  readonly seenAt: Date | null;
};

async function shown(pool: Pool, { officialId, agencyId }: Enrolled) {
  const { rows } = await pool.query<{ official: string; agency: string }>(
    `select o.body as official, a.body as agency from entities o, entities a
     where o.kind = 'official' and o.id = $1 and a.kind = 'agency' and a.id = $2`,
    [officialId, agencyId],
  );
  const { fullName, roles } = JSON.parse(rows[0]?.official ?? '') as Official;
  const { name: agencyName } = JSON.parse(rows[0]?.agency ?? '') as Agency;
  return { fullName, role: roles[0] ?? 'specialist', agencyName };
}

async function list(pool: Pool, { agencyId, officialId }: { agencyId: AgencyId; officialId?: OfficialId }) {
  const { rows } = await pool.query<DeviceRow>(listDevices, [agencyId, officialId ?? null]);
  return rows.map(({ enrolledAt, revokedAt, seenAt, ...rest }) => ({
    ...rest,
    enrolledAt: instantOf(enrolledAt.getTime()),
    ...(revokedAt && { revokedAt: instantOf(revokedAt.getTime()) }),
    ...(seenAt && { seenAt: instantOf(seenAt.getTime()) }),
  }));
}

async function findDevice(
  pool: Pool,
  name: string,
  text: string,
  value: string,
): Promise<Device | undefined> {
  const { rows } = await pool.query<Omit<Device, 'official'> & { body: string }>({
    ...{ name, text, values: [value] },
  });
  const row = rows[0];
  if (!row) return undefined;
  const { body, ...device } = row;
  return { ...device, official: JSON.parse(body) as Official };
}

/** PostgreSQL's text holds neither NUL nor half a surrogate pair. */
const nameForStore = (name: string): string => name.replaceAll('\0', '').toWellFormed();

type Joining = { newcomer: Newcomer; name: string; at: Instant; deviceId: DeviceId };

/** One statement makes it unless the key is a device's already; of two that come at once, one finds the other's. */
async function join(pool: Pool, { newcomer, name, at, deviceId }: Joining): Promise<Enrolled | undefined> {
  const { agencyId, officialId, key, thumbprint } = newcomer;
  await pool.query(
    `insert into devices (id, agency_id, official_id, key, thumbprint, name, enrolled_by, enrolled_at)
     select $1, $2, $3, $4, $5, $6, 'token', $7
     where (select count(*) from devices d where d.official_id = $3 and d.revoked_at is null) < $8
       and exists (select 1 from entities e where e.kind = 'official' and e.id = $3 and e.agency_id = $2)
     on conflict (thumbprint) where enrolled_by = 'token' do nothing`,
    [deviceId, agencyId, officialId, JSON.stringify(key), thumbprint, nameForStore(name), at, DEVICES_MAX],
  );
  const { rows } = await pool.query<Enrolled>(
    `select id as "deviceId", agency_id as "agencyId", official_id as "officialId" from devices
     where thumbprint = $1 and enrolled_by = 'token' and official_id = $2 and revoked_at is null`,
    [thumbprint, officialId],
  );
  return rows[0];
}

type Enrolment = { code: string; key: DeviceKey; name: string; at: Instant; deviceId: DeviceId };

/** The code is used up and the device made in one statement: of two that come at once, one finds nothing. */
async function enrol(pool: Pool, { code, key, name, at, deviceId }: Enrolment) {
  const { rows } = await pool.query<{ officialId: OfficialId; agencyId: AgencyId }>(
    `with used as (
       update enrolment_codes c set used_at = $2
       where code_sha256 = $1 and used_at is null and expires_at > $2
         and (select count(*) from devices d where d.official_id = c.official_id and d.revoked_at is null) < $6
       returning agency_id, official_id
     )
     insert into devices (id, agency_id, official_id, key, thumbprint, name, enrolled_at)
     select $3, agency_id, official_id, $4, $7, $5, $2 from used
     returning official_id as "officialId", agency_id as "agencyId"`,
    [
      ...[hashOf(code), at, deviceId, JSON.stringify(key), nameForStore(name), DEVICES_MAX],
      await calculateJwkThumbprint(key),
    ],
  );
  return rows[0] && { deviceId, ...rows[0] };
}
