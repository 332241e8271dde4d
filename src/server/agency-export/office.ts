import type { AgencyId } from '../../shared/domain/core/values.ts';
import type { Agency, Unit } from '../../shared/domain/office/agency.ts';
import type { Official } from '../../shared/domain/office/official.ts';
import { AppError } from '../../shared/errors.ts';
import type { DatabaseClient } from '../store/pool.ts';
import type { Office } from './dossier-xml.ts';

/** The agency that somebody names by its id or its code. Throws `agencyExport.no-agency`. */
export async function findAgency(client: DatabaseClient, named: string): Promise<AgencyId> {
  const { rows } = await client.query<{ id: AgencyId }>(
    `select id from entities where kind = 'agency' and agency_id = id
       and (id = $1 or lower(body::json ->> 'code') = lower($1)) limit 2`,
    [named],
  );
  const [found] = rows;
  if (!found || rows.length > 1) throw new AppError('agencyExport.no-agency', { name: named });
  return found.id;
}

/** The agency with its people and units, and a way to ask after others. */
export async function openOffice(client: DatabaseClient, agencyId: AgencyId): Promise<Office> {
  const { rows } = await client.query<{ kind: string; id: string; body: string }>(
    `select kind, id, body from entities where agency_id = $1 and kind in ('agency', 'official', 'unit')`,
    [agencyId],
  );
  const found = <Body>(wanted: string): ReadonlyMap<string, Body> =>
    new Map(rows.flatMap(({ kind, id, body }) => (kind === wanted ? [[id, JSON.parse(body) as Body]] : [])));
  const agency = found<Agency>('agency').get(agencyId);
  if (!agency) throw new AppError('agencyExport.no-agency', { name: agencyId });
  const units = found<Unit>('unit');
  const codes = new Map<string, string | undefined>();
  return {
    agencyId,
    agency,
    officials: found<Official>('official'),
    unitNames: new Map([...units].map(([id, { name }]) => [id, name])),
    codeOf: async (id) => {
      if (!codes.has(id)) codes.set(id, await codeOf(client, id));
      return codes.get(id);
    },
  };
}

async function codeOf(client: DatabaseClient, agencyId: string): Promise<string | undefined> {
  const { rows } = await client.query<{ code: string }>(
    `select body::json ->> 'code' as code from entities where kind = 'agency' and id = $1`,
    [agencyId],
  );
  return rows[0]?.code;
}
