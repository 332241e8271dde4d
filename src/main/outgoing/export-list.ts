import type { Input } from '../../shared/contract/contract.ts';
import type { outgoingColumns } from '../../shared/contract/list-export.ts';
import type { OutgoingRow } from '../../shared/contract/outgoing.ts';
import { type MadeFile, PAGE_ROWS_MAX } from '../../shared/contract/shapes.ts';
import { formatDay } from '../../shared/text/day.ts';
import { say } from '../../shared/words/vi.ts';
import { documentColumns } from '../export/document-columns.ts';
import { listFile } from '../export/list-file.ts';
import { allRows, type ListColumn, listSheet } from '../export/list-sheet.ts';
import type { QueryContext } from '../handler.ts';

const columns: Readonly<Record<(typeof outgoingColumns)[number], ListColumn<OutgoingRow>>> = {
  ...documentColumns,
  recipientsText: {
    ...{ title: say('list.column.recipientsText'), widthMm: 46, kind: 'text' },
    cell: ({ recipientsText }) => recipientsText,
  },
  signer: {
    ...{ title: say('list.column.signer'), widthMm: 34, kind: 'text' },
    cell: ({ signer }) => signer?.fullName ?? '',
  },
  drafter: {
    ...{ title: say('list.column.drafter'), widthMm: 34, kind: 'text' },
    cell: ({ drafter }) => drafter?.fullName ?? '',
  },
  received: {
    ...{ title: say('list.column.received'), widthMm: 24, kind: 'text' },
    cell: ({ receivedCount, deliveryCount }) =>
      deliveryCount === 0 ? '' : say('book.form.taken', { taken: receivedCount, count: deliveryCount }),
  },
  state: {
    ...{ title: say('list.column.state'), widthMm: 26, kind: 'text' },
    cell: ({ state }) => say(`outgoing.state.${state}`),
  },
};

type List = (
  context: QueryContext,
  input: Input<'outgoing.list'>,
) => { readonly rows: readonly OutgoingRow[]; readonly next?: string | undefined };

/** The list that the window shows, whole, as a file. Throws as `allRows` and `listFile`. */
export async function exportOutgoingList(
  context: QueryContext,
  list: List,
  { view, text, order, format, columns: chosen }: Input<'outgoing.exportList'>,
): Promise<MadeFile> {
  const found = await allRows((after) => list(context, { view, text, limit: PAGE_ROWS_MAX, after }));
  const sheet = listSheet(context, {
    title: say('list.outgoing', { view: say(`outgoing.view.${view}`).toLocaleLowerCase('vi') }),
    subtitle: [
      text ? say('list.text', { text }) : '',
      say('list.made', { day: formatDay(context.today()), count: found.length }),
    ],
    all: columns,
    columns: chosen,
    rows: order === 'oldest' ? found.toReversed() : found,
  });
  return listFile(context.ports, sheet, format);
}
