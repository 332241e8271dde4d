import { infiniteQueryOptions, queryOptions, useMutation } from '@tanstack/react-query';
import type { Input, OperationName, OperationsOfKind, Output } from '../../shared/contract/contract.ts';
import { bridge } from './bridge.ts';
import { FaultError } from './fault.ts';

/** Calls an operation; a refusal is thrown as `FaultError`. */
export async function ask<Name extends OperationName>(name: Name, input: Input<Name>): Promise<Output<Name>> {
  const reply = await bridge.invoke(name, input);
  if (!reply.ok) throw new FaultError(reply.error);
  return reply.value;
}

/** What the application knows: kept until an event of its area says that it may have changed. */
export const read = <Name extends OperationsOfKind<'query'>>(name: Name, input: Input<Name>) =>
  queryOptions({ queryKey: [name, input], queryFn: () => ask(name, input) });

type Paged =
  | 'incoming.list'
  | 'outgoing.list'
  | 'sync.listOperations'
  | 'dossier.list'
  | 'dossier.items'
  | 'task.list'
  | 'report.listShortfalls';
const PAGE_ROWS = 100;

/** A list, page after page as it is scrolled. */
export const readPages = <Name extends Paged>(name: Name, input: Omit<Input<Name>, 'limit' | 'after'>) =>
  infiniteQueryOptions({
    queryKey: [name, input],
    initialPageParam: undefined as string | undefined,
    queryFn: ({ pageParam }) =>
      ask(name, {
        ...input,
        limit: PAGE_ROWS,
        ...(pageParam !== undefined && { after: pageParam }),
      } as Input<Name>),
    getNextPageParam: (last) => (last as { readonly next?: string }).next,
  });

/** A command or action; what it changed comes back as an event, never from here. */
export const useCommand = <Name extends OperationsOfKind<'command' | 'action'>>(name: Name) =>
  useMutation({ mutationKey: [name], mutationFn: (input: Input<Name>) => ask(name, input) });
