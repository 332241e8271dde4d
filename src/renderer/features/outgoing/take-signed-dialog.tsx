import { DocumentCheckmark20Regular } from '@fluentui/react-icons';
import type { OutgoingDetail } from '../../../shared/contract/outgoing.ts';
import { say } from '../../../shared/words/vi.ts';
import { announce } from '../../app/announce.ts';
import dialogs from '../../app/document/dialogs.module.css';
import { VerdictBar } from '../../app/document/verdict-bar.tsx';
import { Problem } from '../../app/problem.tsx';
import { useCommand } from '../../app/read.ts';
import { Modal } from '../../ui/modal.tsx';

type Props = { readonly detail: OutgoingDetail; readonly onClose: () => void };

/** The draft's file is signed already: what was found in it, whose signature it is to be, and what follows. */
export function TakeSignedDialog({ detail, onClose }: Props) {
  const { documentId, subject, signer } = detail.row;
  const [main] = detail.files;
  const take = useCommand('outgoing.submitSigned');
  const isBroken = main?.verdict === 'invalid';
  return (
    <Modal
      title={say('outgoing.takeSigned')}
      closeLabel={say('common.cancel')}
      onClose={onClose}
      primary={{
        label: say('outgoing.takeSigned.do'),
        icon: <DocumentCheckmark20Regular />,
        isBusy: take.isPending,
        whyNot: isBroken ? say('outgoing.takeSigned.broken') : undefined,
        act: () =>
          take.mutate(
            { documentId },
            {
              onSuccess: () => {
                announce(say('outgoing.takeSigned.done'));
                onClose();
              },
            },
          ),
      }}
    >
      <p className={dialogs['explain']}>{subject}</p>
      {main && <VerdictBar verdict={main.verdict} file={main.file} />}
      <div className={dialogs['card']}>
        <div>
          <p className={dialogs['quiet']}>{say('outgoing.takeSigned.signer')}</p>
          <p className={dialogs['cardName']}>{signer?.fullName ?? say('common.unknownPerson')}</p>
          <p className={dialogs['quiet']}>{signer?.position}</p>
        </div>
      </div>
      <p className={dialogs['explain']}>{say('outgoing.takeSigned.lead')}</p>
      {take.error && <Problem error={take.error} />}
    </Modal>
  );
}
