import type { LaterChange, Reason } from '../../../shared/signature/report.ts';
import { type Check, type Finding, passed } from '../finding.ts';

/** After the signature only what is permitted; the unknown is a modification, the doubtful is for a person to look at. */
export const laterChanges: Check = {
  name: 'later-changes',
  block: 'PDF',
  clause: 'ISO 32000-2 §12.8.2.2, §12.8.2.4; EN 319 142-1 §5.3',
  judge: ({ laterChanges: changes }) => {
    const forbidden = changes.find(({ verdict }) => verdict === 'forbidden');
    if (forbidden) return found(forbidden, 'failed');
    const doubtful = changes.find(({ verdict }) => verdict === 'doubtful');
    return doubtful ? found(doubtful, 'indeterminate') : passed;
  },
};

const REASONS: Partial<Record<LaterChange['code'], Reason>> = {
  'trailing-bytes': 'trailing-bytes',
  unreadable: 'unreadable',
  'form-filled-unsealed': 'unsealed',
  'annotation-changed': 'change-doubtful',
};

function found(change: LaterChange, outcome: 'failed' | 'indeterminate'): Finding {
  const special = REASONS[change.code];
  return {
    outcome,
    reason:
      special !== undefined && special !== 'change-doubtful'
        ? special
        : outcome === 'failed'
          ? 'content-changed'
          : 'change-doubtful',
    subIndication: 'FORMAT_FAILURE',
    integrity: outcome === 'failed' ? 'modified' : 'indeterminate',
    detail: { change: change.code, place: change.place, revision: change.revision },
  };
}
