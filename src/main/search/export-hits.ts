import type { Input } from '../../shared/contract/contract.ts';
import type { hitColumns } from '../../shared/contract/list-export.ts';
import type { SearchAsked, SearchHit } from '../../shared/contract/search.ts';
import type { MadeFile } from '../../shared/contract/shapes.ts';
import { formatDay } from '../../shared/text/day.ts';
import { sayAsked } from '../../shared/text/say-search.ts';
import { say } from '../../shared/words/vi.ts';
import { listFile } from '../export/list-file.ts';
import { allRows, type ListColumn, listSheet } from '../export/list-sheet.ts';
import type { QueryContext } from '../handler.ts';
import { findNewest, findRanked, RANKED_HITS_MAX } from './find.ts';

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

/** Read in one turn before other work is let through. */
const AT_ONCE = 500;

/** Every hit of a search: in the order of the screen as far as that ranks, then the older ones by day. Throws `sheet.too-many-rows`. */
async function everyHit(
  context: QueryContext,
  { order, ...asked }: SearchAsked,
): Promise<readonly SearchHit[]> {
  const ranked = order === 'ranked' ? findRanked(context.db, asked, RANKED_HITS_MAX).hits : [];
  const known = new Set(ranked.map(({ documentId }) => documentId));
  let before: number | undefined;
  const newest = await allRows(() => {
    const found = findNewest(context.db, asked, AT_ONCE, before);
    before = found.before;
    const rows = found.hits.filter(({ documentId }) => !known.has(documentId));
    return { rows, ...(found.isMore && { next: String(found.before) }) };
  });
  return [...ranked, ...newest];
}

/** The hits of a search in their order, as a file or in parts. Throws as `allRows` and `listFile`. */
export async function exportHits(
  context: QueryContext,
  { columns: chosen, format, ...asked }: Input<'search.export'>,
): Promise<MadeFile> {
  const hits = await everyHit(context, asked);
  const sheet = listSheet(context, {
    title: say('list.hits'),
    subtitle: [
      say('list.text', { text: sayAsked(asked) }).slice(0, 500),
      say('list.made', { day: formatDay(context.today()), count: hits.length }),
    ],
    all: columns,
    columns: chosen,
    rows: hits,
  });
  return listFile(context.ports, sheet, format);
}
