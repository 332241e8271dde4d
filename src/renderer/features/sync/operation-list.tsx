import {
  CheckmarkCircle20Regular,
  CloudArrowUp20Regular,
  CloudCheckmark24Regular,
  DismissCircle20Filled,
  Warning20Filled,
} from '@fluentui/react-icons';
import type { ReactElement } from 'react';
import type { OperationShown, OutboxState } from '../../../shared/contract/sync.ts';
import type { LocalDate } from '../../../shared/domain/core/values.ts';
import { timeOfDay } from '../../../shared/text/day.ts';
import { say } from '../../../shared/words/vi.ts';
import { sayMoment } from '../../app/clock.ts';
import { Problem } from '../../app/problem.tsx';
import { Empty } from '../../ui/empty.tsx';
import { FitText } from '../../ui/fit-text.tsx';
import { Grid } from '../../ui/grid.tsx';
import { SkeletonRows } from '../../ui/skeleton-rows.tsx';
import { titleOf } from './operation-name.ts';
import styles from './sync.module.css';

const icons: Record<OutboxState, ReactElement> = {
  waiting: <CloudArrowUp20Regular />,
  parked: <CloudArrowUp20Regular />,
  sent: <CloudArrowUp20Regular />,
  answered: <CheckmarkCircle20Regular />,
  refused: <DismissCircle20Filled />,
  conflict: <Warning20Filled />,
};

type Props = {
  readonly tab: 'refused' | 'waiting' | 'history';
  readonly pages: {
    readonly isPending: boolean;
    readonly error: unknown;
    readonly hasNextPage: boolean;
    readonly isFetchingNextPage: boolean;
    readonly fetchNextPage: () => Promise<unknown>;
    readonly refetch: () => Promise<unknown>;
  };
  readonly operations: readonly OperationShown[];
  readonly selectedId: string | undefined;
  readonly today: LocalDate;
  readonly onSelect: (operationId: string) => void;
};

export function OperationList({ tab, pages, operations, selectedId, today, onSelect }: Props) {
  if (pages.error)
    return (
      <div className={styles['problem']}>
        <Problem error={pages.error} onRetry={() => void pages.refetch()} />
      </div>
    );
  if (pages.isPending) return <SkeletonRows count={5} label={say('loading.rows')} />;
  if (operations.length === 0)
    return (
      <Empty icon={<CloudCheckmark24Regular />} title={say(`sync.empty.${tab}`)}>
        {say(`sync.empty.${tab}.why`)}
      </Empty>
    );
  return (
    <Grid
      key={tab}
      label={say('sync.list')}
      items={operations.map((row) => ({ type: 'row', key: row.operationId, row }))}
      selectedKey={selectedId}
      rowHeight={56}
      describe={(row) =>
        [titleOf(row), row.subject, say(`sync.state.${row.state}`), sayMoment(row.doneAt, today)].join(', ')
      }
      render={(row) => <Operation operation={row} />}
      onSelect={onSelect}
      onOpen={onSelect}
      onEnd={() => {
        if (pages.hasNextPage && !pages.isFetchingNextPage) void pages.fetchNextPage();
      }}
    />
  );
}

const Operation = ({ operation }: { readonly operation: OperationShown }) => {
  const { subject, state, doneAt } = operation;
  return (
    <div className={styles['operation']} title={subject}>
      <span className={`${styles['icon']} ${styles[state]}`} aria-hidden="true">
        {icons[state]}
      </span>
      <span className={styles['one']}>
        <FitText className={styles['name']} text={titleOf(operation)} />
        <span className={styles[state]}>{say(`sync.state.${state}`)}</span>
      </span>
      <span className={styles['two']}>
        <FitText className={styles['subject']} text={subject} />
        <span>{timeOfDay(doneAt)}</span>
      </span>
    </div>
  );
};
