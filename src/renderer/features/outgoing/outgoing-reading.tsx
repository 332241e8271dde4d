import { DocumentSearch24Regular } from '@fluentui/react-icons';
import type { UseQueryResult } from '@tanstack/react-query';
import { useState } from 'react';
import type { ProfileShown } from '../../../shared/contract/office.ts';
import type { OutgoingDetail } from '../../../shared/contract/outgoing.ts';
import type { OutgoingId } from '../../../shared/domain/core/values.ts';
import { say } from '../../../shared/words/vi.ts';
import { sayDay } from '../../app/clock.ts';
import { ActionBar } from '../../app/document/action-bar.tsx';
import { DocumentHead } from '../../app/document/document-head.tsx';
import { DocumentViewer } from '../../app/document/document-viewer.tsx';
import { DueFact } from '../../app/document/due-mark.tsx';
import styles from '../../app/document/page.module.css';
import type { ShownFile } from '../../app/document/shown-file.ts';
import { UrgencyTag } from '../../app/document/urgency-tag.tsx';
import { VerdictBar } from '../../app/document/verdict-bar.tsx';
import { Problem } from '../../app/problem.tsx';
import { Empty } from '../../ui/empty.tsx';
import { Notice } from '../../ui/notice.tsx';
import { SkeletonRows } from '../../ui/skeleton-rows.tsx';
import { DispatchDialog } from './dispatch-dialog.tsx';
import { type OutgoingDialog, useOutgoingActs } from './outgoing-acts.tsx';
import { ReturnDialog } from './return-dialog.tsx';
import type { SigningDialogs } from './signing-dialogs.ts';
import { VoidDialog } from './void-dialog.tsx';

type Props = {
  readonly id: OutgoingId | undefined;
  readonly detail: UseQueryResult<OutgoingDetail>;
  readonly profile: ProfileShown;
  readonly shownFile: ShownFile;
  readonly onBack: () => void;
  readonly dialogs: SigningDialogs;
};

export function OutgoingReading({ id, detail, ...rest }: Props) {
  if (id === undefined)
    return (
      <Empty icon={<DocumentSearch24Regular />} title={say('incoming.none')}>
        {say('incoming.none.why', { keys: 'Ctrl+E' })}
      </Empty>
    );
  if (detail.isError)
    return (
      <div className={styles['problem']}>
        <Problem error={detail.error} onRetry={() => void detail.refetch()} />
      </div>
    );
  if (!detail.data) return <SkeletonRows count={3} label={say('loading.document')} />;
  return <Reading key={id} detail={detail.data} {...rest} />;
}

type ReadingProps = Omit<Props, 'id' | 'detail'> & { readonly detail: OutgoingDetail };

function Reading({ detail, profile, shownFile, onBack, dialogs }: ReadingProps) {
  const [dialog, setDialog] = useState<OutgoingDialog | undefined>(undefined);
  const acts = useOutgoingActs({ detail, profile, shownFile, onDialog: setDialog });
  const close = () => setDialog(undefined);
  const { row, document } = detail;
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
      {document.voided && (
        <div className={styles['returned']}>
          <Notice
            tone="unsure"
            title={say('outgoing.fact.voided', {
              number: row.reference,
              name: detail.voidedBy?.fullName ?? say('common.unknownPerson'),
              day: sayDay(document.voided.on, profile.today),
            })}
          >
            {document.voided.reason}
          </Notice>
        </div>
      )}
      {row.verdict !== 'unsigned' && (
        <VerdictBar
          verdict={shownFile.file?.verdict ?? row.verdict}
          sha256={shownFile.file?.isHere ? shownFile.file.file.sha256 : undefined}
        />
      )}
      <DocumentViewer
        of={row}
        files={detail.files}
        shown={shownFile.file}
        onShow={shownFile.show}
        isPaper={false}
      />
      <ActionBar
        primary={acts.primary}
        others={acts.others}
        more={acts.more}
        status={acts.status}
        problem={acts.error !== null ? <Problem error={acts.error} /> : undefined}
      />
      {dialog === 'places' && <PlaceDialog detail={detail} onClose={close} />}
      {dialog === 'sign' && <SignDialog detail={detail} onClose={close} />}
      {dialog === 'seal' && <SealDialog detail={detail} onClose={close} />}
      {dialog === 'return' && <ReturnDialog documentId={row.documentId} onClose={close} />}
      {dialog === 'void' && <VoidDialog row={row} onClose={close} />}
      {dialog === 'dispatch' && <DispatchDialog detail={detail} onClose={close} />}
    </>
  );
}

function Head({
  detail: { row },
  profile: { today },
  onBack,
}: Pick<ReadingProps, 'detail' | 'profile' | 'onBack'>) {
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
