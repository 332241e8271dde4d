import { Button } from '@fluentui/react-components';
import { Print20Regular } from '@fluentui/react-icons';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import type { BookShown } from '../../../shared/contract/register.ts';
import { numberOnPage } from '../../../shared/domain/outgoing/on-page.ts';
import { formatDay, formatMoment } from '../../../shared/text/day.ts';
import { say } from '../../../shared/words/vi.ts';
import { holderOf } from '../../app/books.ts';
import { useShortcut } from '../../app/keys.ts';
import { useProfile } from '../../app/profile.ts';
import { read } from '../../app/read.ts';
import styles from '../../app/settings/settings.module.css';
import { StateCell } from '../../app/settings/state-cell.tsx';
import { PrintDialog } from './print-dialog.tsx';

export type BookAct = 'take' | 'return' | 'withdraw' | 'giveUp' | 'close';
type Props = {
  readonly books: readonly BookShown[];
  readonly onAct: (act: BookAct, book: BookShown) => void;
};

export function BookTable({ books, onAct }: Props) {
  const isOnline = useQuery(read('sync.getStatus', {})).data?.isOnline ?? false;
  // Who keeps no books holds only some of their documents.
  const isClerk = useProfile()?.official.roles.includes('clerk') ?? false;
  const [printed, setPrinted] = useState<BookShown | undefined>(undefined);
  const [first] = books;
  useShortcut('print', isClerk && first ? () => setPrinted(first) : undefined);
  return (
    <>
      <table className={styles['table']} aria-label={say('books.list')}>
        <thead>
          <tr>
            <th scope="col">{say('books.column.book')}</th>
            <th scope="col">{say('books.column.next')}</th>
            <th scope="col">{say('books.column.holder')}</th>
            {isClerk && <th scope="col">{say('books.column.print')}</th>}
          </tr>
        </thead>
        <tbody>
          {books.map((shown) => (
            <tr key={shown.registerId}>
              <th scope="row">
                <span className={styles['name']}>{shown.name}</span>
                {shown.series && <span className={styles['when']}>{seriesText(shown.series)}</span>}
                {say('books.year', { year: shown.year })}
              </th>
              <td>
                <Standing shown={shown} />
              </td>
              <td>
                <Holder shown={shown} isOnline={isOnline} onAct={onAct} />
              </td>
              {isClerk && (
                <td>
                  <Button
                    size="small"
                    icon={<Print20Regular />}
                    aria-label={say('books.print.of', { book: shown.name, year: shown.year })}
                    onClick={() => setPrinted(shown)}
                  >
                    {say('books.print')}
                  </Button>
                </td>
              )}
            </tr>
          ))}
        </tbody>
      </table>
      {printed && <PrintDialog shown={printed} onClose={() => setPrinted(undefined)} />}
      {!isOnline && <p className={styles['quiet']}>{say('books.offline')}</p>}
    </>
  );
}

/** Where its numbers stand: the next one, or of a closed book the last. */
function Standing({ shown: { next, lastIssuedOn, closed } }: { readonly shown: BookShown }) {
  const day = formatDay(lastIssuedOn);
  const which =
    next === 1 ? say('books.noNumber') : say(closed ? 'books.lastNumber' : 'books.lastDay', { day });
  return (
    <>
      {closed ? next > 1 && numberOnPage(next - 1) : numberOnPage(next)}
      <span className={styles['when']}>{which}</span>
    </>
  );
}

/** Who has it, since when it should be back, and what can be done about it here. */
function Holder({ shown, isOnline, onAct }: Omit<Props, 'books'> & { shown: BookShown; isOnline: boolean }) {
  const { lease, disputedCount, withdrawn, missing, isWaiting, closed } = shown;
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
      {missing && (
        <span className={styles['wrong']}>
          {say(missing.from === missing.to ? 'books.missing.one' : 'books.missing', {
            from: numberOnPage(missing.from),
            to: numberOnPage(missing.to),
          })}
        </span>
      )}
      {closed?.by && (
        <span className={styles['quiet']}>{say('books.closed.by', { name: closed.by.fullName })}</span>
      )}
      {!lease && !closed && withdrawn && (
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
  const { lease, closed, lastDays } = shown;
  if (closed) return say('books.closed', { day: formatDay(closed.on) });
  if (!lease) return say(lastDays ? 'books.free' : 'books.over');
  const day = formatDay(lease.lastDay);
  if (lease.isHere) return say(lease.hasEnded ? 'books.here.ended' : 'books.here', { day });
  return say(lease.hasEnded ? 'books.there.ended' : 'books.there', { name: holderOf(shown), day });
}

function Acts({ shown, isOnline, onAct }: Omit<Props, 'books'> & { shown: BookShown; isOnline: boolean }) {
  const { lease, take, withdraw, close, lastDays, missing, name } = shown;
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
  const mayGiveUp = missing?.giveUp.isAllowed === true;
  const mayClose = close.isAllowed && !mayGiveUp;
  const isOffered =
    lease === undefined ? mayTake || mayGiveUp || mayClose : lease.isHere || withdraw.isAllowed;
  if (!isOffered) return null;
  return (
    <>
      <span className={styles['acts']}>
        {lease?.isHere && act('return', say('books.return'), say('books.return.of', { book: name }), false)}
        {lease?.isHere &&
          mayTake &&
          act('take', say('books.longer'), say('books.longer.of', { book: name }), true)}
        {mayClose && act('close', say('books.close'), say('books.close.of', { book: name }), true)}
        {mayGiveUp && act('giveUp', say('books.giveUp'), say('books.giveUp.of', { book: name }), true)}
        {!lease && mayTake && act('take', say('books.take'), say('books.take.of', { book: name }), true)}
        {lease !== undefined &&
          !lease.isHere &&
          act('withdraw', say('books.withdraw'), say('books.withdraw.of', { book: name }), true)}
      </span>
    </>
  );
}

/** What is entered in a book apart. */
const seriesText = ({ typeNames, notation }: NonNullable<BookShown['series']>): string =>
  notation === undefined
    ? say('books.apart.types', { types: typeNames.join(', ') })
    : say('books.apart.notation', { notation });
