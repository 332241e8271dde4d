import { ArrowUndo16Regular, Attach16Regular, Flag16Filled } from '@fluentui/react-icons';
import type { IncomingRow } from '../../../shared/contract/incoming.ts';
import type { LocalDate } from '../../../shared/domain/core/values.ts';
import { shortAgencyName } from '../../../shared/words/agency-name.ts';
import { say } from '../../../shared/words/vi.ts';
import { sayDay, sayDue } from '../../app/clock.ts';
import { AwayMark } from '../../app/document/away-mark.tsx';
import { DueMark } from '../../app/document/due-mark.tsx';
import marks from '../../app/document/marks.module.css';
import row from '../../app/document/row.module.css';
import { SyncMark } from '../../app/document/sync-mark.tsx';
import { UrgencyTag } from '../../app/document/urgency-tag.tsx';
import { VerdictMark } from '../../app/document/verdict-mark.tsx';
import { FitText } from '../../ui/fit-text.tsx';
import { Initials } from '../../ui/initials.tsx';

type Props = { readonly row: IncomingRow; readonly today: LocalDate };

/** Two lines: what it is and how it presses; what it says and how it stands. */
export function IncomingRowView({ row: shown, today }: Props) {
  const { arrivalNumber, arrivedOn, organName, reference, subject, dueOn, verdict, sync } = shown;
  // "Chờ gửi" may stand for a good verdict, never for a doubtful or a bad one.
  const isStruck = shown.state === 'recalled';
  const hasVerdict = sync === 'synced' || ['invalid', 'indeterminate', 'damaged'].includes(verdict);
  return (
    <div
      className={`${row['row']} ${shown.isRead ? '' : row['unread']} ${isStruck ? row['struck'] : ''}`}
      title={`${organName}\n${reference}\n${subject}`}
    >
      <span className={row['dot']} aria-hidden="true" />
      <span className={row['book']}>
        {arrivalNumber !== undefined && <span className={row['number']}>{arrivalNumber}</span>}
        <span className={row['date']}>{sayDay(arrivedOn, today).slice(0, 5)}</span>
      </span>
      <span className={row['one']}>
        <UrgencyTag urgency={shown.urgency} />
        <FitText
          key={`organ:${String(shown.isRead)}`}
          className={row['organ']}
          text={shortAgencyName(organName)}
        />
        <span className={row['reference']}>{reference}</span>
        <span className={row['end']}>
          {dueOn && shown.state !== 'done' && !isStruck && <DueMark dueOn={dueOn} today={today} />}
        </span>
      </span>
      <span className={row['two']}>
        <FitText key={`subject:${String(shown.isRead)}`} className={row['subject']} text={subject} />
        <span className={row['end']}>
          {shown.isFlagged && <Flag16Filled className={marks['flag'] ?? ''} aria-hidden="true" />}
          {shown.isSentBack && !isStruck && (
            <span className={`${marks['mark']} ${marks['late']}`}>
              <ArrowUndo16Regular />
              {say('incoming.row.sentBack')}
            </span>
          )}
          {isStruck && <span className={marks['mark']}>{say('incoming.state.recalled')}</span>}
          <SyncMark sync={sync} />
          <AwayMark isAway={shown.isFileAway} />
          {hasVerdict && !isStruck && <VerdictMark verdict={verdict} />}
          {shown.fileCount > 0 && (
            <span className={row['files']}>
              <Attach16Regular />
              {shown.fileCount}
            </span>
          )}
          {shown.holder && <Initials name={shown.holder.fullName} />}
        </span>
      </span>
    </div>
  );
}

/** The row in words, whole: for the ear there is no ellipsis. */
export function describeRow(shown: IncomingRow, today: LocalDate): string {
  const parts = [
    !shown.isRead && say('incoming.row.unread'),
    shown.arrivalNumber === undefined
      ? say('incoming.row.unnumbered')
      : say('incoming.row.number', { number: shown.arrivalNumber }),
    shown.isFlagged && say('incoming.row.flagged'),
    shown.isSentBack && shown.state !== 'recalled' && say('incoming.row.sentBack'),
    shown.urgency !== 'normal' && say(`urgency.${shown.urgency}`),
    shown.organName,
    shown.reference,
    shown.subject,
    shown.dueOn && sayDue(shown.dueOn, today).text,
    shown.state === 'recalled' ? say('incoming.state.recalled') : say(`verdict.row.${shown.verdict}`),
    shown.sync !== 'synced' && say(`sync.row.${shown.sync}`),
    shown.fileCount > 0 && say('incoming.row.files', { count: shown.fileCount }),
    shown.isFileAway && say('file.notHere'),
    shown.holder && say('incoming.row.holder', { name: shown.holder.fullName }),
  ];
  return parts.filter(Boolean).join(', ');
}
