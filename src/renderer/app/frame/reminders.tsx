import { Button, Popover, PopoverSurface, PopoverTrigger, Tooltip } from '@fluentui/react-components';
import { Alert20Regular, AlertUrgent20Filled } from '@fluentui/react-icons';
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import { say } from '../../../shared/words/vi.ts';
import { sayDay } from '../clock.ts';
import { useProfile } from '../profile.ts';
import { read } from '../read.ts';
import { recall, remember } from '../remembered.ts';
import styles from './reminders.module.css';

/** Reminders whose being told is remembered; the oldest are forgotten first. */
const TOLD_MAX = 500;
const TOLD = 'reminders-told';
const acceptTold = (found: unknown): readonly string[] | undefined =>
  Array.isArray(found) ? found.filter((each) => typeof each === 'string') : undefined;

/** Urgent documents that wait unopened: said at once and for as long as they do, at whatever hour (NĐ 30/2020 article 4.2c). */
export function UrgentAlarm() {
  const alarms = useQuery(read('incoming.listAlarms', {})).data ?? [];
  const [first] = alarms;
  return (
    <span role="alert" className={styles['alarm']}>
      {first && (
        <Link
          to="/incoming"
          search={{ view: 'all', attention: 'urgent-unopened', id: first.documentId }}
          className={styles['urgent']}
        >
          <AlertUrgent20Filled aria-hidden="true" />
          <span className={styles['urgentWords']}>{say('alarm.urgent', { count: alarms.length })}</span>
        </Link>
      )}
    </span>
  );
}

/** What is due soon, late, or waits for an answer: a quiet count until it was looked at, once for each. */
export function Reminders() {
  const reminders = useQuery(read('task.listReminders', {})).data ?? [];
  const today = useProfile()?.today;
  const [told, setTold] = useState(() => recall(TOLD, acceptTold) ?? []);
  const [isOpen, setOpen] = useState(false);
  const fresh = reminders.filter(({ key }) => !told.includes(key)).length;
  const show = (open: boolean) => {
    setOpen(open);
    if (!open) return;
    const next = [...new Set([...told, ...reminders.map(({ key }) => key)])].slice(-TOLD_MAX);
    setTold(next);
    remember(TOLD, next);
  };
  return (
    <Popover open={isOpen} onOpenChange={(_event, { open }) => show(open)} positioning="below-end">
      <PopoverTrigger disableButtonEnhancement>
        <Tooltip content={say('reminder.label', { count: fresh })} relationship="label">
          <Button
            appearance="subtle"
            icon={<Alert20Regular />}
            className={styles['bell'] ?? ''}
            data-fresh={fresh > 0}
          >
            {fresh > 0 && <span className={styles['count']}>{fresh}</span>}
          </Button>
        </Tooltip>
      </PopoverTrigger>
      <PopoverSurface className={styles['surface'] ?? ''} aria-label={say('reminder.title')}>
        <h2 className={styles['title']}>{say('reminder.title')}</h2>
        {reminders.length === 0 && <p className={styles['quiet']}>{say('reminder.none')}</p>}
        <ul className={styles['list']}>
          {reminders.map(({ key, taskId, kind, content, dueOn }) => (
            <li key={key}>
              <Link to="/tasks" search={{ view: 'all', id: taskId }} onClick={() => setOpen(false)}>
                {content}
              </Link>
              <span className={kind === 'late' ? styles['late'] : styles['quiet']}>
                {say(`reminder.kind.${kind}`)}
                {dueOn && today && ` · ${say('sheet.until', { day: sayDay(dueOn, today) })}`}
              </span>
            </li>
          ))}
        </ul>
      </PopoverSurface>
    </Popover>
  );
}
