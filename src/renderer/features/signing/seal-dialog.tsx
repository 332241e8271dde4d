import { Ribbon20Regular } from '@fluentui/react-icons';
import { useState } from 'react';
import type { OutgoingDetail } from '../../../shared/contract/outgoing.ts';
import { formatDay } from '../../../shared/text/day.ts';
import { say } from '../../../shared/words/vi.ts';
import { announce } from '../../app/announce.ts';
import styles from '../../app/document/dialogs.module.css';
import { useCommand } from '../../app/read.ts';
import { FileToSign } from './preflight.tsx';
import { SealLent } from './seal-lent.tsx';
import { SecretDialog } from './secret-dialog.tsx';

type Props = { readonly detail: OutgoingDetail; readonly onClose: () => void };

/** The clerk writes number and date onto the page and seals, in one revision. */
export function SealDialog({ detail, onClose }: Props) {
  // As it stood when the official opened this: one that takes its place meanwhile was not shown to him.
  const [file] = useState(detail.document.file);
  const { documentId, subject, reference, issuedOn } = detail.row;
  const seal = useCommand('signing.seal');
  return (
    <SecretDialog
      title={say('sign.sealTitle')}
      actLabel={say('sign.seal', { reference })}
      icon={<Ribbon20Regular />}
      keyRole="agency"
      isBusy={seal.isPending}
      error={seal.error}
      onClose={onClose}
      onSign={(keyId, secret) =>
        file &&
        seal.mutate(
          { documentId, sha256: file.sha256, keyId, secret },
          {
            onSuccess: () => {
              announce(say('sign.sealed'));
              onClose();
            },
          },
        )
      }
    >
      <p className={styles['explain']}>{subject}</p>
      <SealLent />
      <div className={styles['card']}>
        <div>
          <p className={styles['quiet']}>{say('sign.number')}</p>
          <p className={styles['cardName']}>
            {reference}
            {issuedOn && `, ${formatDay(issuedOn)}`}
          </p>
        </div>
      </div>
      {file && <FileToSign documentId={documentId} />}
    </SecretDialog>
  );
}
