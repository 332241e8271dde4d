import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import type { IncomingDetail } from '../../../shared/contract/incoming.ts';
import type { LocalDate } from '../../../shared/domain/core/values.ts';
import { say } from '../../../shared/words/vi.ts';
import { sayDay } from '../../app/clock.ts';
import styles from '../../app/document/page.module.css';
import { read } from '../../app/read.ts';

/** Tasks that the document gives, each with how it stands and a way to it. */
export function Tasks({ detail, today }: { readonly detail: IncomingDetail; readonly today: LocalDate }) {
  const of = { kind: 'incoming', id: detail.row.documentId } as const;
  const tasks = useQuery(read('task.ofDocument', { of })).data ?? [];
  if (tasks.length === 0) return null;
  return (
    <section>
      <h3 className={styles['sideTitle']}>{say('task.title')}</h3>
      <ul>
        {tasks.map(({ taskId, content, standing, lead, dueOn }) => (
          <li key={taskId} className={styles['entry']}>
            <Link to="/tasks" search={{ view: 'all', id: taskId }}>
              {content}
            </Link>
            <p className={styles['who']}>
              {[
                lead?.fullName,
                say(`task.standing.${standing}`),
                dueOn && say('sheet.until', { day: sayDay(dueOn, today) }),
              ]
                .filter(Boolean)
                .join(' · ')}
            </p>
          </li>
        ))}
      </ul>
    </section>
  );
}
