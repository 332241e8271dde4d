import { ProgressBar } from '@fluentui/react-components';
import { Link } from '@tanstack/react-router';
import type { TaskDetail } from '../../../shared/contract/task.ts';
import type { LocalDate } from '../../../shared/domain/core/values.ts';
import { formatDay } from '../../../shared/text/day.ts';
import { say } from '../../../shared/words/vi.ts';
import { sayMoment } from '../../app/clock.ts';
import styles from './task.module.css';

type Props = { readonly detail: TaskDetail; readonly today: LocalDate };

/** How far it is, what gives it and shows its result, its parts, and what happened, the newest first. */
export function TaskBody({ detail: { row, task, of, result, parts, events }, today }: Props) {
  return (
    <section
      className={styles['body']}
      aria-label={say('task.progress')}
      // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard (WCAG 2.1.1).
      tabIndex={0}
    >
      <h3>{say('task.progress')}</h3>
      <div className={styles['progress']}>
        <ProgressBar
          className={styles['bar'] ?? ''}
          value={row.percent / 100}
          thickness="large"
          aria-label={say('task.progress')}
        />
        <span>{say('task.percent', { percent: row.percent })}</span>
      </div>
      <dl className={styles['links']}>
        {of && <DocumentLink label={say('task.of')} named={of} />}
        {result && <DocumentLink label={say('task.result')} named={result} />}
        {task.lateReason !== undefined && (
          <>
            <dt>{say('task.lateReason')}</dt>
            <dd>{task.lateReason}</dd>
          </>
        )}
      </dl>
      {parts.length > 0 && (
        <>
          <h3>{say('task.parts')}</h3>
          <ul className={styles['parts']}>
            {parts.map((part) => (
              <li key={part.taskId}>
                <Link to="/tasks" search={{ view: 'all', id: part.taskId }}>
                  {part.content}
                </Link>{' '}
                <span className={styles['quiet']}>
                  {say(`task.state.${part.state}`)} · {part.lead?.fullName ?? say('common.unknownPerson')}
                  {part.dueOn && ` · ${say('task.fact.due', { day: formatDay(part.dueOn) })}`}
                </span>
              </li>
            ))}
          </ul>
        </>
      )}
      <History events={events} today={today} />
    </section>
  );
}

const History = ({ events, today }: Pick<TaskDetail, 'events'> & Pick<Props, 'today'>) => (
  <>
    <h3>{say('task.history')}</h3>
    {events.length === 0 && <p className={styles['quiet']}>{say('task.history.empty')}</p>}
    <ul className={styles['events']}>
      {events.map((event) => (
        <li key={`${event.doneAt}${event.what}`}>
          <span>
            <strong>{say(`task.event.${event.what}`)}</strong>
            {event.percent !== undefined && ` ${say('task.percent', { percent: event.percent })}`}
            {event.dueOn && ` ${say('task.event.day', { day: formatDay(event.dueOn) })}`}
          </span>{' '}
          <span className={styles['quiet']}>
            {event.by?.fullName ?? say('common.unknownPerson')}, {sayMoment(event.doneAt, today)}
          </span>
          {event.text !== '' && <p className={styles['said']}>{event.text}</p>}
        </li>
      ))}
    </ul>
  </>
);

type Named = { readonly label: string; readonly named: NonNullable<TaskDetail['of']> };
const DocumentLink = ({ label, named: { ref, name } }: Named) => (
  <>
    <dt>{label}</dt>
    <dd>
      {ref.kind === 'incoming' ? (
        <Link to="/incoming" search={{ view: 'all', id: ref.id }}>
          {name}
        </Link>
      ) : (
        <Link to="/outgoing" search={{ view: 'all', id: ref.id }}>
          {name}
        </Link>
      )}
    </dd>
  </>
);
