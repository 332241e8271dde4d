import type { KeyRole, SigningKeyShown } from '../../../shared/contract/signing.ts';
import { say } from '../../../shared/words/vi.ts';
import { Notice } from '../../ui/notice.tsx';

type Props = { readonly chosen: SigningKeyShown; readonly keyRole: KeyRole };

/** What is to be known before the PIN is typed: whether the authority takes this certificate, and how the token's counter stands. */
export function KeyState({ chosen, keyRole }: Props) {
  const { holder, isRegistered } = chosen;
  const pin = holder.kind === 'token' && holder.pin !== 'ready' ? holder.pin : undefined;
  return (
    <>
      {!isRegistered && (
        <Notice tone="unsure" title={say('token.unregistered')}>
          {say(`token.unregistered.${keyRole}`)}
        </Notice>
      )}
      {pin && (
        <Notice
          tone={pin === 'count-low' ? 'unsure' : 'wrong'}
          title={say(`token.state.${pin}`)}
          isAlert={pin !== 'count-low'}
        >
          {say(`token.state.${pin}.more`)}
        </Notice>
      )}
      {holder.kind === 'token' && holder.takesPinItself && pin !== 'locked' && (
        <Notice tone="info">{say('token.onReader')}</Notice>
      )}
    </>
  );
}

/** A token that cannot be opened by any PIN. */
export const isShut = ({ holder }: SigningKeyShown): boolean =>
  holder.kind === 'token' && (holder.pin === 'locked' || holder.pin === 'not-set');
