import { Button } from '@fluentui/react-components';
import { ArrowUndo20Regular, Checkmark20Regular } from '@fluentui/react-icons';
import { type ReactNode, useState } from 'react';
import { say } from '../../../shared/words/vi.ts';
import { Notice } from '../../ui/notice.tsx';
import { announce } from '../announce.ts';
import { Problem } from '../problem.tsx';

type Done = { readonly said: string; readonly back: () => Promise<unknown> };

/** What was just changed in a section, with the way back; it stands until the next change or until somebody leaves the page. */
export function useUndo(): { readonly note: ReactNode; readonly offer: (done: Done) => void } {
  const [done, setDone] = useState<Done | undefined>(undefined);
  const [fault, setFault] = useState<unknown>(undefined);
  const act = async () => {
    try {
      await done?.back();
      setDone(undefined);
      announce(say('setup.undone'));
    } catch (problem) {
      setFault(problem);
    }
  };
  const note = done && (
    <>
      <Notice
        tone="info"
        icon={<Checkmark20Regular />}
        actions={
          <Button icon={<ArrowUndo20Regular />} onClick={() => void act()}>
            {say('setup.undo')}
          </Button>
        }
      >
        {done.said}
      </Notice>
      {fault !== undefined && <Problem error={fault} />}
    </>
  );
  return {
    note,
    offer: (next) => {
      setFault(undefined);
      setDone(next);
    },
  };
}
