import { IDLE_MINUTES, type LockStatus } from '../../src/shared/contract/lock.ts';
import { codeOf, wrongGroup } from '../../src/shared/text/recovery-code.ts';
import { type Office, type Operations, Refused } from './fake-office.ts';
import { choicesOf, profileOf } from './fake-people.ts';

export const SECRET = 'sông Mã chảy qua cầu';
/** Sealing under this one never ends. */
export const SLOW = 'một câu rất dài';
export const CODE = codeOf(Buffer.from('0123456789abcdef'));

/** A seat as the real one answers: locked at first in the scene of that name, without a secret in every other. */
export function lockOperations({ scene, announce }: Office): Operations {
  const { official, agencyName } = profileOf(scene);
  let state: LockStatus['state'] = scene === 'locked' ? 'locked' : 'open';
  let idleMinutes: LockStatus['idleMinutes'] = IDLE_MINUTES[1];
  let failed = 0;
  let [hasCode, isOffered] = [scene === 'locked', scene === 'newcomer'];
  let progress: LockStatus['progress'];
  const become = (next: LockStatus['state']) => {
    state = next;
    announce({ type: 'changed', areas: ['lock'] });
    return {};
  };
  return {
    'lock.getStatus': () => ({
      state,
      fullName: official.fullName,
      role: official.roles[0] ?? 'specialist',
      agencyName,
      idleMinutes,
      waitSeconds: failed >= 3 ? 28 : 0,
      hasPlainFiles: false,
      hasCode,
      isOffered: isOffered && state === 'open',
      ...(progress && { progress }),
      choices: choicesOf(scene),
    }),
    'lock.getWindowKey': () => (state === 'open' ? {} : { key: Buffer.alloc(32, 7).toString('base64') }),
    'lock.unlock': ({ secret }) => {
      if (secret === SECRET) {
        failed = 0;
        return become('unlocked');
      }
      failed += 1;
      throw failed >= 3 ? new Refused('lock.wait', { seconds: 28 }) : new Refused('lock.wrong');
    },
    'lock.lock': () => become('locked'),
    'lock.recover': ({ code, secret }) => {
      const group = wrongGroup(code);
      if (group !== undefined) throw new Refused('lock.code-typo', { group });
      if (code.replace(/\D/g, '') !== CODE.replace(/\D/g, '')) throw new Refused('lock.code-wrong');
      if (secret.length < 8) throw new Refused('lock.weak', { least: 8 });
      hasCode = false;
      return become('unlocked');
    },
    'lock.decline': () => {
      isOffered = false;
      return become(state);
    },
    'lock.setSecret': async ({ secret, code, renewsKey }) => {
      if (secret.length < 8) throw new Refused('lock.weak', { least: 8 });
      hasCode = code !== undefined || (hasCode && renewsKey !== true);
      if (secret === SLOW) {
        progress = { done: 1312, total: 4208 };
        become('sealing');
        await new Promise(() => undefined);
      }
      return become('unlocked');
    },
    'lock.setIdle': ({ minutes }) => {
      idleMinutes = minutes;
      return become(state);
    },
    'lock.stay': () => ({}),
  };
}
