import { Clock16Filled, ClockAlarm16Filled } from '@fluentui/react-icons';
import type { LocalDate } from '../../../shared/domain/core/values.ts';
import { say } from '../../../shared/words/vi.ts';
import { sayDay, sayDue } from '../clock.ts';
import styles from './marks.module.css';

type Props = { readonly dueOn: LocalDate; readonly today: LocalDate };

/** The deadline at a row's right edge; colour only where time presses. */
export function DueMark({ dueOn, today }: Props) {
  const { text, tone } = sayDue(dueOn, today);
  return (
    <span className={`${styles['mark']} ${styles[tone]}`}>
      {tone === 'late' && <ClockAlarm16Filled />}
      {text}
    </span>
  );
}

/** The deadline in full, in a document's header. */
export function DueFact({ dueOn, today }: Props) {
  const { text, tone } = sayDue(dueOn, today);
  return (
    <span className={`${styles['mark']} ${styles[tone]} ${styles['fact']}`}>
      {tone === 'late' ? <ClockAlarm16Filled /> : <Clock16Filled />}
      {say('due.exact', { day: sayDay(dueOn, today), left: text.toLocaleLowerCase('vi') })}
    </span>
  );
}
