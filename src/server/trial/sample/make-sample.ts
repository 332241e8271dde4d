import { makeIncoming } from './make-incoming.ts';
import { makeOutgoing } from './make-outgoing.ts';
import type { Sample } from './sample.ts';

const INCOMING = { commune: 84, department: 36 } as const;
const OUTGOING = { commune: 38, department: 22 } as const;

/** The trial's documents: 120 incoming and 60 outgoing over the 60 days up to `today` (YYYY-MM-DD). Pure: same input, same output. */
export function makeSample(seed: number, today: string): Sample {
  const incoming = makeIncoming(seed, today, INCOMING);
  return { incoming, outgoing: makeOutgoing(seed, today, OUTGOING, incoming) };
}
