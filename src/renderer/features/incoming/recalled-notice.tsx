import { Button } from '@fluentui/react-components';
import { LinkDismiss20Regular, Pin20Regular } from '@fluentui/react-icons';
import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import type { HangingWork, IncomingDetail } from '../../../shared/contract/incoming.ts';
import type { ProfileShown } from '../../../shared/contract/office.ts';
import { IncomingEventId, type IncomingId, type LocalDate } from '../../../shared/domain/core/values.ts';
import type { Settlement } from '../../../shared/domain/incoming/event.ts';
import { dayOf } from '../../../shared/text/day.ts';
import { say } from '../../../shared/words/vi.ts';
import { sayDay } from '../../app/clock.ts';
import pageStyles from '../../app/document/page.module.css';
import { ReasonDialog } from '../../app/document/reason-dialog.tsx';
import { sayWhyNot } from '../../app/fault.ts';
import { useCommand } from '../../app/read.ts';
import { Notice } from '../../ui/notice.tsx';
import styles from './recalled-notice.module.css';

type Props = { readonly detail: IncomingDetail; readonly profile: ProfileShown };
type Deciding = { readonly work: HangingWork; readonly decision: Settlement };

/** What is left of a document that was given back: when and why, and what hangs on it, each with its decision. */
export function Recalled({ detail: { row, document, hanging, hangingWork }, profile }: Props) {
  const [deciding, setDeciding] = useState<Deciding>();
  if (!document.recalled) return null;
  const { on, reason } = document.recalled;
  const isOpen = hangingWork.some(({ settled }) => !settled);
  return (
    <div className={pageStyles['returned']}>
      <Notice
        tone={isOpen ? 'unsure' : 'info'}
        title={say('recall.done', { day: sayDay(on, profile.today) })}
      >
        {say('recall.asked.why', { reason })}
        {(hanging.length > 0 || hangingWork.length > 0) && (
          <>
            <p>{say(isOpen ? 'recall.hanging' : 'recall.hanging.settled')}</p>
            <ul className={styles['list']}>
              {hangingWork.map((work) => (
                <Work
                  key={`${work.of.kind}:${work.of.id}`}
                  work={work}
                  today={profile.today}
                  onDecide={(decision) => setDeciding({ work, decision })}
                />
              ))}
              {hanging.map(({ what, documentId, subject }) => (
                <li key={documentId} className={styles['item']}>
                  <Link to="/outgoing" search={{ id: documentId, view: 'all' }} className={styles['name']}>
                    {say(`recall.hanging.${what}`, { subject })}
                  </Link>
                </li>
              ))}
            </ul>
          </>
        )}
      </Notice>
      {deciding && (
        <DecideDialog
          documentId={row.documentId}
          deciding={deciding}
          onClose={() => setDeciding(undefined)}
        />
      )}
    </div>
  );
}

function Work({
  work,
  today,
  onDecide,
}: {
  readonly work: HangingWork;
  readonly today: LocalDate;
  readonly onDecide: (decision: Settlement) => void;
}) {
  const { of, name, settled, allowed } = work;
  const isGone = settled?.decision === 'detach';
  return (
    <li className={styles['item']}>
      <div>
        <WayTo of={of} isGone={isGone}>
          {say(`recall.hanging.${of.kind}`, { name })}
        </WayTo>
        <p className={styles['settled']}>
          {settled ? sayDecided(settled, today) : say('recall.hanging.open')}
        </p>
      </div>
      <span className={styles['acts']}>
        {allowed
          .filter((each) => each.name === 'detach' || settled === undefined)
          .map((each) => (
            <Button
              key={each.name}
              size="small"
              icon={each.name === 'keep' ? <Pin20Regular /> : <LinkDismiss20Regular />}
              disabledFocusable={!each.isAllowed}
              title={each.isAllowed ? undefined : sayWhyNot(each.reason ?? '')}
              onClick={() => onDecide(each.name as Settlement)}
            >
              {say(each.name === 'keep' ? 'recall.hanging.keep' : 'recall.hanging.detach')}
            </Button>
          ))}
      </span>
    </li>
  );
}

function WayTo({
  of,
  isGone,
  children,
}: {
  readonly of: HangingWork['of'];
  readonly isGone: boolean;
  readonly children: string;
}) {
  const className = `${styles['name']} ${isGone ? styles['gone'] : ''}`;
  return of.kind === 'task' ? (
    <Link to="/tasks" search={{ view: 'all', id: of.id }} className={className}>
      {children}
    </Link>
  ) : (
    <Link to="/dossiers" search={{ view: 'all', id: of.id }} className={className}>
      {children}
    </Link>
  );
}

function sayDecided(
  { decision, by, at, reason }: NonNullable<HangingWork['settled']>,
  today: LocalDate,
): string {
  const told = say('recall.hanging.by', {
    decision: say(decision === 'keep' ? 'recall.hanging.kept' : 'recall.hanging.detached'),
    name: by?.fullName ?? '',
    day: sayDay(dayOf(at), today),
  });
  return `${told}: ${reason}`;
}

function DecideDialog({
  documentId,
  deciding: { work, decision },
  onClose,
}: {
  readonly documentId: IncomingId;
  readonly deciding: Deciding;
  readonly onClose: () => void;
}) {
  const settle = useCommand('incoming.settleHanging');
  const { of, name } = work;
  return (
    <ReasonDialog
      title={say(`recall.${decision}.title`, { name })}
      effect={say(decision === 'keep' ? 'recall.keep.effect' : `recall.detach.${of.kind}`)}
      actLabel={say(`recall.hanging.${decision}`)}
      icon={decision === 'keep' ? <Pin20Regular /> : <LinkDismiss20Regular />}
      phrases={
        decision === 'keep'
          ? [say('recall.keep.reason.goesOn'), say('recall.keep.reason.newer')]
          : [say('recall.detach.reason.recalled'), say('recall.detach.reason.moot')]
      }
      draftKey={`settle:${documentId}:${of.kind}:${of.id}:${decision}`}
      command={{
        mutateAsync: (reason) => {
          const eventId = IncomingEventId.parse(crypto.randomUUID());
          return settle.mutateAsync({ documentId, eventId, of, decision, reason });
        },
        isPending: settle.isPending,
        error: settle.error,
      }}
      onClose={onClose}
    />
  );
}
