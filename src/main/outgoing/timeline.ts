import type { Person, TimelineStep } from '../../shared/contract/shapes.ts';
import type { Instant } from '../../shared/domain/core/values.ts';
import {
  type Outgoing,
  type OutgoingState,
  outgoingStates,
  type VersionOrigin,
} from '../../shared/domain/outgoing/outgoing.ts';
import { stepOf } from '../document/step.ts';

export type TimelineParts = {
  readonly document: Outgoing;
  readonly drafter: Person | undefined;
  readonly signer: Person | undefined;
  readonly voidedBy: Person | undefined;
  /** In the order in which they were made. */
  readonly versions: readonly {
    readonly origin: VersionOrigin;
    readonly by: Person | undefined;
    readonly doneAt: Instant;
  }[];
};

/** The states in the order of the way; a returned draft stands where a draft stands, a void leaves the way. */
const order: readonly OutgoingState[] = outgoingStates.filter(
  (state) => state !== 'returned' && state !== 'void',
);

/** Who had it, who has it now, who will (NĐ 30/2020 articles 10-19). Exactly one step is current until the document is out. */
export function timelineOf({ document, drafter, signer, voidedBy, versions }: TimelineParts): TimelineStep[] {
  const { state } = document;
  const isSealed = versions.some(({ origin }) => origin === 'sealed');
  const stood = state === 'void' ? (isSealed ? 'sealed' : 'numbered') : state;
  const reached = order.indexOf(stood === 'returned' ? 'draft' : stood);
  /** What ends in `after` is done once the document got there, and current while it is in the state before. */
  const stateOf = (after: OutgoingState): TimelineStep['state'] => {
    const place = order.indexOf(after);
    return reached >= place ? 'done' : reached === place - 1 ? 'current' : 'to-come';
  };
  const version = (origin: TimelineParts['versions'][number]['origin']) =>
    versions.findLast((each) => each.origin === origin);
  const madeAs = (origin: 'prepared' | 'signed' | 'sealed') => {
    const made = version(origin);
    return made && { at: made.doneAt, by: made.by };
  };
  const laterSteps = () => [
    stepOf('sealed', stateOf('sealed'), madeAs('sealed')),
    stepOf('dispatched', stateOf('dispatched'), {
      ...(document.dispatchedOn && { at: document.dispatchedOn }),
      text: document.recipientsText,
    }),
  ];
  const voidSteps = ({ on, reason }: NonNullable<Outgoing['voided']>) => [
    ...(isSealed ? [stepOf('sealed', 'done', madeAs('sealed'))] : []),
    stepOf('voided', 'done', { at: on, by: voidedBy, text: reason }),
  ];
  const first = versions.at(0);
  const at = first?.doneAt ?? document.draftedOn;
  return [
    stepOf('drafted', 'done', { ...(at && { at }), by: drafter }),
    ...(state === 'returned'
      ? [stepOf('returned', 'done', { by: signer, text: document.returnedReason })]
      : []),
    stepOf('submitted', stateOf('submitted'), { by: drafter, ...(reached >= 1 && madeAs('prepared')) }),
    stepOf('signed', stateOf('signed'), { by: signer, ...(reached >= 2 && madeAs('signed')) }),
    stepOf('numbered', stateOf('numbered'), {
      ...(document.issuedOn && { at: document.issuedOn }),
      text: document.number === undefined ? '' : String(document.number),
    }),
    ...(document.voided ? voidSteps(document.voided) : laterSteps()),
  ];
}
