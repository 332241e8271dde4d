import { useQuery } from '@tanstack/react-query';
import type { Output } from '../../shared/contract/contract.ts';
import type { BookShown } from '../../shared/contract/register.ts';
import { seriesOf } from '../../shared/domain/office/series.ts';
import { say } from '../../shared/words/vi.ts';
import { read } from './read.ts';

const NOTHING: Output<'office.listBooks'> = { books: [], toOpen: [], apartYears: [] };

/** The books that this official sees, none for most; asked once and told of changes. */
export const useBooks = (): Output<'office.listBooks'> =>
  useQuery(read('office.listBooks', {})).data ?? NOTHING;

type Registers = Output<'office.listRegisters'>;
/** The book of a year in which a document is entered, by its type and notation; undefined where it is not opened. */
export function bookOf(
  registers: Registers | undefined,
  year: number,
  paper: { readonly typeName: string; readonly codeNotation: string },
): Registers[number] | undefined {
  const ofYear = registers?.filter((each) => each.year === year) ?? [];
  const key = seriesOf(paper, ofYear.find(({ series }) => series === undefined)?.apart);
  return ofYear.find(({ series }) => series?.key === key);
}

/** Whose the book is, as a sentence names him. */
export const holderOf = ({ lease }: Pick<BookShown, 'lease'>): string =>
  lease?.holder?.fullName ?? say('common.unknownPerson');

/** Numbers that wait for a clerk's decision. */
export function useOpenIncidents(): number {
  const { data = [] } = useQuery(read('office.listIncidents', {}));
  return data.filter(({ incident }) => incident.settled === undefined).length;
}
