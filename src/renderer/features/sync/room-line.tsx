import { Button, Menu, MenuItemRadio, MenuList, MenuPopover, MenuTrigger } from '@fluentui/react-components';
import { ChevronDown16Regular } from '@fluentui/react-icons';
import { useQuery } from '@tanstack/react-query';
import { say } from '../../../shared/words/vi.ts';
import { saySize } from '../../app/document/say-size.ts';
import { Problem } from '../../app/problem.tsx';
import { read, useCommand } from '../../app/read.ts';
import styles from './sync.module.css';

const CHOICES = [1, 2, 5, 10, 20, 50].map((count) => count * 1_000_000_000);

/** How much room the files take, and how much they may. */
export function RoomLine() {
  const room = useQuery(read('file.getRoom', {})).data;
  const change = useCommand('file.setQuota');
  if (!room) return null;
  const { usedBytes, quotaBytes, waiting } = room;
  const isFull = waiting > 0 && usedBytes > quotaBytes * 0.99;
  return (
    <>
      <div className={`${styles['last']} ${waiting > 0 ? styles['more'] : ''}`}>
        <span>{say('sync.room')}</span>
        <span className={styles['room']}>
          {say('sync.room.of', { used: saySize(usedBytes), quota: saySize(quotaBytes) })}
          <Menu checkedValues={{ quota: [String(quotaBytes)] }}>
            <MenuTrigger disableButtonEnhancement>
              <Button
                appearance="subtle"
                size="small"
                icon={<ChevronDown16Regular />}
                aria-label={say('sync.room.change')}
                title={say('sync.room.change')}
                disabledFocusable={change.isPending}
              />
            </MenuTrigger>
            <MenuPopover>
              <MenuList>
                {CHOICES.map((bytes) => (
                  <MenuItemRadio
                    key={bytes}
                    name="quota"
                    value={String(bytes)}
                    onClick={() => change.mutate({ quotaBytes: bytes })}
                  >
                    {say('sync.room.choice', { quota: saySize(bytes) })}
                  </MenuItemRadio>
                ))}
              </MenuList>
              <p className={styles['why']}>{say('sync.room.why')}</p>
            </MenuPopover>
          </Menu>
        </span>
      </div>
      {waiting > 0 && (
        <p className={styles['waits']}>
          {say(isFull ? 'sync.room.full' : 'sync.room.waits', { count: waiting })}
        </p>
      )}
      {change.error && <Problem error={change.error} />}
    </>
  );
}
