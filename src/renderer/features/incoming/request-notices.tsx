import { Button } from '@fluentui/react-components';
import { ArrowUndo20Regular } from '@fluentui/react-icons';
import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import type { IncomingDetail } from '../../../shared/contract/incoming.ts';
import type { ProfileShown } from '../../../shared/contract/office.ts';
import type { IncomingId } from '../../../shared/domain/core/values.ts';
import { say } from '../../../shared/words/vi.ts';
import styles from '../../app/document/page.module.css';
import { ReasonDialog } from '../../app/document/reason-dialog.tsx';
import { Problem } from '../../app/problem.tsx';
import { useCommand } from '../../app/read.ts';
import { Notice } from '../../ui/notice.tsx';
import { Recalled } from './recalled-notice.tsx';
import { RecordedNotice } from './recorded-notice.tsx';

type Props = { readonly detail: IncomingDetail; readonly profile: ProfileShown };

/** What the sender asks about a document (to give it back, to take a correction), what became of it, and what was typed in for a leader; the clerk answers in place. */
export function RequestNotices(props: Props) {
  const { document } = props.detail;
  const isUpdateOpen = document.state === 'arrived' && document.amends?.requestId && !document.amends.answer;
  return (
    <>
      {document.recall && <RecallAsked {...props} />}
      {document.recalled && <Recalled {...props} />}
      {isUpdateOpen ? <UpdateAsked {...props} /> : <Amends {...props} />}
      <AmendedBy {...props} />
      <RecordedNotice {...props} />
    </>
  );
}

const isClerk = ({ profile }: Props): boolean => profile.official.roles.includes('clerk');

function RecallAsked(props: Props) {
  const { row, document, files } = props.detail;
  const attachmentIds = files.flatMap(({ attachmentId }) => attachmentId ?? []);
  const accept = useCommand('incoming.acceptRecall');
  const refuse = useCommand('incoming.refuseRecall');
  const [isRefusing, setRefusing] = useState(false);
  if (!document.recall) return null;
  const { documentId } = row;
  const { requestId, reason } = document.recall;
  return (
    <div className={styles['returned']}>
      <Notice
        tone="unsure"
        title={say('recall.asked')}
        actions={
          isClerk(props) && (
            <>
              <Button
                appearance="primary"
                disabledFocusable={accept.isPending}
                onClick={() => accept.mutate({ documentId, requestId, attachmentIds })}
              >
                {say('recall.accept')}
              </Button>
              <Button onClick={() => setRefusing(true)}>{say('recall.refuse')}</Button>
            </>
          )
        }
      >
        {say('recall.asked.why', { reason })}. {say('recall.asked.effect')}
      </Notice>
      {accept.error && <Problem error={accept.error} />}
      {isRefusing && (
        <ReasonDialog
          title={say('recall.refuse.title')}
          effect={say('recall.refuse.what')}
          actLabel={say('recall.refuse.do')}
          icon={<ArrowUndo20Regular />}
          phrases={[say('recall.refuse.reason.done'), say('recall.refuse.reason.answered')]}
          draftKey={`refuse-recall:${requestId}`}
          command={{
            mutateAsync: (given) => refuse.mutateAsync({ documentId, requestId, reason: given }),
            isPending: refuse.isPending,
            error: refuse.error,
          }}
          onClose={() => setRefusing(false)}
        />
      )}
    </div>
  );
}

function UpdateAsked(props: Props) {
  const { row, document } = props.detail;
  const accept = useCommand('incoming.acceptUpdate');
  const refuse = useCommand('incoming.refuseUpdate');
  const [isRefusing, setRefusing] = useState(false);
  if (!document.amends) return null;
  const { documentId } = row;
  const { reference, documentId: earlier } = document.amends;
  return (
    <div className={styles['returned']}>
      <Notice
        tone="unsure"
        title={say('update.asked', { reference })}
        actions={
          isClerk(props) && (
            <>
              <Button
                appearance="primary"
                disabledFocusable={accept.isPending}
                onClick={() => accept.mutate({ documentId })}
              >
                {say('update.accept')}
              </Button>
              <Button onClick={() => setRefusing(true)}>{say('recall.refuse')}</Button>
            </>
          )
        }
      >
        {say('update.asked.effect')} {earlier && <Other id={earlier} label={say('amend.open')} />}
      </Notice>
      {accept.error && <Problem error={accept.error} />}
      {isRefusing && (
        <ReasonDialog
          title={say('update.refuse.title')}
          effect={say('update.refuse.what')}
          actLabel={say('update.refuse.do')}
          icon={<ArrowUndo20Regular />}
          phrases={[say('update.refuse.reason.wrong')]}
          draftKey={`refuse-update:${documentId}`}
          command={{
            mutateAsync: (reason) => refuse.mutateAsync({ documentId, reason }),
            isPending: refuse.isPending,
            error: refuse.error,
          }}
          onClose={() => setRefusing(false)}
        />
      )}
    </div>
  );
}

function Amends({ detail: { document } }: Props) {
  if (!document.amends) return null;
  const { how, reference, documentId } = document.amends;
  return (
    <div className={styles['returned']}>
      <Notice tone="info" title={say(`amend.${how}`, { reference })}>
        {documentId && <Other id={documentId} label={say('amend.open')} />}
      </Notice>
    </div>
  );
}

function AmendedBy({ detail: { document } }: Props) {
  if (!document.amendedBy) return null;
  const { how, documentId, isAgreed } = document.amendedBy;
  return (
    <div className={styles['returned']}>
      <Notice tone="unsure" title={say(isAgreed ? `amended.${how}` : 'amended.asked')}>
        <Other id={documentId} label={say('amended.open')} />
      </Notice>
    </div>
  );
}

const Other = ({ id, label }: { readonly id: IncomingId; readonly label: string }) => (
  <Link to="/incoming" search={{ id, view: 'all' }}>
    {label}
  </Link>
);
