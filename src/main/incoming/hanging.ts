import type { Hanging, HangingWork } from '../../shared/contract/incoming.ts';
import { IncomingEventId, type IncomingId, OutgoingId } from '../../shared/domain/core/values.ts';
import { HangingRef, type IncomingEvent, Settlement } from '../../shared/domain/incoming/event.ts';
import type { Outgoing } from '../../shared/domain/outgoing/outgoing.ts';
import { tryOut } from '../document/dry-run.ts';
import { personOf } from '../document/people.ts';
import type { QueryContext } from '../handler.ts';
import { partsOf } from '../store/entities.ts';
import type { ReadDb } from '../store/handles.ts';

/** What is listed at most; more would not be gone through. */
const HANGING_MAX = 50;

/** What was made from a document that its sender took back and is a document of its own: answers and copies of ours. */
export const hangingOn = (db: ReadDb, documentId: IncomingId): Hanging[] =>
  db
    .prepare<[string, string, number], { id: string; seen: string }>(
      `select id, coalesce(overlay, body) as seen from entities
       where kind = 'outgoing' and is_readable = 1
         and (coalesce(overlay, body) ->> 'replyTo' = ? or coalesce(overlay, body) -> 'copy' -> 'of' ->> 'id' = ?)
       order by id limit ?`,
    )
    .all(documentId, documentId, HANGING_MAX)
    .map(({ id, seen }) => {
      const { subject, copy } = JSON.parse(seen) as Outgoing;
      return { what: copy ? 'copy' : 'answer', documentId: OutgoingId.parse(id), subject };
    });

type Asked = { readonly context: QueryContext; readonly documentId: IncomingId };

/**
 * The tasks that such a document gave and the dossiers in which it stands, as far as this machine has them, with what was decided about each last; and what was detached before. What the official
 * may decide is asked of the rule itself.
 */
export function hangingWorkOn(asked: Asked): HangingWork[] {
  const { context, documentId } = asked;
  const events = partsOf(context.db, 'incomingEvent', { kind: 'incoming', id: documentId })
    .map(({ body }) => body)
    .filter((body) => body.of !== undefined)
    .sort((a, b) => (a.doneAt < b.doneAt ? 1 : -1));
  const here = worksHere(context.db, documentId);
  const isHere = (of: HangingRef): boolean => here.some((each) => each.of.id === of.id);
  const gone = [...new Map(events.map((each) => [each.of?.id, each])).values()].flatMap(({ of, name }) =>
    of && !isHere(of) ? [{ of, name: name ?? '' }] : [],
  );
  return [...here, ...gone].slice(0, HANGING_MAX).map(({ of, name }) => {
    const last = events.find((each) => each.of?.id === of.id);
    const settled = last && settledBy(context, last);
    return {
      of,
      name,
      ...(settled && { settled }),
      allowed: isHere(of) ? Settlement.options.map((decision) => mayDecide(asked, of, decision)) : [],
    };
  });
}

type Work = { readonly of: HangingRef; readonly name: string };

const worksHere = (db: ReadDb, documentId: IncomingId): readonly Work[] =>
  db
    .prepare<[string, string, number], { kind: string; id: string; name: string }>(
      `select 'task' as kind, task_id as id, content as name from task_row
       where document_kind = 'incoming' and document_id = ? and state <> 'cancelled'
       union all
       select 'dossier', r.dossier_id, r.title from dossier_item as i join dossier_row as r on r.dossier_id = i.dossier_id
       where i.document_kind = 'incoming' and i.document_id = ? and i.is_removed = 0
       order by 1, 2 limit ?`,
    )
    .all(documentId, documentId, HANGING_MAX)
    .map(({ name, ...of }) => ({ of: HangingRef.parse(of), name }));

function settledBy(
  { db }: QueryContext,
  { what, by: byId, doneAt, text }: IncomingEvent,
): HangingWork['settled'] {
  const decision = Settlement.safeParse(what).data;
  const by = personOf(db, byId);
  return decision && { decision, at: doneAt, reason: text, ...(by && { by }) };
}

const NO_ID = IncomingEventId.parse('00000000-0000-4000-8000-000000000000');

const mayDecide = ({ context, documentId }: Asked, of: HangingRef, decision: Settlement) =>
  tryOut(context, {
    name: decision,
    command: 'incoming.settleHanging',
    args: { documentId, eventId: NO_ID, of, decision, reason: '.' },
  });
