import type { SearchAsked } from '../contract/search.ts';
import { say } from '../words/vi.ts';
import { formatDay } from './day.ts';

/** A search in words, for the head of what leaves and for whoever chooses among saved ones. */
export function sayAsked({ text, also = [], kind, from, to }: Omit<SearchAsked, 'order'>): string {
  const [begin, end] = [from && formatDay(from), to && formatDay(to)];
  return [
    ...(text === '' ? [] : [text]),
    ...also
      .filter((each) => each.text.trim() !== '')
      .map((each) =>
        say('search.said', {
          join: say(`search.join.${each.join}`).toLocaleLowerCase('vi'),
          text: each.text,
          field: say(`search.field.${each.field}`),
        }),
      ),
    ...(kind ? [say(`search.kind.${kind}`).toLocaleLowerCase('vi')] : []),
    ...(begin && end ? [say('search.said.days', { from: begin, to: end })] : []),
    ...(begin && !end ? [say('search.said.from', { from: begin })] : []),
    ...(end && !begin ? [say('search.said.to', { to: end })] : []),
  ].join('; ');
}
