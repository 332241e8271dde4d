import type { Input } from '../../shared/contract/contract.ts';
import type { IncomingRow } from '../../shared/contract/incoming.ts';
import type { incomingColumns } from '../../shared/contract/list-export.ts';
import type { MadeFile } from '../../shared/contract/shapes.ts';
import { PAGE_ROWS_MAX } from '../../shared/contract/shapes.ts';
import { formatDay } from '../../shared/text/day.ts';
import { say } from '../../shared/words/vi.ts';
import { documentColumns } from '../export/document-columns.ts';
import { listFile } from '../export/list-file.ts';
import { allRows, type ListColumn, listSheet } from '../export/list-sheet.ts';
import type { QueryContext } from '../handler.ts';

const columns: Readonly<Record<(typeof incomingColumns)[number], ListColumn<IncomingRow>>> = {
  ...documentColumns,
  arrivalNumber: {
    ...{ title: say('list.column.arrivalNumber'), widthMm: 16, kind: 'number' },
    cell: ({ arrivalNumber = '' }) => arrivalNumber,
  },
  arrivedOn: {
    ...{ title: say('list.column.arrivedOn'), widthMm: 27, kind: 'date' },
    cell: ({ arrivedOn }) => arrivedOn,
  },
  organName: {
    ...{ title: say('list.column.organName'), widthMm: 42, kind: 'text' },
    cell: ({ organName }) => organName,
  },
  holder: {
    ...{ title: say('list.column.holder'), widthMm: 36, kind: 'text' },
    cell: ({ holder }) => holder?.fullName ?? '',
  },
  state: {
    ...{ title: say('list.column.state'), widthMm: 26, kind: 'text' },
    cell: ({ state }) => say(`incoming.state.${state}`),
  },
};

type List = (
  context: QueryContext,
  input: Input<'incoming.list'>,
) => { readonly rows: readonly IncomingRow[]; readonly next?: string | undefined };

/** The list that the window shows, whole, as a file. Throws as `allRows` and `listFile`. */
export async function exportIncomingList(
  context: QueryContext,
  list: List,
  { view, urgency, text, attention, order, format, columns: chosen }: Input<'incoming.exportList'>,
): Promise<MadeFile> {
  const found = await allRows((after) =>
    list(context, { view, urgency, text, attention, limit: PAGE_ROWS_MAX, after }),
  );
  const sheet = listSheet(context, {
    title: say('list.incoming', { view: say(`incoming.view.${view}`).toLocaleLowerCase('vi') }),
    subtitle: [
      attention ? say('list.attention', { name: say(`attention.${attention}`) }) : '',
      urgency ? say('list.urgency', { urgency: say(`urgency.${urgency}`) }) : '',
      text ? say('list.text', { text }) : '',
      say('list.made', { day: formatDay(context.today()), count: found.length }),
    ],
    all: columns,
    columns: chosen,
    rows: order === 'oldest' ? found.toReversed() : found,
  });
  return listFile(context.ports, sheet, format);
}
