import { ClockAlarm16Filled } from '@fluentui/react-icons';
import type { TaskRow } from '../../../shared/contract/task.ts';
import type { LocalDate } from '../../../shared/domain/core/values.ts';
import { formatDay } from '../../../shared/text/day.ts';
import { say } from '../../../shared/words/vi.ts';
import { DueMark } from '../../app/document/due-mark.tsx';
import marks from '../../app/document/marks.module.css';
import row from '../../app/document/row.module.css';
import { SyncMark } from '../../app/document/sync-mark.tsx';
import { FitText } from '../../ui/fit-text.tsx';
import { Initials } from '../../ui/initials.tsx';

const isOpen = ({ state }: TaskRow): boolean => state === 'given' || state === 'in-progress';

type Props = { readonly row: TaskRow; readonly today: LocalDate };

/** Two lines: what is to be done and by when; how far it is and with whom. */
export function TaskRowView({ row: shown, today }: Props) {
  const { content, dueOn, percent, state, lead, giver, sync, isAsked, daysLate } = shown;
  return (
    <div className={row['row']} title={content}>
      <span className={row['dot']} aria-hidden="true" />
      <span className={row['book']}>
        <span className={row['number']}>{dueOn ? formatDay(dueOn).slice(0, 5) : '–'}</span>
        <span className={row['date']}>{say('task.percent', { percent })}</span>
      </span>
      <span className={row['one']}>
        <FitText className={row['organ']} text={content} />
        <span className={row['end']}>
          {dueOn && isOpen(shown) && <DueMark dueOn={dueOn} today={today} />}
          {!isOpen(shown) && daysLate > 0 && state !== 'cancelled' && (
            <span className={`${marks['mark']} ${marks['late']}`}>
              <ClockAlarm16Filled />
              {say('task.late', { days: daysLate })}
            </span>
          )}
        </span>
      </span>
      <span className={row['two']}>
        <FitText
          className={row['subject']}
          text={giver ? say('task.row.giver', { name: giver.fullName, day: formatDay(shown.givenOn) }) : ''}
        />
        <span className={row['end']}>
          {isAsked && <span className={`${marks['mark']} ${marks['waiting']}`}>{say('task.asked')}</span>}
          <SyncMark sync={sync} />
          <span className={row['files']}>{say(`task.state.${state}`)}</span>
          {lead && <Initials name={lead.fullName} />}
        </span>
      </span>
    </div>
  );
}

/** The row in words, whole. */
export function describeTask(shown: TaskRow): string {
  const parts = [
    shown.content,
    say(`task.state.${shown.state}`),
    shown.dueOn ? say('task.fact.due', { day: formatDay(shown.dueOn) }) : say('task.noLimit'),
    shown.daysLate > 0 && shown.state !== 'cancelled' && say('task.late', { days: shown.daysLate }),
    say('task.percent', { percent: shown.percent }),
    shown.lead && say('task.fact.lead', { name: shown.lead.fullName }),
    shown.isAsked && say('task.asked'),
    shown.sync !== 'synced' && say(`sync.row.${shown.sync}`),
  ];
  return parts.filter(Boolean).join(', ');
}
