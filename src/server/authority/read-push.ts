import { z } from 'zod';
import { type Refusal, refuse } from '../../shared/domain/core/command.ts';
import type { Instant } from '../../shared/domain/core/values.ts';
import { Operation, PUSH_OPERATIONS_MAX, PushRequest } from '../../shared/protocol/push.ts';
import { SignedOperation } from '../../shared/protocol/signed-operation.ts';
import { bodyInParts, isHarmful } from '../http/json-body.ts';
import { ProtocolProblem } from '../http/protocol-problem.ts';
import type { Submitted } from './prepared.ts';

const Envelope = PushRequest.extend({ operations: z.array(z.unknown()).min(1).max(PUSH_OPERATIONS_MAX) });
/** What an operation must have to be answered at all: its id, and its place in the device's sequence. */
const Numbered = Operation.pick({ operationId: true, devSeq: true });

export type ReadPush = Omit<PushRequest, 'operations'> & { readonly operations: readonly Submitted[] };

/**
 * Reads a push. Throws `ProtocolProblem` when its envelope, or an operation's id or number, is unusable. Any other fault of an operation is
 * a refusal of that operation alone: answered as a whole, the push would come again for ever, since the operation's number stayed empty.
 */
export async function readPush(
  body: unknown,
  arrivedAt: Instant,
  isSigned: (operation: SignedOperation) => Promise<boolean>,
): Promise<ReadPush> {
  const { operations, ...envelope } = bodyInParts(Envelope, body);
  return {
    ...envelope,
    operations: await Promise.all(operations.map((each) => submittedOf(each, arrivedAt, isSigned))),
  };
}

async function submittedOf(
  given: unknown,
  arrivedAt: Instant,
  isSigned: (operation: SignedOperation) => Promise<boolean>,
): Promise<Submitted> {
  const numbered = Numbered.safeParse(given);
  if (!numbered.success) throw new ProtocolProblem('invalid', 'operations');
  const unusable = (unreadable: Refusal): Submitted => ({
    ...numbered.data,
    name: '',
    args: undefined,
    doneAt: arrivedAt,
    unreadable,
  });
  if (isHarmful(given)) return unusable(refuse('input.invalid', { path: 'args' }));
  const read = SignedOperation.safeParse(given);
  if (!read.success)
    return unusable(refuse('input.invalid', { path: read.error.issues[0]?.path.join('.') ?? '' }));
  return (await isSigned(read.data)) ? read.data : unusable(refuse('operation.unsigned'));
}
