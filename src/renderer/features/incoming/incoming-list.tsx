import { Button, Menu, MenuItem, MenuList, MenuPopover, MenuTrigger } from '@fluentui/react-components';
import {
  Add20Regular,
  Document20Regular,
  DocumentAdd20Regular,
  FilterDismiss24Regular,
  MailInboxCheckmark24Regular,
  MailTemplate20Regular,
  PersonArrowRight20Regular,
} from '@fluentui/react-icons';
import { useInfiniteQuery, useQuery } from '@tanstack/react-query';
import { type ChangeEvent, useRef, useState } from 'react';
import { type IncomingRow, type IncomingView, incomingViews } from '../../../shared/contract/incoming.ts';
import { incomingColumns } from '../../../shared/contract/list-export.ts';
import type { ProfileShown } from '../../../shared/contract/office.ts';
import { IncomingId, type Urgency, urgencies } from '../../../shared/domain/core/values.ts';
import { type Attention, attentions } from '../../../shared/domain/incoming/attention.ts';
import type { Role } from '../../../shared/domain/office/official.ts';
import { say } from '../../../shared/words/vi.ts';
import { BookNotice } from '../../app/document/book-notice.tsx';
import { DocumentRows } from '../../app/document/document-rows.tsx';
import { groupByDay } from '../../app/document/group-by-day.ts';
import { useMarks } from '../../app/document/marks.ts';
import styles from '../../app/document/page.module.css';
import { SelectionBar } from '../../app/document/selection-bar.tsx';
import { ExportList } from '../../app/export-dialog.tsx';
import { keysFor, useShortcut } from '../../app/keys.ts';
import { ask, read, readPages } from '../../app/read.ts';
import { Chip } from '../../ui/chip.tsx';
import { DropZone } from '../../ui/drop-zone.tsx';
import { Empty } from '../../ui/empty.tsx';
import type { Marks } from '../../ui/grid-keys.ts';
import { Tabs } from '../../ui/tabs.tsx';
import { describeRow, IncomingRowView } from './incoming-row.tsx';
import { TakingPackage, useIntake } from './intake-zone.tsx';
import { PresentDialog } from './present-dialog.tsx';
import { UnfinishedEntries } from './unfinished-entries.tsx';

type Props = {
  readonly view: IncomingView;
  readonly urgency: Urgency | undefined;
  readonly attention: Attention | undefined;
  readonly selectedId: string | undefined;
  readonly profile: ProfileShown;
  readonly onSelect: (documentId: string | undefined) => void;
  readonly onView: (view: IncomingView) => void;
  readonly onUrgency: (urgency: Urgency | undefined) => void;
  readonly onAttention: (attention: Attention | undefined) => void;
};

export function IncomingList(props: Props) {
  const { view, urgency, attention, profile, onView, onUrgency, onAttention } = props;
  const counts = useQuery(read('incoming.countViews', {})).data;
  const toChase = useQuery(read('incoming.countAttention', {})).data;
  const isClerk = profile.official.roles.includes('clerk');
  const { onFiles, onPaper, packages } = useIntake();
  return (
    <DropZone
      label={say('incoming.drop')}
      className={styles['listPane']}
      onFiles={isClerk ? onFiles : undefined}
    >
      <header className={styles['listHead']}>
        <h1>{say('incoming.title')}</h1>
        <span className={styles['total']}>
          {attention
            ? say('incoming.count.all', { count: toChase?.[attention] ?? 0 })
            : counts && counts[view] > 0 && say(`incoming.count.${view}`, { count: counts[view] })}
        </span>
        <ExportIncoming {...props} />
        {isClerk && <AddMenu onFiles={onFiles} onPaper={onPaper} />}
      </header>
      <Tabs
        label={say('incoming.views')}
        moreLabel={say('incoming.moreViews')}
        value={view}
        tabs={incomingViews.map((each) => ({
          value: each,
          label: say(`incoming.view.${each}`),
          // Everything there ever was is not a task: no number on it.
          count: each === 'all' || each === 'done' ? undefined : counts?.[each],
        }))}
        onChange={onView}
      />
      <div className={styles['chips']}>
        <Chip
          label={say('urgency.label')}
          clearLabel={say('incoming.clearFilter')}
          value={urgency}
          choices={urgencies.map((value) => ({ value, label: say(`urgency.${value}`) }))}
          onChange={onUrgency}
        />
        <Chip
          label={say('attention.label')}
          clearLabel={say('incoming.clearFilter')}
          value={attention}
          choices={attentions.map((value) => ({
            value,
            label: say('attention.choice', { name: say(`attention.${value}`), count: toChase?.[value] ?? 0 }),
          }))}
          onChange={onAttention}
        />
      </div>
      <TakingPackage {...packages} />
      {isClerk && <UnfinishedEntries />}
      {view === 'arrived' && <BookNotice book="incoming" year={Number(profile.today.slice(0, 4))} />}
      <Documents {...props} isClerk={isClerk} />
    </DropZone>
  );
}

/** The rows, and for a clerk what he marks of them. */
function Documents({ isClerk, ...props }: Props & { readonly isClerk: boolean }) {
  const { view, urgency, attention } = props;
  const marks = useMarks(`${view}:${urgency ?? ''}:${attention ?? ''}`);
  return (
    <>
      <Rows {...props} marks={isClerk ? marks : undefined} />
      {marks.keys.size > 0 && <Marked marks={marks} />}
    </>
  );
}

/** What a clerk does with several documents at once: he puts them before a leader (NĐ 30/2020 article 23.1). */
function Marked({ marks: { keys, clear } }: { readonly marks: ReturnType<typeof useMarks> }) {
  const [isPresenting, setPresenting] = useState(false);
  const documentIds = [...keys].map((key) => IncomingId.parse(key));
  const present = {
    ...{ key: 'present', label: say('incoming.present'), icon: <PersonArrowRight20Regular /> },
    act: () => setPresenting(true),
  };
  return (
    <>
      <SelectionBar label={say('marks.count', { count: keys.size })} acts={[present]} onClear={clear} />
      {isPresenting && (
        <PresentDialog documentIds={documentIds} onDone={clear} onClose={() => setPresenting(false)} />
      )}
    </>
  );
}

const ExportIncoming = ({ view, urgency, attention }: Pick<Props, 'view' | 'urgency' | 'attention'>) => (
  <ExportList
    title={say('list.export')}
    columns={incomingColumns.map((value) => ({ value, label: say(`list.column.${value}`) }))}
    hasOrder
    make={({ columns, ...choice }) =>
      ask('incoming.exportList', {
        ...choice,
        columns: columns as (typeof incomingColumns)[number][],
        view,
        ...(urgency && { urgency }),
        ...(attention && { attention }),
      })
    }
  />
);

function Rows({
  view,
  urgency,
  attention,
  selectedId,
  profile,
  marks,
  onSelect,
  onUrgency,
}: Props & { readonly marks: Marks | undefined }) {
  const pages = useInfiniteQuery(
    readPages('incoming.list', { view, ...(urgency && { urgency }), ...(attention && { attention }) }),
  );
  const { today } = profile;
  const nothingToChase = (
    <Empty icon={<MailInboxCheckmark24Regular />} title={say('attention.empty')}>
      {say('attention.empty.why')}
    </Empty>
  );
  const filtered = (
    <Empty
      icon={<FilterDismiss24Regular />}
      title={say('incoming.empty.filtered')}
      action={<Button onClick={() => onUrgency(undefined)}>{say('incoming.clearFilter')}</Button>}
    >
      {say('incoming.empty.filtered.why')}
    </Empty>
  );
  return (
    <DocumentRows<IncomingRow>
      view={`${view}:${urgency ?? ''}:${attention ?? ''}`}
      label={say('incoming.list')}
      pages={pages}
      items={(rows, isWhole) => groupByDay(rows, (row) => row.arrivedOn, today, isWhole)}
      selectedId={selectedId}
      describe={(row) => describeRow(row, today)}
      render={(row) => <IncomingRowView row={row} today={today} />}
      onSelect={onSelect}
      marks={marks}
      empty={
        attention ? (
          nothingToChase
        ) : urgency ? (
          filtered
        ) : (
          <NothingHere view={view} roles={profile.official.roles} />
        )
      }
    />
  );
}

/** Only the clerk is told to bring files; the administrator, that he has none. */
function NothingHere({ view, roles }: { readonly view: IncomingView; readonly roles: readonly Role[] }) {
  const isAdministrator = roles.every((role) => role === 'administrator');
  const isOthers = !roles.includes('clerk') && (view === 'arrived' || view === 'all');
  const why = isAdministrator
    ? 'incoming.empty.administrator.why'
    : isOthers
      ? 'incoming.empty.others.why'
      : (`incoming.empty.${view}.why` as const);
  return (
    <Empty
      icon={<MailInboxCheckmark24Regular />}
      title={say(isAdministrator ? 'incoming.empty.administrator' : `incoming.empty.${view}`)}
    >
      {say(why)}
    </Empty>
  );
}

function AddMenu({
  onFiles,
  onPaper,
}: {
  readonly onFiles: (files: readonly File[]) => void;
  readonly onPaper: () => void;
}) {
  const [input, packages] = [useRef<HTMLInputElement>(null), useRef<HTMLInputElement>(null)];
  useShortcut('new', () => input.current?.click());
  const given = (event: ChangeEvent<HTMLInputElement>): void => {
    onFiles([...(event.target.files ?? [])]);
    event.target.value = '';
  };
  return (
    <>
      <Menu positioning="below-end">
        <MenuTrigger disableButtonEnhancement>
          <Button appearance="subtle" icon={<Add20Regular />} title={keysFor('new')}>
            {say('incoming.add')}
          </Button>
        </MenuTrigger>
        <MenuPopover>
          <MenuList>
            <MenuItem
              icon={<DocumentAdd20Regular />}
              secondaryContent={keysFor('new')}
              onClick={() => input.current?.click()}
            >
              {say('incoming.add.files')}
            </MenuItem>
            <MenuItem icon={<Document20Regular />} onClick={onPaper}>
              {say('incoming.add.paper')}
            </MenuItem>
            <MenuItem icon={<MailTemplate20Regular />} onClick={() => packages.current?.click()}>
              {say('incoming.add.package')}
            </MenuItem>
          </MenuList>
        </MenuPopover>
      </Menu>
      <input ref={input} type="file" multiple hidden onChange={given} />
      <input ref={packages} type="file" accept=".edxml" hidden data-package onChange={given} />
    </>
  );
}
