import {
  AlertOff24Regular,
  ArrowUndo24Regular,
  CheckmarkCircle24Regular,
  ClockAlarm24Regular,
  CommentEdit24Regular,
  MailInbox24Regular,
  NumberSymbol24Regular,
  PersonArrowRight24Regular,
  Send24Regular,
  ShieldError24Regular,
  Signature24Regular,
  TaskListSquareLtr24Regular,
} from '@fluentui/react-icons';
import type { ComponentType, ReactElement, ReactNode } from 'react';
import { say } from '../../../shared/words/vi.ts';
import { sayLongDay } from '../../app/clock.ts';
import { useToday } from '../../app/profile.ts';
import { sayCount } from '../../app/say-count.ts';
import { type Counted, keyOf, useWaiting, type WaitingKey } from '../../app/waiting.ts';
import { Empty } from '../../ui/empty.tsx';
import { SkeletonRows } from '../../ui/skeleton-rows.tsx';
import { PlaceLink } from './place-link.tsx';
import { Queue } from './queues.tsx';
import styles from './today.module.css';

const icons: Readonly<Record<WaitingKey, ReactElement>> = {
  'incoming.arrived': <MailInbox24Regular />,
  'incoming.registered': <CommentEdit24Regular />,
  'incoming.mine': <MailInbox24Regular />,
  'attention.not-handed-on': <PersonArrowRight24Regular />,
  'attention.recorded': <CommentEdit24Regular />,
  'outgoing.submitted': <Signature24Regular />,
  'outgoing.signed': <NumberSymbol24Regular />,
  'outgoing.numbered': <Signature24Regular />,
  'outgoing.sealed': <Send24Regular />,
  'outgoing.notTaken': <AlertOff24Regular />,
  'outgoing.returned': <ArrowUndo24Regular />,
  'task.mine': <TaskListSquareLtr24Regular />,
  'task.late': <ClockAlarm24Regular />,
  'task.waiting': <TaskListSquareLtr24Regular />,
  'sync.refused': <AlertOff24Regular />,
  'containments.all': <ShieldError24Regular />,
};
/** Figures that say that something went wrong or too late, where they are not nought. */
const pressing: ReadonlySet<WaitingKey> = new Set([
  'task.late',
  'sync.refused',
  'outgoing.returned',
  'outgoing.notTaken',
]);

type Props = {
  /** Where what comes in may be dropped. */
  readonly IntakeZone: ComponentType<{ readonly className: string; readonly children: ReactNode }>;
};

/** What waits for whoever sits here, before he has asked: figures that lead to their lists, and the first rows of each. */
export function TodayPage({ IntakeZone }: Props) {
  const today = useToday();
  const waiting = useWaiting();
  return (
    <IntakeZone className={styles['zone'] ?? ''}>
      <section className={styles['page']} data-pane="list" aria-label={say('today.title')}>
        <header className={styles['head']}>
          <h1>{say('today.title')}</h1>
          <span className={styles['day']}>{sayLongDay(today)}</span>
        </header>
        {waiting ? <Work waiting={waiting} /> : <SkeletonRows count={6} label={say('loading.rows')} />}
      </section>
    </IntakeZone>
  );
}

function Work({ waiting }: { readonly waiting: readonly Counted[] }) {
  const today = useToday();
  const full = waiting.filter(({ count }) => count > 0);
  return (
    <>
      <ul aria-label={say('today.figures')} className={styles['figures']}>
        {waiting.map((each) => (
          <li key={keyOf(each)}>
            <Figure waiting={each} />
          </li>
        ))}
      </ul>
      {full.length === 0 ? (
        <Empty icon={<CheckmarkCircle24Regular />} title={say('today.done')}>
          {say('today.done.why')}
        </Empty>
      ) : (
        <div className={styles['queues']}>
          {full.map((each) => (
            <Queue key={keyOf(each)} waiting={each} today={today} />
          ))}
        </div>
      )}
    </>
  );
}

function Figure({ waiting }: { readonly waiting: Counted }) {
  const key = keyOf(waiting);
  const tone = waiting.count === 0 ? styles['nought'] : pressing.has(key) ? styles['pressing'] : '';
  return (
    <PlaceLink waiting={waiting} className={`${styles['figure']} ${tone}`}>
      <span className={styles['disc']} aria-hidden="true">
        {icons[key]}
      </span>
      <span className={styles['number']}>{sayCount(waiting.count)}</span>
      <span className={styles['name']}>{say(`today.${key}`)}</span>
    </PlaceLink>
  );
}
