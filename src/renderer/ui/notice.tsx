import {
  ErrorCircle20Filled,
  Info20Regular,
  ShieldCheckmark20Filled,
  Warning20Filled,
} from '@fluentui/react-icons';
import type { ReactElement, ReactNode } from 'react';
import styles from './notice.module.css';

export type Tone = 'info' | 'good' | 'unsure' | 'wrong';
const icons: Record<Tone, ReactElement> = {
  info: <Info20Regular />,
  good: <ShieldCheckmark20Filled />,
  unsure: <Warning20Filled />,
  wrong: <ErrorCircle20Filled />,
};

type Props = {
  readonly tone: Tone;
  readonly icon?: ReactElement;
  /** What happened; the rest says the effect and the next step. */
  readonly title?: string;
  readonly children?: ReactNode;
  readonly actions?: ReactNode;
  /** The fault's code, for whoever helps. */
  readonly code?: string;
  readonly isAlert?: boolean;
};

/** A message in place: its tone is always also an icon and words. */
export function Notice({ tone, icon, title, children, actions, code, isAlert = false }: Props) {
  return (
    <div className={`${styles['notice']} ${styles[tone]}`} role={isAlert ? 'alert' : 'status'}>
      <span className={styles['icon']} aria-hidden="true">
        {icon ?? icons[tone]}
      </span>
      <div className={`${styles['body']} ${code === undefined ? '' : styles['hasCode']}`}>
        <div className={styles['text']}>
          {title !== undefined && <strong>{title} </strong>}
          {children}
        </div>
        {(actions !== undefined || code !== undefined) && (
          <div className={styles['actions']}>
            {actions}
            {code !== undefined && <span className={styles['code']}>{code}</span>}
          </div>
        )}
      </div>
    </div>
  );
}
