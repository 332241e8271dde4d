import type { Adapter, AdapterPayload } from 'oidc-provider';
import type { Instant } from '../../shared/domain/core/values.ts';
import type { Pool } from '../store/pool.ts';

/** Each row that is added takes more away than itself, so that what ran out never piles up however often somebody begins and leaves. */
const EXPIRED_AT_ONCE = 5;
const someExpired = `
  select model, id from sign_in_records where expires_at <= $7 and id <> $2 order by expires_at
  limit ${String(EXPIRED_AT_ONCE)} for update skip locked`;

type Row = { readonly payload: AdapterPayload };

/** What the issuer keeps, in the province's database: a used token must be known as used after a restart, or a thief would only have to wait for one. */
export const recordsIn =
  (pool: Pool, now: () => Instant): ((model: string) => Adapter) =>
  (model) => {
    const one = async (where: 'id' | 'uid', value: string): Promise<AdapterPayload | undefined> => {
      const { rows } = await pool.query<Row>(
        `select payload from sign_in_records where model = $1 and ${where} = $2 and (expires_at is null or expires_at > $3)`,
        [model, value, now()],
      );
      return rows[0]?.payload;
    };
    return {
      upsert: async (id, payload, expiresIn) => {
        const expiresAt = expiresIn && new Date(Date.parse(now()) + expiresIn * 1000).toISOString();
        await pool.query(
          `with gone as (delete from sign_in_records where (model, id) in (${someExpired}))
           insert into sign_in_records (model, id, payload, grant_id, uid, expires_at) values ($1, $2, $3, $4, $5, $6)
           on conflict (model, id) do update set payload = excluded.payload, grant_id = excluded.grant_id, uid = excluded.uid,
             expires_at = excluded.expires_at`,
          [
            model,
            id,
            JSON.stringify(payload),
            payload.grantId ?? null,
            payload.uid ?? null,
            expiresAt || null,
            now(),
          ],
        );
      },
      find: (id) => one('id', id),
      findByUid: (uid) => one('uid', uid),
      // Only for sign-in by a code shown on another screen, which is off.
      findByUserCode: () => Promise.resolve(undefined),
      consume: async (id) => {
        await pool.query(
          `update sign_in_records set payload = payload || jsonb_build_object('consumed', $3::bigint) where model = $1 and id = $2`,
          [model, id, Math.floor(Date.parse(now()) / 1000)],
        );
      },
      destroy: async (id) => {
        await pool.query('delete from sign_in_records where model = $1 and id = $2', [model, id]);
      },
      revokeByGrantId: async (grantId) => {
        await pool.query('delete from sign_in_records where grant_id = $1', [grantId]);
      },
    };
  };
