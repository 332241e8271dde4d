import { Button } from '@fluentui/react-components';
import {
  Add20Regular,
  ArrowLeft20Regular,
  CheckmarkStarburst20Regular,
  ClipboardTaskListLtr24Regular,
  TableArrowUp20Regular,
} from '@fluentui/react-icons';
import { useQuery } from '@tanstack/react-query';
import { getRouteApi, useNavigate } from '@tanstack/react-router';
import { useState } from 'react';
import type { EntryShown } from '../../../shared/contract/dossier.ts';
import { formatDay } from '../../../shared/text/day.ts';
import { say } from '../../../shared/words/vi.ts';
import { ExportMenu, useExport } from '../../app/export-menu.tsx';
import { Problem } from '../../app/problem.tsx';
import { useToday } from '../../app/profile.ts';
import { ask, read } from '../../app/read.ts';
import { sayCount } from '../../app/say-count.ts';
import { ListSection } from '../../app/settings/list-section.tsx';
import { SettingsPage } from '../../app/settings/settings-page.tsx';
import { Notice } from '../../ui/notice.tsx';
import styles from './dossier.module.css';
import { ApproveDialog, EntryDialog } from './entry-dialogs.tsx';
import { ImportListDialog } from './import-list-dialog.tsx';
import { YearListTable } from './year-list-table.tsx';

const route = getRouteApi('/dossiers/year-list');
/** Years before this one, and the next, whose list is made in December. */
const YEARS_BACK = 5;

type Open = 'import' | 'add' | 'approve' | EntryShown;

/** Danh mục hồ sơ of a year (NĐ 30/2020 article 28): made by the clerks, approved by the head, printed by annex V. */
export function YearListPage() {
  const thisYear = Number(useToday().slice(0, 4));
  const { year = thisYear } = route.useSearch();
  const navigate = useNavigate();
  const list = useQuery(read('dossier.yearList', { year }));
  const [open, setOpen] = useState<Open | undefined>(undefined);
  const onClose = () => setOpen(undefined);
  return (
    <SettingsPage
      title={say('yearList.title', { year })}
      lead={say('yearList.lead')}
      act={
        <div className={styles['yearActs']}>
          <Button
            appearance="subtle"
            icon={<ArrowLeft20Regular />}
            onClick={() => void navigate({ to: '/dossiers' })}
          >
            {say('yearList.back')}
          </Button>
          <YearChoice
            year={year}
            thisYear={thisYear}
            onYear={(next) => void navigate({ to: '/dossiers/year-list', search: { year: next } })}
          />
        </div>
      }
    >
      <Lines year={year} list={list} onOpen={setOpen} />
      {open === 'import' && <ImportListDialog year={year} onClose={onClose} />}
      {open === 'approve' && list.data && (
        <ApproveDialog year={year} listId={list.data.listId} onClose={onClose} />
      )}
      {open !== undefined && open !== 'import' && open !== 'approve' && list.data && (
        <EntryDialog
          listId={list.data.listId}
          entries={list.data.entries}
          entry={open === 'add' ? undefined : open}
          onClose={onClose}
        />
      )}
    </SettingsPage>
  );
}

type YearProps = {
  readonly year: number;
  readonly thisYear: number;
  readonly onYear: (year: number) => void;
};
const YearChoice = ({ year, thisYear, onYear }: YearProps) => (
  <label className={styles['year']}>
    {say('yearList.year')}
    <select value={year} onChange={({ target }) => onYear(Number(target.value))}>
      {Array.from({ length: YEARS_BACK + 2 }, (_, back) => thisYear + 1 - back).map((each) => (
        <option key={each} value={each}>
          {each}
        </option>
      ))}
    </select>
  </label>
);

const useYearList = (year: number) => useQuery(read('dossier.yearList', { year }));
type LinesProps = {
  readonly year: number;
  readonly list: ReturnType<typeof useYearList>;
  readonly onOpen: (open: Open) => void;
};

function Lines({ year, list, onOpen }: LinesProps) {
  const made = useExport((format) => ask('dossier.exportYearList', { year, format }));
  const may = (name: string) => list.data?.allowed.find((each) => each.name === name)?.isAllowed === true;
  const approved = list.data?.approved;
  const count = list.data?.entries.length ?? 0;
  return (
    <ListSection
      title={say('yearList.count', {
        count: sayCount(count),
        permanent: sayCount(list.data?.permanentCount ?? 0),
      })}
      answer={list}
      rowsOf={({ entries }) => entries}
      act={
        <div className={styles['yearActs']}>
          {may('dossier.addEntries') && (
            <>
              <Button icon={<TableArrowUp20Regular />} onClick={() => onOpen('import')}>
                {say('yearList.import')}
              </Button>
              <Button icon={<Add20Regular />} onClick={() => onOpen('add')}>
                {say('yearList.add')}
              </Button>
            </>
          )}
          {count > 0 && <ExportMenu what={say('yearList.export', { year })} export={made} />}
          {may('dossier.approveList') && count > 0 && (
            <Button
              appearance="primary"
              icon={<CheckmarkStarburst20Regular />}
              onClick={() => onOpen('approve')}
            >
              {say('yearList.approve')}
            </Button>
          )}
        </div>
      }
      note={
        <>
          {approved && (
            <Notice tone="good">
              {say('yearList.approved', { day: formatDay(approved.on), decision: approved.decision })}
            </Notice>
          )}
          {made.error && <Problem error={made.error} />}
        </>
      }
      empty={{
        icon: <ClipboardTaskListLtr24Regular />,
        title: say('yearList.empty'),
        why: say('yearList.empty.why'),
      }}
    >
      {(entries) => (
        <YearListTable entries={entries} onEdit={may('dossier.addEntries') ? onOpen : undefined} />
      )}
    </ListSection>
  );
}
