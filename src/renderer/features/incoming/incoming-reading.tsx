import { DocumentSearch24Regular } from '@fluentui/react-icons';
import type { UseQueryResult } from '@tanstack/react-query';
import { useEffect, useState } from 'react';
import type { IncomingDetail } from '../../../shared/contract/incoming.ts';
import type { ProfileShown } from '../../../shared/contract/office.ts';
import type { IncomingId } from '../../../shared/domain/core/values.ts';
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
import { useCommand } from '../../app/read.ts';
import { Empty } from '../../ui/empty.tsx';
import { SkeletonRows } from '../../ui/skeleton-rows.tsx';
import { CorrectDialog } from './correct-dialog.tsx';
import { DirectDialog } from './direct-dialog.tsx';
import { type IncomingDialog, useIncomingActs } from './incoming-acts.tsx';
import { RefuseDialog } from './refuse-dialog.tsx';

type Props = {
  readonly id: IncomingId | undefined;
  readonly detail: UseQueryResult<IncomingDetail>;
  readonly profile: ProfileShown;
  readonly shownFile: ShownFile;
  readonly onBack: () => void;
};

export function IncomingReading({ id, detail, profile, shownFile, onBack }: Props) {
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
  return <Reading key={id} detail={detail.data} profile={profile} shownFile={shownFile} onBack={onBack} />;
}

const READ_AFTER_MS = 700;

/** Whoever rests on a document has read it; passing over it with the arrow keys is not reading. */
function useMarkedRead({ row: { documentId, isRead }, ownAssignmentId }: IncomingDetail): void {
  const { mutate } = useCommand('incoming.markRead');
  const [wasRead] = useState(isRead);
  useEffect(() => {
    if (wasRead) return;
    const timer = setTimeout(
      () => mutate({ documentId, isRead: true, ...(ownAssignmentId && { assignmentId: ownAssignmentId }) }),
      READ_AFTER_MS,
    );
    return () => clearTimeout(timer);
  }, [documentId, ownAssignmentId, wasRead, mutate]);
}

function Reading({
  detail,
  profile,
  shownFile,
  onBack,
}: Omit<Props, 'id' | 'detail'> & { readonly detail: IncomingDetail }) {
  const [dialog, setDialog] = useState<IncomingDialog | undefined>(undefined);
  const acts = useIncomingActs({ detail, shownFile, onDialog: setDialog });
  useMarkedRead(detail);
  const close = () => setDialog(undefined);
  const { row, document } = detail;
  return (
    <>
      <Head detail={detail} profile={profile} onBack={onBack} />
      <VerdictBar
        verdict={shownFile.file?.verdict ?? row.verdict}
        sha256={shownFile.file?.isHere ? shownFile.file.file.sha256 : undefined}
      />
      <DocumentViewer
        of={row}
        files={detail.files}
        shown={shownFile.file}
        onShow={shownFile.show}
        isPaper={document.source === 'paper'}
      />
      <ActionBar
        primary={acts.primary}
        others={acts.others}
        more={acts.more}
        status={acts.status}
        problem={acts.error !== null ? <Problem error={acts.error} /> : undefined}
      />
      {dialog === 'direct' && <DirectDialog detail={detail} today={profile.today} onClose={close} />}
      {dialog === 'correct' && <CorrectDialog detail={detail} onClose={close} />}
      {dialog === 'refuse' && <RefuseDialog documentId={row.documentId} onClose={close} />}
    </>
  );
}

function Head({
  detail: { row, document },
  profile: { today },
  onBack,
}: Pick<Props, 'profile' | 'onBack'> & { readonly detail: IncomingDetail }) {
  return (
    <DocumentHead subject={row.subject} onBack={onBack}>
      <UrgencyTag urgency={row.urgency} />
      <span>
        {row.typeName} <strong>{row.reference}</strong>
      </span>
      <span>{row.organName}</span>
      {row.issuedOn && <span>{say('incoming.fact.issuedOn', { day: sayDay(row.issuedOn, today) })}</span>}
      {row.dueOn && row.state !== 'done' && <DueFact dueOn={row.dueOn} today={today} />}
      {row.arrivalNumber !== undefined && (
        <span className={styles['quiet']}>
          {say('incoming.fact.arrival', { number: row.arrivalNumber, day: sayDay(row.arrivedOn, today) })}
        </span>
      )}
      {row.correctionCount > 0 && (
        <span className={styles['quiet']}>
          {say('incoming.fact.corrected', { count: row.correctionCount })}
        </span>
      )}
      {document.refusedReason !== undefined && (
        <span>{say('incoming.refusedBecause', { reason: document.refusedReason })}</span>
      )}
    </DocumentHead>
  );
}
