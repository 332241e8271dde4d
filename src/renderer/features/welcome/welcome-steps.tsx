import {
  Key20Regular,
  LockClosed20Regular,
  LockOpen20Regular,
  UsbStick20Regular,
} from '@fluentui/react-icons';
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { dayOf, formatDay } from '../../../shared/text/day.ts';
import { exercisesFor } from '../../../shared/training/exercises.ts';
import { say } from '../../../shared/words/vi.ts';

import { keysFor } from '../../app/keys.ts';
import { useProfile } from '../../app/profile.ts';
import { read } from '../../app/read.ts';
import { ThemeField } from '../../app/theme-field.tsx';
import { useIsTrial } from '../../app/training/use-training.ts';
import { Initials } from '../../ui/initials.tsx';
import styles from './welcome.module.css';

/** Who sits here, and for which agency. */
export function WhoStep() {
  const profile = useProfile();
  if (!profile) return null;
  const { official, agencyName, isTrial } = profile;
  return (
    <>
      <div className={styles['fact']}>
        <Initials name={official.fullName} />
        <span>
          <strong>{official.fullName}</strong>, {official.position}
          <br />
          {agencyName} · {official.roles.map((role) => say(`role.${role}`)).join(', ')}
        </span>
      </div>
      <p>{say('welcome.who.why')}</p>
      {isTrial && <p>{say('welcome.who.trial')}</p>}
    </>
  );
}

/** The keys that are here now; a token may come at any time. */
export function KeyStep() {
  const keys = useQuery({ ...read('signing.listKeys', {}), refetchInterval: 3000 }).data;
  return (
    <>
      <p>{say('welcome.key.why')}</p>
      {keys?.map(({ keyId, role, subject, notAfter, holder }) => (
        <div key={keyId} className={styles['fact']}>
          {holder.kind === 'token' ? <UsbStick20Regular /> : <Key20Regular />}
          <span>
            <strong>{role ? say(`welcome.key.role.${role}`) : subject}</strong>
            <br />
            {holder.kind === 'token'
              ? say('welcome.key.token', { label: holder.label })
              : say('welcome.key.file')}
            {' · '}
            {say('welcome.key.until', { day: formatDay(dayOf(notAfter)) })}
          </span>
        </div>
      ))}
      {keys?.length === 0 && <p className={styles['quiet']}>{say('welcome.key.none')}</p>}
      <Link to="/setup">{say('welcome.key.setup')}</Link>
    </>
  );
}

/** How files come in, where they lie, and who can open them. */
export function FilesStep() {
  const state = useQuery(read('lock.getStatus', {})).data?.state;
  const hasSecret = state !== 'open';
  return (
    <>
      <p>{say('welcome.files.why')}</p>
      <p>{say('welcome.files.offline')}</p>
      {state && (
        <div className={styles['fact']}>
          {hasSecret ? <LockClosed20Regular /> : <LockOpen20Regular />}
          <span>{say(hasSecret ? 'welcome.files.locked' : 'welcome.files.open')}</span>
        </div>
      )}
      <Link to="/machine">{say('welcome.files.setup')}</Link>
    </>
  );
}

export const LookStep = () => (
  <>
    <p>{say('welcome.look.why')}</p>
    <ThemeField />
  </>
);

export function PracticeStep() {
  const count = exercisesFor(useProfile()?.official.roles ?? []).length;
  const isTrial = useIsTrial();
  return (
    <>
      {count > 0 && <p>{isTrial ? say('welcome.practice.why', { count }) : say('welcome.practice.real')}</p>}
      <p>{say('welcome.keys', { palette: keysFor('palette'), sheet: keysFor('keySheet') })}</p>
    </>
  );
}
