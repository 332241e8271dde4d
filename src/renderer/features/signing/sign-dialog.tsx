import { Signature20Regular } from '@fluentui/react-icons';
import { useState } from 'react';
import type { OutgoingDetail } from '../../../shared/contract/outgoing.ts';
import { say } from '../../../shared/words/vi.ts';
import { announce } from '../../app/announce.ts';
import { isAuthorityRefusal } from '../../app/authorities.ts';
import styles from '../../app/document/dialogs.module.css';
import { useCommand } from '../../app/read.ts';
import { NoAuthority } from './no-authority.tsx';
import { FileToSign } from './preflight.tsx';
import { SecretDialog } from './secret-dialog.tsx';

type Props = { readonly detail: OutgoingDetail; readonly onClose: () => void };

/** The leader signs the submitted file. */
export function SignDialog({ detail, onClose }: Props) {
  // As it stood when the official opened this: one that takes its place meanwhile was not shown to him.
  const [file] = useState(detail.document.file);
  const { documentId, subject, typeName } = detail.row;
  const sign = useCommand('signing.sign');
  const reason = detail.allowed.find(({ name }) => name === 'signing.sign')?.reason;
  if (isAuthorityRefusal(reason)) return <NoAuthority reason={reason} subject={subject} onClose={onClose} />;
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
        file &&
        sign.mutate(
          { documentId, sha256: file.sha256, keyId, secret },
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
