import { Button } from '@fluentui/react-components';
import { DataBarVertical24Regular } from '@fluentui/react-icons';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import type { OpeningCountsShown } from '../../../shared/contract/opening.ts';
import { OPENINGS_PERIOD_DAYS_MAX } from '../../../shared/protocol/openings.ts';
import { numberText } from '../../../shared/sheet/cell-text.ts';
import { addDays, formatMoment } from '../../../shared/text/day.ts';
import { say } from '../../../shared/words/vi.ts';
import { useToday } from '../../app/profile.ts';
import { read } from '../../app/read.ts';
import { ListSection } from '../../app/settings/list-section.tsx';
import settings from '../../app/settings/settings.module.css';
import styles from './openings.module.css';

const lengths = [30, 90, OPENINGS_PERIOD_DAYS_MAX - 1] as const;

/** Thống kê lượt truy cập (annex VI part I, III.6.a, III.6.b): how often documents were opened, by month and by official. */
export function OpeningCounts() {
  const today = useToday();
  const [days, setDays] = useState<number>(lengths[0]);
  const period = { from: addDays(today, 1 - days), to: today };
  const counts = useQuery({ ...read('opening.count', period), refetchOnMount: 'always' });
  return (
    <ListSection
      title={say('openings.counts')}
      answer={counts}
      rowsOf={({ byOfficial }) => byOfficial}
      note={
        <fieldset className={styles['lengths']} aria-label={say('openings.counts.period')}>
          {lengths.map((length) => (
            <Button
              key={length}
              size="small"
              appearance={length === days ? 'primary' : 'secondary'}
              aria-pressed={length === days}
              onClick={() => setDays(length)}
            >
              {say('openings.counts.days', { days: length })}
            </Button>
          ))}
        </fieldset>
      }
      empty={{
        icon: <DataBarVertical24Regular />,
        title: say('openings.counts.empty'),
        why: say('openings.counts.empty.why'),
      }}
    >
      {(_rows, data) => (
        <>
          <ByMonth counts={data} />
          <ByOfficial counts={data} />
        </>
      )}
    </ListSection>
  );
}

type Props = { readonly counts: OpeningCountsShown };
type Counts = { readonly openingCount: number; readonly fileCount: number; readonly documentCount: number };

const Heads = ({ first, last }: { readonly first: string; readonly last: string }) => (
  <thead>
    <tr>
      <th scope="col">{first}</th>
      {(['openings', 'files', 'documents'] as const).map((column) => (
        <th key={column} scope="col" className={styles['number']}>
          {say(`openings.counts.column.${column}`)}
        </th>
      ))}
      <th scope="col" className={styles['number']}>
        {last}
      </th>
    </tr>
  </thead>
);

const Numbers = ({ openingCount, fileCount, documentCount }: Counts) =>
  Object.entries({ openingCount, fileCount, documentCount }).map(([name, count]) => (
    <td key={name} className={styles['number']}>
      {numberText(count)}
    </td>
  ));

const monthText = (month: string): string => {
  const [year, number] = month.split('-');
  return say('openings.counts.month', { month: `${String(number)}/${String(year)}` });
};

const ByMonth = ({ counts: { whole, byMonth } }: Props) => (
  <table className={settings['table']} aria-label={say('openings.counts.by-month')}>
    <Heads first={say('openings.counts.column.month')} last={say('openings.counts.column.officials')} />
    <tbody>
      {byMonth.map(({ month, officialCount, ...counts }) => (
        <tr key={month}>
          <th scope="row">{monthText(month)}</th>
          <Numbers {...counts} />
          <td className={styles['number']}>{numberText(officialCount)}</td>
        </tr>
      ))}
      <tr>
        <th scope="row">
          <strong>{say('openings.counts.whole')}</strong>
        </th>
        <Numbers {...whole} />
        <td className={styles['number']}>{numberText(whole.officialCount)}</td>
      </tr>
    </tbody>
  </table>
);

const ByOfficial = ({ counts: { byOfficial } }: Props) => (
  <table className={settings['table']} aria-label={say('openings.counts.by-official')}>
    <Heads first={say('openings.column.official')} last={say('openings.counts.column.last')} />
    <tbody>
      {byOfficial.map(({ officialId, official, lastAt, ...counts }) => (
        <tr key={officialId}>
          <th scope="row">
            <span className={settings['name']}>{official?.fullName ?? say('common.unknownPerson')}</span>
            {official?.position}
          </th>
          <Numbers {...counts} />
          <td className={styles['number']}>{formatMoment(lastAt)}</td>
        </tr>
      ))}
    </tbody>
  </table>
);
