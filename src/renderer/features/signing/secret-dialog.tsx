import { useQuery } from '@tanstack/react-query';
import { type ReactElement, type ReactNode, useRef, useState } from 'react';
import type { KeyRole, SigningKeyShown } from '../../../shared/contract/signing.ts';
import type { LocalDate } from '../../../shared/domain/core/values.ts';
import { TRIAL_PASSPHRASE } from '../../../shared/trial-passphrase.ts';
import { say } from '../../../shared/words/vi.ts';
import { Problem } from '../../app/problem.tsx';
import { useProfile, useToday } from '../../app/profile.ts';
import { read } from '../../app/read.ts';
import { Modal } from '../../ui/modal.tsx';
import { SecretField } from '../../ui/secret-field.tsx';
import { isExpired, KeyChoice } from './key-choice.tsx';
import { isShut, KeyState } from './key-state.tsx';
import { TokenPlaces } from './token-places.tsx';

const TOKENS_ASKED_EVERY_MS = 1_500;

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
  readonly onSign: (keyId: string, secret: string | undefined) => void;
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
  // Tokens come and go while the dialog is open; while one signs it is left alone.
  const refetchInterval = isBusy ? false : TOKENS_ASKED_EVERY_MS;
  const keys = useQuery({ ...read('signing.listKeys', {}), refetchInterval });
  const modules = useQuery({ ...read('signing.listTokens', {}), refetchInterval });
  const serves = (key: SigningKeyShown) =>
    (key.role ?? keyRole) === keyRole && (keyId === undefined || key.keyId === keyId);
  const usable = keys.data?.filter(serves) ?? [];
  const [chosen, setChosen] = useState<string | undefined>(undefined);
  const [filledFor, setFilledFor] = useState<string | undefined>(undefined);
  const secret = useRef<HTMLInputElement>(null);
  const key = usable.find((each) => each.keyId === chosen) ?? usable[0];
  const wantsSecret = key !== undefined && !isExpired(key, today) && !isShut(key) && !takesPinItself(key);
  const whyNot = keys.isPending ? '' : sayWhyNot(key, today, filledFor);
  const act = () => {
    if (!key || (wantsSecret && !secret.current)) return;
    onSign(key.keyId, wantsSecret ? secret.current?.value : undefined);
    if (secret.current) secret.current.value = '';
    setFilledFor(undefined);
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
      {key && <KeyChoice keys={usable} chosen={key} today={today} onChoose={setChosen} />}
      {key && <KeyState chosen={key} keyRole={keyRole} />}
      {key && wantsSecret && (
        <SecretField
          // Of each key its own field: what was typed for one never goes to another that takes its place.
          key={key.keyId}
          ref={secret}
          {...wordsOf(key, isTrial)}
          onFilled={(isFilled) => {
            setFilledFor(isFilled ? key.keyId : undefined);
            setChosen(key.keyId);
          }}
        />
      )}
      {!key && !keys.isPending && <TokenPlaces modules={modules.data ?? []} />}
      {error !== null && error !== undefined && <Problem error={error} />}
    </Modal>
  );
}

const takesPinItself = ({ holder }: SigningKeyShown): boolean =>
  holder.kind === 'token' && holder.takesPinItself;

/** Why the key cannot sign yet; undefined when it can. */
function sayWhyNot(
  key: SigningKeyShown | undefined,
  today: LocalDate,
  filledFor: string | undefined,
): string | undefined {
  if (!key) return say('sign.noKey');
  if (isExpired(key, today)) return say('sign.expired');
  if (key.holder.kind === 'file') return filledFor === key.keyId ? undefined : say('sign.noSecret');
  if (key.holder.pin === 'locked' || key.holder.pin === 'not-set')
    return say(`token.state.${key.holder.pin}`);
  return key.holder.takesPinItself || filledFor === key.keyId ? undefined : say('token.noPin');
}

function wordsOf({ holder }: SigningKeyShown, isTrial: boolean): { label: string; hint: string } {
  if (holder.kind === 'token')
    return { label: say('token.pin', { label: holder.label }), hint: say('token.pin.note') };
  return {
    label: say('sign.secret'),
    hint: isTrial ? say('sign.secret.trial', { secret: TRIAL_PASSPHRASE }) : say('sign.secret.note'),
  };
}
