import { Button, Tooltip } from '@fluentui/react-components';
import { ArrowLeft20Regular, PanelRight20Regular } from '@fluentui/react-icons';
import type { ReactNode } from 'react';
import { say } from '../../../shared/words/vi.ts';
import { act } from '../keys.ts';
import { useRoom } from '../width.ts';
import styles from './page.module.css';

type Props = {
  readonly subject: string;
  readonly onBack: () => void;
  /** Without a side panel there is nothing to open. */
  readonly hasSide?: boolean;
  readonly children: ReactNode;
};

/** The top of the reading pane: the subject on at most two lines, then the facts. */
export function DocumentHead({ subject, onBack, hasSide = true, children }: Props) {
  const room = useRoom();
  const isAlone = room === 'single' || room === 'phone';
  return (
    <header className={styles['head']}>
      <div className={styles['titleLine']}>
        {isAlone && (
          <Tooltip content={say('pane.back')} relationship="label">
            <Button
              appearance="subtle"
              icon={<ArrowLeft20Regular />}
              className={styles['headTool']}
              onClick={onBack}
            />
          </Tooltip>
        )}
        <h2 className={styles['title']} title={subject}>
          {subject}
        </h2>
        {hasSide && (
          <Tooltip content={say('pane.openSide')} relationship="label">
            <Button
              appearance="subtle"
              icon={<PanelRight20Regular />}
              className={styles['headTool']}
              onClick={() => act('sidePanel')}
            />
          </Tooltip>
        )}
      </div>
      <div className={styles['facts']}>{children}</div>
    </header>
  );
}
