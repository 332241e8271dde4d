import { Button } from '@fluentui/react-components';
import { useState } from 'react';
import type { IncomingDetail, ShareShown, SheetEntry } from '../../../shared/contract/incoming.ts';
import type { Person } from '../../../shared/contract/shapes.ts';
import type { LocalDate } from '../../../shared/domain/core/values.ts';
import { opinionLevels } from '../../../shared/domain/incoming/event.ts';
import { say } from '../../../shared/words/vi.ts';
import { sayDay, sayMoment } from '../../app/clock.ts';
import styles from '../../app/document/page.module.css';
import { WithdrawDialog } from './way-dialogs.tsx';

type Props = { readonly detail: IncomingDetail; readonly today: LocalDate };

const nameOf = (person: Person | undefined): string => person?.fullName ?? say('common.unknownPerson');
/** A unit by its name and who answers for it, a person by his. */
const toWhom = ({
  to,
  unitName,
}: {
  readonly to?: Person | undefined;
  readonly unitName?: string | undefined;
}) => (unitName ? say('sheet.unit', { unit: unitName, name: nameOf(to) }) : nameOf(to));

/** Phiếu giải quyết văn bản đến: the three levels of opinion, then who has which share (NĐ 30/2020 annex IV.VII). */
export function SheetTab({ detail, today }: Props) {
  const { sheet, assignments } = detail;
  if (sheet.length === 0 && assignments.length === 0)
    return (
      <p className={styles['entry']}>
        {say('incoming.side.noDirective')}. {say('incoming.side.noDirective.why')}
      </p>
    );
  return (
    <>
      {opinionLevels.map((level) => {
        const entries = sheet.filter((each) => each.level === level);
        if (entries.length === 0) return null;
        return (
          <section key={level}>
            <h3 className={styles['sideTitle']}>{say(`sheet.level.${level}`)}</h3>
            {entries.map((entry) => (
              <Entry key={`${entry.doneAt}:${entry.what}`} entry={entry} today={today} />
            ))}
          </section>
        );
      })}
      {assignments.length > 0 && <Shares detail={detail} today={today} />}
    </>
  );
}

/** Who said what and when; of a directive, whom it names. */
function Entry({
  entry: { what, by, to, text, doneAt, name, shares, recorded },
  today,
}: {
  readonly entry: SheetEntry;
  readonly today: LocalDate;
}) {
  const what_ =
    what === 'directive' || what === 'opinion'
      ? undefined
      : say(`sheet.what.${what}`, { name: name ?? nameOf(to) });
  return (
    <article className={styles['entry']}>
      <p className={styles['who']}>
        {nameOf(by)} · {sayMoment(doneAt, today)}
      </p>
      {recorded && (
        <p className={styles['did']}>
          {say('sheet.recorded', { day: sayDay(recorded.writtenOn, today), name: nameOf(recorded.by) })}
        </p>
      )}
      {what_ !== undefined && <p className={styles['did']}>{what_}</p>}
      {text !== '' && <p className={styles['said']}>{text}</p>}
      {shares.length > 0 && (
        <ul className={styles['named']}>
          {shares.map((share, index) => (
            <li key={`${share.part}:${String(index)}`}>
              {say(`incoming.part.${share.part}`)}: {toWhom(share)}
              {share.dueOn && ` · ${say('sheet.until', { day: sayDay(share.dueOn, today) })}`}
            </li>
          ))}
        </ul>
      )}
    </article>
  );
}

/** Each share with how it stands; who gave one that is unopened may take it back. */
function Shares({ detail, today }: Props) {
  const [taken, setTaken] = useState<ShareShown | undefined>(undefined);
  return (
    <section>
      <h3 className={styles['sideTitle']}>{say('incoming.side.assigned')}</h3>
      <ul>
        {detail.assignments.map((share) => (
          <li key={share.assignmentId} className={styles['assigned']}>
            <span className={styles['assignee']}>{toWhom(share)}</span>
            <span className={styles['part']}>{say(`incoming.part.${share.part}`)}</span>
            <span className={styles['part']}>{standingOf(share, today)}</span>
            {share.isWithdrawable && (
              <Button
                size="small"
                appearance="subtle"
                aria-label={say('withdraw.title', { name: nameOf(share.to) })}
                onClick={() => setTaken(share)}
              >
                {say('withdraw.do')}
              </Button>
            )}
          </li>
        ))}
      </ul>
      {taken && (
        <WithdrawDialog
          detail={detail}
          assignmentId={taken.assignmentId}
          name={nameOf(taken.to)}
          onClose={() => setTaken(undefined)}
        />
      )}
    </section>
  );
}

/** Where a share stands: ended, or opened or not, with its day and its task. */
function standingOf({ state, dueOn, openedAt, task }: ShareShown, today: LocalDate): string {
  if (state === 'returned' || state === 'withdrawn') return say(`share.${state}`);
  const parts = [
    dueOn && say('sheet.until', { day: sayDay(dueOn, today) }),
    task ? say(`task.standing.${task.standing}`) : undefined,
    openedAt ? say('share.opened', { when: sayMoment(openedAt, today) }) : say('share.unopened'),
  ];
  return parts.filter(Boolean).join(' · ');
}

/** Who has opened the document, the first one first (annex VI part I, III.5.a). */
export function Readers({ detail: { readers }, today }: Props) {
  if (readers.length === 0) return null;
  return (
    <section>
      <h3 className={styles['sideTitle']}>{say('incoming.side.readers')}</h3>
      <ul>
        {readers.map(({ by, at }) => (
          <li key={`${by?.officialId ?? ''}:${at}`} className={styles['assigned']}>
            <span>{nameOf(by)}</span>
            <span className={styles['part']}>{sayMoment(at, today)}</span>
          </li>
        ))}
      </ul>
    </section>
  );
}
