import { type Check, passed, unclear, untrusted } from '../finding.ts';

/** A time-stamp that does not stamp this signature was put there by somebody; one that is only untrusted proves nothing and spoils nothing. */
export const timestamps: Check = {
  name: 'timestamps',
  block: 'TIME',
  clause: 'EN 319 102-1 §5.4; RFC 3161 §2.4.2',
  judge: ({ timestamps: tokens, contentTimestamps }) => {
    const isBroken = [...tokens, ...contentTimestamps].some(
      (token) =>
        !token.ok ||
        !token.check.coversContent ||
        token.check.signer?.integrity.outcome === 'failed' ||
        token.check.signer?.signatureValue.outcome === 'failed',
    );
    return isBroken ? unclear('timestamp-broken', 'SIG_CONSTRAINTS_FAILURE') : passed;
  },
};

/** What was stamped first says the earlier time: content before signature, signature before archive, one archive before the next. */
export const timestampOrder: Check = {
  name: 'timestamp-order',
  block: 'TIME',
  clause: 'EN 319 102-1 §5.5.4 (4)(e); RFC 3161 §2.4.2',
  judge: ({ stamps }) => {
    const isAmiss = stamps.some((later, index) =>
      stamps.slice(0, index).some((former) => former.earliest > later.latest),
    );
    return isAmiss ? untrusted('timestamp-order', 'TIMESTAMP_ORDER_FAILURE') : passed;
  },
};
