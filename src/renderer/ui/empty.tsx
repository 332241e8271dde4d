import type { ReactElement, ReactNode } from 'react';
import styles from './empty.module.css';

type Props = {
  readonly icon: ReactElement;
  readonly title: string;
  readonly children?: ReactNode;
  /** One step that leads on. */
  readonly action?: ReactNode;
};

/** Nothing to show: why, and one step. */
export function Empty({ icon, title, children, action }: Props) {
  return (
    <div className={styles['empty']}>
      <span className={styles['disc']} aria-hidden="true">
        {icon}
      </span>
      <h2 className={styles['title']}>{title}</h2>
      {children !== undefined && <p className={styles['why']}>{children}</p>}
      {action !== undefined && <div className={styles['action']}>{action}</div>}
    </div>
  );
}
