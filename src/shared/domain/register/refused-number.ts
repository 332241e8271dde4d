import { z } from 'zod';
import type { Invocation, Refused } from '../core/command.ts';
import { FileRef, Sha256 } from '../core/values.ts';

/** The seal that the official put under the number afterwards: `outgoing.recordSignature` of the agency. */
const SealGiven = z.object({ role: z.literal('agency'), signed: FileRef, baseSha256: Sha256 });

/** What is said of a given number that was refused, whatever the refusal: the number, its document, and the file that was sealed with it. */
export function incidentAfter(
  number: {
    readonly of: object;
    readonly subject: string;
    readonly registerId: string;
    readonly given: object;
  },
  { operationId, code, doneAt, later }: Refused,
): Invocation {
  const seals = later.filter(({ name }) => name === 'outgoing.recordSignature');
  const sealed = seals.map(({ args }) => SealGiven.safeParse(args)).findLast(({ success }) => success)?.data;
  return {
    name: 'register.reportIncident',
    args: {
      incidentId: operationId,
      ...number,
      code,
      doneAt,
      ...(sealed && { sealed: { file: sealed.signed, baseSha256: sealed.baseSha256 } }),
    },
  };
}
