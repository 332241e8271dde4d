import { type Actor, type Change, create } from '../core/command.ts';
import type { IncomingEventId, Instant } from '../core/values.ts';
import type { IncomingEvent } from './event.ts';

type Happened = Pick<IncomingEvent, 'documentId' | 'what' | 'text'> &
  Partial<Pick<IncomingEvent, 'level' | 'to' | 'assignmentId' | 'of' | 'name'>>;

/** What happened to a document, as a change: who did it, when by his own clock, and what was said. */
export const happened = (eventId: IncomingEventId, { id }: Actor, doneAt: Instant, told: Happened): Change =>
  create('incomingEvent', eventId, { v: 1, by: id, doneAt, ...told });
