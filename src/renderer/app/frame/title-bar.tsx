import {
  Button,
  Menu,
  MenuGroup,
  MenuGroupHeader,
  MenuItemRadio,
  MenuList,
  MenuPopover,
  MenuTrigger,
  Tooltip,
} from '@fluentui/react-components';
import {
  ArrowSync16Regular,
  ChevronDown16Regular,
  CloudOff16Regular,
  LockClosed20Regular,
  Search16Regular,
} from '@fluentui/react-icons';
import { useQuery } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { useRef } from 'react';
import type { ProfileChoice } from '../../../shared/contract/office.ts';
import { shortAgencyName } from '../../../shared/words/agency-name.ts';
import { say } from '../../../shared/words/vi.ts';
import { initialsOf } from '../../ui/initials.tsx';
import { Kbd } from '../../ui/kbd.tsx';
import { Mark } from '../../ui/mark.tsx';
import { sayAge, useNow } from '../clock.ts';
import { keysFor, useShortcut } from '../keys.ts';
import { useProfile } from '../profile.ts';
import { read, useCommand } from '../read.ts';
import { HelpMenu } from './help-menu.tsx';
import { Notices } from './notices.tsx';
import styles from './title-bar.module.css';
import { UrgentAlarm } from './urgent-alarm.tsx';

export function TitleBar() {
  const profile = useProfile();
  return (
    <header className={styles['bar']}>
      <span className={styles['brand']}>
        <Mark />
        <span className={styles['name']}>{say('application.name')}</span>
      </span>
      <Who />
      <SearchBox />
      <span className={styles['news']}>
        <UrgentAlarm />
        <SyncAge />
      </span>
      <span className={styles['tools']}>
        <Notices />
        <LockNow />
        <HelpMenu />
      </span>
      {profile && (
        <Tooltip
          content={say('who.signedIn', {
            name: profile.official.fullName,
            position: profile.official.position,
          })}
          relationship="label"
        >
          <span role="img" className={styles['avatar']}>
            {initialsOf(profile.official.fullName)}
          </span>
        </Tooltip>
      )}
    </header>
  );
}

/** Whoever goes from the machine locks it with one hand. */
function LockNow() {
  const isUnlocked = useQuery(read('lock.getStatus', {})).data?.state === 'unlocked';
  const lock = useCommand('lock.lock');
  useShortcut('lock', isUnlocked ? () => lock.mutate({}) : undefined);
  if (!isUnlocked) return null;
  return (
    <Tooltip content={`${say('lock.now')} (${keysFor('lock')})`} relationship="label">
      <Button appearance="subtle" icon={<LockClosed20Regular />} onClick={() => lock.mutate({})} />
    </Tooltip>
  );
}

/** The agency and the role; where this machine holds several profiles, the menu says whom you become. */
function Who() {
  const profile = useProfile();
  const choices = useQuery(read('profile.listChoices', {})).data ?? [];
  if (!profile) return <span className={styles['who']} />;
  const words = (
    <span className={styles['whoWords']}>
      <strong title={profile.agencyName}>{shortAgencyName(profile.agencyName)}</strong>
      <span className={styles['between']}> · </span>
      <span className={styles['role']}>{say(`role.${profile.official.roles[0] ?? 'specialist'}`)}</span>
    </span>
  );
  if (choices.length < 2) return <span className={styles['who']}>{words}</span>;
  const agencies = [...new Set(choices.map(({ agencyName }) => agencyName))];
  const current = choices.find(({ isCurrent }) => isCurrent)?.profileId ?? '';
  return (
    <Menu positioning="below-start" checkedValues={{ who: [current] }}>
      <MenuTrigger disableButtonEnhancement>
        <button type="button" className={`${styles['who']} ${styles['choose']}`} title={say('who.switch')}>
          {words}
          <ChevronDown16Regular aria-hidden="true" />
        </button>
      </MenuTrigger>
      <MenuPopover className={styles['people']}>
        <MenuList>
          {agencies.map((agency) => (
            <MenuGroup key={agency}>
              <MenuGroupHeader>{shortAgencyName(agency)}</MenuGroupHeader>
              {choices
                .filter(({ agencyName }) => agencyName === agency)
                .map((choice) => (
                  <Choice key={choice.profileId} choice={choice} />
                ))}
            </MenuGroup>
          ))}
        </MenuList>
      </MenuPopover>
    </Menu>
  );
}

const Choice = ({ choice }: { readonly choice: ProfileChoice }) => (
  <MenuItemRadio
    name="who"
    value={choice.profileId}
    secondaryContent={say(`role.${choice.role}`)}
    onClick={() => {
      if (!choice.isCurrent) location.assign(choice.address);
    }}
  >
    {choice.fullName}
  </MenuItemRadio>
);

function SearchBox() {
  const box = useRef<HTMLInputElement>(null);
  const navigate = useNavigate();
  useShortcut('search', () => {
    box.current?.focus();
    box.current?.select();
  });
  return (
    <search className={styles['search']}>
      <form
        className={styles['searchForm']}
        onSubmit={(event) => {
          event.preventDefault();
          const text = box.current?.value.trim() ?? '';
          if (text !== '') void navigate({ to: '/search', search: { text, order: 'ranked' } });
        }}
      >
        <Search16Regular aria-hidden="true" />
        <input
          ref={box}
          type="search"
          name="text"
          maxLength={500}
          autoComplete="off"
          spellCheck={false}
          aria-label={say('search.label')}
          placeholder={say('search.placeholder')}
          className={styles['searchInput']}
        />
        <span aria-hidden="true">
          <Kbd keys={keysFor('search')} />
        </span>
      </form>
    </search>
  );
}

function SyncAge() {
  const status = useQuery(read('sync.getStatus', {})).data;
  const now = useNow();
  if (!status) return null;
  const age = status.lastContactAt && sayAge(status.lastContactAt, now);
  return (
    <span className={styles['age']} title={age ? say('sync.updatedAgo', { age }) : undefined}>
      {status.isOnline ? <ArrowSync16Regular aria-hidden="true" /> : <CloudOff16Regular aria-hidden="true" />}
      <span>
        {age === undefined ? say('sync.never') : status.isOnline ? age : say('sync.updatedAgo', { age })}
      </span>
    </span>
  );
}
