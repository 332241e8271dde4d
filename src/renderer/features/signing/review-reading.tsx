import { DocumentSearch24Regular } from '@fluentui/react-icons';
import { useQuery } from '@tanstack/react-query';
import { useEffect } from 'react';
import type { RowToSign } from '../../../shared/contract/signing-batch.ts';
import { say } from '../../../shared/words/vi.ts';
import { announce } from '../../app/announce.ts';
import { DocumentHead } from '../../app/document/document-head.tsx';
import { DocumentViewer } from '../../app/document/document-viewer.tsx';
import { useNotedOpening } from '../../app/document/noted-opening.ts';
import { useShownFile } from '../../app/document/shown-file.ts';
import { UrgencyTag } from '../../app/document/urgency-tag.tsx';
import { Problem } from '../../app/problem.tsx';
import { read, useCommand } from '../../app/read.ts';
import { Empty } from '../../ui/empty.tsx';
import { SkeletonRows } from '../../ui/skeleton-rows.tsx';
import { Preflight } from './preflight.tsx';
import styles from './signing.module.css';

type Props = {
  readonly row: RowToSign | undefined;
  /** Reading goes on in this document. */
  readonly takesFocus: boolean;
  readonly onBack: () => void;
  /** Past the end of the document: the next one. */
  readonly onNext: () => void;
};

/** The document that is looked at: its pages, what to look at in them, and whether its end was reached. */
export function ReviewReading({ row, ...rest }: Props) {
  if (!row)
    return (
      <Empty icon={<DocumentSearch24Regular />} title={say('batch.none')}>
        {say('batch.none.why')}
      </Empty>
    );
  return <Reading key={row.documentId} row={row} {...rest} />;
}

function Reading({ row, takesFocus, onBack, onNext }: Props & { readonly row: RowToSign }) {
  const { documentId, subject, typeName, reference, file } = row;
  const detail = useQuery(read('outgoing.get', { documentId }));
  const shown = useShownFile(detail.data);
  useNotedOpening({ kind: 'outgoing', id: documentId }, shown.file);
  const mark = useCommand('signing.markReviewed');
  const isOpen = detail.data !== undefined;
  useEffect(() => {
    if (takesFocus && isOpen)
      document.querySelector<HTMLElement>('[data-pane=reading] section[tabindex="0"]')?.focus();
  }, [takesFocus, isOpen]);
  const isMain = shown.file?.file.sha256 === file.sha256;
  const reachEnd = () => {
    if (!isMain || row.isReviewed || mark.isPending) return;
    mark.mutate(
      { documentId, sha256: file.sha256 },
      { onSuccess: () => announce(say('batch.reviewedNow', { subject })) },
    );
  };
  return (
    <>
      <DocumentHead subject={subject} onBack={onBack} hasSide={false}>
        <UrgencyTag urgency={row.urgency} />
        <span>
          {typeName} <strong>{reference}</strong>
        </span>
        {row.drafter && <span>{say('outgoing.fact.drafter', { name: row.drafter.fullName })}</span>}
      </DocumentHead>
      {row.isHere && <Preflight documentId={documentId} />}
      {mark.error !== null && (
        <div className={styles['problem']}>
          <Problem error={mark.error} />
        </div>
      )}
      {detail.isError ? (
        <div className={styles['problem']}>
          <Problem error={detail.error} onRetry={() => void detail.refetch()} />
        </div>
      ) : detail.data ? (
        <DocumentViewer
          of={row}
          files={detail.data.files}
          shown={shown.file}
          onShow={shown.show}
          isPaper={false}
          onEnd={reachEnd}
          onPastEnd={onNext}
        />
      ) : (
        <SkeletonRows count={3} label={say('loading.document')} />
      )}
    </>
  );
}
