import { Clock16Regular } from '@fluentui/react-icons';
import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import type { OutgoingDetail } from '../../../shared/contract/outgoing.ts';
import { say } from '../../../shared/words/vi.ts';
import { sayDay } from '../../app/clock.ts';
import { ContainDialog } from '../../app/document/contain-dialog.tsx';
import { DocumentBody } from '../../app/document/document-body.tsx';
import { DocumentHead } from '../../app/document/document-head.tsx';
import type { OpenDocument } from '../../app/document/document-page.tsx';
import { DueFact } from '../../app/document/due-mark.tsx';
import { FileDialog } from '../../app/document/file-dialog.tsx';
import { MakeCopyDialog } from '../../app/document/make-copy-dialog.tsx';
import { useNotedOpening } from '../../app/document/noted-opening.ts';
import styles from '../../app/document/page.module.css';
import { UrgencyTag } from '../../app/document/urgency-tag.tsx';
import { Notice } from '../../ui/notice.tsx';
import { CheckNotice } from './check-notice.tsx';
import { DispatchDialog } from './dispatch-dialog.tsx';
import { OpinionDialogs } from './opinion-dialogs.tsx';
import { type OutgoingDialog, useOutgoingActs } from './outgoing-acts.tsx';
import { RecallDialog, RecallNotice } from './recall-dialog.tsx';
import { ReturnDialog } from './return-dialog.tsx';
import type { SigningDialogs } from './signing-dialogs.ts';
import { TakeSignedDialog } from './take-signed-dialog.tsx';
import { VoidDialog } from './void-dialog.tsx';

type Props = OpenDocument<OutgoingDetail> & { readonly dialogs: SigningDialogs };

export function OutgoingReading({ detail, profile, shownFile, onBack, dialogs }: Props) {
  const [dialog, setDialog] = useState<OutgoingDialog | undefined>(undefined);
  const acts = useOutgoingActs({ detail, profile, shownFile, onDialog: setDialog });
  const close = () => setDialog(undefined);
  const { row, document } = detail;
  useNotedOpening({ kind: 'outgoing', id: row.documentId }, shownFile.file);
  const { SignDialog, SealDialog, PlaceDialog } = dialogs;
  return (
    <>
      <Head detail={detail} profile={profile} onBack={onBack} />
      {document.returnedReason !== undefined && row.state === 'returned' && (
        <div className={styles['returned']}>
          <Notice tone="unsure" title={say('outgoing.fact.returned')}>
            {document.returnedReason}
          </Notice>
        </div>
      )}
      <VoidedNotice detail={detail} profile={profile} />
      <RecallNotice detail={detail} />
      <CheckNotice detail={detail} />
      <DocumentBody
        row={row}
        files={detail.files}
        shownFile={shownFile}
        isPaper={false}
        hasVerdict={row.verdict !== 'unsigned'}
        acts={acts}
      />
      {dialog === 'places' && <PlaceDialog detail={detail} onClose={close} />}
      {dialog === 'take' && <TakeSignedDialog detail={detail} onClose={close} />}
      {dialog === 'sign' && <SignDialog detail={detail} onClose={close} />}
      {dialog === 'seal' && <SealDialog detail={detail} onClose={close} />}
      {dialog === 'return' && <ReturnDialog documentId={row.documentId} onClose={close} />}
      <OpinionDialogs detail={detail} profile={profile} dialog={dialog} onClose={close} />
      {dialog === 'void' && <VoidDialog row={row} onClose={close} />}
      {dialog === 'recall' && <RecallDialog detail={detail} onClose={close} />}
      {dialog === 'file' && (
        <FileDialog of={{ kind: 'outgoing', id: row.documentId }} reference={row.reference} onClose={close} />
      )}
      {dialog === 'contain' && (
        <ContainDialog
          of={{ kind: 'outgoing', id: row.documentId }}
          reference={row.reference}
          isDispatched={row.state === 'dispatched'}
          onClose={close}
        />
      )}
      {dialog === 'copy' && (
        <MakeCopyDialog
          source={{ kind: 'outgoing', id: row.documentId }}
          row={row}
          isPaper={false}
          profile={profile}
          onClose={close}
        />
      )}
      {dialog === 'dispatch' && <DispatchDialog detail={detail} onClose={close} />}
    </>
  );
}

/** Who gave the number up, when and why. */
function VoidedNotice({ detail, profile }: Pick<Props, 'detail' | 'profile'>) {
  const { voided } = detail.document;
  if (!voided) return null;
  const who = {
    number: detail.row.reference,
    name: detail.voidedBy?.fullName ?? say('common.unknownPerson'),
    day: sayDay(voided.on, profile.today),
  };
  return (
    <div className={styles['returned']}>
      <Notice tone="unsure" title={say('outgoing.fact.voided', who)}>
        {voided.reason}
      </Notice>
    </div>
  );
}

/** Quiet, because the document is good as it is: something is still to come behind its signature. */
function ExtensionMark({ extension }: Pick<OutgoingDetail, 'extension'>) {
  if (!extension) return null;
  const { state, level } = extension;
  const words = state === 'waiting' ? 'setup.queue.mark' : 'setup.queue.mark.stopped';
  return (
    <Link to="/setup" className={styles['extension']}>
      <Clock16Regular aria-hidden="true" />
      {say(words, { level })}
    </Link>
  );
}

function Head({
  detail: { row, extension },
  profile: { today },
  onBack,
}: Pick<Props, 'detail' | 'profile' | 'onBack'>) {
  return (
    <DocumentHead subject={row.subject} onBack={onBack}>
      <UrgencyTag urgency={row.urgency} />
      <span>
        {row.typeName} <strong>{row.reference}</strong>
      </span>
      {row.issuedOn && <span>{say('outgoing.fact.issuedOn', { day: sayDay(row.issuedOn, today) })}</span>}
      {row.dueOn && row.state !== 'dispatched' && row.state !== 'void' && (
        <DueFact dueOn={row.dueOn} today={today} />
      )}
      <ExtensionMark extension={extension} />
      {row.drafter && <span>{say('outgoing.fact.drafter', { name: row.drafter.fullName })}</span>}
      {row.signer && <span>{say('outgoing.fact.signer', { name: row.signer.fullName })}</span>}
      {row.recipientsText !== '' && (
        <span className={styles['quiet']}>
          {say('outgoing.fact.recipients', { recipients: row.recipientsText })}
        </span>
      )}
    </DocumentHead>
  );
}
