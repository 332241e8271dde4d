import type { Person, TimelineStep } from '../../shared/contract/shapes.ts';

/** Steps on the way of a document, incoming or outgoing; the window says them with `way.<step>` of the catalogue. */
export type StepName =
  | 'arrived'
  | 'registered'
  | 'directed'
  | 'started'
  | 'finished'
  | 'refused'
  | 'recalled'
  | 'drafted'
  | 'submitted'
  | 'returned'
  | 'signed'
  | 'numbered'
  | 'sealed'
  | 'dispatched'
  | 'voided';

type Known = {
  readonly at?: TimelineStep['at'];
  readonly by?: Person | undefined;
  readonly text?: string | undefined;
};

/** One step, with only what is known of it. */
export const stepOf = (
  name: StepName,
  state: TimelineStep['state'],
  { at, by, text }: Known = {},
): TimelineStep => ({
  step: name,
  state,
  ...(at !== undefined && { at }),
  ...(by && { by }),
  ...(text !== undefined && text !== '' && { text }),
});
