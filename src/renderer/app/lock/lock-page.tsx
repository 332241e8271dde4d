import { Button } from '@fluentui/react-components';
import { LockOpen20Regular } from '@fluentui/react-icons';
import { useQuery } from '@tanstack/react-query';
import { type FormEvent, useRef, useState } from 'react';
import type { LockStatus } from '../../../shared/contract/lock.ts';
import { shortAgencyName } from '../../../shared/words/agency-name.ts';
import { say } from '../../../shared/words/vi.ts';
import { initialsOf } from '../../ui/initials.tsx';
import { SecretField } from '../../ui/secret-field.tsx';
import { toldOf } from '../fault.ts';
import { Problem } from '../problem.tsx';
import { read, useCommand } from '../read.ts';
import { BeforeWork } from './before-work.tsx';
import styles from './lock-page.module.css';
import { RecoverForm } from './recover-form.tsx';
import { Sealing } from './sealing.tsx';

const A_SECOND_MS = 1_000;

/** In front of a locked profile: whose it is, the secret, who else may sit down. Nothing of the work is in this window. */
export function LockPage() {
  const { data, error, refetch } = useQuery({
    ...read('lock.getStatus', {}),
    refetchInterval: ({ state }) => ((state.data?.waitSeconds ?? 0) > 0 ? A_SECOND_MS : false),
  });
  return (
    <BeforeWork>
      {error && <Problem error={error} onRetry={() => void refetch()} />}
      {data && <Locked status={data} onRefused={() => void refetch()} />}
    </BeforeWork>
  );
}

type LockedProps = { readonly status: LockStatus; readonly onRefused: () => void };

function Locked({ status, onRefused }: LockedProps) {
  const { fullName, role, agencyName, choices, state } = status;
  const others = choices.filter(({ isCurrent }) => !isCurrent);
  return (
    <>
      <section className={styles['card']} data-pane="lock" aria-labelledby="lock-who">
        <span aria-hidden="true" className={styles['avatar']}>
          {initialsOf(fullName)}
        </span>
        <h1 id="lock-who" className={styles['who']}>
          {fullName}
        </h1>
        <p className={styles['where']}>
          {shortAgencyName(agencyName)} · {say(`role.${role}`)}
        </p>
        {state === 'sealing' ? (
          <div className={styles['form']}>
            <Sealing />
          </div>
        ) : (
          <WaysIn status={status} onRefused={onRefused} />
        )}
      </section>
      {others.length > 0 && (
        <nav className={styles['others']} aria-labelledby="lock-others">
          <h2 id="lock-others">{say('lock.others')}</h2>
          <ul>
            {others.map((other) => (
              <li key={other.profileId}>
                <a href={other.address} className={styles['other']}>
                  <strong>{other.fullName}</strong>
                  <span>
                    {shortAgencyName(other.agencyName)} · {say(`role.${other.role}`)}
                  </span>
                </a>
              </li>
            ))}
          </ul>
        </nav>
      )}
    </>
  );
}

/** The secret; or, where it was forgotten and a code was made, the code. */
function WaysIn({ status: { waitSeconds, hasCode }, onRefused }: LockedProps) {
  const [isRecovering, setRecovering] = useState(false);
  if (isRecovering)
    return <RecoverForm wait={waitSeconds} onRefused={onRefused} onBack={() => setRecovering(false)} />;
  return (
    <>
      <Unlock wait={waitSeconds} onRefused={onRefused} />
      <p className={styles['still']}>{say('lock.standsStill')}</p>
      <details className={styles['forgot']}>
        <summary>{say('lock.forgot')}</summary>
        <p>{say(hasCode ? 'lock.forgot.code' : 'lock.forgot.why')}</p>
        {hasCode && <Button onClick={() => setRecovering(true)}>{say('lock.forgot.act')}</Button>}
      </details>
    </>
  );
}

function Unlock({ wait, onRefused }: { readonly wait: number; readonly onRefused: () => void }) {
  const secret = useRef<HTMLInputElement>(null);
  const [isFilled, setFilled] = useState(false);
  const unlock = useCommand('lock.unlock');
  const submit = (event: FormEvent) => {
    event.preventDefault();
    const typed = secret.current?.value ?? '';
    if (typed === '' || unlock.isPending || wait > 0) return;
    unlock.mutate({ secret: typed }, { onError: onRefused });
    if (secret.current) secret.current.value = '';
    secret.current?.focus();
    setFilled(false);
  };
  return (
    <form onSubmit={submit} className={styles['form']}>
      <SecretField
        ref={secret}
        label={say('lock.secret')}
        {...(unlock.error && { error: toldOf(unlock.error).sentence })}
        onFilled={setFilled}
      />
      <Button
        type="submit"
        appearance="primary"
        size="large"
        icon={<LockOpen20Regular />}
        disabledFocusable={!isFilled || unlock.isPending || wait > 0}
      >
        {wait > 0 ? say('lock.unlock.in', { seconds: wait }) : say('lock.unlock')}
      </Button>
    </form>
  );
}
