import type { Input } from '../../shared/contract/contract.ts';
import type { hitColumns } from '../../shared/contract/list-export.ts';
import type { SearchHit } from '../../shared/contract/search.ts';
import type { MadeFile } from '../../shared/contract/shapes.ts';
import { PAGED_ROWS_MAX } from '../../shared/sheet/sheet.ts';
import { formatDay } from '../../shared/text/day.ts';
import { say } from '../../shared/words/vi.ts';
import { type ListColumn, listSheet } from '../export/list-sheet.ts';
import { sheetFile } from '../export/sheet-file.ts';
import type { QueryContext } from '../handler.ts';
import { findNewest, findRanked } from './find.ts';

/** What a search leaves with: more is a list, which is exported whole. */
export const HITS_EXPORTED_MAX = Math.min(2_000, PAGED_ROWS_MAX);

/** Without the marks around what matched. */
const plain = (snippet: string): string => snippet.replace(/[\u2068\u2069]/g, '');

const columns: Readonly<Record<(typeof hitColumns)[number], ListColumn<SearchHit>>> = {
  kind: {
    ...{ title: say('list.hit.kind'), widthMm: 26, kind: 'text' },
    cell: ({ kind }) => say(`find.${kind}`),
  },
  reference: {
    ...{ title: say('list.hit.reference'), widthMm: 37, kind: 'text' },
    cell: ({ reference }) => reference,
  },
  day: { ...{ title: say('list.hit.day'), widthMm: 27, kind: 'date' }, cell: ({ day }) => day },
  organName: {
    ...{ title: say('list.hit.organName'), widthMm: 44, kind: 'text' },
    cell: ({ organName }) => organName,
  },
  subject: {
    ...{ title: say('list.hit.subject'), widthMm: 76, kind: 'text' },
    cell: ({ subject }) => subject,
  },
  snippet: {
    ...{ title: say('list.hit.snippet'), widthMm: 60, kind: 'text' },
    cell: ({ snippet }) => plain(snippet),
  },
};

/** The hits of a search in their order, as a file. Throws as `sheetFile`. */
export function exportHits(
  context: QueryContext,
  { text, order, columns: chosen, format }: Input<'search.export'>,
): Promise<MadeFile> {
  const find = order === 'newest' ? findNewest : findRanked;
  const { hits, isMore } = find(context.db, text, HITS_EXPORTED_MAX);
  const sheet = listSheet(context, {
    title: say('list.hits'),
    subtitle: [
      say('list.text', { text }),
      say(isMore ? 'list.made.cut' : 'list.made', { day: formatDay(context.today()), count: hits.length }),
    ],
    all: columns,
    columns: chosen,
    rows: hits,
  });
  return sheetFile(context.ports, sheet, format);
}
