import { DocumentPdf20Regular } from '@fluentui/react-icons';
import { useQuery } from '@tanstack/react-query';
import type { OutgoingId } from '../../../shared/domain/core/values.ts';
import type { PreflightFinding } from '../../../shared/signature/preflight.ts';
import { say } from '../../../shared/words/vi.ts';
import dialogs from '../../app/document/dialogs.module.css';
import { saySize } from '../../app/document/say-size.ts';
import { Problem } from '../../app/problem.tsx';
import { read } from '../../app/read.ts';
import { Notice } from '../../ui/notice.tsx';
import styles from './signing.module.css';

type Props = { readonly documentId: OutgoingId };

/** What to look at in the very file that would be signed, worst first; nothing where there is nothing to say. */
export function Preflight({ documentId }: Props) {
  const { data } = useQuery(read('signing.preflight', { documentId }));
  if (!data || data.findings.length === 0) return null;
  return (
    <div className={styles['preflight']}>
      <Findings findings={data.findings} />
    </div>
  );
}

/** Exactly which file is signed, how large it is, and what to look at in it before. */
export function FileToSign({ documentId }: Props) {
  const { data, error } = useQuery(read('signing.preflight', { documentId }));
  if (error) return <Problem error={error} />;
  if (!data) return null;
  const { file, pageCount, findings } = data;
  const facts = [
    ...(pageCount === undefined ? [] : [say('sign.file.pages', { count: pageCount })]),
    saySize(file.sizeBytes),
  ];
  return (
    <>
      <div className={dialogs['card']}>
        <DocumentPdf20Regular aria-hidden="true" />
        <div>
          <p className={dialogs['quiet']}>{say('sign.file')}</p>
          <p className={dialogs['cardName']}>{file.name}</p>
          <p className={dialogs['quiet']}>{facts.join(', ')}</p>
        </div>
      </div>
      {findings.length > 0 && <Findings findings={findings} />}
    </>
  );
}

function Findings({ findings }: { readonly findings: readonly PreflightFinding[] }) {
  return (
    <Notice tone={toneOf(findings)} title={say('preflight.title')}>
      <ul className={styles['findings']}>
        {findings.map((finding) => (
          <li key={JSON.stringify(finding)}>
            {finding.page !== undefined && `${say('preflight.on-page', { page: finding.page })}: `}
            {say(`preflight.${finding.code}`, { what: finding.what })}
          </li>
        ))}
      </ul>
    </Notice>
  );
}

function toneOf(findings: readonly PreflightFinding[]): 'wrong' | 'unsure' | 'info' {
  if (findings.some(({ weight }) => weight === 'stop')) return 'wrong';
  return findings.some(({ weight }) => weight === 'warn') ? 'unsure' : 'info';
}
