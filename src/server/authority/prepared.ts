import { hash } from 'node:crypto';
import { z } from 'zod';
import { commandNamed } from '../../shared/domain/all-commands.ts';
import type { Inspection, Refusal } from '../../shared/domain/core/command.ts';
import { refuse } from '../../shared/domain/core/command.ts';
import { blobsOf, inspectionsOf, type Parsed, parseCommand } from '../../shared/domain/core/decide.ts';
import { ARGS_BYTES_MAX } from '../../shared/domain/core/schema.ts';
import type { Instant, OperationId, Sha256 } from '../../shared/domain/core/values.ts';
import { argsTextOf } from '../../shared/protocol/signed-operation.ts';

/** An operation as it came, before anything is known of its arguments. */
export type Submitted = {
  readonly operationId: OperationId;
  readonly devSeq: number | undefined;
  readonly name: string;
  readonly args: unknown;
  readonly doneAt: Instant;
  /** The device's, checked; the server's own operations have none. */
  readonly signature?: string;
  /** The protocol itself could not read it: nothing but its id and number is to be trusted. */
  readonly unreadable?: Refusal;
};

/** An operation whose name and arguments were looked at: either it can be decided, or it is refused for its form. */
export type Prepared = {
  readonly id: OperationId;
  readonly devSeq: number | undefined;
  readonly name: string;
  readonly argsText: string;
  readonly argsSha256: string;
  readonly doneAt: Instant;
  readonly signature: string | undefined;
  readonly blobs: readonly Sha256[];
  readonly inspections: readonly Inspection[];
} & ({ readonly parsed: Parsed } | { readonly unusable: Refusal });

/** Looks at an operation's form. Never throws: an unknown name or unusable arguments are a refusal of this operation alone. */
export function prepare(submitted: Submitted): Prepared {
  const { operationId, devSeq, name, args, doneAt, signature, unreadable } = submitted;
  const argsText = argsTextOf(args);
  const common = {
    id: operationId,
    devSeq,
    name: nameForStore(name),
    argsText,
    argsSha256: hash('sha256', argsText),
    doneAt,
    signature,
  };
  const unusable = (refusal: Refusal): Prepared => ({
    ...common,
    argsText: 'null',
    blobs: [],
    inspections: [],
    unusable: refusal,
  });
  if (unreadable) return unusable(unreadable);
  const command = commandNamed(name);
  if (!command) return unusable(refuse('operation.unknown', { name: common.name }));
  if (Buffer.byteLength(argsText) > ARGS_BYTES_MAX) return unusable(refuse('operation.too-large'));
  try {
    const parsed = parseCommand(command, args);
    return { ...common, parsed, blobs: blobsOf(parsed), inspections: inspectionsOf(parsed) };
  } catch (problem) {
    if (problem instanceof z.ZodError)
      return unusable(refuse('input.invalid', { path: problem.issues[0]?.path.join('.') ?? '' }));
    throw problem;
  }
}

/** PostgreSQL's text holds neither NUL nor half a surrogate pair; only an unknown name can bring one. */
const nameForStore = (name: string): string => name.replaceAll('\0', '').toWellFormed();
