import { Building24Regular, DataBarVertical24Regular } from '@fluentui/react-icons';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { getRouteApi, useNavigate } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import type { ExchangeReport, FigureRow } from '../../../shared/contract/report.ts';
import { type Figure, figures } from '../../../shared/domain/report/exchange-figures.ts';
import { periodAt } from '../../../shared/domain/report/period.ts';
import { formatMoment } from '../../../shared/text/day.ts';
import { say } from '../../../shared/words/vi.ts';
import { ExportMenu, useExport } from '../../app/export-menu.tsx';
import { Problem } from '../../app/problem.tsx';
import { useProfile, useToday } from '../../app/profile.ts';
import { ask, read } from '../../app/read.ts';
import { SettingsPage } from '../../app/settings/settings-page.tsx';
import { Empty } from '../../ui/empty.tsx';
import { Notice } from '../../ui/notice.tsx';
import { SkeletonRows } from '../../ui/skeleton-rows.tsx';
import { Tabs } from '../../ui/tabs.tsx';
import { Classified } from './classified.tsx';
import { DocumentsReportPage } from './documents-report.tsx';
import { FigureCards } from './figure-cards.tsx';
import { type Picked, Pickers } from './pickers.tsx';
import styles from './report.module.css';
import { Shortfalls } from './shortfalls.tsx';
import { UnitChart, UnitTable } from './units.tsx';

const route = getRouteApi('/reports');

/** Báo cáo › Liên thông: for whoever holds every document of the agency. */
export function ReportPage() {
  const profile = useProfile();
  if (!profile) return <SkeletonRows count={3} label={say('loading.rows')} />;
  const mayRead = profile.official.roles.some((role) => role === 'clerk' || role === 'leader');
  if (mayRead) return <Reports />;
  return (
    <SettingsPage title={say('figures.title')} lead={say('figures.lead')}>
      <Empty icon={<Building24Regular />} title={say('figures.only')}>
        {say('figures.only.why')}
      </Empty>
    </SettingsPage>
  );
}

/** Báo cáo › Liên thông and › Văn bản, under one heading. */
function Reports() {
  const { tab = 'exchange' } = route.useSearch();
  const navigate = useNavigate();
  const tabs = (
    <Tabs
      label={say('documents.tabs')}
      moreLabel={say('common.more')}
      value={tab}
      tabs={[
        { value: 'exchange' as const, label: say('documents.tab.exchange') },
        { value: 'documents' as const, label: say('documents.tab.documents') },
      ]}
      onChange={(next) => void navigate({ to: '/reports', search: { tab: next }, replace: true })}
    />
  );
  return tab === 'documents' ? <DocumentsReportPage tabs={tabs} /> : <ExchangeFigures tabs={tabs} />;
}

/** What is picked stands in the address; left out, the month of today and the first figure. */
function usePicked(): readonly [Picked, (next: Partial<Picked>) => void] {
  const { kind = 'month', from, to, unit, figure = figures[0] } = route.useSearch();
  const navigate = useNavigate();
  const today = useToday();
  const period = periodAt(kind === 'chosen' ? 'month' : kind, from ?? today);
  const picked: Picked = {
    ...(kind === 'chosen' && from && to ? { from, to } : period),
    ...{ kind, unit, figure },
  };
  const pick = (next: Partial<Picked>) =>
    void navigate({ to: '/reports', search: { ...picked, ...next }, replace: true });
  return [picked, pick];
}

function ExchangeFigures({ tabs }: { readonly tabs: ReactNode }) {
  const [picked, pick] = usePicked();
  const { from, to } = picked;
  const answer = useQuery({
    ...read('report.countExchange', { from, to }),
    placeholderData: keepPreviousData,
  });
  const make = useExport((format) => ask('report.exportExchange', { from, to, format }));
  const { data, error, refetch } = answer;
  return (
    <SettingsPage
      title={say('figures.title')}
      lead={say('figures.lead')}
      act={data && <ExportMenu what={say('figures.export')} export={make} />}
    >
      {tabs}
      <Pickers picked={picked} pick={pick} units={data?.byUnit ?? []} />
      <Offline report={data} />
      {make.error && <Problem error={make.error} />}
      {error !== null && <Problem error={error} onRetry={() => void refetch()} />}
      {answer.isPending && <SkeletonRows count={3} label={say('loading.rows')} />}
      {data && <Figures report={data} picked={picked} pick={pick} />}
    </SettingsPage>
  );
}

/** Without a line the figures are as old as the last word from the server, and say so. */
function Offline({ report }: { readonly report: ExchangeReport | undefined }) {
  const status = useQuery(read('sync.getStatus', {})).data;
  if (!report?.asOf || status?.isOnline !== false) return null;
  return <Notice tone="info">{say('figures.offline', { moment: formatMoment(report.asOf) })}</Notice>;
}

type FiguresProps = {
  readonly report: ExchangeReport;
  readonly picked: Picked;
  readonly pick: (next: Partial<Picked>) => void;
};
function Figures({ report, picked, pick }: FiguresProps) {
  const { figure, unit, from, to } = picked;
  const shown: FigureRow | undefined =
    unit === undefined ? report.whole : report.byUnit.find((each) => each.unit === unit);
  const onFigure = (next: Figure) => pick({ figure: next });
  return (
    <>
      {!shown || shown.issuedCount === 0 ? (
        <div className={styles['empty']}>
          <Empty icon={<DataBarVertical24Regular />} title={say('figures.empty')}>
            {say('figures.empty.why')}
          </Empty>
        </div>
      ) : (
        <>
          <FigureCards row={shown} figure={figure} onFigure={onFigure} />
          <div className={styles['beside']}>
            <UnitChart figure={figure} units={report.byUnit} whole={report.whole} />
            <UnitTable figure={figure} units={report.byUnit} whole={report.whole} />
          </div>
          <Shortfalls key={`${from} ${to} ${figure} ${unit ?? ''}`} {...{ from, to, figure, unit }} />
        </>
      )}
      <Classified months={report.classified} />
    </>
  );
}
