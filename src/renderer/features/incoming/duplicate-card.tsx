import { Button } from '@fluentui/react-components';
import { DocumentMultiple20Regular } from '@fluentui/react-icons';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { useDeferredValue, useState } from 'react';
import { type UseFormReturn, useWatch } from 'react-hook-form';
import type { IncomingRow } from '../../../shared/contract/incoming.ts';
import type { IncomingId, Sha256 } from '../../../shared/domain/core/values.ts';
import { formatDay } from '../../../shared/text/day.ts';
import { say } from '../../../shared/words/vi.ts';
import { read } from '../../app/read.ts';
import { Notice } from '../../ui/notice.tsx';
import styles from './duplicate-card.module.css';
import type { EntryResult, EntryValues } from './entry.ts';
import { RefuseDialog } from './refuse-dialog.tsx';

type Props = {
  readonly form: UseFormReturn<EntryValues, unknown, EntryResult>;
  readonly sha256: Sha256 | undefined;
  readonly except: IncomingId | undefined;
  readonly isNew: boolean;
  readonly onDrop: () => void;
};

/** Same file, or same số + ký hiệu + cơ quan (NĐ 30/2020 annex VI III.1h): both side by side; a warning, never a block. */
export function DuplicateCard({ form, sha256, except, isNew, onDrop }: Props) {
  const navigate = useNavigate();
  const [isRefusing, setRefusing] = useState(false);
  const [codeNumber, codeNotation, organName, subject, issuedOn] = useWatch({
    control: form.control,
    name: ['codeNumber', 'codeNotation', 'organName', 'subject', 'issuedOn'],
  });
  const asked = useDeferredValue({
    codeNumber: codeNumber.trim().slice(0, 11),
    codeNotation: codeNotation.trim().slice(0, 30),
    organName: organName.trim().slice(0, 200),
  });
  const found = useQuery({
    ...read('incoming.findDuplicates', { ...asked, ...(sha256 && { sha256 }), ...(except && { except }) }),
    placeholderData: keepPreviousData,
  });
  const first = found.data?.[0];
  if (!first) return null;
  const open = () => void navigate({ to: '/incoming', search: { view: 'all', id: first.row.documentId } });
  return (
    <Notice
      tone="unsure"
      icon={<DocumentMultiple20Regular />}
      title={`${say('duplicate.title')}: ${say(`duplicate.${first.because}`).toLocaleLowerCase('vi')}.`}
      actions={
        <>
          <Button onClick={open}>{say('duplicate.open')}</Button>
          {except && <Button onClick={() => setRefusing(true)}>{say('duplicate.refuse')}</Button>}
          {isNew && (
            <Button appearance="subtle" onClick={onDrop}>
              {say('duplicate.drop')}
            </Button>
          )}
        </>
      }
    >
      {say('duplicate.why')}
      <Compare
        here={{
          reference: [codeNumber, codeNotation].filter(Boolean).join('/'),
          organName,
          subject,
          issuedOn,
        }}
        there={first.row}
      />
      {isRefusing && except && (
        <RefuseDialog documentId={except} because="twice" onClose={() => setRefusing(false)} />
      )}
    </Notice>
  );
}

type Here = Record<'reference' | 'organName' | 'subject' | 'issuedOn', string>;
function Compare({ here, there }: { readonly here: Here; readonly there: IncomingRow }) {
  const lines = [
    [say('field.codeNumber'), here.reference, there.reference],
    [say('field.organName'), here.organName, there.organName],
    [say('field.issuedOn'), here.issuedOn, there.issuedOn ? formatDay(there.issuedOn) : ''],
    [say('field.subject'), here.subject, there.subject],
  ] as const;
  return (
    <table className={styles['compare']}>
      <thead>
        <tr>
          <td />
          <th scope="col">{say('duplicate.here')}</th>
          <th scope="col">
            {say('duplicate.there')}
            {there.arrivalNumber !== undefined &&
              ` · ${say('incoming.row.number', { number: there.arrivalNumber }).toLocaleLowerCase('vi')}`}
          </th>
        </tr>
      </thead>
      <tbody>
        {lines.map(([name, mine, theirs]) => (
          <tr key={name}>
            <th scope="row">{name}</th>
            <td>
              <span className={styles['text']} title={mine}>
                {mine}
              </span>
            </td>
            <td className={mine.trim() === theirs ? '' : styles['differs']}>
              <span className={styles['text']} title={theirs}>
                {theirs}
              </span>
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
