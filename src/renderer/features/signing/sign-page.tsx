import { Button } from '@fluentui/react-components';
import { Signature24Regular } from '@fluentui/react-icons';
import { useQuery } from '@tanstack/react-query';
import { getRouteApi, useNavigate } from '@tanstack/react-router';
import type { KeyRole } from '../../../shared/contract/signing.ts';
import { say } from '../../../shared/words/vi.ts';
import { Problem } from '../../app/problem.tsx';
import { useProfile } from '../../app/profile.ts';
import { read } from '../../app/read.ts';
import { useSigningRoles } from '../../app/signing-roles.ts';
import { Empty } from '../../ui/empty.tsx';
import { SkeletonRows } from '../../ui/skeleton-rows.tsx';
import { Tabs } from '../../ui/tabs.tsx';
import { Result } from './result.tsx';
import { type ReturnDialogType, Review } from './review.tsx';
import styles from './signing.module.css';

const route = getRouteApi('/sign');

/** Ký số: an open batch, or the one just done, else what waits. */
export function SignPage({ ReturnDialog }: { readonly ReturnDialog: ReturnDialogType }) {
  const { role: asked, batch: batchId } = route.useSearch();
  const navigate = useNavigate({ from: '/sign' });
  const profile = useProfile();
  const roles = useSigningRoles();
  const batch = useQuery(read('signing.getBatch', { ...(batchId !== undefined && { batchId }) }));
  if (batch.isError)
    return (
      <div className={styles['problem']}>
        <Problem error={batch.error} onRetry={() => void batch.refetch()} />
      </div>
    );
  if (!profile || !batch.data) return <SkeletonRows count={8} label={say('loading.rows')} />;
  if (batch.data.batch)
    return <Result batch={batch.data.batch} onBack={() => void navigate({ search: { role: asked } })} />;
  const role = (roles.find((each) => each.role === asked) ?? roles[0])?.role;
  if (!role)
    return (
      <section data-pane="list" aria-label={say('nav.sign')} className={styles['result']}>
        <Empty icon={<Signature24Regular />} title={say('batch.notYours')}>
          {say('batch.notYours.why')}
        </Empty>
      </section>
    );
  return (
    <div className={styles['page']}>
      {roles.length > 1 && (
        <Tabs
          label={say('batch.roles')}
          moreLabel={say('common.more')}
          value={role}
          tabs={roles.map(({ role: value, count }) => ({
            value,
            label: say(`batch.title.${value}`),
            count,
          }))}
          onChange={(next) => void navigate({ search: { role: next } })}
        />
      )}
      <Waiting key={role} role={role} ReturnDialog={ReturnDialog} />
    </div>
  );
}

type WaitingProps = { readonly role: KeyRole; readonly ReturnDialog: ReturnDialogType };
function Waiting({ role, ReturnDialog }: WaitingProps) {
  const { id } = route.useSearch();
  const navigate = useNavigate({ from: '/sign' });
  const list = useQuery(read('signing.listToSign', { role }));
  if (list.isError)
    return (
      <div className={styles['problem']}>
        <Problem error={list.error} onRetry={() => void list.refetch()} />
      </div>
    );
  if (!list.data) return <SkeletonRows count={8} label={say('loading.rows')} />;
  if (list.data.rows.length === 0)
    return (
      <section data-pane="list" aria-label={say('nav.sign')} className={styles['result']}>
        <Empty
          icon={<Signature24Regular />}
          title={say(`batch.empty.${role}`)}
          action={
            <Button onClick={() => void navigate({ to: '/outgoing', search: {} })}>
              {say('batch.goOutgoing')}
            </Button>
          }
        >
          {say(`batch.empty.${role}.why`)}
        </Empty>
      </section>
    );
  return (
    <div className={styles['panes']}>
      <Review
        role={role}
        rows={list.data.rows}
        isMore={list.data.isMore}
        shownId={id}
        onShow={(next) => void navigate({ search: (search) => ({ ...search, id: next }), replace: true })}
        onStarted={(batch) => void navigate({ search: { role, batch } })}
        ReturnDialog={ReturnDialog}
      />
    </div>
  );
}
