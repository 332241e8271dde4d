import type { FastifyInstance } from 'fastify';
import { z } from 'zod';
import { officialPrincipal } from '../../shared/domain/core/principal.ts';
import { may } from '../../shared/domain/core/rights.ts';
import { type AgencyId, AssignmentId, OfficialId } from '../../shared/domain/core/values.ts';
import type { Dossier } from '../../shared/domain/dossier/dossier.ts';
import type { Incoming } from '../../shared/domain/incoming/incoming.ts';
import { OPEN_STATES, UNSIGNED_STATES } from '../../shared/domain/office/leaving-commands.ts';
import type { Outgoing } from '../../shared/domain/outgoing/outgoing.ts';
import type { Task } from '../../shared/domain/task/task.ts';
import { type OpenWork, type OpenWorkResponse, WORK_ROWS_MAX } from '../../shared/protocol/work.ts';
import type { SignIn } from '../auth/session.ts';
import { ProtocolProblem } from '../http/protocol-problem.ts';
import type { Pool } from '../store/pool.ts';

const Params = z.object({ id: OfficialId });

/** GET /v1/officials/:id/work, for an administrator of the official's agency. */
export function workRoutes(
  app: FastifyInstance,
  { pool, signIn }: { readonly pool: Pool; readonly signIn: SignIn },
): void {
  app.get('/v1/officials/:id/work', async (request): Promise<OpenWorkResponse> => {
    const params = Params.safeParse(request.params);
    const { official, officialId, agencyId } = signIn.sessionOf(request);
    // A question of somebody else is answered like one about nobody.
    if (!params.success || !may({ ...official, id: officialId }, 'administer', official))
      throw new ProtocolProblem('not-found');
    return readWork(pool, agencyId, params.data.id);
  });
}

type Row = {
  readonly kind: 'incoming' | 'outgoing' | 'dossier' | 'task';
  readonly id: string;
  readonly body: string;
  readonly shares: string[];
};

/**
 * What is visible because of him is in his hands or was; the rest is told apart by what the bodies say, before the limit cuts: what he signed or helped with would fill it,
 * and nobody could hand that over to make room.
 */
const workSql = `
select e.kind, e.id, e.body,
  coalesce(array_agg(a.source_id) filter (where a.source_kind = 'assignment'), '{}') as shares
from access a join entities e on e.kind = a.root_kind and e.id = a.root_id
where a.agency_id = $1 and a.principal = $2 and a.to_seq is null and e.kind in ('incoming', 'outgoing', 'dossier', 'task')
  and e.body::jsonb ->> 'state' = any($3)
  and case e.kind
    when 'outgoing' then e.body::jsonb ->> 'drafterId' = $4
      or (e.body::jsonb ->> 'signerId' = $4 and e.body::jsonb ->> 'state' = any($5))
    when 'dossier' then e.body::jsonb ->> 'ownerId' = $4
    else true end
group by e.kind, e.id, e.body order by e.kind, e.id limit ${String(WORK_ROWS_MAX + 1)}`;

async function readWork(pool: Pool, agencyId: AgencyId, officialId: OfficialId): Promise<OpenWorkResponse> {
  const { rows } = await pool.query<Row>(workSql, [
    ...[agencyId, officialPrincipal(officialId), OPEN_STATES],
    ...[officialId, UNSIGNED_STATES],
  ]);
  return {
    work: rows.slice(0, WORK_ROWS_MAX).map((row) => told(row, officialId)),
    isMore: rows.length > WORK_ROWS_MAX,
  };
}

function told({ kind, id, body, shares }: Row, officialId: OfficialId): OpenWork {
  const assignmentIds = shares.map((each) => AssignmentId.parse(each));
  const common = { of: { kind, id } as OpenWork['of'], assignmentIds };
  if (kind === 'incoming') {
    const { state, typeName, arrivalNumber, arrivedOn, dueOn, leadId } = JSON.parse(body) as Incoming;
    const part = leadId === officialId ? 'lead' : 'share';
    const reference = arrivalNumber === undefined ? '' : String(arrivalNumber);
    return { ...common, part, state, typeName, reference, day: arrivedOn, ...(dueOn && { dueOn }) };
  }
  if (kind === 'outgoing') {
    const { state, typeName, number, codeNotation, draftedOn, drafterId } = JSON.parse(body) as Outgoing;
    const reference = number === undefined ? codeNotation : `${String(number)}/${codeNotation}`;
    const part = drafterId === officialId ? 'drafter' : 'signer';
    return { ...common, part, state, typeName, reference, ...(draftedOn && { day: draftedOn }) };
  }
  if (kind === 'task') {
    const { state, leadId, givenBy, givenOn, dueOn } = JSON.parse(body) as Task;
    const part = leadId === officialId ? 'lead' : givenBy === officialId ? 'giver' : 'share';
    return { ...common, part, state, typeName: '', reference: '', day: givenOn, ...(dueOn && { dueOn }) };
  }
  const { state, notation } = JSON.parse(body) as Dossier;
  return { ...common, part: 'owner', state, typeName: '', reference: notation };
}
