import { Button } from '@fluentui/react-components';
import {
  ArrowClockwise20Regular,
  CheckmarkCircle24Regular,
  Clock20Filled,
  ErrorCircle20Filled,
} from '@fluentui/react-icons';
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import type { ExtensionShown } from '../../../shared/contract/signing-settings.ts';
import type { LocalDate } from '../../../shared/domain/core/values.ts';
import { say } from '../../../shared/words/vi.ts';
import { announce } from '../../app/announce.ts';
import { sayMoment } from '../../app/clock.ts';
import { sayWhyNot } from '../../app/fault.ts';
import { useToday } from '../../app/profile.ts';
import { read, useCommand } from '../../app/read.ts';
import { ListSection } from '../../app/settings/list-section.tsx';
import settings from '../../app/settings/settings.module.css';
import styles from './setup.module.css';

/** Sealed files that still want a time-stamp or validation data: which, what stood in the way last, and trying again. */
export function SetupQueue() {
  const list = useQuery({ ...read('signing.listExtensions', {}), refetchOnMount: 'always' });
  const retry = useCommand('signing.retryExtensions');
  const count = list.data?.count ?? 0;
  const act = (row?: ExtensionShown) =>
    retry.mutate(row ? { documentId: row.documentId } : {}, {
      onSuccess: () => announce(say('setup.queue.asked', { count: row ? 1 : count })),
    });
  return (
    <ListSection
      title={say('setup.queue.title')}
      answer={list}
      rowsOf={({ rows }) => rows}
      act={
        count > 1 && (
          <Button
            icon={<ArrowClockwise20Regular />}
            disabledFocusable={retry.isPending}
            onClick={() => act()}
          >
            {say('setup.queue.all', { count })}
          </Button>
        )
      }
      empty={{
        icon: <CheckmarkCircle24Regular />,
        title: say('setup.queue.empty'),
        why: say('setup.queue.empty.why'),
      }}
    >
      {(rows) => (
        <>
          <Queue rows={rows} onRetry={act} />
          {count > rows.length && (
            <p className={settings['quiet']}>{say('setup.queue.more', { count: count - rows.length })}</p>
          )}
        </>
      )}
    </ListSection>
  );
}

type QueueProps = {
  readonly rows: readonly ExtensionShown[];
  readonly onRetry: (row: ExtensionShown) => void;
};
function Queue({ rows, onRetry }: QueueProps) {
  const today = useToday();
  return (
    <table className={settings['table']} aria-label={say('setup.queue.title')}>
      <thead>
        <tr>
          <th scope="col">{say('setup.queue.column.document')}</th>
          <th scope="col">{say('setup.queue.column.level')}</th>
          <th scope="col">{say('setup.queue.column.last')}</th>
          <th scope="col">{say('authority.column.state')}</th>
        </tr>
      </thead>
      <tbody>
        {rows.map((row) => (
          <tr key={`${row.documentId}:${row.attachment ?? ''}`}>
            <th scope="row">
              <Paper row={row} />
            </th>
            <td>{row.level}</td>
            <td>
              <LastTry row={row} today={today} />
            </td>
            <td>
              <Standing row={row} today={today} onRetry={onRetry} />
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

const Paper = ({ row: { documentId, reference, subject, attachment } }: { readonly row: ExtensionShown }) =>
  reference === undefined ? (
    <span className={settings['quiet']}>{say('setup.queue.gone')}</span>
  ) : (
    <>
      <Link to="/outgoing" search={{ view: 'all', id: documentId }} className={styles['link']}>
        {reference}
      </Link>
      <span className={settings['when']}>
        {attachment === undefined ? subject : say('setup.queue.attachment', { name: attachment })}
      </span>
    </>
  );

type RowProps = { readonly row: ExtensionShown; readonly today: LocalDate };
function LastTry({ row: { tries, triedAt, problem }, today }: RowProps) {
  if (tries === 0) return say('setup.queue.untried');
  return (
    <>
      {problem && sayWhyNot(problem.code, problem.detail)}
      <span className={settings['when']}>
        {triedAt && `${sayMoment(triedAt, today)} · `}
        {say('setup.queue.tries', { count: tries })}
      </span>
    </>
  );
}

function Standing({ row, today, onRetry }: RowProps & { readonly onRetry: (row: ExtensionShown) => void }) {
  const isGivenUp = row.state === 'given-up';
  const words = isGivenUp ? 'setup.queue.given-up' : row.problem ? 'setup.queue.waiting' : 'setup.queue.soon';
  return (
    <div className={settings['stateCell']}>
      <span className={`${settings['state']} ${settings[isGivenUp ? 'wrong' : 'unsure']}`}>
        {isGivenUp ? <ErrorCircle20Filled /> : <Clock20Filled />}
        {say(words)}
      </span>
      {row.nextAt && (
        <span className={settings['quiet']}>
          {say('setup.queue.next', { time: sayMoment(row.nextAt, today) })}
        </span>
      )}
      {row.problem && (
        <Button
          size="small"
          aria-label={say('setup.queue.one.of', { reference: row.reference ?? '' })}
          onClick={() => onRetry(row)}
        >
          {say('setup.queue.one')}
        </Button>
      )}
    </div>
  );
}
