import { Button, Tooltip } from '@fluentui/react-components';
import {
  Alert20Regular,
  DataBarVertical20Regular,
  TaskListAdd20Regular,
  TaskListSquareLtr24Regular,
} from '@fluentui/react-icons';
import { useInfiniteQuery, useQuery } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { useState } from 'react';
import type { ProfileShown } from '../../../shared/contract/office.ts';
import { type TaskRow, type TaskView, type TaskWithin, taskViews } from '../../../shared/contract/task.ts';
import { TaskId } from '../../../shared/domain/core/values.ts';
import { formatDay } from '../../../shared/text/day.ts';
import { say } from '../../../shared/words/vi.ts';
import { DocumentRows } from '../../app/document/document-rows.tsx';
import { FindList } from '../../app/document/find-list.tsx';
import { GiveTaskDialog } from '../../app/document/give-task-dialog.tsx';
import { useMarks } from '../../app/document/marks.ts';
import { SelectionBar } from '../../app/document/selection-bar.tsx';
import { useShortcut } from '../../app/keys.ts';
import { read, readPages } from '../../app/read.ts';
import { Empty } from '../../ui/empty.tsx';
import type { Marks } from '../../ui/grid-keys.ts';
import { Notice } from '../../ui/notice.tsx';
import { ChaseDialog } from './chase-dialog.tsx';
import { groupByUnit } from './group-by-unit.ts';
import { describeTask, TaskRowView } from './task-row.tsx';

type Props = {
  readonly view: TaskView;
  /** The tasks behind one figure of the statistics. */
  readonly within: TaskWithin | undefined;
  readonly selectedId: string | undefined;
  readonly profile: ProfileShown;
  readonly onSelect: (taskId: string | undefined) => void;
  readonly onView: (view: TaskView) => void;
  readonly onAllAgain: () => void;
};

/** Numbers only where something is to be done. */
const isCounted = (view: TaskView): boolean => view === 'mine' || view === 'waiting' || view === 'late';

export function TaskList({ view, within, selectedId, profile, onSelect, onView, onAllAgain }: Props) {
  const counts = useQuery(read('task.countViews', {})).data;
  const [isGiving, setGiving] = useState(false);
  const navigate = useNavigate();
  const isLeader = profile.official.roles.includes('leader');
  useShortcut('new', () => setGiving(true));
  return (
    <>
      <FindList
        title={say('task.title')}
        act={
          <>
            <Tooltip content={say('task.count.open')} relationship="label">
              <Button
                appearance="subtle"
                icon={<DataBarVertical20Regular />}
                onClick={() => void navigate({ to: '/tasks/statistics' })}
              />
            </Tooltip>
            <Button appearance="subtle" icon={<TaskListAdd20Regular />} onClick={() => setGiving(true)}>
              {say(isLeader ? 'task.new' : 'task.newOwn')}
            </Button>
          </>
        }
        viewsLabel={say('task.views')}
        view={view}
        tabs={taskViews.map((each) => ({
          value: each,
          label: say(`task.view.${each}`),
          count: isCounted(each) ? counts?.[each] : undefined,
        }))}
        onView={onView}
        findLabel={say('task.find')}
      >
        {(text) => (
          <>
            {within && (
              <Notice
                tone="info"
                actions={
                  <Button size="small" onClick={onAllAgain}>
                    {say('task.within.clear')}
                  </Button>
                }
              >
                {sayWithin(within)}
              </Notice>
            )}
            <Tasks {...{ view, within, text, selectedId, profile, onSelect }} />
          </>
        )}
      </FindList>
      {isGiving && <GiveTaskDialog profile={profile} onClose={() => setGiving(false)} />}
    </>
  );
}

type TasksProps = Omit<Props, 'onView' | 'onAllAgain'> & { readonly text: string };
/** The rows, and for a leader what he marks of them. */
function Tasks(props: TasksProps) {
  const { view, within, profile } = props;
  const marks = useMarks(`${view}:${JSON.stringify(within ?? '')}`);
  const isLeader = profile.official.roles.includes('leader');
  return (
    <>
      <Rows {...props} marks={isLeader ? marks : undefined} />
      {marks.keys.size > 0 && <Marked marks={marks} />}
    </>
  );
}

/** What a leader does with several tasks at once: he asks after them. */
function Marked({ marks: { keys, clear } }: { readonly marks: ReturnType<typeof useMarks> }) {
  const [isChasing, setChasing] = useState(false);
  const taskIds = [...keys].map((key) => TaskId.parse(key));
  const chase = {
    ...{ key: 'chase', label: say('task.chase'), icon: <Alert20Regular /> },
    act: () => setChasing(true),
  };
  return (
    <>
      <SelectionBar label={say('task.marks', { count: keys.size })} acts={[chase]} onClear={clear} />
      {isChasing && <ChaseDialog taskIds={taskIds} onDone={clear} onClose={() => setChasing(false)} />}
    </>
  );
}

/** The unit of who leads a task, by its name. */
function useUnitOf(): (row: TaskRow) => string {
  const officials = useQuery(read('office.listOfficials', {})).data ?? [];
  const units = useQuery(read('office.listUnits', {})).data ?? [];
  return ({ lead }) => {
    const unitId = officials.find(({ officialId }) => officialId === lead?.officialId)?.official.unitId;
    return units.find((unit) => unit.unitId === unitId)?.name ?? say('task.noUnit');
  };
}

function sayWithin({ from, to, standing }: TaskWithin): string {
  const days = { from: formatDay(from), to: formatDay(to) };
  return standing
    ? say('task.within', { standing: say(`task.standing.${standing}`), ...days })
    : say('task.within.all', days);
}

function Rows({
  view,
  within,
  text,
  selectedId,
  profile,
  marks,
  onSelect,
}: TasksProps & { readonly marks: Marks | undefined }) {
  const unitOf = useUnitOf();
  // Whoever gives tasks to units asks which of them is behind.
  const isByUnit = view === 'late' && marks !== undefined;
  const isFiltered = text.trim() !== '';
  const pages = useInfiniteQuery(
    readPages('task.list', { view, ...(within && { within }), ...(isFiltered && { text }) }),
  );
  return (
    <DocumentRows<TaskRow>
      view={`${view}:${text}:${JSON.stringify(within ?? '')}`}
      label={say('task.list')}
      pages={pages}
      items={(rows, isWhole) =>
        isByUnit
          ? groupByUnit(rows, unitOf, isWhole)
          : rows.map((row) => ({ type: 'row', key: row.taskId, row }))
      }
      marks={marks}
      selectedId={selectedId}
      describe={describeTask}
      render={(row) => <TaskRowView row={row} today={profile.today} />}
      onSelect={onSelect}
      empty={
        <Empty
          icon={<TaskListSquareLtr24Regular />}
          title={say(isFiltered ? 'task.empty.found' : 'task.empty')}
        >
          {say(isFiltered ? 'task.empty.found.why' : 'task.empty.why')}
        </Empty>
      }
    />
  );
}
