import { z } from 'zod';
import type { Invocation, Read, Refused } from '../core/command.ts';
import { FileRef, RegisterId, Sha256 } from '../core/values.ts';
import { GivenNumber, type NumberLeft } from '../office/register.ts';

/** The seal that the official put under the number afterwards: `outgoing.recordSignature` of the agency. */
const SealGiven = z.object({ role: z.literal('agency'), signed: FileRef, baseSha256: Sha256 });

/** What is kept of a wish whose document was contained: the number that it got. */
const WishLeft = z.object({ documentId: z.string(), registerId: RegisterId, given: GivenNumber });
export const numberLeft = (args: unknown): NumberLeft | undefined => WishLeft.safeParse(args).data;

/** What is said of a number whose document was contained, and which the book does not know. */
export function incidentOfContained(
  { name, args }: Invocation,
  refused: Omit<Refused, 'later'>,
  read: Read,
): Invocation | undefined {
  const kind = name === 'incoming.register' ? 'incoming' : 'outgoing';
  const { success, data } = WishLeft.safeParse(args);
  if (!success) return undefined;
  const { documentId: id, registerId, given } = data;
  const kept = read('containment', `${kind}/${id}`);
  if (kept?.registerId === registerId && kept.number === given.number) return undefined;
  return incidentAfter({ of: { kind, id }, registerId, given }, { ...refused, later: [] });
}

/** What is said of a given number that was refused, whatever the refusal: the number, its document, and the file that was sealed with it. */
export function incidentAfter(
  number: {
    readonly of: object;
    /** None of a document that was contained. */
    readonly subject?: string;
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
