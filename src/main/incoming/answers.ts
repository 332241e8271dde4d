import type { IncomingDetail } from '../../shared/contract/incoming.ts';
import { type IncomingId, OutgoingId } from '../../shared/domain/core/values.ts';
import { formatReference, type Outgoing } from '../../shared/domain/outgoing/outgoing.ts';
import type { ReadDb } from '../store/handles.ts';

/** Answers to one document that are listed; more are not made. */
const ANSWERS_MAX = 20;

/** Documents of ours that were drafted to answer it, the latest first, as far as this machine has them. */
export const answersTo = (db: ReadDb, documentId: IncomingId): IncomingDetail['answers'] =>
  db
    .prepare<[string, number], { id: string; seen: string }>(
      `select id, coalesce(overlay, body) as seen from entities
       where kind = 'outgoing' and coalesce(overlay, body) ->> 'replyTo' = ? and is_readable = 1
       order by seq desc, id limit ?`,
    )
    .all(documentId, ANSWERS_MAX)
    .map(({ id, seen }) => {
      const { typeName, number, codeNotation, subject, state } = JSON.parse(seen) as Outgoing;
      const reference = number === undefined ? '' : formatReference(number, codeNotation);
      return {
        documentId: OutgoingId.parse(id),
        name: [typeName, reference, subject].filter(Boolean).join(' · '),
        isDispatched: state === 'dispatched',
      };
    });
