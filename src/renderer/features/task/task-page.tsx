import { TaskListSquareLtr24Regular } from '@fluentui/react-icons';
import { useQuery } from '@tanstack/react-query';
import { getRouteApi, useNavigate } from '@tanstack/react-router';
import { TaskId } from '../../../shared/domain/core/values.ts';
import { say } from '../../../shared/words/vi.ts';
import { NotOpen } from '../../app/document/not-open.tsx';
import { Panes } from '../../app/frame/panes.tsx';
import { useProfile } from '../../app/profile.ts';
import { read } from '../../app/read.ts';
import { Empty } from '../../ui/empty.tsx';
import { TaskList } from './task-list.tsx';
import { TaskReading } from './task-reading.tsx';

const route = getRouteApi('/tasks');
const noId = TaskId.parse('00000000-0000-4000-8000-000000000000');

/** Theo dõi thực hiện nhiệm vụ: the list, and the one that is open with what happened to it. */
export function TaskPage() {
  const { view, within, id } = route.useSearch();
  const navigate = useNavigate({ from: '/tasks' });
  const profile = useProfile();
  const detail = useQuery({ ...read('task.get', { taskId: id ?? noId }), enabled: id !== undefined });
  const select = (taskId: string | undefined) =>
    void navigate({ search: (search) => ({ ...search, id: TaskId.safeParse(taskId).data }), replace: true });
  if (!profile) return null;
  const isLeader = profile.official.roles.includes('leader');
  return (
    <Panes
      name="task"
      isReading={id !== undefined}
      onBack={() => select(undefined)}
      list={
        <TaskList
          view={view ?? (isLeader ? 'given' : 'mine')}
          within={within}
          selectedId={id}
          profile={profile}
          onSelect={select}
          onView={(next) => void navigate({ search: { view: next } })}
          onAllAgain={() => void navigate({ search: (search) => ({ ...search, within: undefined }) })}
        />
      }
      reading={
        id !== undefined && detail.data && !detail.isError ? (
          <TaskReading key={id} detail={detail.data} profile={profile} onBack={() => select(undefined)} />
        ) : (
          <NotOpen
            hasChosen={id !== undefined}
            none={
              <Empty icon={<TaskListSquareLtr24Regular />} title={say('task.none')}>
                {say('task.none.why')}
              </Empty>
            }
            {...detail}
          />
        )
      }
    />
  );
}
