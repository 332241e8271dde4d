import type { IncidentShown } from '../../shared/contract/register.ts';
import { kinds } from '../../shared/domain/core/kinds.ts';
import { IncidentId } from '../../shared/domain/core/values.ts';
import { numberOnPage } from '../../shared/domain/outgoing/on-page.ts';
import { formatReference } from '../../shared/domain/outgoing/outgoing.ts';
import type { Incident } from '../../shared/domain/register/incident.ts';
import { tryOut } from '../document/dry-run.ts';
import { personOf } from '../document/people.ts';
import { shownFile } from '../files/shown.ts';
import type { QueryContext } from '../handler.ts';
import { allOf } from '../store/entities.ts';
import { isPendingFor } from '../store/row-sync.ts';

/** Incidents in one answer; an office has a handful in a bad year. */
export const INCIDENTS_SHOWN_MAX = 200;

const byTurn = (a: IncidentShown, b: IncidentShown): number => {
  const [one, other] = [a.incident.settled, b.incident.settled];
  if (!one || !other) return Number(one !== undefined) - Number(other !== undefined) || byNumber(a, b);
  return other.on.localeCompare(one.on) || byNumber(a, b);
};
const byNumber = (a: IncidentShown, b: IncidentShown): number =>
  a.bookName.localeCompare(b.bookName, 'vi') || a.incident.given.number - b.incident.given.number;

/** What is open, in the order in which it must be decided, then what was decided. */
export const listIncidents = (context: QueryContext): IncidentShown[] =>
  allOf(context.db, 'incident')
    .map(({ id, body }) => incidentShown(context, IncidentId.parse(id), body))
    .sort(byTurn)
    .slice(0, INCIDENTS_SHOWN_MAX);

function incidentShown(context: QueryContext, incidentId: IncidentId, incident: Incident): IncidentShown {
  const { db, read } = context;
  const { of, registerId, given, sealed, settled } = incident;
  const document = of?.kind === 'outgoing' ? read('outgoing', of.id) : undefined;
  const by = personOf(db, incident.by);
  const settledBy = personOf(db, settled?.by);
  const asked = (command: 'register.keepNumber' | 'register.voidNumber', why: object) =>
    tryOut(context, { name: command, command, args: { incidentId, ...why } });
  return {
    incidentId,
    incident,
    bookName: read('register', registerId)?.name ?? '',
    reference: document ? formatReference(given.number, document.codeNotation) : numberOnPage(given.number),
    ...(by && { by }),
    ...(settledBy && { settledBy }),
    files: sealed ? [shownFile(context, { file: sealed.file })] : [],
    isWaiting: ['register.keepNumber', 'register.voidNumber'].some((command) =>
      isPendingFor(db, kinds.incident.rootOf(incidentId, incident), command),
    ),
    keep: asked('register.keepNumber', { basis: '.' }),
    void: asked('register.voidNumber', { reason: '.', isOutOfTurn: true }),
  };
}
