import { isPolicyReadable } from '../../cms/carried.ts';
import { type Check, passed, untrusted } from '../finding.ts';

/** A signature may name a policy; it is judged by ours, and one that cannot even be read leaves open what the signer meant. */
export const policy: Check = {
  name: 'policy',
  block: 'VCI',
  clause: 'EN 319 102-1 §5.2.4; EN 319 122-1 §5.2.9',
  judge: ({ cms }) =>
    cms?.signer && !isPolicyReadable(cms.signer.signer)
      ? untrusted('policy-broken', 'POLICY_PROCESSING_ERROR')
      : passed,
};
