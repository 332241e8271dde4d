import { Field, Select } from '@fluentui/react-components';
import { ArrowLeft20Regular, DataBarVertical24Regular } from '@fluentui/react-icons';
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import type { Output } from '../../../shared/contract/contract.ts';
import { type TaskGrouping, type TaskWithin, taskGroupings } from '../../../shared/contract/task.ts';
import { type Period, type PeriodName, periodOf, periods } from '../../../shared/domain/calendar/periods.ts';
import type { LocalDate } from '../../../shared/domain/core/values.ts';
import { type Standing, standings } from '../../../shared/domain/task/standing.ts';
import { formatDay } from '../../../shared/text/day.ts';
import { say } from '../../../shared/words/vi.ts';
import { ExportMenu, useExport } from '../../app/export-menu.tsx';
import { Problem } from '../../app/problem.tsx';
import { useProfile } from '../../app/profile.ts';
import { ask, read } from '../../app/read.ts';
import { Empty } from '../../ui/empty.tsx';
import styles from './statistics.module.css';

type Counted = Output<'task.count'>;
type Figures = Pick<Counted, 'counts' | 'inTimeShare'>;

/** Thống kê thực hiện nhiệm vụ: how those stand that were given in a period, and each figure's tasks (NĐ 30/2020 annex VI, III.1.l, m). */
export function TaskStatisticsPage() {
  const today = useProfile()?.today;
  return today ? <Statistics today={today} /> : null;
}

function Statistics({ today }: { readonly today: LocalDate }) {
  const [name, setName] = useState<PeriodName>('this-quarter');
  const [by, setBy] = useState<TaskGrouping>('lead');
  const period = periodOf(name, today);
  const counted = useQuery(read('task.count', { ...period, by }));
  const saved = useExport((format) => ask('task.exportCount', { ...period, by, format }));
  return (
    <section
      data-pane="statistics"
      className={styles['page']}
      aria-label={say('task.count.title')}
      // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard (WCAG 2.1.1).
      tabIndex={0}
    >
      <header className={styles['head']}>
        <Link to="/tasks" className={styles['back']}>
          <ArrowLeft20Regular aria-hidden="true" />
          {say('task.count.back')}
        </Link>
        <h1>{say('task.count.title')}</h1>
        <span className={styles['when']}>
          {say('task.count.period', { from: formatDay(period.from), to: formatDay(period.to) })}
        </span>
      </header>
      <div className={styles['choices']}>
        <Choice
          label={say('task.count.period.label')}
          value={name}
          choices={periods.map((each) => [each, say(`period.${each}`)])}
          onChoose={setName}
        />
        <Choice
          label={say('task.count.by')}
          value={by}
          choices={taskGroupings.map((each) => [each, say(`task.count.by.${each}`)])}
          onChoose={setBy}
        />
        <ExportMenu what={say('task.count.export')} export={saved} />
      </div>
      {saved.error && <Problem error={saved.error} />}
      {counted.error && <Problem error={counted.error} />}
      {counted.data && <Body counted={counted.data} by={by} period={period} />}
    </section>
  );
}

type ChoiceProps<Value extends string> = {
  readonly label: string;
  readonly value: Value;
  readonly choices: readonly (readonly [Value, string])[];
  readonly onChoose: (value: Value) => void;
};
const Choice = <Value extends string>({ label, value, choices, onChoose }: ChoiceProps<Value>) => (
  <Field label={label} className={styles['choice'] ?? ''}>
    <Select
      value={value}
      onChange={(_event, data) => {
        const [chosen] = choices.find(([each]) => each === data.value) ?? [];
        if (chosen) onChoose(chosen);
      }}
    >
      {choices.map(([each, word]) => (
        <option key={each} value={each}>
          {word}
        </option>
      ))}
    </Select>
  </Field>
);

const sumOf = ({ counts }: Figures): number => standings.reduce((sum, each) => sum + counts[each], 0);
const sayShare = (share: number | undefined): string =>
  share === undefined ? '–' : `${Math.round(share * 100)} %`;

type BodyProps = { readonly counted: Counted; readonly by: TaskGrouping; readonly period: Period };

function Body({ counted, by, period }: BodyProps) {
  if (counted.groups.length === 0)
    return (
      <Empty icon={<DataBarVertical24Regular />} title={say('task.count.empty')}>
        {say('task.count.empty.why')}
      </Empty>
    );
  return (
    <>
      <div className={styles['scroll']}>
        <table className={styles['table']}>
          <caption className={styles['hidden']}>{say('task.count.title')}</caption>
          <Head by={by} />
          <tbody>
            {counted.groups.map((group) => (
              <Row
                key={group.key}
                name={group.name}
                figures={group}
                within={{ ...period, by, key: group.key }}
              />
            ))}
          </tbody>
          <tfoot>
            <Row name={say('task.count.whole')} figures={counted} within={period} />
          </tfoot>
        </table>
      </div>
      <p className={styles['note']}>{say('task.count.formula')}</p>
      <LateList />
    </>
  );
}

const groupsOfHead = [
  ['done', 2],
  ['waiting', 2],
  ['open', 4],
] as const;

const Head = ({ by }: { readonly by: TaskGrouping }) => (
  <thead>
    <tr>
      <th rowSpan={2} scope="col" className={styles['name']}>
        {say(`task.count.by.${by}`)}
      </th>
      <th rowSpan={2} scope="col">
        {say('task.count.sum')}
      </th>
      {groupsOfHead.map(([group, span]) => (
        <th key={group} colSpan={span} scope="colgroup" className={styles['group']}>
          {say(`task.count.group.${group}`)}
        </th>
      ))}
      <th rowSpan={2} scope="col">
        {say('task.count.column.cancelled')}
      </th>
      <th rowSpan={2} scope="col">
        {say('task.count.share')}
      </th>
    </tr>
    <tr>
      {standings
        .filter((each) => each !== 'cancelled')
        .map((each) => (
          <th key={each} scope="col">
            {say(`task.count.column.${each}`)}
          </th>
        ))}
    </tr>
  </thead>
);

const isBad = (standing: Standing): boolean => standing.endsWith('-late');

type RowProps = { readonly name: string; readonly figures: Figures; readonly within: TaskWithin };
/** One group; each figure leads to its tasks. */
const Row = ({ name, figures, within }: RowProps) => (
  <tr>
    <th scope="row" className={styles['name']}>
      {name}
    </th>
    <td>
      <Link to="/tasks" search={{ view: 'all', within }}>
        {sumOf(figures)}
      </Link>
    </td>
    {standings.map((standing) => {
      const count = figures.counts[standing];
      const standingWord = say(`task.standing.${standing}`);
      return (
        <td key={standing} className={isBad(standing) && count > 0 ? styles['bad'] : ''}>
          {count === 0 ? (
            <span className={styles['none']}>0</span>
          ) : (
            <Link
              to="/tasks"
              search={{ view: 'all', within: { ...within, standing } }}
              aria-label={say('task.count.figure', { name, standing: standingWord, count })}
            >
              {count}
            </Link>
          )}
        </td>
      );
    })}
    <td className={styles['share']}>{sayShare(figures.inTimeShare)}</td>
  </tr>
);

/** Late ones that are shown beside the table; the rest are in the list. */
const LATE_ROWS = 20;

/** What is late now, the longest first, with how many days. */
function LateList() {
  const late = useQuery(read('task.list', { view: 'late', limit: LATE_ROWS })).data?.rows ?? [];
  return (
    <section>
      <h2>{say('task.count.late')}</h2>
      {late.length === 0 ? (
        <p className={styles['note']}>{say('task.count.late.none')}</p>
      ) : (
        <div className={styles['scroll']}>
          <table className={styles['table']}>
            <thead>
              <tr>
                <th scope="col" className={styles['name']}>
                  {say('task.count.late.content')}
                </th>
                <th scope="col" className={styles['name']}>
                  {say('task.count.late.lead')}
                </th>
                <th scope="col">{say('task.count.late.due')}</th>
                <th scope="col">{say('task.count.late.days')}</th>
              </tr>
            </thead>
            <tbody>
              {late.map(({ taskId, content, lead, dueOn, daysLate }) => (
                <tr key={taskId}>
                  <th scope="row" className={styles['name']}>
                    <Link to="/tasks" search={{ view: 'late', id: taskId }}>
                      {content}
                    </Link>
                  </th>
                  <td className={styles['name']}>{lead?.fullName ?? say('common.unknownPerson')}</td>
                  <td>{dueOn && formatDay(dueOn)}</td>
                  <td className={styles['bad']}>{daysLate}</td>
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      )}
    </section>
  );
}
