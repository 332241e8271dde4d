import { DocumentDismiss24Regular } from '@fluentui/react-icons';
import { useEffect, useState } from 'react';
import type { IncomingDetail } from '../../../shared/contract/incoming.ts';
import { say } from '../../../shared/words/vi.ts';
import { announce } from '../../app/announce.ts';
import { sayDay } from '../../app/clock.ts';
import { ContainDialog } from '../../app/document/contain-dialog.tsx';
import { DocumentBody } from '../../app/document/document-body.tsx';
import { DocumentHead } from '../../app/document/document-head.tsx';
import type { OpenDocument } from '../../app/document/document-page.tsx';
import { DueFact } from '../../app/document/due-mark.tsx';
import { FileDialog } from '../../app/document/file-dialog.tsx';
import { GiveTaskDialog } from '../../app/document/give-task-dialog.tsx';
import { MakeCopyDialog } from '../../app/document/make-copy-dialog.tsx';
import { useNotedOpening } from '../../app/document/noted-opening.ts';
import styles from '../../app/document/page.module.css';
import { UrgencyTag } from '../../app/document/urgency-tag.tsx';
import { useShortcuts } from '../../app/keys.ts';
import { useCommand } from '../../app/read.ts';
import { Empty } from '../../ui/empty.tsx';
import { CorrectDialog } from './correct-dialog.tsx';
import { DirectDialog, ForwardDialog } from './direct-dialog.tsx';
import { type IncomingDialog, useIncomingActs } from './incoming-acts.tsx';
import { type Phrase, phrasesHere } from './phrases.ts';
import { PresentDialog } from './present-dialog.tsx';
import { RecordDialog } from './record-dialog.tsx';
import { RefuseDialog } from './refuse-dialog.tsx';
import { RequestNotices } from './request-notices.tsx';
import { hearsByFile } from './status-act.tsx';
import { FinishDialog, HandBackDialog, OpinionDialog, SendBackDialog } from './way-dialogs.tsx';

type Props = OpenDocument<IncomingDetail>;

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

export function IncomingReading({ detail, profile, shownFile, onBack }: Props) {
  const [dialog, setDialog] = useState<IncomingDialog | undefined>(undefined);
  const [phrase, setPhrase] = useState<Phrase | undefined>(undefined);
  const acts = useIncomingActs({ detail, shownFile, onDialog: setDialog });
  useMarkedRead(detail);
  useNotedOpening({ kind: 'incoming', id: detail.row.documentId }, shownFile.file);
  const close = () => {
    setDialog(undefined);
    setPhrase(undefined);
  };
  usePhraseKeys(detail, (next) => {
    setPhrase(next);
    setDialog('direct');
  });
  const { row, document } = detail;
  return (
    <>
      <Head detail={detail} profile={profile} onBack={onBack} />
      <RequestNotices detail={detail} profile={profile} />
      <DocumentBody
        row={row}
        files={detail.files}
        shownFile={shownFile}
        isPaper={document.source === 'paper'}
        hasVerdict={row.state !== 'recalled'}
        noFile={row.state === 'recalled' && <GivenBack />}
        acts={acts}
      />
      {dialog && <WayDialog {...{ dialog, detail, profile, phrase }} onClose={close} />}
      {dialog === 'correct' && <CorrectDialog detail={detail} onClose={close} />}
      {dialog === 'file' && (
        <FileDialog of={{ kind: 'incoming', id: row.documentId }} reference={row.reference} onClose={close} />
      )}
      {dialog === 'contain' && (
        <ContainDialog
          of={{ kind: 'incoming', id: row.documentId }}
          reference={row.reference}
          isDispatched={false}
          onClose={close}
        />
      )}
      {dialog === 'copy' && (
        <MakeCopyDialog
          source={{ kind: 'incoming', id: row.documentId }}
          row={row}
          isPaper={document.source === 'paper'}
          profile={profile}
          onClose={close}
        />
      )}
      {dialog === 'refuse' && (
        <RefuseDialog
          documentId={row.documentId}
          because={row.verdict === 'invalid' ? 'broken' : row.verdict === 'damaged' ? 'file' : undefined}
          onClose={close}
        />
      )}
    </>
  );
}

/** Nothing is left to be shown: it was on no paper either. */
const GivenBack = () => (
  <Empty icon={<DocumentDismiss24Regular />} title={say('file.givenBack')}>
    {say('file.givenBack.why')}
  </Empty>
);

type WayProps = Pick<Props, 'detail' | 'profile'> & {
  readonly dialog: IncomingDialog;
  readonly phrase: Phrase | undefined;
  readonly onClose: () => void;
};

/** Alt and a figure give what was given before; where nothing stands under it, says so. */
function usePhraseKeys({ allowed }: IncomingDetail, onPhrase: (phrase: Phrase) => void): void {
  const mayDirect = allowed.some(({ name, isAllowed }) => name === 'incoming.direct' && isAllowed);
  useShortcuts(
    mayDirect
      ? {
          phrase: (at) => {
            const phrase = phrasesHere()[at];
            if (phrase) onPhrase(phrase);
            else announce(say('direct.phrase.none', { number: at + 1 }));
          },
        }
      : {},
  );
}

/** The dialogs by which a document goes from one to the next. */
function WayDialog({ dialog, detail, profile, phrase, onClose }: WayProps) {
  const given = { detail, onClose };
  switch (dialog) {
    case 'direct':
      return <DirectDialog {...given} profile={profile} phrase={phrase} />;
    case 'recordDirective':
      return <RecordDialog {...given} profile={profile} />;
    case 'forward':
      return <ForwardDialog {...given} profile={profile} />;
    case 'present':
      return (
        <PresentDialog
          documentIds={[detail.row.documentId]}
          presentedTo={detail.document.presented?.to}
          onClose={onClose}
        />
      );
    case 'sendBack':
      return <SendBackDialog {...given} />;
    case 'handBack':
      return <HandBackDialog {...given} />;
    case 'giveOpinion':
      return <OpinionDialog {...given} />;
    case 'finish':
      return <FinishDialog {...given} />;
    case 'task': {
      const { documentId, subject } = detail.row;
      const from = { of: { kind: 'incoming', id: documentId }, subject } as const;
      return <GiveTaskDialog profile={profile} from={from} onClose={onClose} />;
    }
    default:
      return null;
  }
}

function Head({ detail, profile: { today }, onBack }: Pick<Props, 'detail' | 'profile' | 'onBack'>) {
  const { row, document } = detail;
  return (
    <DocumentHead subject={row.subject} onBack={onBack}>
      <UrgencyTag urgency={row.urgency} />
      <span>
        {row.typeName} <strong>{row.reference}</strong>
      </span>
      <span>{row.organName}</span>
      {document.exchange?.via && <span className={styles['quiet']}>{say('incoming.fact.via')}</span>}
      {hearsByFile(detail) && <span className={styles['quiet']}>{say('incoming.fact.carried')}</span>}
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
