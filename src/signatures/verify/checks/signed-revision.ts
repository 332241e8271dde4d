import { type Check, type Finding, invalid, passed } from '../finding.ts';

const changed: Finding = {
  outcome: 'failed',
  reason: 'signature-changed',
  subIndication: 'FORMAT_FAILURE',
  integrity: 'modified',
};

/** The field had this signature when it was signed, and the signature still says the same. */
export const signedRevision: Check = {
  name: 'signed-revision',
  block: 'FC',
  clause: 'EN 319 142-1 §5.3; ISO 32000-2 §12.8.1',
  judge: ({ inSignedRevision }) => {
    if (inSignedRevision === 'absent') return invalid('not-in-signed-revision');
    return inSignedRevision === 'changed' ? changed : passed;
  },
};
