import type { Person, TimelineStep } from '../../shared/contract/shapes.ts';
import type { Instant } from '../../shared/domain/core/values.ts';
import type { Incoming } from '../../shared/domain/incoming/incoming.ts';
import { stepOf } from '../document/step.ts';

export type TimelineParts = {
  readonly document: Incoming;
  readonly registeredBy: Person | undefined;
  /** Who agreed to give it back. */
  readonly recalledBy: Person | undefined;
  readonly lead: Person | undefined;
  /** In the order in which they were given. */
  readonly directives: readonly {
    readonly by: Person | undefined;
    readonly text: string;
    readonly doneAt: Instant;
  }[];
};

/**
 * Who had it, who has it now, who will (NĐ 30/2020 articles 21-24). Exactly one step is current until the document is done, refused or given back.
 */
export function timelineOf(parts: TimelineParts): TimelineStep[] {
  const { document, registeredBy, recalledBy, lead, directives } = parts;
  if (document.recalled) {
    const { recalled, ...before } = document;
    const steps = timelineOf({ ...parts, document: { ...before, state: recalled.from } });
    return [
      ...steps.filter((step) => step.state === 'done'),
      stepOf('recalled', 'done', { at: recalled.on, by: recalledBy }),
    ];
  }
  const { state, arrivedOn, arrivalNumber } = document;
  const arrived = stepOf('arrived', 'done', {
    ...(state === 'arrived' && { at: arrivedOn }),
    text: document.exchange ? document.organName : '',
  });
  if (state === 'refused') return [arrived, stepOf('refused', 'done', { text: document.refusedReason })];
  const isRegistered = state !== 'arrived';
  const isStarted = state === 'in-progress' || state === 'done';
  const registered = stepOf('registered', isRegistered ? 'done' : 'current', {
    ...(isRegistered && { at: arrivedOn, by: registeredBy, text: String(arrivalNumber ?? '') }),
  });
  const directed = directives.map(({ by, text, doneAt }) =>
    stepOf('directed', 'done', { at: doneAt, by, text }),
  );
  const undirected = stepOf(
    'directed',
    state === 'registered' ? 'current' : isRegistered ? 'done' : 'to-come',
  );
  return [
    arrived,
    registered,
    ...(directed.length > 0 ? directed : [undirected]),
    stepOf('started', state === 'assigned' ? 'current' : isStarted ? 'done' : 'to-come', { by: lead }),
    stepOf('finished', state === 'in-progress' ? 'current' : state === 'done' ? 'done' : 'to-come', {
      by: lead,
    }),
  ];
}
