import { Button } from '@fluentui/react-components';
import { Dismiss20Regular } from '@fluentui/react-icons';
import { say } from '../../../shared/words/vi.ts';
import { type Act, keysOfAct, useActsOver } from './acts.ts';
import styles from './selection-bar.module.css';

type Props = { readonly label: string; readonly acts: readonly Act[]; readonly onClear: () => void };

/** What can be done with all marked rows at once; its keys come before those of the one document that is open. */
export function SelectionBar({ label, acts, onClear }: Props) {
  useActsOver(acts);
  return (
    <div className={styles['bar']} role="toolbar" aria-label={say('marks.bar')}>
      <span role="status" className={styles['count']}>
        {label}
      </span>
      {acts.map((each) => (
        <Button
          key={each.key}
          icon={each.icon ?? null}
          title={each.whyNot ?? keysOfAct(each)}
          disabledFocusable={each.whyNot !== undefined || each.isBusy === true}
          onClick={each.act}
        >
          {each.label}
        </Button>
      ))}
      <Button appearance="subtle" icon={<Dismiss20Regular />} onClick={onClear}>
        {say('marks.clear')}
      </Button>
    </div>
  );
}
