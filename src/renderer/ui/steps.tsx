import { CheckmarkCircle20Filled, Circle20Regular, RadioButton20Filled } from '@fluentui/react-icons';
import type { ReactNode } from 'react';
import styles from './steps.module.css';

export type Step = {
  readonly key: string;
  readonly title: string;
  readonly note?: ReactNode;
  readonly state: 'done' | 'current' | 'to-come';
};
const icons = {
  done: <CheckmarkCircle20Filled />,
  current: <RadioButton20Filled />,
  'to-come': <Circle20Regular />,
} as const;

/** A way of steps: done, where it stands, to come. `stateWords` says the icon for those who hear it. */
export function Steps({
  steps,
  stateWords,
}: {
  readonly steps: readonly Step[];
  readonly stateWords: Record<Step['state'], string>;
}) {
  return (
    <ol className={styles['steps']}>
      {steps.map(({ key, title, note, state }) => (
        <li
          key={key}
          className={`${styles['step']} ${styles[state]}`}
          aria-current={state === 'current' ? 'step' : undefined}
        >
          <span className={styles['icon']} role="img" aria-label={stateWords[state]}>
            {icons[state]}
          </span>
          <div className={styles['words']}>
            <p className={styles['title']}>{title}</p>
            {note !== undefined && <p className={styles['note']}>{note}</p>}
          </div>
        </li>
      ))}
    </ol>
  );
}
