import { Button } from '@fluentui/react-components';
import { History20Regular } from '@fluentui/react-icons';
import { instantOf, timeOfDay } from '../../../shared/text/day.ts';
import { say } from '../../../shared/words/vi.ts';
import { Notice } from '../../ui/notice.tsx';

/** Says that a form shows what was typed before the window was closed, and lets it be put aside. */
export function RestoredNote({ at, onDiscard }: { readonly at: number; readonly onDiscard: () => void }) {
  return (
    <Notice
      tone="info"
      icon={<History20Regular />}
      actions={<Button onClick={onDiscard}>{say('draft.discard')}</Button>}
    >
      {say('draft.restored', { time: timeOfDay(instantOf(at)) })}
    </Notice>
  );
}
