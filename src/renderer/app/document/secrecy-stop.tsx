import { Button } from '@fluentui/react-components';
import { Copy20Regular, Delete20Regular, LockClosed20Regular } from '@fluentui/react-icons';
import { say } from '../../../shared/words/vi.ts';
import { Notice } from '../../ui/notice.tsx';
import { announce } from '../announce.ts';
import { sayCode } from '../fault.ts';

type Props = {
  /** Everything typed, for the clipboard. */
  readonly typed: () => string;
  readonly onWipe: () => void;
  readonly onBack: () => void;
};

/**
 * A level above Thường was chosen: the program stops here and says where to go on. What was typed stays only in this window, to be copied
 * out or wiped.
 */
export function SecrecyStop({ typed, onWipe, onBack }: Props) {
  return (
    <Notice
      tone="wrong"
      icon={<LockClosed20Regular />}
      title={say('secrecy.title')}
      isAlert
      actions={
        <>
          <Button
            icon={<Copy20Regular />}
            onClick={() => {
              void navigator.clipboard.writeText(typed());
              announce(say('done.copied', { text: say('secrecy.copy') }));
            }}
          >
            {say('secrecy.copy')}
          </Button>
          <Button icon={<Delete20Regular />} onClick={onWipe}>
            {say('secrecy.wipe')}
          </Button>
          <Button appearance="subtle" onClick={onBack}>
            {say('secrecy.back')}
          </Button>
        </>
      }
    >
      {sayCode('secrecy.not-kept-here')} {say('secrecy.kept')}
    </Notice>
  );
}
