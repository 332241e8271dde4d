import { localDay } from './calendar.ts';
import type { DossierFact, Facts, IncomingFact, OutgoingFact, TaskFact } from './facts.ts';
import type { YearOffice } from './office.ts';

type Body = Readonly<Record<string, unknown>> & { readonly id: string };

/** The facts as they stand in the authority's stored bodies, read by plain SQL and nothing of the product. */
export async function factsOfBodies({ server, agencyId, neighbours }: YearOffice): Promise<Facts> {
  const bodiesOf = async <Kind extends object>(kind: string): Promise<readonly (Body & Kind)[]> => {
    const rows = await server.sql<{ id: string; body: string }>(
      'select id, body from entities where agency_id = $1 and kind = $2 order by id',
      [agencyId, kind],
    );
    return rows.map(({ id, body }) => ({ ...(JSON.parse(body) as Kind & Body), id }));
  };
  const officials = await bodiesOf<{ unitId?: string }>('official');
  const openings = await server.sql<{ officialId: string; documentId: string; at: Date }>(
    'select official_id as "officialId", root_id as "documentId", opened_at as at from openings where agency_id = $1',
    [agencyId],
  );
  const shares = await bodiesOf<Share>('assignment');
  const [versions, deliveries] = [await bodiesOf<Version>('version'), await bodiesOf<Delivery>('delivery')];
  return {
    incoming: incomingFacts(await bodiesOf('incoming'), shares),
    outgoing: outgoingFacts(await bodiesOf('outgoing'), versions, deliveries),
    tasks: (await bodiesOf<TaskBody>('task')).map(taskFact),
    dossiers: (await bodiesOf<DossierFact>('dossier')).map(({ id, state, ownerId, itemCount }) => ({
      ...{ id, state, ownerId, itemCount },
    })),
    openings: openings.map(({ at, ...rest }) => ({ ...rest, on: localDay(at.toISOString()) })),
    classified: await bodiesOf('classifiedCount'),
    unitOf: new Map(officials.flatMap(({ id, unitId }) => (unitId ? [[id, unitId] as const] : []))),
    agencyNamed: new Map(neighbours.map((each) => [each.name, each.agencyId])),
    provinceId: neighbours[0]?.agencyId ?? '',
  };
}

type Share = { readonly documentId: string; readonly officialId: string; readonly state: string };
const ENDED_SHARES = ['returned', 'withdrawn'];

function incomingFacts(
  bodies: readonly (Body & {
    readonly state: string;
    readonly arrivedOn: string;
    readonly arrivalNumber?: number;
    readonly typeName: string;
    readonly urgency: string;
    readonly dueOn?: string;
    readonly leadId?: string;
    readonly presented?: { readonly to: string };
  })[],
  shares: readonly Share[],
): readonly IncomingFact[] {
  const of = Map.groupBy(
    shares.filter(({ state }) => !ENDED_SHARES.includes(state)),
    ({ documentId }) => documentId,
  );
  return bodies.map((body) => ({
    ...{ id: body.id, state: body.state, arrivedOn: body.arrivedOn, number: body.arrivalNumber },
    ...{ type: body.typeName, urgency: body.urgency, dueOn: body.dueOn, leadId: body.leadId },
    presentedTo: body.presented?.to,
    sharedWith: (of.get(body.id) ?? []).map(({ officialId }) => officialId),
  }));
}

type Version = { readonly documentId: string; readonly origin: string; readonly doneAt: string };
type Delivery = {
  readonly documentId: string;
  readonly recipientAgencyId: string;
  readonly sentAt: string;
  readonly isPaperToo?: boolean;
};

function outgoingFacts(
  bodies: readonly (Body & {
    readonly state: string;
    readonly typeName: string;
    readonly urgency: string;
    readonly drafterId: string;
    readonly registerId?: string;
    readonly number?: number;
    readonly issuedOn?: string;
    readonly recipientsText: string;
  })[],
  versions: readonly Version[],
  deliveries: readonly Delivery[],
): readonly OutgoingFact[] {
  const versionsOf = Map.groupBy(versions, ({ documentId }) => documentId);
  const deliveriesOf = Map.groupBy(deliveries, ({ documentId }) => documentId);
  return bodies.map((body) => {
    const own = versionsOf.get(body.id) ?? [];
    return {
      ...{ id: body.id, state: body.state, type: body.typeName, urgency: body.urgency },
      ...{ drafterId: body.drafterId, number: body.number, issuedOn: body.issuedOn },
      recipientsText: body.recipientsText,
      book: body.registerId?.split('/')[1]?.replace('series-outgoing-', ''),
      signedAt: own.find(({ origin }) => origin === 'signed')?.doneAt,
      isSealed: own.some(({ origin }) => origin === 'sealed'),
      sends: (deliveriesOf.get(body.id) ?? []).map(({ recipientAgencyId, sentAt, isPaperToo }) => ({
        ...{ to: recipientAgencyId, at: sentAt, isPaperToo: isPaperToo === true },
      })),
    };
  });
}

type TaskBody = {
  readonly state: string;
  readonly field?: string;
  readonly givenBy: string;
  readonly leadId: string;
  readonly givenOn: string;
  readonly dueOn?: string;
  readonly reportedOn?: string;
  readonly doneOn?: string;
};
const taskFact = (body: Body & TaskBody): TaskFact => ({
  ...{ id: body.id, state: body.state, field: body.field ?? '', giverId: body.givenBy, leadId: body.leadId },
  ...{ givenOn: body.givenOn, dueOn: body.dueOn, reportedOn: body.reportedOn, doneOn: body.doneOn },
});
