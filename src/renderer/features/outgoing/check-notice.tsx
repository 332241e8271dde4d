import { useQuery } from '@tanstack/react-query';
import type { OutgoingDetail } from '../../../shared/contract/outgoing.ts';
import { say } from '../../../shared/words/vi.ts';
import styles from '../../app/document/page.module.css';
import { read } from '../../app/read.ts';
import { Notice } from '../../ui/notice.tsx';

/** Before submitting: what annex I asks for and the draft does not show, each with its clause. It keeps nobody from submitting. */
export function CheckNotice({ detail }: { readonly detail: OutgoingDetail }) {
  const { documentId } = detail.row;
  const maySubmit = detail.allowed.some(
    ({ name, isAllowed }) => name === 'outgoing.submitForSignature' && isAllowed,
  );
  const found = useQuery({ ...read('outgoing.check', { documentId }), enabled: maySubmit }).data ?? [];
  if (!maySubmit || found.length === 0) return null;
  return (
    <div className={styles['returned']}>
      <Notice tone="unsure" title={say('check.title', { count: found.length })}>
        <ul>
          {found.map(({ code, clause, detail: told }) => (
            <li key={`${code}${JSON.stringify(told)}`}>
              {say(code, told)} <small>{say('check.clause', { clause })}</small>
            </li>
          ))}
        </ul>
      </Notice>
    </div>
  );
}
