import { AgencyId } from '../../shared/domain/core/values.ts';
import { fold } from '../../shared/text/fold.ts';
import { derivedId } from '../exchange/derived-id.ts';
import type { AgencyListed } from '../gateway/port.ts';
import type { Pool } from '../store/pool.ts';

/** An agency that a gateway knows; `isOurs` where it is one of this server all the same. */
export type Elsewhere = {
  readonly agencyId: AgencyId;
  readonly code: string;
  readonly name: string;
  readonly gateway: string;
  readonly isOurs: boolean;
};

export type AgenciesElsewhere = {
  readonly byId: (agencyId: string) => Promise<Elsewhere | undefined>;
  /** Those of this server and those elsewhere that have these codes, new or old, without case. */
  readonly byCodes: (
    codes: readonly string[],
  ) => Promise<readonly (Elsewhere & { readonly wanted: string })[]>;
  /** The id of who wrote to us, made where nobody listed it. */
  readonly remember: (gateway: string, code: string, name: string) => Promise<AgencyId>;
  readonly markUsed: (agencyId: string) => Promise<void>;
  /** Takes a gateway's directory in place of its last one. Answers how many it has; a directory that broke off ends nobody. */
  readonly takeListing: (
    gateway: string,
    listed: AsyncIterable<AgencyListed>,
    order: readonly string[],
    at: string,
  ) => Promise<number>;
};

const BATCH_ROWS = 500;
const NAME_CHARS_MAX = 200;
const CODE_CHARS_MAX = 50;

/** The id follows from the first code under which an agency became known here, and stays when the code changes. */
const idOf = (code: string): AgencyId => AgencyId.parse(derivedId(`agency/${code.toLowerCase()}`));

const COLUMNS = `a.agency_id as "agencyId", a.code, a.name, a.gateway,
  exists (select 1 from entities e where e.kind = 'agency' and e.id = a.agency_id) as "isOurs"`;

/** The province's memory of agencies on other servers. */
export const makeAgenciesElsewhere = (pool: Pool): AgenciesElsewhere => ({
  byId: async (agencyId) => {
    const { rows } = await pool.query<Elsewhere>({
      name: 'elsewhere-by-id',
      text: `select ${COLUMNS} from agencies_elsewhere a where a.agency_id = $1`,
      values: [agencyId],
    });
    return rows[0];
  },
  byCodes: async (codes) => {
    const wanted = [...new Set(codes.map((code) => code.toLowerCase()))];
    const { rows } = await pool.query<Elsewhere & { wanted: string }>({
      name: 'agencies-by-codes',
      // Our own first, then the present code before an old one.
      text: `select distinct on (wanted) * from (
          select w.code as wanted, 1 as rank, e.id as "agencyId", e.body::json ->> 'code' as code, e.body::json ->> 'name' as name,
            '' as gateway, true as "isOurs"
          from entities e join unnest($1::text[]) as w (code) on lower(e.body::json ->> 'code') = w.code where e.kind = 'agency'
          union all
          select w.code, 2, ${COLUMNS} from unnest($1::text[]) as w (code) join agencies_elsewhere a on lower(a.code) = w.code
          union all
          select w.code, 3, ${COLUMNS} from unnest($1::text[]) as w (code) join agencies_elsewhere a on lower(a.old_code) = w.code
        ) found order by wanted, rank`,
      values: [wanted],
    });
    return rows;
  },
  remember: async (gateway, code, name) => {
    await pool.query(
      `insert into agencies_elsewhere (agency_id, code, name, search_text, gateway, is_listed, is_used)
       values ($1, $2, $3, $4, $5, false, true) on conflict do nothing`,
      [idOf(code), code, name, searchText(name, code), gateway],
    );
    return idOf(code);
  },
  markUsed: async (agencyId) => {
    await pool.query('update agencies_elsewhere set is_used = true where agency_id = $1 and not is_used', [
      agencyId,
    ]);
  },
  takeListing: async (gateway, listed, order, at) => {
    const ours = await ourCodes(pool);
    let [batch, count] = [new Map<string, object>(), 0];
    const flush = async (): Promise<void> => {
      await keepBatch(pool, gateway, [...batch.values()], order, at);
      count += batch.size;
      batch = new Map();
    };
    for await (const each of listed) {
      if (each.code.length > CODE_CHARS_MAX || (each.oldCode?.length ?? 0) > CODE_CHARS_MAX) continue;
      batch.set(each.code.toLowerCase(), rowOf(each, ours));
      if (batch.size >= BATCH_ROWS) await flush();
    }
    await flush();
    // An empty directory is a broken one.
    if (count > 0)
      await pool.query(
        'update agencies_elsewhere set is_listed = false where gateway = $1 and is_listed and listed_at < $2',
        [gateway, at],
      );
    return count;
  },
});

const searchText = (name: string, code: string): string => `${fold(name)} ${fold(code)}`;

function rowOf({ code, oldCode, name }: AgencyListed, ours: ReadonlyMap<string, string>): object {
  const own = ours.get(code.toLowerCase()) ?? (oldCode && ours.get(oldCode.toLowerCase()));
  const shown = name.normalize('NFC').slice(0, NAME_CHARS_MAX);
  return {
    agency_id: own ?? idOf(code),
    code,
    old_code: oldCode ?? null,
    name: shown,
    search_text: searchText(shown, code),
    is_listed: own === undefined,
  };
}

async function ourCodes(pool: Pool): Promise<ReadonlyMap<string, string>> {
  const { rows } = await pool.query<{ id: string; code: string }>(
    `select id, lower(body::json ->> 'code') as code from entities where kind = 'agency'`,
  );
  return new Map(rows.map(({ id, code }) => [code, id]));
}

/**
 * One page of a directory. An agency is known by its code, else by its old one: then it was renamed and keeps its id, and what is listed under the old code beside it is left out. Of two gateways that list it, the one that
 * the keeper named first serves it.
 */
async function keepBatch(
  pool: Pool,
  gateway: string,
  rows: readonly object[],
  order: readonly string[],
  at: string,
): Promise<void> {
  if (rows.length === 0) return;
  // Elsewhere yesterday, one of ours today: what was known of it under another id is gone.
  await pool.query({
    name: 'end-elsewhere',
    text: `delete from agencies_elsewhere a using jsonb_to_recordset($1) as g (agency_id text, code text, is_listed boolean)
      where not g.is_listed and lower(a.code) = lower(g.code) and a.agency_id <> g.agency_id`,
    values: [JSON.stringify(rows)],
  });
  await pool.query({
    name: 'keep-listed',
    text: `
      with given as (
        select coalesce(
            (select k.agency_id from agencies_elsewhere k where lower(k.code) = lower(g.code)),
            (select k.agency_id from agencies_elsewhere k where lower(k.code) = lower(g.old_code)),
            g.agency_id) as id, g.*
        from jsonb_to_recordset($1) as g (agency_id text, code text, old_code text, name text, search_text text, is_listed boolean)
      ), once as (select distinct on (id) * from given order by id, old_code nulls last)
      insert into agencies_elsewhere as a (agency_id, code, old_code, name, search_text, gateway, is_listed, listed_at)
        select id, code, old_code, name, search_text, $2, is_listed, $4 from once
        where not exists (select 1 from agencies_elsewhere k where lower(k.code) = lower(once.code) and k.agency_id <> once.id)
          and not exists (select 1 from agencies_elsewhere k where k.agency_id = once.id and lower(k.old_code) = lower(once.code) and k.listed_at = $4)
      on conflict (agency_id) do update set code = excluded.code, old_code = excluded.old_code, name = excluded.name,
          search_text = excluded.search_text, gateway = excluded.gateway, is_listed = excluded.is_listed, listed_at = excluded.listed_at
        where coalesce(array_position($3::text[], a.gateway), 1000) >= array_position($3::text[], excluded.gateway) or not a.is_listed`,
    values: [JSON.stringify(rows), gateway, order, at],
  });
}
