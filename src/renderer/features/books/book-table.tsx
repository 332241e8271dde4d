import { Button } from '@fluentui/react-components';
import { useQuery } from '@tanstack/react-query';
import type { BookShown } from '../../../shared/contract/register.ts';
import { numberOnPage } from '../../../shared/domain/outgoing/on-page.ts';
import { formatDay, formatMoment } from '../../../shared/text/day.ts';
import { say } from '../../../shared/words/vi.ts';
import { holderOf } from '../../app/books.ts';
import { read } from '../../app/read.ts';
import styles from '../../app/settings/settings.module.css';
import { StateCell } from '../../app/settings/state-cell.tsx';

export type BookAct = 'take' | 'return' | 'withdraw';
type Props = {
  readonly books: readonly BookShown[];
  readonly onAct: (act: BookAct, book: BookShown) => void;
};

export function BookTable({ books, onAct }: Props) {
  const isOnline = useQuery(read('sync.getStatus', {})).data?.isOnline ?? false;
  return (
    <>
      <table className={styles['table']} aria-label={say('books.list')}>
        <thead>
          <tr>
            <th scope="col">{say('books.column.book')}</th>
            <th scope="col">{say('books.column.next')}</th>
            <th scope="col">{say('books.column.holder')}</th>
          </tr>
        </thead>
        <tbody>
          {books.map((shown) => (
            <tr key={shown.registerId}>
              <th scope="row">
                <span className={styles['name']}>{shown.name}</span>
                {say('books.year', { year: shown.year })}
              </th>
              <td>
                {numberOnPage(shown.next)}
                <span className={styles['when']}>
                  {shown.next === 1
                    ? say('books.noNumber')
                    : say('books.lastDay', { day: formatDay(shown.lastIssuedOn) })}
                </span>
              </td>
              <td>
                <Holder shown={shown} isOnline={isOnline} onAct={onAct} />
              </td>
            </tr>
          ))}
        </tbody>
      </table>
      {!isOnline && <p className={styles['quiet']}>{say('books.offline')}</p>}
    </>
  );
}

/** Who has it, since when it should be back, and what can be done about it here. */
function Holder({ shown, isOnline, onAct }: Omit<Props, 'books'> & { shown: BookShown; isOnline: boolean }) {
  const { lease, disputedCount, withdrawn, isWaiting } = shown;
  return (
    <StateCell
      when={lease ? (lease.isHere && !lease.hasEnded ? 'now' : 'to-come') : 'over'}
      label={stateOf(shown)}
    >
      {lease !== undefined && lease.unsentCount > 0 && (
        <span className={styles['quiet']}>{say('books.unsent', { count: lease.unsentCount })}</span>
      )}
      {disputedCount > 0 && (
        <span className={styles['wrong']}>{say('books.disputed', { count: disputedCount })}</span>
      )}
      {!lease && withdrawn && (
        <span className={styles['quiet']}>
          {say('books.withdrawn', {
            name: withdrawn.by?.fullName ?? say('common.unknownPerson'),
            time: formatMoment(withdrawn.at),
            reason: withdrawn.reason,
          })}
        </span>
      )}
      {isWaiting ? (
        <span className={styles['quiet']}>{say('books.waiting')}</span>
      ) : (
        <Acts shown={shown} isOnline={isOnline} onAct={onAct} />
      )}
    </StateCell>
  );
}

function stateOf(shown: BookShown): string {
  const { lease } = shown;
  if (!lease) return say('books.free');
  const day = formatDay(lease.lastDay);
  if (lease.isHere) return say(lease.hasEnded ? 'books.here.ended' : 'books.here', { day });
  return say(lease.hasEnded ? 'books.there.ended' : 'books.there', { name: holderOf(shown), day });
}

function Acts({ shown, isOnline, onAct }: Omit<Props, 'books'> & { shown: BookShown; isOnline: boolean }) {
  const { lease, take, withdraw, lastDays, name } = shown;
  const mayTake = take.isAllowed && lastDays !== undefined;
  const act = (which: BookAct, label: string, said: string, needsLine: boolean) => (
    <Button
      size="small"
      aria-label={said}
      disabledFocusable={needsLine && !isOnline}
      onClick={() => onAct(which, shown)}
    >
      {label}
    </Button>
  );
  const isOffered = lease === undefined ? mayTake : lease.isHere || withdraw.isAllowed;
  if (!isOffered) return null;
  return (
    <>
      <span className={styles['acts']}>
        {lease?.isHere && act('return', say('books.return'), say('books.return.of', { book: name }), false)}
        {lease?.isHere &&
          mayTake &&
          act('take', say('books.longer'), say('books.longer.of', { book: name }), true)}
        {!lease && act('take', say('books.take'), say('books.take.of', { book: name }), true)}
        {lease !== undefined &&
          !lease.isHere &&
          act('withdraw', say('books.withdraw'), say('books.withdraw.of', { book: name }), true)}
      </span>
    </>
  );
}
