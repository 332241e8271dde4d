import { CheckmarkCircle20Filled, Clock20Filled, SubtractCircle20Regular } from '@fluentui/react-icons';
import type { ReactElement, ReactNode } from 'react';
import styles from './settings.module.css';

const looks: Record<'now' | 'to-come' | 'over', readonly [ReactElement, string]> = {
  now: [<CheckmarkCircle20Filled key="icon" />, 'valid'],
  'to-come': [<Clock20Filled key="icon" />, 'unsure'],
  over: [<SubtractCircle20Regular key="icon" />, 'quiet'],
};

type Props = {
  readonly when: keyof typeof looks;
  readonly label: string;
  /** What more there is to know, and the act. */
  readonly children?: ReactNode;
};

/** Whether something holds now, as icon and words, and what can be done about it. */
export function StateCell({ when, label, children }: Props) {
  const [icon, tone] = looks[when];
  return (
    <div className={styles['stateCell']}>
      <span className={`${styles['state']} ${styles[tone]}`}>
        {icon}
        {label}
      </span>
      {children}
    </div>
  );
}
