import type { FastifyInstance } from 'fastify';
import { z } from 'zod';
import { may } from '../../shared/domain/core/rights.ts';
import { Instant } from '../../shared/domain/core/values.ts';
import { CONTAINMENT_ROWS_MAX, type ContainmentReport } from '../../shared/protocol/secrecy.ts';
import type { SignIn } from '../auth/session.ts';
import { ProtocolProblem } from '../http/protocol-problem.ts';
import type { Pool } from '../store/pool.ts';

const Params = z.object({ kind: z.enum(['incoming', 'outgoing']), id: z.uuid() });

/** GET /v1/containments/:kind/:id, for who may see the containment itself in his agency. */
export function containmentRoutes(
  app: FastifyInstance,
  { pool, signIn }: { readonly pool: Pool; readonly signIn: SignIn },
): void {
  app.get('/v1/containments/:kind/:id', async (request): Promise<ContainmentReport> => {
    const params = Params.safeParse(request.params);
    const { official, officialId, agencyId } = signIn.sessionOf(request);
    const actor = { ...official, id: officialId };
    const mayRead = may(actor, 'contain', official) || may(actor, 'administer', official);
    const found = params.success && mayRead && (await readContainment(pool, agencyId, params.data));
    if (!found) throw new ProtocolProblem('not-found');
    return found;
  });
}

type DeviceRow = Omit<ContainmentReport['devices'][number], 'seenAt'> & { readonly seenAt: Date | null };

async function readContainment(
  pool: Pool,
  agencyId: string,
  { kind, id }: z.infer<typeof Params>,
): Promise<ContainmentReport | undefined> {
  const { rows } = await pool.query<{ seq: number; isScrubbed: boolean }>(
    `select seq, scrubbed_at is not null as "isScrubbed" from containments
     where agency_id = $1 and root_kind = $2 and root_id = $3`,
    [agencyId, kind, id],
  );
  const [containment] = rows;
  if (!containment) return undefined;
  const place = [kind, id];
  const [devices, recipients, related] = await Promise.all([
    pool.query<DeviceRow>(devicesSql, [...place, containment.seq, CONTAINMENT_ROWS_MAX]),
    pool.query<ContainmentReport['recipients'][number]>(recipientsSql, [...place, CONTAINMENT_ROWS_MAX]),
    pool.query<ContainmentReport['related'][number]>(relatedSql, [...place, agencyId, CONTAINMENT_ROWS_MAX]),
  ]);
  return {
    devices: devices.rows.map(({ seenAt, ...device }) => ({
      ...device,
      ...(seenAt && { seenAt: Instant.parse(seenAt.toISOString()) }),
    })),
    recipients: recipients.rows,
    related: related.rows,
    isScrubbed: containment.isScrubbed,
  };
}

const devicesSql = `
select d.name, d.official_id as "officialId", c.has_acknowledged as "hasAcknowledged", d.acked_seq >= $3 as "isWiped",
  d.revoked_at is not null as "isRevoked", d.seen_at as "seenAt"
from containment_devices c join devices d on d.id = c.device_id
where c.root_kind = $1 and c.root_id = $2 order by d.name, d.id limit $4`;

const recipientsSql = `
select r.agency_id as "agencyId", r.name,
  not exists (select 1 from queue q where q.topic = 'containment' and q.payload::json ->> 'recipientAgencyId' = r.agency_id
    and q.key in (select unnest(c.entity_ids) from containments c where c.root_kind = $1 and c.root_id = $2)) as "isContained"
from containment_recipients r where r.root_kind = $1 and r.root_id = $2 order by r.name, r.agency_id limit $3`;

/** A body that names the document answers or copies it. */
const relatedSql = `
select distinct root_kind as kind, root_id as id from (
  select f.root_kind, f.root_id from containment_blobs c join blob_refs f on f.sha256 = c.sha256
    join entities e on e.kind = f.kind and e.id = f.id and e.agency_id = $3
    where c.root_kind = $1 and c.root_id = $2
  union all
  select e.root_kind, e.root_id from entities e where e.agency_id = $3 and e.root_kind = 'outgoing' and e.body like '%' || $2 || '%'
) found limit $4`;
