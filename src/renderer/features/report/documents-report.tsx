import { DataBarVertical24Regular } from '@fluentui/react-icons';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { getRouteApi, useNavigate } from '@tanstack/react-router';
import { type ReactNode, useState } from 'react';
import type { DocumentsReport } from '../../../shared/contract/report.ts';
import { countOf, type Grouping, groupings } from '../../../shared/domain/report/document-figures.ts';
import { figures } from '../../../shared/domain/report/exchange-figures.ts';
import { type Period, periodAt } from '../../../shared/domain/report/period.ts';
import { say } from '../../../shared/words/vi.ts';
import { ExportMenu, useExport } from '../../app/export-menu.tsx';
import { Problem } from '../../app/problem.tsx';
import { useToday } from '../../app/profile.ts';
import { ask, read } from '../../app/read.ts';
import { SettingsPage } from '../../app/settings/settings-page.tsx';
import { Empty } from '../../ui/empty.tsx';
import { SkeletonRows } from '../../ui/skeleton-rows.tsx';
import { CountTable } from './count-table.tsx';
import { type Counted, CountedDialog } from './counted-dialog.tsx';
import { type Picked, Pickers } from './pickers.tsx';
import styles from './report.module.css';

const route = getRouteApi('/reports');

/** The period in the address; left out, the month of today. */
function usePeriod(): readonly [Picked, (next: Partial<Picked>) => void] {
  const { kind = 'month', from, to } = route.useSearch();
  const navigate = useNavigate();
  const today = useToday();
  const days =
    kind === 'chosen' && from && to
      ? { from, to }
      : periodAt(kind === 'chosen' ? 'month' : kind, from ?? today);
  const picked: Picked = { ...days, kind, unit: undefined, figure: figures[0] };
  const pick = ({
    kind: nextKind = kind,
    from: nextFrom = days.from,
    to: nextTo = days.to,
  }: Partial<Picked>) =>
    void navigate({
      to: '/reports',
      search: { tab: 'documents', kind: nextKind, from: nextFrom, to: nextTo },
      replace: true,
    });
  return [picked, pick];
}

/** Báo cáo › Văn bản: how documents of a period are worked on, by type, unit and state, down to each document. */
export function DocumentsReportPage({ tabs }: { readonly tabs: ReactNode }) {
  const [picked, pick] = usePeriod();
  const { from, to } = picked;
  const answer = useQuery({
    ...read('report.countDocuments', { from, to }),
    placeholderData: keepPreviousData,
  });
  const summary = useExport((format) => ask('report.exportSummary', { from, to, format }));
  const { data, error, refetch } = answer;
  return (
    <SettingsPage
      title={say('documents.title')}
      lead={say('documents.lead')}
      act={data && <ExportMenu what={say('report.summary.export')} export={summary} />}
    >
      {tabs}
      <Pickers picked={picked} pick={pick} />
      {summary.error && <Problem error={summary.error} />}
      {error !== null && <Problem error={error} onRetry={() => void refetch()} />}
      {answer.isPending && <SkeletonRows count={3} label={say('loading.rows')} />}
      {data && <Books report={data} period={{ from, to }} />}
    </SettingsPage>
  );
}

function Books({ report, period }: { readonly report: DocumentsReport; readonly period: Period }) {
  const [grouping, setGrouping] = useState<Grouping>('type');
  const [counted, setCounted] = useState<Counted | undefined>(undefined);
  return (
    <>
      <span className={styles['picker']}>
        <label htmlFor="grouping">{say('documents.by')}</label>
        <select
          id="grouping"
          value={grouping}
          className={styles['select']}
          onChange={({ target }) => setGrouping(groupings.find((each) => each === target.value) ?? 'type')}
        >
          {groupings.map((each) => (
            <option key={each} value={each}>
              {say(`documents.by.${each}`)}
            </option>
          ))}
        </select>
      </span>
      {(['incoming', 'outgoing'] as const).map((book) => (
        <Book key={book} {...{ book, report, period, grouping }} onCount={setCounted} />
      ))}
      {counted && <CountedDialog counted={counted} period={period} onClose={() => setCounted(undefined)} />}
    </>
  );
}

type BookProps = {
  readonly book: 'incoming' | 'outgoing';
  readonly report: DocumentsReport;
  readonly period: Period;
  readonly grouping: Grouping;
  readonly onCount: (counted: Counted) => void;
};

function Book({ book, report, period, grouping, onCount }: BookProps) {
  const make = useExport((format) => ask('report.exportDocuments', { ...period, book, format }));
  const { whole, by } = report[book];
  return (
    <section aria-label={say(`documents.${book}`)} className={styles['chart']}>
      <div className={styles['bookHead']}>
        <h2>{say(`documents.${book}`)}</h2>
        <ExportMenu what={say(`documents.export.${book}`)} export={make} />
      </div>
      {make.error && <Problem error={make.error} />}
      {countOf(whole) === 0 ? (
        <Empty icon={<DataBarVertical24Regular />} title={say('documents.empty')}>
          {say('documents.empty.why')}
        </Empty>
      ) : (
        <CountTable
          groups={by[grouping]}
          whole={whole}
          onCount={(count) => onCount({ book, grouping, ...count })}
        />
      )}
    </section>
  );
}
