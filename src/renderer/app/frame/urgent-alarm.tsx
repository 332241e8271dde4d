import { AlertUrgent20Filled } from '@fluentui/react-icons';
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { say } from '../../../shared/words/vi.ts';
import { read } from '../read.ts';
import styles from './notices.module.css';

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
