import { contract, type Input, type OperationName, type Output } from '../../../shared/contract/contract.ts';
import { Performed, type Reply } from '../../../shared/contract/define.ts';
import { AppError } from '../../../shared/errors.ts';
import { isFaultCode } from '../../../shared/words/vi.ts';
import type { App } from '../../app.ts';

/** Calls an operation and gives its value; a refusal is thrown as the fault it is. */
export async function ask<Name extends OperationName>(
  app: App,
  name: Name,
  input: Input<Name>,
): Promise<Output<Name>> {
  const value = valueIn(await app.invoke(name, input));
  const operation = contract[name];
  const schema = 'output' in operation ? operation.output : Performed;
  return schema.parse(value) as Output<Name>;
}

/** The value of a reply; throws its fault. */
export function valueIn(reply: Reply<unknown>): unknown {
  if (reply.ok) return reply.value;
  const { code, detail } = reply.error;
  throw isFaultCode(code) ? new AppError(code, detail) : new Error(code);
}
