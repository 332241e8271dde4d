import { Button } from '@fluentui/react-components';
import { CalendarEdit20Regular, CalendarLtr24Regular } from '@fluentui/react-icons';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import type { Output } from '../../../shared/contract/contract.ts';
import type { LocalDate } from '../../../shared/domain/core/values.ts';
import { formatDay, formatMoment } from '../../../shared/text/day.ts';
import { say } from '../../../shared/words/vi.ts';
import { useToday } from '../../app/profile.ts';
import { read } from '../../app/read.ts';
import { ListSection } from '../../app/settings/list-section.tsx';
import styles from '../../app/settings/settings.module.css';
import { Notice } from '../../ui/notice.tsx';
import { CalendarDialog } from './calendar-dialog.tsx';
import office from './office.module.css';

/** Years shown beside this one: what was, for what is late, and what is to be entered. */
const YEARS_AROUND = [-1, 0, 1] as const;

type Shown = Output<'office.getWorkingYear'>;
type Line = { readonly on: LocalDate; readonly name: string; readonly isWorked: boolean };
const linesOf = ({ daysOff, workedOn }: Shown): readonly Line[] =>
  [
    ...daysOff.map(({ on, name }) => ({ on, name, isWorked: false })),
    ...workedOn.map((on) => ({ on, name: say('working-year.worked'), isWorked: true })),
  ].sort((a, b) => a.on.localeCompare(b.on));

/** Lịch làm việc: days off and exchanged days of a year, by which deadlines are counted on every machine of the agency. */
export function WorkingCalendar() {
  const thisYear = Number(useToday().slice(0, 4));
  const [year, setYear] = useState(thisYear);
  const [isEntering, setEntering] = useState(false);
  const answer = useQuery(read('office.getWorkingYear', { year }));
  return (
    <>
      <ListSection
        title={say('working-year.title', { year })}
        answer={answer}
        rowsOf={linesOf}
        whyNot={answer.data?.whyNot}
        act={
          <Button icon={<CalendarEdit20Regular />} onClick={() => setEntering(true)}>
            {say('working-year.enter')}
          </Button>
        }
        note={
          <>
            <fieldset className={office['years']} aria-label={say('working-year.years')}>
              {YEARS_AROUND.map((step) => (
                <Button
                  key={step}
                  size="small"
                  appearance={thisYear + step === year ? 'primary' : 'secondary'}
                  aria-pressed={thisYear + step === year}
                  onClick={() => setYear(thisYear + step)}
                >
                  {thisYear + step}
                </Button>
              ))}
            </fieldset>
            {answer.data && <Source shown={answer.data} />}
          </>
        }
        empty={{
          icon: <CalendarLtr24Regular />,
          title: say('working-year.empty'),
          why: say('working-year.empty.why'),
        }}
      >
        {(lines) => <DayTable lines={lines} year={year} />}
      </ListSection>
      {isEntering && answer.data && <CalendarDialog shown={answer.data} onClose={() => setEntering(false)} />}
    </>
  );
}

/** By which announcement, or that only the law is known. */
function Source({ shown: { entered, year } }: { readonly shown: Shown }) {
  if (!entered) return <Notice tone="unsure">{say('working-year.by-law', { year })}</Notice>;
  return (
    <p className={styles['quiet']}>
      {say('working-year.entered', {
        basis: entered.basis,
        name: entered.by?.fullName ?? '',
        time: formatMoment(entered.at),
      })}
    </p>
  );
}

const DayTable = ({ lines, year }: { readonly lines: readonly Line[]; readonly year: number }) => (
  <table className={styles['table']} aria-label={say('working-year.title', { year })}>
    <thead>
      <tr>
        <th scope="col">{say('working-year.column.day')}</th>
        <th scope="col">{say('working-year.column.weekday')}</th>
        <th scope="col">{say('working-year.column.what')}</th>
      </tr>
    </thead>
    <tbody>
      {lines.map(({ on, name, isWorked }) => (
        <tr key={on}>
          <th scope="row" className={styles['short']}>
            {formatDay(on)}
          </th>
          <td className={styles['short']}>{say(`weekday.${weekdayOf(on)}`)}</td>
          <td>{isWorked ? <strong>{name}</strong> : name}</td>
        </tr>
      ))}
    </tbody>
  </table>
);

const weekdays = ['0', '1', '2', '3', '4', '5', '6'] as const;
const weekdayOf = (day: LocalDate) => weekdays[new Date(`${day}T00:00:00Z`).getUTCDay()] ?? '0';
