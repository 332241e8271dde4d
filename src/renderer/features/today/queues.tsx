import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import type { LocalDate } from '../../../shared/domain/core/values.ts';
import { shortAgencyName } from '../../../shared/words/agency-name.ts';
import { say } from '../../../shared/words/vi.ts';
import { sayDay } from '../../app/clock.ts';
import { DueMark } from '../../app/document/due-mark.tsx';
import { UrgencyTag } from '../../app/document/urgency-tag.tsx';
import { useProfile } from '../../app/profile.ts';
import { read } from '../../app/read.ts';
import { type Counted, keyOf, type Waiting } from '../../app/waiting.ts';
import { PlaceLink } from './place-link.tsx';
import styles from './today.module.css';

/** Of each list, what comes first in it; all of it is one step away. */
const ROWS = 5;

type Props<Of extends Waiting['of']> = {
  readonly waiting: Extract<Counted, { of: Of }>;
  readonly today: LocalDate;
};

/** What waits in one list, its first rows: each opens at its place in the list. */
export function Queue({ waiting, today }: { readonly waiting: Counted; readonly today: LocalDate }) {
  switch (waiting.of) {
    case 'incoming':
      return <IncomingQueue {...{ waiting, today }} />;
    case 'outgoing':
      return <OutgoingQueue {...{ waiting, today }} />;
    case 'task':
      return <TaskQueue {...{ waiting, today }} />;
    default:
      return null;
  }
}

function IncomingQueue({ waiting, today }: Props<'incoming'>) {
  const { view } = waiting;
  const { data } = useQuery(read('incoming.list', { view, limit: ROWS }));
  return (
    <Card waiting={waiting}>
      {data?.rows.map(({ documentId, subject, organName, reference, urgency, dueOn, arrivedOn }) => (
        <li key={documentId}>
          <Link to="/incoming" search={{ view, id: documentId }} className={styles['row']}>
            <Line mark={<UrgencyTag urgency={urgency} />} text={subject}>
              {dueOn && <DueMark dueOn={dueOn} today={today} />}
            </Line>
            <Quiet left={[shortAgencyName(organName), reference]} right={sayDay(arrivedOn, today)} />
          </Link>
        </li>
      ))}
    </Card>
  );
}

function OutgoingQueue({ waiting, today }: Props<'outgoing'>) {
  const { view } = waiting;
  const { data } = useQuery(read('outgoing.list', { view, limit: ROWS }));
  return (
    <Card waiting={waiting}>
      {data?.rows.map(({ documentId, subject, typeName, reference, urgency, dueOn, drafter }) => (
        <li key={documentId}>
          <Link to="/outgoing" search={{ view, id: documentId }} className={styles['row']}>
            <Line mark={<UrgencyTag urgency={urgency} />} text={subject}>
              {dueOn && <DueMark dueOn={dueOn} today={today} />}
            </Line>
            <Quiet left={[typeName, reference]} right={drafter?.fullName ?? ''} />
          </Link>
        </li>
      ))}
    </Card>
  );
}

function TaskQueue({ waiting, today }: Props<'task'>) {
  const { view } = waiting;
  const me = useProfile()?.officialId;
  const { data } = useQuery(read('task.list', { view, limit: ROWS }));
  return (
    <Card waiting={waiting}>
      {data?.rows.map(({ taskId, content, dueOn, giver, lead, percent }) => (
        <li key={taskId}>
          <Link to="/tasks" search={{ view, id: taskId }} className={styles['row']}>
            <Line text={content}>{dueOn && <DueMark dueOn={dueOn} today={today} />}</Line>
            <Quiet
              left={[lead?.officialId === me ? giver?.fullName : lead?.fullName]}
              right={say('task.percent', { percent })}
            />
          </Link>
        </li>
      ))}
    </Card>
  );
}

function Card({ waiting, children }: { readonly waiting: Counted; readonly children: ReactNode }) {
  const title = say(`today.${keyOf(waiting)}`);
  return (
    <section aria-label={title} className={styles['card']}>
      <header className={styles['cardHead']}>
        <h2>{title}</h2>
        <span className={styles['cardCount']}>{waiting.count}</span>
        <PlaceLink waiting={waiting} className={styles['all']}>
          {say('today.all')}
        </PlaceLink>
      </header>
      <ul>{children}</ul>
    </section>
  );
}

type LineProps = { readonly mark?: ReactNode; readonly text: string; readonly children?: ReactNode };
const Line = ({ mark, text, children }: LineProps) => (
  <span className={styles['line']}>
    {mark}
    <span className={styles['subject']} title={text}>
      {text}
    </span>
    <span className={styles['end']}>{children}</span>
  </span>
);

type QuietProps = { readonly left: readonly (string | undefined)[]; readonly right: string };
const Quiet = ({ left, right }: QuietProps) => (
  <span className={`${styles['line']} ${styles['quiet']}`}>
    <span className={styles['subject']}>{left.filter(Boolean).join(' · ')}</span>
    <span className={styles['end']}>{right}</span>
  </span>
);
