import type { FastifyInstance } from 'fastify';
import { z } from 'zod';
import type { AgencyId } from '../../shared/domain/core/values.ts';
import type { Agency } from '../../shared/domain/office/agency.ts';
import type { DirectoryResponse } from '../../shared/protocol/session.ts';
import { foldedWords } from '../../shared/text/fold.ts';
import { ProtocolProblem } from '../http/protocol-problem.ts';
import type { Pool } from '../store/pool.ts';

/** What every desk holds: more is searched here. */
const AGENCIES_MAX = 20_000;
const FOUND_MAX = 50;
const WORDS_MAX = 12;

type Listed = DirectoryResponse['agencies'][number];

/** The agencies of this server, and those elsewhere that somebody here has written to or heard of. */
async function listAgencies(pool: Pool): Promise<readonly Listed[]> {
  const { rows } = await pool.query<{ id: AgencyId; body: string }>({
    name: 'list-agencies',
    text: `select id, body from entities where kind = 'agency' order by id limit $1`,
    values: [AGENCIES_MAX],
  });
  const ours = rows.map(({ id, body }) => {
    const { name, code, place } = JSON.parse(body) as Agency;
    return { agencyId: id, name, code, place };
  });
  return [...ours, ...(await elsewhere(pool, 'is_used', [], AGENCIES_MAX - ours.length))];
}

/** Agencies elsewhere that a gateway lists and whose name and code have every one of the words. */
const findElsewhere = (pool: Pool, words: readonly string[]): Promise<readonly Listed[]> =>
  elsewhere(
    pool,
    'not exists (select 1 from unnest($2::text[]) as w (word) where strpos(search_text, word) = 0)',
    words,
    FOUND_MAX,
  );

async function elsewhere(
  pool: Pool,
  condition: string,
  words: readonly string[],
  limit: number,
): Promise<readonly Listed[]> {
  const { rows } = await pool.query<{ agencyId: AgencyId; name: string; code: string }>({
    text: `select agency_id as "agencyId", name, code from agencies_elsewhere
      where is_listed and cardinality($2::text[]) >= 0 and ${condition} order by length(name), name, agency_id limit $1`,
    values: [limit, words],
  });
  return rows.map((each) => ({ ...each, place: '', isElsewhere: true }));
}

const Asked = z.object({ text: z.string().min(1).max(200) });

/** GET /v1/directory, and `/v1/directory/search?text=` for the agencies elsewhere that no desk holds. */
export function directoryRoutes(app: FastifyInstance, pool: Pool): void {
  app.get('/v1/directory', async () => ({ agencies: await listAgencies(pool) }));
  app.get('/v1/directory/search', async (request) => {
    const asked = Asked.safeParse(request.query);
    if (!asked.success) throw new ProtocolProblem('invalid');
    const words = foldedWords(asked.data.text).slice(0, WORDS_MAX);
    return { agencies: words.length === 0 ? [] : await findElsewhere(pool, words) };
  });
}
