import { z } from 'zod';
import type { Command } from '../domain/core/command.ts';
import { OperationId } from '../domain/core/values.ts';

/** A read-only question; its handler gets a database that cannot be written to. */
export type Query<Input, Output> = {
  readonly kind: 'query';
  readonly input: z.ZodType<Input>;
  readonly output: z.ZodType<Output>;
};

/** Work that needs a file, a token or the network, and usually ends in commands. */
export type Action<Input, Output> = {
  readonly kind: 'action';
  readonly input: z.ZodType<Input>;
  readonly output: z.ZodType<Output>;
};

export const query = <Input, Output>(
  input: z.ZodType<Input>,
  output: z.ZodType<Output>,
): Query<Input, Output> => ({
  kind: 'query',
  input,
  output,
});
export const action = <Input, Output>(
  input: z.ZodType<Input>,
  output: z.ZodType<Output>,
): Action<Input, Output> => ({
  kind: 'action',
  input,
  output,
});

/**
 * What a command answers at once. `applied`: decided here and shown, the authority will confirm. `waiting`: only the authority can decide
 * (a number, for one); nothing changed locally, the operation waits in the outbox.
 */
export const Performed = z.object({ operationId: OperationId, outcome: z.enum(['applied', 'waiting']) });
export type Performed = z.infer<typeof Performed>;

export type InputOf<Op> =
  Op extends Command<string, infer Args>
    ? Args
    : Op extends Query<infer I, unknown>
      ? I
      : Op extends Action<infer I, unknown>
        ? I
        : never;
export type OutputOf<Op> =
  Op extends Command<string, infer _Args>
    ? Performed
    : Op extends { readonly output: z.ZodType<infer Output> }
      ? Output
      : never;

/** Exceptions never cross the door: a reply is a value or a fault with a code that has a sentence. */
export const Fault = z.object({
  code: z.string(),
  detail: z.record(z.string(), z.union([z.string(), z.number()])),
  retryable: z.boolean(),
});
export type Fault = z.infer<typeof Fault>;
export type Reply<Value> =
  | { readonly ok: true; readonly value: Value }
  | { readonly ok: false; readonly error: Fault };

/** Areas whose data may have changed, or progress of a job: an event never carries rows. */
export const areas = [
  'incoming',
  'outgoing',
  'dossier',
  'task',
  'office',
  'signing',
  'exchange',
  'search',
  'sync',
  'file',
  'profile',
  'secrecy',
  'lock',
  'notice',
] as const;
export const Area = z.enum(areas);
export type Area = z.infer<typeof Area>;
export const AppEvent = z.discriminatedUnion('type', [
  z.object({ type: z.literal('changed'), areas: z.array(Area) }),
  z.object({ type: z.literal('progress'), job: z.string(), fraction: z.number().min(0).max(1) }),
]);
export type AppEvent = z.infer<typeof AppEvent>;
