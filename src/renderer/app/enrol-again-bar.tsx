import { Button, Field, Input } from '@fluentui/react-components';
import { LaptopDismiss20Regular, LaptopSettings20Regular } from '@fluentui/react-icons';
import { useQuery } from '@tanstack/react-query';
import { useRef, useState } from 'react';
import type { SyncStatus } from '../../shared/contract/sync.ts';
import { say } from '../../shared/words/vi.ts';
import { Modal } from '../ui/modal.tsx';
import { Notice } from '../ui/notice.tsx';
import { announce } from './announce.ts';
import { Problem } from './problem.tsx';
import { read, useCommand } from './read.ts';

type MustEnrol = NonNullable<SyncStatus['mustEnrol']>;

/** Where the server takes nothing of this machine under its name: what happened, that nothing is lost, and the way out. */
export function EnrolAgainBar() {
  const mustEnrol = useQuery(read('sync.getStatus', {})).data?.mustEnrol;
  const [isAsking, setAsking] = useState(false);
  if (!mustEnrol) return null;
  return (
    <>
      <Notice
        tone="wrong"
        icon={<LaptopDismiss20Regular />}
        title={say(`enrol-again.${mustEnrol.why}`)}
        code={say('problem.code', { code: mustEnrol.why })}
        actions={
          <Button appearance="primary" onClick={() => setAsking(true)}>
            {say('enrol-again.do')}
          </Button>
        }
      >
        {say('enrol-again.kept')}
      </Notice>
      {isAsking && <EnrolDialog mustEnrol={mustEnrol} onClose={() => setAsking(false)} />}
    </>
  );
}

function EnrolDialog({
  mustEnrol,
  onClose,
}: {
  readonly mustEnrol: MustEnrol;
  readonly onClose: () => void;
}) {
  const { needsCode } = mustEnrol;
  const code = useRef('');
  const enrol = useCommand('device.enrolAgain');
  const address = enrol.data?.address;
  const act = () => {
    const typed = code.current.trim();
    enrol.mutate(typed === '' ? {} : { code: typed }, {
      onSuccess: ({ address: page, isOpened }) => {
        if (page === undefined) {
          announce(say('enrol-again.done'));
          onClose();
        } else if (!isOpened) window.open(page, '_blank', 'noopener');
      },
    });
  };
  return (
    <Modal
      title={say('enrol-again.do')}
      width="small"
      closeLabel={say('common.cancel')}
      onClose={onClose}
      primary={{
        label: say(needsCode ? 'enrol-again.do' : 'enrol-again.signIn'),
        icon: <LaptopSettings20Regular />,
        act,
        isBusy: enrol.isPending,
      }}
    >
      <p>{say('enrol-again.what')}</p>
      {needsCode ? (
        <Field label={say('enrol-again.code')} hint={say('enrol-again.code.hint')}>
          <Input
            autoComplete="off"
            autoFocus
            maxLength={100}
            onChange={(_event, { value }) => {
              code.current = value;
            }}
          />
        </Field>
      ) : (
        address !== undefined && <SignInPage address={address} />
      )}
      <p>{say('enrol-again.other')}</p>
      {enrol.error && <Problem error={enrol.error} />}
    </Modal>
  );
}

/** The page opened in the browser, or is taken there by hand. */
const SignInPage = ({ address }: { readonly address: string }) => (
  <Notice
    tone="info"
    actions={
      <Button onClick={() => void navigator.clipboard.writeText(address)}>
        {say('sync.signedOut.copy')}
      </Button>
    }
  >
    {say('sync.signedOut.begun')}
  </Notice>
);
