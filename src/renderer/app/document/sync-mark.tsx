import { CloudArrowUp16Regular, Warning16Filled } from '@fluentui/react-icons';
import type { RowSync } from '../../../shared/contract/shapes.ts';
import { say } from '../../../shared/words/vi.ts';
import styles from './marks.module.css';

/** Nothing while the row is as on the server. */
export function SyncMark({ sync }: { readonly sync: RowSync }) {
  if (sync === 'synced') return null;
  return sync === 'waiting' ? (
    <span className={`${styles['mark']} ${styles['waiting']}`}>
      <CloudArrowUp16Regular />
      {say('sync.row.waiting')}
    </span>
  ) : (
    <span className={`${styles['mark']} ${styles['refused']}`}>
      <Warning16Filled />
      {say('sync.row.refused')}
    </span>
  );
}
