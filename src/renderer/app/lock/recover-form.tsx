import { Button } from '@fluentui/react-components';
import { LockOpen20Regular } from '@fluentui/react-icons';
import { type FormEvent, useRef, useState } from 'react';
import { SECRET_LENGTH_MIN } from '../../../shared/contract/lock.ts';
import { say } from '../../../shared/words/vi.ts';
import { SecretField } from '../../ui/secret-field.tsx';
import { toldOf } from '../fault.ts';
import { useCommand } from '../read.ts';
import styles from './lock-page.module.css';

type Props = { readonly wait: number; readonly onRefused: () => void; readonly onBack: () => void };

/** The code from the sheet, and another secret in place of the forgotten one. */
export function RecoverForm({ wait, onRefused, onBack }: Props) {
  const code = useRef<HTMLInputElement>(null);
  const next = useRef<HTMLInputElement>(null);
  const again = useRef<HTMLInputElement>(null);
  const [differs, setDiffers] = useState(false);
  const recover = useCommand('lock.recover');
  const told = recover.error ? toldOf(recover.error) : undefined;
  const isOfSecret = told?.code === 'lock.weak';
  const submit = (event: FormEvent) => {
    event.preventDefault();
    const secret = next.current?.value ?? '';
    const isDifferent = secret !== (again.current?.value ?? '');
    setDiffers(isDifferent);
    const typed = code.current?.value.trim() ?? '';
    if (isDifferent || secret === '' || typed === '' || recover.isPending || wait > 0) return;
    recover.mutate({ code: typed, secret }, { onError: onRefused });
  };
  return (
    <form onSubmit={submit} className={styles['form']}>
      <p className={styles['still']}>{say('lock.recover.lead')}</p>
      <SecretField
        ref={code}
        label={say('lock.code')}
        hint={say('lock.recover.hint')}
        isShown
        {...(told && !isOfSecret && { error: told.sentence })}
        onFilled={() => setDiffers(false)}
      />
      <SecretField
        ref={next}
        label={say('lock.dialog.new')}
        hint={say('lock.dialog.hint', { least: SECRET_LENGTH_MIN })}
        isFirst={false}
        {...(told && isOfSecret && { error: told.sentence })}
        onFilled={() => setDiffers(false)}
      />
      <SecretField
        ref={again}
        label={say('lock.dialog.again')}
        isFirst={false}
        {...(differs && { error: say('lock.dialog.differs') })}
        onFilled={() => setDiffers(false)}
      />
      <Button
        type="submit"
        appearance="primary"
        size="large"
        icon={<LockOpen20Regular />}
        disabledFocusable={recover.isPending || wait > 0}
      >
        {wait > 0 ? say('lock.unlock.in', { seconds: wait }) : say('lock.recover')}
      </Button>
      <Button appearance="subtle" onClick={onBack}>
        {say('lock.recover.back')}
      </Button>
    </form>
  );
}
