import type { z } from 'zod';
import { contract, type OperationName } from '../shared/contract/contract.ts';
import type { Performed, Reply } from '../shared/contract/define.ts';
import { type CommandName, commandNamed } from '../shared/domain/all-commands.ts';
import { AppError } from '../shared/errors.ts';
import type { ActionContext, QueryContext } from './handler.ts';
import { invalidInput } from './sync/perform.ts';

type AnyHandler = (context: never, input: never) => unknown;
export type HandlerTable = Readonly<Record<string, AnyHandler>>;

export type Door = {
  readonly handlers: HandlerTable;
  readonly query: QueryContext;
  readonly action: ActionContext;
  /** Outputs are checked where that may cost something: in tests and development. */
  readonly checksOutputs: boolean;
};

/** The one door: looks the operation up, parses its input, calls it, and folds every failure into a reply. Logs names and codes, never input. */
export async function dispatch(door: Door, name: string, input: unknown): Promise<Reply<unknown>> {
  const { ports } = door.query;
  const begun = Date.parse(ports.now());
  const reply = await answer(door, name, input);
  ports.log('invoke', {
    name: Object.hasOwn(contract, name) ? name : 'unknown',
    durationMs: Date.parse(ports.now()) - begun,
    code: reply.ok ? 'ok' : reply.error.code,
  });
  return reply;
}

async function answer(door: Door, name: string, input: unknown): Promise<Reply<unknown>> {
  try {
    return { ok: true, value: await call(door, name, input) };
  } catch (problem) {
    return { ok: false, error: faultOf(door, name, problem) };
  }
}

async function call({ handlers, query, action, checksOutputs }: Door, name: string, input: unknown) {
  if (!Object.hasOwn(contract, name)) throw new AppError('operation.unknown', { name: name.slice(0, 100) });
  const operation = contract[name as OperationName];
  if (operation.kind === 'command') return command(action, operation.name, input);
  const handler = handlers[name];
  if (!handler) throw new AppError('operation.unknown', { name });
  const given = accepted(operation.input, input);
  const output = await handler((operation.kind === 'query' ? query : action) as never, given as never);
  if (checksOutputs) operation.output.parse(output);
  return output;
}

/** A command's rule is all there is. */
function command(action: ActionContext, name: string, input: unknown): Performed {
  if (!commandNamed(name)) throw new AppError('operation.unknown', { name });
  return action.perform(name as CommandName, input);
}

function accepted(schema: z.ZodType, input: unknown): unknown {
  const result = schema.safeParse(input);
  if (!result.success) throw invalidInput(result.error);
  return result.data;
}

/** What can be told is told; anything else is a bug, found again by its log id. */
export function faultOf(
  { query: { ports } }: Pick<Door, 'query'>,
  name: string,
  problem: unknown,
): Extract<Reply<unknown>, { ok: false }>['error'] {
  if (problem instanceof AppError)
    return { code: problem.code, detail: { ...problem.detail }, retryable: problem.retryable };
  const logId = ports.newId().slice(0, 8);
  ports.log('internal', {
    logId,
    name: name.slice(0, 100),
    problem: problem instanceof Error ? `${problem.name}: ${problem.message}`.slice(0, 500) : 'not an error',
    stack: problem instanceof Error ? (problem.stack ?? '').slice(0, 4_000) : '',
  });
  return { code: 'internal', detail: { logId }, retryable: false };
}
