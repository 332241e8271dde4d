import { useQuery } from '@tanstack/react-query';
import type { OutgoingId } from '../../../shared/domain/core/values.ts';
import type { PreflightFinding } from '../../../shared/signature/preflight.ts';
import { say } from '../../../shared/words/vi.ts';
import { read } from '../../app/read.ts';
import { Notice } from '../../ui/notice.tsx';
import styles from './signing.module.css';

type Props = {
  readonly documentId: OutgoingId;
  /** Says nothing where there is nothing to say. */
  readonly isQuietWhenClean?: boolean;
};

/** What to look at in the very file that would be signed, worst first. */
export function Preflight({ documentId, isQuietWhenClean = false }: Props) {
  const { data } = useQuery(read('signing.preflight', { documentId }));
  if (!data || (isQuietWhenClean && data.findings.length === 0)) return null;
  return (
    <div className={styles['preflight']}>
      <Notice tone={toneOf(data.findings)} title={say('preflight.title')}>
        {data.findings.length === 0 ? (
          say('preflight.none')
        ) : (
          <ul className={styles['findings']}>
            {data.findings.map((finding) => (
              <li key={JSON.stringify(finding)}>
                {finding.page !== undefined && `${say('preflight.on-page', { page: finding.page })}: `}
                {say(`preflight.${finding.code}`, { what: finding.what })}
              </li>
            ))}
          </ul>
        )}
      </Notice>
    </div>
  );
}

function toneOf(findings: readonly PreflightFinding[]): 'wrong' | 'unsure' | 'info' {
  if (findings.some(({ weight }) => weight === 'stop')) return 'wrong';
  return findings.some(({ weight }) => weight === 'warn') ? 'unsure' : 'info';
}
