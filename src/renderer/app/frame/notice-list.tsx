import { Link, type LinkProps } from '@tanstack/react-router';
import type { KeyboardEvent } from 'react';
import type { Notice, NoticePlace } from '../../../shared/contract/notice.ts';
import { groupOf, noticeGroups } from '../../../shared/domain/notice/notice.ts';
import { say } from '../../../shared/words/vi.ts';
import { sayDay } from '../clock.ts';
import { useProfile } from '../profile.ts';
import { useCommand } from '../read.ts';
import styles from './notices.module.css';

/** Where a notice leads, as an address of the window. */
function addressOf(place: NoticePlace): Pick<LinkProps, 'to' | 'search'> {
  switch (place.to) {
    case 'incoming':
      return { to: '/incoming', search: { view: 'all', id: place.id } };
    case 'outgoing':
      return { to: '/outgoing', search: { view: 'all', id: place.id } };
    case 'task':
      return { to: '/tasks', search: { view: 'all', id: place.id } };
    case 'dossier':
      return { to: '/dossiers', search: { view: 'all', id: place.id } };
    case 'authority':
      return { to: '/authority' };
    case 'changes':
      return { to: '/office', search: { tab: 'changes' } };
    case 'sync':
      return { to: '/sync', search: { tab: 'refused', id: place.id } };
  }
}

const steps: Readonly<Record<string, (at: number, end: number) => number>> = {
  ArrowDown: (at, end) => Math.min(end, at + 1),
  ArrowUp: (at) => Math.max(0, at - 1),
  Home: () => 0,
  End: (_at, end) => end,
};

/** The arrows walk the notices of what they are pressed in, from the first on. */
export function walkNotices(event: KeyboardEvent<HTMLElement>): void {
  const links = [...event.currentTarget.querySelectorAll<HTMLElement>('a')];
  const next = steps[event.key]?.(links.indexOf(document.activeElement as HTMLElement), links.length - 1);
  if (next === undefined || links.length === 0) return;
  event.preventDefault();
  links[next]?.focus();
}

type Props = { readonly notices: readonly Notice[]; readonly onGone: () => void };

/** What the official is told, group by group; Enter goes to where a notice leads, and it is read. */
export function NoticeList({ notices, onGone }: Props) {
  return (
    <div className={styles['groups']}>
      {noticeGroups.map((group) => {
        const its = notices.filter(({ kind }) => groupOf[kind] === group);
        if (its.length === 0) return null;
        const unread = its.filter(({ isRead }) => !isRead).length;
        return (
          <section key={group} aria-label={say(`notice.group.${group}`)}>
            <h3 className={styles['group']}>
              {say(`notice.group.${group}`)}
              <span className={styles['groupCount']}>
                {unread > 0 ? `${unread}/${its.length}` : its.length}
              </span>
            </h3>
            <ul>
              {its.map((notice) => (
                <Line key={notice.key} notice={notice} onGone={onGone} />
              ))}
            </ul>
          </section>
        );
      })}
    </div>
  );
}

const isPressing = ({ kind }: Notice): boolean => kind === 'urgent' || kind.endsWith('-late');

function Line({ notice, onGone }: { readonly notice: Notice; readonly onGone: () => void }) {
  const { key, kind, title, detail, on, isRead, place } = notice;
  const today = useProfile()?.today;
  const markRead = useCommand('notice.markRead');
  return (
    <li>
      <Link
        {...addressOf(place)}
        className={`${styles['line']} ${isRead ? '' : styles['unread']}`}
        onClick={() => {
          if (!isRead) markRead.mutate({ keys: [key] });
          onGone();
        }}
      >
        <span className={styles['dot']} aria-hidden="true" />
        <span className={styles['about']}>
          <span className={isPressing(notice) ? styles['late'] : styles['kind']}>
            {say(`notice.kind.${kind}`)}
            {on && today && ` · ${sayDay(on, today)}`}
            {!isRead && <span className={styles['hidden']}> ({say('notice.unread')})</span>}
          </span>
          <span className={styles['subject']}>{title}</span>
          {detail !== undefined && detail !== '' && <span className={styles['detail']}>{detail}</span>}
        </span>
      </Link>
    </li>
  );
}
