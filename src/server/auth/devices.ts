import { createHash, randomBytes } from 'node:crypto';
import { type AgencyId, DeviceId, type Instant, type OfficialId } from '../../shared/domain/core/values.ts';
import type { Official } from '../../shared/domain/office/official.ts';
import type { DeviceKey } from '../../shared/protocol/session.ts';
import type { Pool } from '../store/pool.ts';

/** An official has a few machines; more at once is a copied code or a mistake. */
export const DEVICES_MAX = 20;
export const ENROLMENT_CODE_AGE_MAX_MS = 7 * 24 * 60 * 60 * 1000;

export type Device = {
  readonly deviceId: DeviceId;
  readonly officialId: OfficialId;
  readonly agencyId: AgencyId;
  readonly key: DeviceKey;
  /** The official's appointment now: rights and visibility follow it. */
  readonly official: Official;
};

export type Devices = {
  /** A one-time code for an official: 130 random bits in letters and digits that are read aloud without doubt. Only its hash is kept. */
  readonly issueCode: (agencyId: AgencyId, officialId: OfficialId) => Promise<string>;
  /** Binds a key to the code's official; undefined for a code that is unknown, used or old. */
  readonly enrol: (
    code: string,
    key: DeviceKey,
    name: string,
  ) => Promise<Pick<Device, 'deviceId' | 'officialId' | 'agencyId'> | undefined>;
  /** A device that may speak, with its official as he is now; undefined when unknown or revoked. */
  readonly find: (deviceId: DeviceId) => Promise<Device | undefined>;
  readonly revoke: (deviceId: DeviceId) => Promise<void>;
  /** What the device has stored, for retention and for knowing who has what. */
  readonly ack: (deviceId: DeviceId, seq: number) => Promise<void>;
  readonly officialOf: (officialId: OfficialId, agencyId: AgencyId) => Promise<Official | undefined>;
};

const ALPHABET = 'ABCDEFGHJKMNPQRSTVWXYZ0123456789';
const hashOf = (code: string): string => createHash('sha256').update(code.trim().toUpperCase()).digest('hex');

const findDevice = `
select d.official_id as "officialId", d.agency_id as "agencyId", d.key, e.body
from devices d join entities e on e.kind = 'official' and e.id = d.official_id
where d.id = $1 and d.revoked_at is null`;

/** Devices and their enrolment; the port that OIDC sign-in will stand beside. */
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
    find: async (deviceId) => {
      const { rows } = await pool.query<Omit<Device, 'deviceId' | 'official'> & { body: string }>({
        name: 'find-device',
        text: findDevice,
        values: [deviceId],
      });
      const row = rows[0];
      if (!row) return undefined;
      const { body, ...rest } = row;
      return { deviceId, ...rest, official: JSON.parse(body) as Official };
    },
    revoke: async (deviceId) => {
      await pool.query('update devices set revoked_at = $2 where id = $1', [deviceId, now()]);
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
     insert into devices (id, agency_id, official_id, key, name, enrolled_at)
     select $3, agency_id, official_id, $4, $5, $2 from used
     returning official_id as "officialId", agency_id as "agencyId"`,
    [hashOf(code), at, deviceId, JSON.stringify(key), name.replaceAll('\0', '').toWellFormed(), DEVICES_MAX],
  );
  return rows[0] && { deviceId, ...rows[0] };
}
