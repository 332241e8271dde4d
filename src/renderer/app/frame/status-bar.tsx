import { CloudCheckmark20Regular, CloudOff20Regular, Signature20Regular } from '@fluentui/react-icons';
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import type { SyncStatus } from '../../../shared/contract/sync.ts';
import { timeOfDay } from '../../../shared/text/day.ts';
import { say } from '../../../shared/words/vi.ts';
import { useAnnouncement } from '../announce.ts';
import { useProfile } from '../profile.ts';
import { read } from '../read.ts';
import { sayCount } from '../say-count.ts';
import { UndoToast } from '../undo/undo-toast.tsx';
import styles from './status-bar.module.css';

/** The line with the server, what waits, and what was just done. */
export function StatusBar() {
  const status = useQuery(read('sync.getStatus', {})).data;
  const profile = useProfile();
  const announcement = useAnnouncement();
  return (
    <footer className={styles['bar']}>
      {status && (
        <Link
          to="/sync"
          search={{ tab: status.refusedCount > 0 ? 'refused' : 'waiting' }}
          className={styles['line']}
        >
          {status.isOnline ? (
            <CloudCheckmark20Regular aria-hidden="true" />
          ) : (
            <CloudOff20Regular aria-hidden="true" />
          )}
          <span>
            <strong className={status.isOnline ? '' : styles['off']}>
              {say(status.isOnline ? 'sync.online' : 'sync.offline')}
            </strong>
            {restOf(status)
              .map((part) => ` · ${part}`)
              .join('')}
          </span>
        </Link>
      )}
      <OpenBatch />
      <span role="status" className={styles['done']}>
        {announcement}
      </span>
      <UndoToast />
      {profile?.isTrial === true && <span className={styles['trial']}>{say('status.trial')}</span>}
      {profile && (
        <span className={styles['version']}>{say('status.version', { version: profile.version })}</span>
      )}
    </footer>
  );
}

/** A batch that runs or stands still, wherever the official is. */
function OpenBatch() {
  const batch = useQuery(read('signing.getBatch', {})).data?.batch;
  if (!batch) return null;
  const done = batch.items.filter(({ settledAt }) => settledAt !== undefined).length;
  const word = batch.state === 'paused' ? 'batch.status.paused' : 'batch.status.running';
  return (
    <Link to="/sign" search={{}} className={styles['line']}>
      <Signature20Regular aria-hidden="true" />
      {say(word, { done, count: batch.items.length })}
    </Link>
  );
}

function restOf({
  isOnline,
  waitingCount,
  filesToFetch,
  filesToSend,
  nextTryAt,
  catchUp,
}: SyncStatus): readonly string[] {
  return [
    ...(catchUp && isOnline ? [sayCatchUp(catchUp)] : []),
    ...(waitingCount > 0 ? [say('sync.waiting', { count: waitingCount })] : []),
    ...(filesToSend > 0 ? [say('sync.filesToSend', { count: filesToSend })] : []),
    ...(filesToFetch > 0 && isOnline ? [say('sync.filesToFetch', { count: filesToFetch })] : []),
    ...(!isOnline && nextTryAt ? [say('sync.retryAt', { time: timeOfDay(nextTryAt) })] : []),
  ];
}

function sayCatchUp({ done, total, isPaused }: NonNullable<SyncStatus['catchUp']>): string {
  if (isPaused) return say('sync.catchUp.short.paused');
  return total === undefined
    ? say('sync.catchUp.short.all', { done: sayCount(done) })
    : say('sync.catchUp.short', { done: sayCount(done), total: sayCount(total) });
}
