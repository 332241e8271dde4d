import { useQuery } from '@tanstack/react-query';
import type { Output } from '../../shared/contract/contract.ts';
import type { BookShown } from '../../shared/contract/register.ts';
import { say } from '../../shared/words/vi.ts';
import { read } from './read.ts';

const NOTHING: Output<'office.listBooks'> = { books: [], toOpen: [] };

/** The books that this official sees, none for most; asked once and told of changes. */
export const useBooks = (): Output<'office.listBooks'> =>
  useQuery(read('office.listBooks', {})).data ?? NOTHING;

/** Whose the book is, as a sentence names him. */
export const holderOf = ({ lease }: Pick<BookShown, 'lease'>): string =>
  lease?.holder?.fullName ?? say('common.unknownPerson');

/** Numbers that wait for a clerk's decision. */
export function useOpenIncidents(): number {
  const { data = [] } = useQuery(read('office.listIncidents', {}));
  return data.filter(({ incident }) => incident.settled === undefined).length;
}
