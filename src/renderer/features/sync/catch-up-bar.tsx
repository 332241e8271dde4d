import { Button, ProgressBar } from '@fluentui/react-components';
import { CloudArrowDown20Regular, Pause20Regular } from '@fluentui/react-icons';
import type { SyncStatus } from '../../../shared/contract/sync.ts';
import { say } from '../../../shared/words/vi.ts';
import { Problem } from '../../app/problem.tsx';
import { useCommand } from '../../app/read.ts';
import { sayCount } from '../../app/say-count.ts';
import { Notice } from '../../ui/notice.tsx';
import styles from './sync.module.css';

type CatchUp = NonNullable<SyncStatus['catchUp']>;

/** What came together in a long absence: how far it is, and letting it wait. */
export function CatchUpBar({ catchUp }: { readonly catchUp: CatchUp }) {
  const pause = useCommand('sync.pauseCatchUp');
  const resume = useCommand('sync.resumeCatchUp');
  const { done, total, isPaused } = catchUp;
  const act = isPaused ? resume : pause;
  return (
    <>
      <Notice
        tone={isPaused ? 'unsure' : 'info'}
        icon={isPaused ? <Pause20Regular /> : <CloudArrowDown20Regular />}
        title={say(isPaused ? 'sync.catchUp.paused' : 'sync.catchUp.bar')}
        actions={
          <Button disabledFocusable={act.isPending} onClick={() => act.mutate({})}>
            {say(isPaused ? 'sync.catchUp.resume' : 'sync.catchUp.pause')}
          </Button>
        }
      >
        {wordsOf(catchUp)}
        {total !== undefined && (
          <ProgressBar
            className={styles['progress'] ?? ''}
            aria-label={say('sync.catchUp.progress')}
            value={done}
            max={total}
          />
        )}
      </Notice>
      {act.error && <Problem error={act.error} />}
    </>
  );
}

function wordsOf({ done, total, isPaused }: CatchUp): string {
  if (isPaused)
    return total === undefined
      ? say('sync.catchUp.stopped')
      : say('sync.catchUp.left', { left: sayCount(total - done) });
  return total === undefined
    ? say('sync.catchUp.all', { done: sayCount(done) })
    : say('sync.catchUp.what', { done: sayCount(done), total: sayCount(total) });
}
