import type { Output } from '../../../shared/contract/contract.ts';
import type { LockStatus } from '../../../shared/contract/lock.ts';
import { bridge } from '../bridge.ts';
import { formsWritten, openForms } from '../forms.ts';
import { ask } from '../read.ts';
import { watchWiped } from '../wiped-drafts.ts';

/** Mouse and keys are told this often at most. */
const STAY_MS = 20_000;

/** While the application does not say how the profile stands. */
const ASK_AGAIN_MS = 2_000;

type State = LockStatus['state'];
/** There is no application behind the window. */
const isClosed = (state: State): boolean => state === 'locked' || state === 'sealing';

/**
 * Before anything is drawn: whether the profile is locked, and if not, the window's forms are opened. As long as that is not answered nothing of the work is drawn:
 * `onUnanswered` is told each time, and it is asked again. When the profile is locked or opened later, by whichever window, this one begins anew at the address where it
 * stands, so that nothing of the work stays in it, and its place is kept.
 */
export async function startBehindLock(
  onUnanswered: (problem: unknown) => void,
): Promise<'work' | 'offer' | 'locked'> {
  const { state, isOffered, key, older } = await answered(onUnanswered);
  followLock(state);
  if (isClosed(state)) return 'locked';
  await openForms(key, older);
  watchWiped();
  if (state === 'unlocked') tellPresence();
  return isOffered ? 'offer' : 'work';
}

type Answered = Pick<LockStatus, 'state' | 'isOffered'> & Partial<Output<'lock.getWindowKey'>>;
async function answered(onUnanswered: (problem: unknown) => void): Promise<Answered> {
  for (;;) {
    try {
      const { state, isOffered } = await ask('lock.getStatus', {});
      return isClosed(state) || state === 'open'
        ? { state, isOffered }
        : { state, isOffered, ...(await ask('lock.getWindowKey', {})) };
    } catch (problem) {
      onUnanswered(problem);
      await new Promise((resolve) => setTimeout(resolve, ASK_AGAIN_MS));
    }
  }
}

/** Whether another window is to be drawn: also where a secret was set, because from here on this one keeps its forms under the key. */
function isOther(drawn: State, now: State): boolean {
  if (isClosed(drawn)) return !isClosed(now);
  // While it is sealed, whoever asked for that sees how far it is.
  return now === 'locked' || (drawn === 'open' && now === 'unlocked');
}

function followLock(drawn: State): void {
  bridge.subscribe((event) => {
    if (event.type !== 'changed' || !event.areas.includes('lock')) return;
    ask('lock.getStatus', {}).then(
      async ({ state }) => {
        if (!isOther(drawn, state)) return;
        await formsWritten();
        location.reload();
      },
      // Not answered: what is drawn was right when it was drawn, and the next event asks again.
      () => undefined,
    );
  });
}

function tellPresence(): void {
  let told = 0;
  const tell = (): void => {
    if (Date.now() - told < STAY_MS) return;
    told = Date.now();
    void bridge.invoke('lock.stay', {});
  };
  for (const sign of ['pointerdown', 'pointermove', 'keydown', 'wheel'] as const)
    window.addEventListener(sign, tell, { capture: true, passive: true });
}
