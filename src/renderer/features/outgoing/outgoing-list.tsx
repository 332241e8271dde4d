import { Button } from '@fluentui/react-components';
import { DocumentEdit24Regular, Edit20Regular } from '@fluentui/react-icons';
import { useInfiniteQuery, useQuery } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { outgoingColumns } from '../../../shared/contract/list-export.ts';
import type { ProfileShown } from '../../../shared/contract/office.ts';
import { type OutgoingRow, type OutgoingView, outgoingViews } from '../../../shared/contract/outgoing.ts';
import { OutgoingId } from '../../../shared/domain/core/values.ts';
import { say } from '../../../shared/words/vi.ts';
import { BookNotice } from '../../app/document/book-notice.tsx';
import { DocumentRows } from '../../app/document/document-rows.tsx';
import styles from '../../app/document/page.module.css';
import { ExportList } from '../../app/export-dialog.tsx';
import { keysFor, useShortcut } from '../../app/keys.ts';
import { ask, read, readPages } from '../../app/read.ts';
import { Empty } from '../../ui/empty.tsx';
import { Tabs } from '../../ui/tabs.tsx';
import { NotTakenHours } from './not-taken-hours.tsx';
import { describeRow, OutgoingRowView } from './outgoing-row.tsx';

type Props = {
  readonly view: OutgoingView;
  readonly selectedId: string | undefined;
  readonly profile: ProfileShown;
  readonly onSelect: (documentId: string | undefined) => void;
  readonly onView: (view: OutgoingView) => void;
};
const overViews: ReadonlySet<OutgoingView> = new Set(['dispatched', 'void', 'all']);

export function OutgoingList(props: Props) {
  const { view, onView } = props;
  const navigate = useNavigate();
  const counts = useQuery(read('outgoing.countViews', {})).data;
  const begin = () =>
    void navigate({
      to: '/outgoing/new/$documentId',
      params: { documentId: OutgoingId.parse(crypto.randomUUID()) },
      search: {},
    });
  const isAdministrator = props.profile.official.roles.every((role) => role === 'administrator');
  useShortcut('new', isAdministrator ? undefined : begin);
  return (
    <div className={styles['listPane']}>
      <header className={styles['listHead']}>
        <h1>{say('outgoing.title')}</h1>
        <span className={styles['total']}>
          {counts && counts[view] > 0 && say(`outgoing.count.${view}`, { count: counts[view] })}
        </span>
        <ExportList
          title={say('list.export')}
          columns={outgoingColumns.map((value) => ({ value, label: say(`list.column.${value}`) }))}
          hasOrder
          make={({ columns, ...choice }) =>
            ask('outgoing.exportList', {
              ...choice,
              columns: columns as (typeof outgoingColumns)[number][],
              view,
            })
          }
        />
        {!isAdministrator && (
          <Button appearance="subtle" icon={<Edit20Regular />} title={keysFor('new')} onClick={begin}>
            {say('outgoing.new')}
          </Button>
        )}
      </header>
      <Tabs
        label={say('outgoing.views')}
        moreLabel={say('incoming.moreViews')}
        value={view}
        tabs={outgoingViews.map((each) => ({
          value: each,
          label: say(`outgoing.view.${each}`),
          // What is over is not a task: no number on it.
          count: overViews.has(each) ? undefined : counts?.[each],
        }))}
        onChange={onView}
      />
      {view === 'notTaken' && <NotTakenHours profile={props.profile} />}
      {view === 'signed' && <BookNotice book="outgoing" year={Number(props.profile.today.slice(0, 4))} />}
      <Rows {...props} />
    </div>
  );
}

function Rows({ view, selectedId, profile, onSelect }: Props) {
  const pages = useInfiniteQuery(readPages('outgoing.list', { view }));
  const { today, official } = profile;
  const isAdministrator = official.roles.every((role) => role === 'administrator');
  return (
    <DocumentRows<OutgoingRow>
      view={view}
      label={say('outgoing.list')}
      pages={pages}
      items={(rows) => rows.map((row) => ({ type: 'row', key: row.documentId, row }))}
      selectedId={selectedId}
      describe={(row) => describeRow(row, today)}
      render={(row) => <OutgoingRowView row={row} today={today} hasState={view === 'all'} />}
      onSelect={onSelect}
      empty={
        <Empty
          icon={<DocumentEdit24Regular />}
          title={say(isAdministrator ? 'incoming.empty.administrator' : `outgoing.empty.${view}`)}
        >
          {say(isAdministrator ? 'incoming.empty.administrator.why' : `outgoing.empty.${view}.why`)}
        </Empty>
      }
    />
  );
}
