import { Button, Popover, PopoverSurface, PopoverTrigger, Tooltip } from '@fluentui/react-components';
import {
  Alert20Regular,
  AlertOff16Regular,
  AlertOff20Regular,
  CheckmarkCircle24Regular,
} from '@fluentui/react-icons';
import { useQuery } from '@tanstack/react-query';
import { useEffect, useRef, useState } from 'react';
import type { Output } from '../../../shared/contract/contract.ts';
import { maySound } from '../../../shared/domain/notice/quiet-hours.ts';
import { say } from '../../../shared/words/vi.ts';
import { Empty } from '../../ui/empty.tsx';
import { announce } from '../announce.ts';
import { chime } from '../chime.ts';
import { keysFor, useShortcut } from '../keys.ts';
import { Problem } from '../problem.tsx';
import { read, useCommand } from '../read.ts';
import { NoticeList, walkNotices } from './notice-list.tsx';
import styles from './notices.module.css';
import { QuietHoursDialog } from './quiet-hours-dialog.tsx';

/** Days and hours pass without an event: so often the same is asked again. */
const ASKED_EVERY_MS = 5 * 60_000;

type Listed = Output<'notice.list'>;

/** Ctrl+B: the bell, its count of what is new, and what the official is told, by groups. */
export function Notices() {
  const { data, error } = useQuery({ ...read('notice.list', {}), refetchInterval: ASKED_EVERY_MS });
  const [isOpen, setOpen] = useState(false);
  const [isSetting, setSetting] = useState(false);
  useShortcut('notices', () => setOpen(true));
  useNews(data);
  const unread = data?.unreadCount ?? 0;
  const close = () => setOpen(false);
  return (
    <>
      <Popover
        open={isOpen}
        onOpenChange={(_event, { open }) => setOpen(open)}
        positioning="below-end"
        trapFocus
      >
        <PopoverTrigger disableButtonEnhancement>
          <Tooltip
            content={`${say('notice.label', { count: unread })} (${keysFor('notices')})`}
            relationship="label"
          >
            <Button
              appearance="subtle"
              icon={data?.isQuiet ? <AlertOff20Regular /> : <Alert20Regular />}
              className={styles['bell'] ?? ''}
            >
              {unread > 0 && (
                <span className={data?.isQuiet ? styles['silent'] : styles['count']}>
                  {unread > 99 ? '99+' : unread}
                </span>
              )}
            </Button>
          </Tooltip>
        </PopoverTrigger>
        <PopoverSurface
          className={styles['surface'] ?? ''}
          aria-label={say('notice.title')}
          onKeyDown={walkNotices}
        >
          <Head
            isQuiet={data?.isQuiet ?? false}
            unreadKeys={unreadKeys(data)}
            onSet={() => {
              close();
              setSetting(true);
            }}
          />
          {error && <Problem error={error} />}
          {data?.notices.length === 0 && (
            <Empty icon={<CheckmarkCircle24Regular />} title={say('notice.none')}>
              {say('notice.none.why')}
            </Empty>
          )}
          {data && data.notices.length > 0 && <NoticeList notices={data.notices} onGone={close} />}
        </PopoverSurface>
      </Popover>
      {isSetting && data && <QuietHoursDialog hours={data.hours} onClose={() => setSetting(false)} />}
    </>
  );
}

const unreadKeys = (data: Listed | undefined): string[] =>
  (data?.notices ?? []).filter(({ isRead }) => !isRead).map(({ key }) => key);

type HeadProps = {
  readonly isQuiet: boolean;
  readonly unreadKeys: string[];
  readonly onSet: () => void;
};
function Head({ isQuiet, unreadKeys, onSet }: HeadProps) {
  const markRead = useCommand('notice.markRead');
  return (
    <header className={styles['head']}>
      <div className={styles['headLine']}>
        <h2 className={styles['title']}>{say('notice.title')}</h2>
        <Button
          size="small"
          appearance="subtle"
          disabledFocusable={unreadKeys.length === 0}
          onClick={() => unreadKeys.length > 0 && markRead.mutate({ keys: unreadKeys })}
        >
          {say('notice.read-all')}
        </Button>
        <Button size="small" appearance="subtle" onClick={onSet}>
          {say('notice.hours')}
        </Button>
      </div>
      {isQuiet && (
        <p className={styles['quietNow']}>
          <AlertOff16Regular aria-hidden="true" />
          {say('notice.quiet.now')}
        </p>
      )}
    </header>
  );
}

/** Says what came since the window was opened; aloud only what may sound now. What stood there already, and what waits silently, is counted. */
function useNews(data: Listed | undefined): void {
  const known = useRef<ReadonlySet<string> | undefined>(undefined);
  useEffect(() => {
    if (!data) return;
    const before = known.current;
    known.current = new Set([...(before ?? []), ...data.notices.map(({ key }) => key)]);
    if (!before) return;
    const heard = data.notices.filter(
      ({ key, kind, isRead }) => !isRead && !before.has(key) && maySound(kind, data.isQuiet),
    );
    const [first] = heard;
    if (!first) return;
    announce(say('notice.came', { count: heard.length, title: first.title }));
    chime();
  }, [data]);
}
