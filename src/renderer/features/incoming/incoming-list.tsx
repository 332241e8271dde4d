import { Button, Menu, MenuItem, MenuList, MenuPopover, MenuTrigger } from '@fluentui/react-components';
import {
  Add20Regular,
  Document20Regular,
  DocumentAdd20Regular,
  FilterDismiss24Regular,
  MailInboxCheckmark24Regular,
} from '@fluentui/react-icons';
import { useInfiniteQuery, useQuery } from '@tanstack/react-query';
import { useRef } from 'react';
import { type IncomingRow, type IncomingView, incomingViews } from '../../../shared/contract/incoming.ts';
import type { ProfileShown } from '../../../shared/contract/office.ts';
import { type Urgency, urgencies } from '../../../shared/domain/core/values.ts';
import type { Role } from '../../../shared/domain/office/official.ts';
import { say } from '../../../shared/words/vi.ts';
import { BookNotice } from '../../app/document/book-notice.tsx';
import { DocumentRows } from '../../app/document/document-rows.tsx';
import { groupByDay } from '../../app/document/group-by-day.ts';
import styles from '../../app/document/page.module.css';
import { shortcuts, useShortcut } from '../../app/keys.ts';
import { read, readPages } from '../../app/read.ts';
import { Chip } from '../../ui/chip.tsx';
import { DropZone } from '../../ui/drop-zone.tsx';
import { Empty } from '../../ui/empty.tsx';
import { Tabs } from '../../ui/tabs.tsx';
import { describeRow, IncomingRowView } from './incoming-row.tsx';
import { UnfinishedEntries } from './unfinished-entries.tsx';
import { useReceive } from './use-receive.ts';

type Props = {
  readonly view: IncomingView;
  readonly urgency: Urgency | undefined;
  readonly selectedId: string | undefined;
  readonly profile: ProfileShown;
  readonly onSelect: (documentId: string | undefined) => void;
  readonly onView: (view: IncomingView) => void;
  readonly onUrgency: (urgency: Urgency | undefined) => void;
};

export function IncomingList(props: Props) {
  const { view, urgency, profile, onView, onUrgency } = props;
  const counts = useQuery(read('incoming.countViews', {})).data;
  const isClerk = profile.official.roles.includes('clerk');
  const receive = useReceive();
  return (
    <DropZone
      label={say('incoming.drop')}
      className={styles['listPane']}
      onFiles={isClerk ? receive.withFiles : undefined}
    >
      <header className={styles['listHead']}>
        <h1>{say('incoming.title')}</h1>
        <span className={styles['total']}>
          {counts && counts[view] > 0 && say(`incoming.count.${view}`, { count: counts[view] })}
        </span>
        {isClerk && <AddMenu onFiles={receive.withFiles} onPaper={receive.withPaper} />}
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
      </div>
      {isClerk && <UnfinishedEntries />}
      {view === 'arrived' && <BookNotice book="incoming" year={Number(profile.today.slice(0, 4))} />}
      <Rows {...props} />
    </DropZone>
  );
}

function Rows({ view, urgency, selectedId, profile, onSelect, onUrgency }: Props) {
  const pages = useInfiniteQuery(readPages('incoming.list', { view, ...(urgency && { urgency }) }));
  const { today } = profile;
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
      view={`${view}:${urgency ?? ''}`}
      label={say('incoming.list')}
      pages={pages}
      items={(rows, isWhole) => groupByDay(rows, (row) => row.arrivedOn, today, isWhole)}
      selectedId={selectedId}
      describe={(row) => describeRow(row, today)}
      render={(row) => <IncomingRowView row={row} today={today} />}
      onSelect={onSelect}
      empty={urgency ? filtered : <NothingHere view={view} roles={profile.official.roles} />}
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
  const input = useRef<HTMLInputElement>(null);
  useShortcut('new', () => input.current?.click());
  return (
    <>
      <Menu positioning="below-end">
        <MenuTrigger disableButtonEnhancement>
          <Button appearance="subtle" icon={<Add20Regular />} title={shortcuts.new.keys}>
            {say('incoming.add')}
          </Button>
        </MenuTrigger>
        <MenuPopover>
          <MenuList>
            <MenuItem
              icon={<DocumentAdd20Regular />}
              secondaryContent={shortcuts.new.keys}
              onClick={() => input.current?.click()}
            >
              {say('incoming.add.files')}
            </MenuItem>
            <MenuItem icon={<Document20Regular />} onClick={onPaper}>
              {say('incoming.add.paper')}
            </MenuItem>
          </MenuList>
        </MenuPopover>
      </Menu>
      <input
        ref={input}
        type="file"
        multiple
        hidden
        onChange={(event) => {
          onFiles([...(event.target.files ?? [])]);
          event.target.value = '';
        }}
      />
    </>
  );
}
