import {
  CheckmarkCircle16Regular,
  Clock16Regular,
  DismissCircle16Filled,
  Prohibited16Regular,
} from '@fluentui/react-icons';
import type { OutgoingRow } from '../../../shared/contract/outgoing.ts';
import type { LocalDate } from '../../../shared/domain/core/values.ts';
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

type Props = {
  readonly row: OutgoingRow;
  readonly today: LocalDate;
  /** Among documents of every step the row says its own. */
  readonly hasState: boolean;
};

/** Two lines: what it is and to whom; how it stands and with whom. */
export function OutgoingRowView({ row: shown, today, hasState }: Props) {
  const { state, number, issuedOn, subject, typeName, reference, dueOn, drafter, sync } = shown;
  const isOut = state === 'dispatched';
  const isVoid = state === 'void';
  return (
    <div className={row['row']} title={`${typeName} ${reference}\n${subject}`}>
      <span className={row['dot']} aria-hidden="true" />
      <span className={row['book']}>
        {number !== undefined && <span className={row['number']}>{number}</span>}
        {issuedOn && <span className={row['date']}>{sayDay(issuedOn, today).slice(0, 5)}</span>}
        {number === undefined && <span className={row['date']}>–</span>}
      </span>
      <span className={row['one']}>
        <UrgencyTag urgency={shown.urgency} />
        <FitText className={row['organ']} text={subject} />
        <span className={row['end']}>
          {dueOn && !isOut && !isVoid && <DueMark dueOn={dueOn} today={today} />}
          {isOut && <Deliveries row={shown} />}
        </span>
      </span>
      <span className={row['two']}>
        <FitText
          className={row['subject']}
          text={`${typeName} · ${shown.recipientsText === '' ? say('outgoing.row.noRecipients') : shown.recipientsText}`}
        />
        <span className={row['end']}>
          {shown.isWaitingForNumber ? (
            <span className={`${marks['mark']} ${marks['waiting']}`}>
              <Clock16Regular />
              {say('outgoing.row.waitingNumber')}
            </span>
          ) : (
            <SyncMark sync={sync} />
          )}
          <AwayMark isAway={shown.isFileAway} />
          {isVoid && (
            <span className={`${marks['mark']} ${marks['refused']}`}>
              <Prohibited16Regular />
              {say('outgoing.voided')}
            </span>
          )}
          {hasState && !isVoid && !shown.isWaitingForNumber && (
            <span className={row['files']}>{say(`outgoing.state.${state}`)}</span>
          )}
          {!hasState && shown.verdict !== 'unsigned' && <VerdictMark verdict={shown.verdict} />}
          {drafter && <Initials name={drafter.fullName} />}
        </span>
      </span>
    </div>
  );
}

/** How its recipients stand: what needs the clerk goes before what goes well. */
function Deliveries({ row: shown }: { readonly row: OutgoingRow }) {
  const { deliveryCount, receivedCount, notTakenCount, refusedCount } = shown;
  const isAll = receivedCount === deliveryCount;
  if (refusedCount > 0)
    return (
      <span className={`${marks['mark']} ${marks['invalid']}`}>
        <DismissCircle16Filled />
        {sayDeliveries(shown)}
      </span>
    );
  return (
    <span className={`${marks['mark']} ${marks[notTakenCount > 0 ? 'refused' : isAll ? 'valid' : 'far']}`}>
      {notTakenCount > 0 ? <Clock16Regular /> : isAll && <CheckmarkCircle16Regular />}
      {sayDeliveries(shown)}
    </span>
  );
}

function sayDeliveries(shown: OutgoingRow): string {
  const { deliveryCount: count, arrivedCount, receivedCount, notTakenCount, refusedCount } = shown;
  if (refusedCount > 0) return say('outgoing.row.refused', { count: refusedCount });
  if (notTakenCount > 0) return say('outgoing.row.notTaken', { count: notTakenCount, all: count });
  return receivedCount > 0
    ? say('outgoing.row.received', { received: receivedCount, count })
    : say('outgoing.row.arrived', { arrived: arrivedCount, count });
}

/** The row in words, whole. */
export function describeRow(shown: OutgoingRow, today: LocalDate): string {
  const parts = [
    say(`outgoing.state.${shown.state}`),
    shown.isWaitingForNumber && say('outgoing.row.waitingNumber'),
    shown.urgency !== 'normal' && say(`urgency.${shown.urgency}`),
    `${shown.typeName} ${shown.reference}`,
    shown.subject,
    say('outgoing.row.to', { recipients: shown.recipientsText }),
    shown.state === 'dispatched' && sayDeliveries(shown),
    shown.dueOn && sayDue(shown.dueOn, today).text,
    say(`verdict.row.${shown.verdict}`),
    shown.sync !== 'synced' && say(`sync.row.${shown.sync}`),
    shown.drafter && say('outgoing.row.drafter', { name: shown.drafter.fullName }),
  ];
  return parts.filter(Boolean).join(', ');
}
