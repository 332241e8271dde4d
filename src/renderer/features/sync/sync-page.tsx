import { Button } from '@fluentui/react-components';
import { ArrowDownload20Regular, CloudOff20Regular, PersonWarning20Regular } from '@fluentui/react-icons';
import { useInfiniteQuery, useQuery } from '@tanstack/react-query';
import { getRouteApi, useNavigate } from '@tanstack/react-router';
import type { OperationShown, SyncStatus } from '../../../shared/contract/sync.ts';
import type { LocalDate } from '../../../shared/domain/core/values.ts';
import { timeOfDay } from '../../../shared/text/day.ts';
import { say, sayFault } from '../../../shared/words/vi.ts';
import { sayMoment } from '../../app/clock.ts';
import { EnrolAgainBar } from '../../app/enrol-again-bar.tsx';
import { Panes } from '../../app/frame/panes.tsx';
import { Problem } from '../../app/problem.tsx';
import { useToday } from '../../app/profile.ts';
import { read, readPages, useCommand } from '../../app/read.ts';
import { saveMade } from '../../app/save-made.ts';
import { Notice } from '../../ui/notice.tsx';
import { Tabs } from '../../ui/tabs.tsx';
import { CatchUpBar } from './catch-up-bar.tsx';
import { OperationDetail } from './operation-detail.tsx';
import { OperationList } from './operation-list.tsx';
import { ReadExport } from './read-export.tsx';
import { RoomLine } from './room-line.tsx';
import styles from './sync.module.css';

const route = getRouteApi('/sync');
const tabs = ['refused', 'waiting', 'history'] as const;

/** What the server said no to, what waits, what went: nothing done here is ever lost without a word. */
export function SyncPage() {
  const { tab, id } = route.useSearch();
  const navigate = useNavigate({ from: '/sync' });
  const status = useQuery(read('sync.getStatus', {})).data;
  const today = useToday();
  const pages = useInfiniteQuery(readPages('sync.listOperations', { tab }));
  const operations: readonly OperationShown[] = pages.data?.pages.flatMap((page) => page.rows) ?? [];
  const chosen =
    operations.find(({ operationId }) => operationId === id) ??
    (tab === 'refused' ? operations[0] : undefined);
  const select = (next: string | undefined) =>
    void navigate({ search: (search) => ({ ...search, id: next }), replace: true });
  return (
    <Panes
      name="sync"
      listWidth={360}
      isReading={id !== undefined}
      onBack={() => select(undefined)}
      list={
        <div className={styles['list']}>
          <header className={styles['head']}>
            <h1>{say('sync.title')}</h1>
            <div className={styles['acts']}>
              <ReadExport />
              {(status?.waitingCount ?? 0) + (status?.refusedCount ?? 0) > 0 && <ExportButton />}
            </div>
          </header>
          <Tabs
            label={say('sync.tabs')}
            moreLabel={say('common.more')}
            value={tab}
            tabs={tabs.map((value) => ({
              value,
              label: say(`sync.tab.${value}`),
              count: countOf(value, status),
            }))}
            onChange={(next) => void navigate({ search: { tab: next } })}
          />
          <OperationList
            tab={tab}
            pages={pages}
            operations={operations}
            selectedId={chosen?.operationId}
            today={today}
            onSelect={select}
          />
          <RoomLine />
          <LastContact status={status} today={today} />
        </div>
      }
      reading={
        <div className={styles['reading']}>
          <LineBar status={status} />
          <OperationDetail key={chosen?.operationId} operation={chosen} today={today} />
        </div>
      }
    />
  );
}

function countOf(tab: (typeof tabs)[number], status: SyncStatus | undefined): number | undefined {
  if (tab === 'refused') return status?.refusedCount;
  return tab === 'waiting' ? status?.waitingCount : undefined;
}

/** For whoever has to help: what is not done yet, in one file. */
function ExportButton() {
  const make = useCommand('sync.exportOperations');
  return (
    <Button
      appearance="subtle"
      icon={<ArrowDownload20Regular />}
      disabledFocusable={make.isPending}
      title={say('sync.export.what')}
      onClick={() => make.mutate({}, { onSuccess: (made) => saveMade(made, 'application/json') })}
    >
      {say('sync.export')}
    </Button>
  );
}

function LastContact({
  status,
  today,
}: {
  readonly status: SyncStatus | undefined;
  readonly today: LocalDate;
}) {
  return (
    status?.lastContactAt && (
      <p className={styles['last']}>
        <span>{say('sync.lastContact')}</span>
        <span>{sayMoment(status.lastContactAt, today)}</span>
      </p>
    )
  );
}

/** What stands between this desk and the server, what is far away yet, and what helps. */
function LineBar({ status }: { readonly status: SyncStatus | undefined }) {
  if (!status) return null;
  if (status.needsSignIn) return <SignedOutBar />;
  if (!status.isOnline) return <OfflineBar status={status} />;
  const { catchUp, filesHeldBy } = status;
  return (
    <>
      <EnrolAgainBar />
      {catchUp && <CatchUpBar catchUp={catchUp} />}
      {filesHeldBy && (
        <Notice tone="unsure" title={say('sync.held.bar')} code={say('problem.code', { code: filesHeldBy })}>
          {sayFault(filesHeldBy)}
        </Notice>
      )}
    </>
  );
}

/** The page opens in the browser where the host lets it; where it does not, its address can be taken there. What comes of it shows by itself. */
function SignedOutBar() {
  const signIn = useCommand('sync.signIn');
  const address = signIn.data?.address;
  const begin = () =>
    signIn.mutate(
      {},
      {
        onSuccess: ({ address: page, isOpened }) => {
          if (!isOpened) window.open(page, '_blank', 'noopener');
        },
      },
    );
  return (
    <>
      <Notice
        tone="unsure"
        icon={<PersonWarning20Regular />}
        title={say('sync.signedOut.bar')}
        actions={
          <>
            {address !== undefined && (
              <Button onClick={() => void navigator.clipboard.writeText(address)}>
                {say('sync.signedOut.copy')}
              </Button>
            )}
            <Button appearance="primary" disabledFocusable={signIn.isPending} onClick={begin}>
              {say('sync.signIn')}
            </Button>
          </>
        }
      >
        {say(address === undefined ? 'sync.signedOut.what' : 'sync.signedOut.begun')}
      </Notice>
      {signIn.error && <Problem error={signIn.error} />}
    </>
  );
}

function OfflineBar({ status }: { readonly status: SyncStatus }) {
  const tryNow = useCommand('sync.tryNow');
  return (
    <>
      <Notice
        tone="info"
        icon={<CloudOff20Regular />}
        title={say('sync.offline.bar')}
        actions={
          <Button disabledFocusable={tryNow.isPending} onClick={() => tryNow.mutate({})}>
            {say('sync.tryNow')}
          </Button>
        }
      >
        {say('sync.offline.what')}
        {status.nextTryAt && ` ${say('sync.offline.next', { time: timeOfDay(status.nextTryAt) })}`}
      </Notice>
      {tryNow.error && <Problem error={tryNow.error} />}
    </>
  );
}
