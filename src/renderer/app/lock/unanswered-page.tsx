import { say } from '../../../shared/words/vi.ts';
import { Notice } from '../../ui/notice.tsx';
import { toldOf } from '../fault.ts';
import { BeforeWork } from './before-work.tsx';
import styles from './lock-page.module.css';

/** The application has not said whether the profile is locked: nothing of the work is shown, and it is asked again by itself. */
export function UnansweredPage({ problem }: { readonly problem: unknown }) {
  const { sentence, code } = toldOf(problem);
  return (
    <BeforeWork>
      <section className={styles['card']} data-pane="lock" aria-labelledby="lock-unanswered">
        <h1 id="lock-unanswered" className={styles['who']}>
          {say('lock.unanswered')}
        </h1>
        <p className={styles['where']}>{say('lock.unanswered.why')}</p>
        <div className={styles['told']}>
          <Notice tone="wrong" code={say('problem.code', { code })}>
            {sentence}
          </Notice>
        </div>
      </section>
    </BeforeWork>
  );
}
