import { z } from 'zod';
import { IncomingId, OutgoingId } from './values.ts';

/** Which document something is about, hangs on, or was made of. */
export const DocumentRef = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('incoming'), id: IncomingId }),
  z.object({ kind: z.literal('outgoing'), id: OutgoingId }),
]);
export type DocumentRef = z.infer<typeof DocumentRef>;
