import { Button } from '@fluentui/react-components';
import { Copy20Regular } from '@fluentui/react-icons';
import type { OpeningsShown } from '../../../shared/contract/opening.ts';
import { say } from '../../../shared/words/vi.ts';
import { announce } from '../../app/announce.ts';
import settings from '../../app/settings/settings.module.css';
import { SettingsSection } from '../../app/settings/settings-section.tsx';
import styles from './openings.module.css';

/** The last link of the agency's log, to be written down elsewhere: whoever rewrites the log cannot make it come out the same. */
export function ChainHead({ chain: { operations, head } }: Pick<OpeningsShown, 'chain'>) {
  const copy = () => {
    void navigator.clipboard.writeText(head);
    announce(say('chain.copied'));
  };
  return (
    <SettingsSection
      title={say('chain.title')}
      act={
        <Button icon={<Copy20Regular />} onClick={copy}>
          {say('chain.copy')}
        </Button>
      }
    >
      <p className={settings['lead']}>{say('chain.lead')}</p>
      <p className={styles['chain']}>
        <span>{say('chain.count', { count: operations.toLocaleString('vi-VN') })}</span>
        <code className={styles['head']}>{head}</code>
      </p>
    </SettingsSection>
  );
}
