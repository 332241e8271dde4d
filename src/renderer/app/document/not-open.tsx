import type { UseQueryResult } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { say } from '../../../shared/words/vi.ts';
import { SkeletonRows } from '../../ui/skeleton-rows.tsx';
import { Problem } from '../problem.tsx';
import styles from './page.module.css';

type Props = Pick<UseQueryResult, 'isError' | 'error' | 'refetch'> & {
  readonly hasChosen: boolean;
  /** Where nothing is chosen: what to choose. */
  readonly none: ReactNode;
};

/** The reading pane without what is read: nothing chosen, not here, or not here yet. */
export function NotOpen({ hasChosen, none, isError, error, refetch }: Props) {
  if (!hasChosen) return none;
  if (isError)
    return (
      <div className={styles['problem']}>
        <Problem error={error} onRetry={() => void refetch()} />
      </div>
    );
  return <SkeletonRows count={3} label={say('loading.document')} />;
}
