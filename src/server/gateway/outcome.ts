import type { Queued } from './records.ts';

/** What a message came to: with a problem it was of no use; and what is left to do for it, in either case. */
export type Outcome = { readonly problem?: string; readonly queued: readonly Queued[] };

/** It is about an agency or a delivery of another gateway; whoever keeps the server should look at it. */
export const OF_ANOTHER = 'of-another-gateway';
