import type { PdfReport } from '../../../../shared/signature/report.ts';
import { revisionSentenceOf, revisionsOf } from '../../../../shared/signature/revisions.ts';
import { formatMoment } from '../../../../shared/text/day.ts';
import { say } from '../../../../shared/words/vi.ts';
import { OutcomeIcon } from './outcome.tsx';
import styles from './report.module.css';

const wordOf = { permitted: '', doubtful: 'indeterminate', forbidden: 'invalid' } as const;

/** Các lần lưu của tệp: what each saving did, in words; a forbidden one stands out. */
export function RevisionList({
  report,
  isGreenAllowed,
}: {
  readonly report: PdfReport;
  readonly isGreenAllowed: boolean;
}) {
  const revisions = revisionsOf(report);
  if (revisions.length === 0) return null;
  return (
    <section className={`${styles['card']} ${styles['revisions']}`} aria-label={say('report.revisions')}>
      <h3>{say('report.revisions')}</h3>
      <ol>
        {revisions.map((revision) => {
          const at = revision.signatures.find(({ signedAt }) => signedAt !== null)?.signedAt ?? undefined;
          return (
            <li key={revision.revision}>
              <OutcomeIcon outcome={revision.verdict} isGreenAllowed={isGreenAllowed} />
              <strong>{say('revision.number', { revision: revision.revision })}</strong>
              <span className={styles[wordOf[revision.verdict]] ?? ''}>{revisionSentenceOf(revision)}</span>
              <span className={styles['clause']}>{at === undefined ? '' : formatMoment(at)}</span>
            </li>
          );
        })}
      </ol>
    </section>
  );
}
