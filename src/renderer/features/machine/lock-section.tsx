import { Button, Dropdown, Field, Option } from '@fluentui/react-components';
import { LockClosed20Filled, LockClosed20Regular, LockOpen24Regular } from '@fluentui/react-icons';
import { useQuery } from '@tanstack/react-query';
import { useId, useState } from 'react';
import { IDLE_MINUTES, type LockStatus } from '../../../shared/contract/lock.ts';
import { say } from '../../../shared/words/vi.ts';
import { SecretDialog, type SecretWork } from '../../app/lock/secret-dialog.tsx';
import { Problem } from '../../app/problem.tsx';
import { read, useCommand } from '../../app/read.ts';
import settings from '../../app/settings/settings.module.css';
import { SettingsSection } from '../../app/settings/settings-section.tsx';
import { Notice } from '../../ui/notice.tsx';
import styles from './machine.module.css';

/** Whether what lies on this machine is under a secret of its official, and when it locks itself. */
export function LockSection() {
  const { data, error, refetch } = useQuery(read('lock.getStatus', {}));
  const [work, setWork] = useState<SecretWork>();
  const hasSecret = data?.state === 'unlocked';
  return (
    <SettingsSection
      title={say('lock.settings')}
      act={
        data && (
          <div className={settings['acts']}>
            {hasSecret && <LockButton />}
            <Button
              appearance={hasSecret ? 'secondary' : 'primary'}
              icon={hasSecret ? null : <LockClosed20Regular />}
              onClick={() => setWork(hasSecret ? 'change' : 'set')}
            >
              {say(hasSecret ? 'lock.settings.change' : 'lock.settings.set')}
            </Button>
          </div>
        )
      }
    >
      {error && <Problem error={error} onRetry={() => void refetch()} />}
      {data && (hasSecret ? <WithSecret status={data} onCode={() => setWork('code')} /> : <WithoutSecret />)}
      {work && data && <SecretDialog work={work} whose={data} onClose={() => setWork(undefined)} />}
    </SettingsSection>
  );
}

function LockButton() {
  const lock = useCommand('lock.lock');
  return (
    <Button icon={<LockClosed20Regular />} onClick={() => lock.mutate({})}>
      {say('lock.now')}
    </Button>
  );
}

const WithoutSecret = () => (
  <div className={settings['none']}>
    <span className={settings['quiet']} aria-hidden="true">
      <LockOpen24Regular />
    </span>
    <p>
      <strong>{say('lock.settings.none')}</strong>
      <span className={settings['when']}>{say('lock.settings.none.why')}</span>
    </p>
  </div>
);

type WithSecretProps = { readonly status: LockStatus; readonly onCode: () => void };

function WithSecret({ status, onCode }: WithSecretProps) {
  const setIdle = useCommand('lock.setIdle');
  const id = useId();
  const minutes = status.idleMinutes;
  const words = say('lock.settings.minutes', { minutes });
  return (
    <>
      <p className={`${settings['state']} ${settings['valid']}`}>
        <LockClosed20Filled aria-hidden="true" />
        {say('lock.settings.on')}
      </p>
      {status.hasPlainFiles && <Notice tone="unsure">{say('lock.settings.plainFiles')}</Notice>}
      <div className={styles['recovery']}>
        <p className={settings['when']}>
          {say(status.hasCode ? 'lock.settings.hasCode' : 'lock.settings.noCode')}
        </p>
        <Button onClick={onCode}>{say('lock.settings.code')}</Button>
      </div>
      <Field label={{ children: say('lock.settings.idle'), id }} className={styles['idle']}>
        <Dropdown
          aria-labelledby={id}
          value={words}
          selectedOptions={[String(minutes)]}
          onOptionSelect={(_event, { optionValue }) => {
            const chosen = IDLE_MINUTES.find((each) => String(each) === optionValue);
            if (chosen !== undefined) setIdle.mutate({ minutes: chosen });
          }}
        >
          {IDLE_MINUTES.map((each) => (
            <Option key={each} value={String(each)}>
              {say('lock.settings.minutes', { minutes: each })}
            </Option>
          ))}
        </Dropdown>
      </Field>
      {setIdle.error && <Problem error={setIdle.error} />}
    </>
  );
}
