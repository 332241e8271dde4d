import { Radio, RadioGroup } from '@fluentui/react-components';
import { Key20Regular } from '@fluentui/react-icons';
import { useQuery } from '@tanstack/react-query';
import { type ReactElement, type ReactNode, useRef, useState } from 'react';
import type { KeyRole, SigningKeyShown } from '../../../shared/contract/signing.ts';
import type { LocalDate } from '../../../shared/domain/core/values.ts';
import { dayOf, daysBetween, formatDay } from '../../../shared/text/day.ts';
import { TRIAL_PASSPHRASE } from '../../../shared/trial-passphrase.ts';
import { say } from '../../../shared/words/vi.ts';
import styles from '../../app/document/dialogs.module.css';
import { Problem } from '../../app/problem.tsx';
import { useProfile, useToday } from '../../app/profile.ts';
import { read } from '../../app/read.ts';
import { Modal } from '../../ui/modal.tsx';
import { SecretField } from '../../ui/secret-field.tsx';

type Props = {
  readonly title: string;
  readonly actLabel: string;
  readonly icon: ReactElement;
  readonly keyRole: KeyRole;
  /** The one key that serves: a batch goes on with the key that it began with. */
  readonly keyId?: string;
  /** What is signed, and by whom. */
  readonly children: ReactNode;
  readonly isBusy: boolean;
  readonly error: unknown;
  readonly onSign: (keyId: string, secret: string) => void;
  readonly onClose: () => void;
};

/**
 * Signing: what, by whom, with which key, and the key's secret. The secret lives in its field alone; it is read at the moment of signing,
 * emptied after it, and never kept, retried or shown.
 */
export function SecretDialog({
  title,
  actLabel,
  icon,
  keyRole,
  keyId,
  children,
  isBusy,
  error,
  onSign,
  onClose,
}: Props) {
  const today = useToday();
  const isTrial = useProfile()?.isTrial === true;
  const keys = useQuery(read('signing.listKeys', {}));
  const serves = (key: SigningKeyShown) =>
    (key.role ?? keyRole) === keyRole && (keyId === undefined || key.keyId === keyId);
  const usable = keys.data?.filter(serves) ?? [];
  const [chosen, setChosen] = useState<string | undefined>(undefined);
  const [hasSecret, setHasSecret] = useState(false);
  const secret = useRef<HTMLInputElement>(null);
  const key = usable.find((each) => each.keyId === chosen) ?? usable[0];
  const isExpired = key !== undefined && daysBetween(today, dayOf(key.notAfter)) < 0;
  const whyNot = keys.isPending
    ? ''
    : key === undefined
      ? say('sign.noKey')
      : isExpired
        ? say('sign.expired')
        : hasSecret
          ? undefined
          : say('sign.noSecret');
  const act = () => {
    if (!key || !secret.current) return;
    onSign(key.keyId, secret.current.value);
    secret.current.value = '';
    setHasSecret(false);
  };
  return (
    <Modal
      title={title}
      width="small"
      closeLabel={say('common.cancel')}
      onClose={onClose}
      primary={{ label: isBusy ? say('sign.busy') : actLabel, icon, act, isBusy, whyNot }}
    >
      {children}
      <KeyChoice keys={usable} chosen={key} today={today} onChoose={setChosen} />
      {key && !isExpired && (
        <SecretField
          ref={secret}
          label={say('sign.secret')}
          hint={isTrial ? say('sign.secret.trial', { secret: TRIAL_PASSPHRASE }) : say('sign.secret.note')}
          onFilled={setHasSecret}
        />
      )}
      {error !== null && error !== undefined && <Problem error={error} />}
    </Modal>
  );
}

type ChoiceProps = {
  readonly keys: readonly SigningKeyShown[];
  readonly chosen: SigningKeyShown | undefined;
  readonly today: LocalDate;
  readonly onChoose: (keyId: string) => void;
};
function KeyChoice({ keys, chosen, today, onChoose }: ChoiceProps) {
  if (!chosen) return null;
  if (keys.length === 1)
    return (
      <div className={styles['card']}>
        <Key20Regular aria-hidden="true" />
        <div>
          <p className={styles['cardName']}>{chosen.subject}</p>
          <p className={styles['quiet']}>{sayKey(chosen, today)}</p>
        </div>
      </div>
    );
  return (
    <fieldset className={styles['keys']}>
      <legend className={styles['label']}>{say('sign.key')}</legend>
      <RadioGroup value={chosen.keyId} onChange={(_event, { value }) => onChoose(value)}>
        {keys.map((key) => (
          <Radio key={key.keyId} value={key.keyId} label={`${key.subject} · ${sayKey(key, today)}`} />
        ))}
      </RadioGroup>
    </fieldset>
  );
}

function sayKey({ issuer, notAfter }: SigningKeyShown, today: LocalDate): string {
  const day = dayOf(notAfter);
  const days = daysBetween(today, day);
  return days < 0
    ? say('sign.key.expired', { issuer, day: formatDay(day) })
    : say('sign.key.valid', { issuer, days, day: formatDay(day) });
}
