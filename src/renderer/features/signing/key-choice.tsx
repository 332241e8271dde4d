import { Radio, RadioGroup } from '@fluentui/react-components';
import { Key20Regular, UsbStick20Regular } from '@fluentui/react-icons';
import type { SigningKeyShown } from '../../../shared/contract/signing.ts';
import type { LocalDate } from '../../../shared/domain/core/values.ts';
import { dayOf, daysBetween, formatDay } from '../../../shared/text/day.ts';
import { say } from '../../../shared/words/vi.ts';
import styles from '../../app/document/dialogs.module.css';

type Props = {
  readonly keys: readonly SigningKeyShown[];
  readonly chosen: SigningKeyShown;
  readonly today: LocalDate;
  readonly onChoose: (keyId: string) => void;
};

/** Which key signs: the one that is proposed, or a choice where there are several. */
export function KeyChoice({ keys, chosen, today, onChoose }: Props) {
  if (keys.length === 1)
    return (
      <div className={styles['card']}>
        {chosen.holder.kind === 'token' ? (
          <UsbStick20Regular aria-hidden="true" />
        ) : (
          <Key20Regular aria-hidden="true" />
        )}
        <div>
          <p className={styles['cardName']}>{chosen.subject}</p>
          <p className={styles['quiet']}>{sayKey(chosen, today)}</p>
          <p className={styles['quiet']}>{sayHolder(chosen)}</p>
        </div>
      </div>
    );
  return (
    <fieldset className={styles['keys']}>
      <legend className={styles['label']}>{say('sign.key')}</legend>
      <RadioGroup value={chosen.keyId} onChange={(_event, { value }) => onChoose(value)}>
        {keys.map((key) => (
          <Radio
            key={key.keyId}
            value={key.keyId}
            label={[key.subject, sayHolder(key), sayKey(key, today), sayUnregistered(key)]
              .filter(Boolean)
              .join(' · ')}
          />
        ))}
      </RadioGroup>
    </fieldset>
  );
}

const sayHolder = ({ holder }: SigningKeyShown): string =>
  holder.kind === 'token' ? say('token.label', { label: holder.label }) : '';

const sayUnregistered = ({ isRegistered }: SigningKeyShown): string =>
  isRegistered ? '' : say('token.unregistered.tag');

export const isExpired = ({ notAfter }: SigningKeyShown, today: LocalDate): boolean =>
  daysBetween(today, dayOf(notAfter)) < 0;

function sayKey({ issuer, notAfter }: SigningKeyShown, today: LocalDate): string {
  const day = dayOf(notAfter);
  const days = daysBetween(today, day);
  return days < 0
    ? say('sign.key.expired', { issuer, day: formatDay(day) })
    : say('sign.key.valid', { issuer, days, day: formatDay(day) });
}
