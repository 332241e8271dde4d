import type { Output } from '../../shared/contract/contract.ts';
import type { MadeFile } from '../../shared/contract/shapes.ts';
import type { TaskGrouping } from '../../shared/contract/task.ts';
import type { LocalDate } from '../../shared/domain/core/values.ts';
import { countTasks, inTimeShare, type Standing, standings } from '../../shared/domain/task/standing.ts';
import type { Sheet, SheetFormat } from '../../shared/sheet/sheet.ts';
import { formatDay } from '../../shared/text/day.ts';
import { say } from '../../shared/words/vi.ts';
import { personOf } from '../document/people.ts';
import { sheetFile } from '../export/sheet-file.ts';
import type { QueryContext } from '../handler.ts';
import { type CountedTask, countedIn } from './store.ts';

type Counted = Output<'task.count'>;
export type Period = { readonly from: LocalDate; readonly to: LocalDate };

/** How the tasks given in a period stand, whole and by lead, giver, unit of the lead, field or month; groups with most late ones first. */
export function countBy(context: QueryContext, { from, to }: Period, by: TaskGrouping): Counted {
  const today = context.today();
  const tasks = countedIn(context.db, from, to);
  const counted = (some: readonly CountedTask[]) => {
    const counts = countTasks(some, today);
    const share = inTimeShare(counts);
    return { counts, ...(share !== undefined && { inTimeShare: share }) };
  };
  const groups = [...Map.groupBy(tasks, (task) => keyOf(context, task, by))].map(([key, some]) => ({
    key,
    name: nameOf(context, key, by),
    ...counted(some),
  }));
  const order = (a: (typeof groups)[number], b: (typeof groups)[number]): number =>
    by === 'month'
      ? a.key.localeCompare(b.key)
      : b.counts['open-late'] - a.counts['open-late'] || a.name.localeCompare(b.name, 'vi');
  return { ...counted(tasks), groups: groups.sort(order) };
}

function keyOf({ read }: QueryContext, task: CountedTask, by: TaskGrouping): string {
  switch (by) {
    case 'lead':
      return task.leadId;
    case 'giver':
      return task.giverId;
    case 'field':
      return task.field;
    case 'month':
      return task.givenOn.slice(0, 7);
    case 'unit':
      return read('official', task.leadId)?.unitId ?? '';
  }
}

function nameOf({ db, read }: QueryContext, key: string, by: TaskGrouping): string {
  if (by === 'lead' || by === 'giver') return personOf(db, key)?.fullName ?? say('common.unknownPerson');
  if (by === 'month') return say('task.count.month', { month: key.slice(5), year: key.slice(0, 4) });
  const name = by === 'unit' ? read('unit', key)?.name : key;
  return name || say(`task.count.none.${by}`);
}

const sumOf = (counts: Counted['counts']): number => standings.reduce((sum, each) => sum + counts[each], 0);
const percentOf = (share: number | undefined): string =>
  share === undefined ? '' : `${Math.round(share * 100)} %`;

/** The statistics as a table that leaves the program; throws as `sheetFile`. */
export async function exportCount(
  context: QueryContext,
  period: Period,
  by: TaskGrouping,
  format: SheetFormat,
): Promise<MadeFile> {
  const { groups, ...whole } = countBy(context, period, by);
  const cells = (name: string, { counts, inTimeShare: share }: Pick<Counted, 'counts' | 'inTimeShare'>) => [
    name,
    sumOf(counts),
    ...standings.map((each) => counts[each]),
    percentOf(share),
  ];
  const number = (title: string, group?: string) => ({
    title,
    kind: 'number' as const,
    widthMm: 20,
    ...(group && { group }),
  });
  const groupOf = (standing: Standing): string | undefined =>
    standing === 'cancelled' ? undefined : say(`task.count.group.${standing.split('-')[0] as 'done'}`);
  const agency = context.read('agency', context.ports.profile.agencyId);
  const sheet: Sheet = {
    name: `nhiem-vu-${period.from}-${period.to}`,
    title: say('task.count.title'),
    subtitle: [say('task.count.period', { from: formatDay(period.from), to: formatDay(period.to) })],
    agency: [agency?.parentName ?? '', agency?.name ?? ''].filter((line) => line !== ''),
    orientation: 'landscape',
    columns: [
      { title: say(`task.count.by.${by}`), kind: 'text', widthMm: 60 },
      number(say('task.count.sum')),
      ...standings.map((each) => number(say(`task.count.column.${each}`), groupOf(each))),
      { title: say('task.count.share'), kind: 'text', widthMm: 20, align: 'end' },
    ],
    rows: groups.map((group) => ({ cells: cells(group.name, group) })),
    totals: cells(say('task.count.whole'), whole),
    notes: [say('task.count.formula')],
  };
  return sheetFile(context.ports, sheet, format);
}
