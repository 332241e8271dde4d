import type { AgencyId, OfficialId } from '../../shared/domain/core/values.ts';
import type { DeviceKey } from '../../shared/protocol/session.ts';
import type { DatabaseClient, Pool } from '../store/pool.ts';

export type Identity = { readonly agencyId: AgencyId; readonly officialId: OfficialId };

/** Who has signed in with a key that may be no device's yet. */
export type Newcomer = Identity & { readonly key: DeviceKey; readonly thumbprint: string };

/** Which official a subject of an issuer is: kept by the province's keeper, never taken from a token's own words. */
export type Identities = {
  readonly officialOf: (issuer: string, subject: string) => Promise<Identity | undefined>;
  /** False when there is no such official. */
  readonly link: (issuer: string, subject: string, officialId: string) => Promise<boolean>;
};

export const makeIdentities = (pool: Pool | DatabaseClient): Identities => ({
  officialOf: async (issuer, subject) => {
    const { rows } = await pool.query<Identity>({
      name: 'find-identity',
      text: `select agency_id as "agencyId", official_id as "officialId" from identities where issuer = $1 and subject = $2`,
      values: [issuer, subject],
    });
    return rows[0];
  },
  link: async (issuer, subject, officialId) => {
    const { rowCount } = await pool.query(
      `insert into identities (issuer, subject, agency_id, official_id)
       select $1, $2, agency_id, id from entities where kind = 'official' and id = $3
       on conflict (issuer, subject) do update set agency_id = excluded.agency_id, official_id = excluded.official_id`,
      [issuer, subject, officialId],
    );
    return rowCount === 1;
  },
});
