import { Signature20Regular } from '@fluentui/react-icons';
import type { OutgoingDetail } from '../../../shared/contract/outgoing.ts';
import { say } from '../../../shared/words/vi.ts';
import { announce } from '../../app/announce.ts';
import styles from '../../app/document/dialogs.module.css';
import { useCommand } from '../../app/read.ts';
import { FileToSign } from './preflight.tsx';
import { SecretDialog } from './secret-dialog.tsx';

type Props = { readonly detail: OutgoingDetail; readonly onClose: () => void };

/** The leader signs the submitted file. */
export function SignDialog({ detail, onClose }: Props) {
  const { file } = detail.document;
  const { documentId, subject, typeName } = detail.row;
  const sign = useCommand('signing.sign');
  return (
    <SecretDialog
      title={say('sign.title')}
      actLabel={say('sign.do')}
      icon={<Signature20Regular />}
      keyRole="person"
      isBusy={sign.isPending}
      error={sign.error}
      onClose={onClose}
      onSign={(keyId, secret) =>
        sign.mutate(
          { documentId, ...(file && { sha256: file.sha256 }), keyId, secret },
          {
            onSuccess: () => {
              announce(say('sign.done'));
              onClose();
            },
          },
        )
      }
    >
      <p className={styles['explain']}>
        <strong>{typeName}</strong> {subject}
      </p>
      {file && <FileToSign documentId={documentId} />}
    </SecretDialog>
  );
}
