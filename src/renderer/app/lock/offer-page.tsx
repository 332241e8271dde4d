import { Button } from '@fluentui/react-components';
import { LockClosed20Regular, LockClosed24Regular } from '@fluentui/react-icons';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { say } from '../../../shared/words/vi.ts';
import { Problem } from '../problem.tsx';
import { read, useCommand } from '../read.ts';
import { BeforeWork } from './before-work.tsx';
import styles from './lock-page.module.css';
import { SecretDialog } from './secret-dialog.tsx';

/** Before a profile's first work on this machine: a secret is offered, with why, and may be left for later. */
export function OfferPage() {
  const { data, error, refetch } = useQuery(read('lock.getStatus', {}));
  const [isAsking, setAsking] = useState(false);
  const decline = useCommand('lock.decline');
  const others = data?.choices.filter(({ isCurrent }) => !isCurrent).length ?? 0;
  return (
    <BeforeWork>
      {error && <Problem error={error} onRetry={() => void refetch()} />}
      {data && (
        <section className={styles['card']} data-pane="lock" aria-labelledby="lock-offer">
          <span aria-hidden="true" className={styles['avatar']}>
            <LockClosed24Regular />
          </span>
          <h1 id="lock-offer" className={styles['who']}>
            {say('lock.offer')}
          </h1>
          <p className={styles['where']}>
            {others > 0 ? say('lock.offer.shared', { count: others }) : say('lock.offer.why')}
          </p>
          <div className={styles['form']}>
            <Button
              appearance="primary"
              size="large"
              icon={<LockClosed20Regular />}
              onClick={() => setAsking(true)}
            >
              {say('lock.settings.set')}
            </Button>
            <Button
              size="large"
              onClick={() => decline.mutate({}, { onSuccess: () => location.reload() })}
              disabledFocusable={decline.isPending}
            >
              {say('lock.offer.later')}
            </Button>
          </div>
          <p className={styles['still']}>{say('lock.offer.where')}</p>
          {decline.error && <Problem error={decline.error} />}
          {/* Outside the frame a closed dialog leaves the page hidden from those who hear it: the page, which holds nothing yet, begins anew. */}
          {isAsking && <SecretDialog work="set" whose={data} onClose={() => location.reload()} />}
        </section>
      )}
    </BeforeWork>
  );
}
