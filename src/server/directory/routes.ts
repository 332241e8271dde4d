import type { FastifyInstance } from 'fastify';
import type { AgencyId } from '../../shared/domain/core/values.ts';
import type { Agency } from '../../shared/domain/office/agency.ts';
import type { DirectoryResponse } from '../../shared/protocol/session.ts';
import type { Pool } from '../store/pool.ts';

/** What DirectoryResponse can carry. */
const AGENCIES_MAX = 200_000;

export type Listed = DirectoryResponse['agencies'][number];

/** Every agency that can be dispatched to. */
export async function listAgencies(pool: Pool): Promise<readonly Listed[]> {
  const { rows } = await pool.query<{ id: AgencyId; body: string }>({
    name: 'list-agencies',
    text: `select id, body from entities where kind = 'agency' order by id limit $1`,
    values: [AGENCIES_MAX],
  });
  return rows.map(({ id, body }) => {
    const { name, code, place } = JSON.parse(body) as Agency;
    return { agencyId: id, name, code, place };
  });
}

/** GET /v1/directory. */
export function directoryRoutes(app: FastifyInstance, pool: Pool): void {
  app.get('/v1/directory', async () => ({ agencies: await listAgencies(pool) }));
}
