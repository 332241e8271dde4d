import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import type { Output } from '../../../shared/contract/contract.ts';
import type { OutgoingDetail } from '../../../shared/contract/outgoing.ts';
import type { LocalDate, Sha256 } from '../../../shared/domain/core/values.ts';
import { say } from '../../../shared/words/vi.ts';
import { sayMoment } from '../../app/clock.ts';
import { Problem } from '../../app/problem.tsx';
import { read } from '../../app/read.ts';
import { Modal } from '../../ui/modal.tsx';
import { SkeletonRows } from '../../ui/skeleton-rows.tsx';
import styles from './compare.module.css';

type Props = { readonly detail: OutgoingDetail; readonly today: LocalDate; readonly onClose: () => void };

/** What was added and removed between two versions, in words; the colour never stands alone, the mark and its name say it too. */
export function CompareDialog({ detail, today, onClose }: Props) {
  const { versions } = detail;
  const [from, setFrom] = useState<Sha256 | undefined>(versions.at(-2)?.sha256);
  const [to, setTo] = useState<Sha256 | undefined>(versions.at(-1)?.sha256);
  const compared = useQuery({
    ...read('outgoing.compareVersions', {
      documentId: detail.row.documentId,
      from: from ?? ('' as never),
      to: to ?? ('' as never),
    }),
    enabled: from !== undefined && to !== undefined,
  });
  const choices = versions.map(({ sha256, origin, doneAt }) => (
    <option key={doneAt} value={sha256}>
      {say(`outgoing.version.${origin}`)}, {sayMoment(doneAt, today)}
    </option>
  ));
  const choose = (label: string, value: Sha256 | undefined, set: (sha256: Sha256) => void) => (
    <label className={styles['choice']}>
      {label}
      <select value={value} onChange={(event) => set(event.target.value as Sha256)}>
        {choices}
      </select>
    </label>
  );
  const hasChanged = compared.data?.parts.some(({ kind }) => kind !== 'same');
  return (
    <Modal
      title={say('outgoing.compare.title')}
      width="large"
      closeLabel={say('common.close')}
      onClose={onClose}
    >
      <div className={styles['choices']}>
        {choose(say('outgoing.compare.from'), from, setFrom)}
        {choose(say('outgoing.compare.to'), to, setTo)}
      </div>
      {compared.error && <Problem error={compared.error} />}
      {compared.isPending && <SkeletonRows count={4} label={say('loading.document')} />}
      {compared.data?.isCoarse && <p role="status">{say('outgoing.compare.coarse')}</p>}
      {compared.data && !hasChanged && <p role="status">{say('outgoing.compare.same')}</p>}
      {compared.data && hasChanged && <Difference parts={compared.data.parts} />}
    </Modal>
  );
}

function Difference({ parts }: Pick<Output<'outgoing.compareVersions'>, 'parts'>) {
  return (
    <p className={styles['text']}>
      {parts.map(({ kind, text }, index) => {
        const key = `${index}`;
        if (kind === 'same') return <span key={key}>{shortened(text)} </span>;
        return kind === 'added' ? (
          <ins key={key} className={styles['added']} title={say('outgoing.compare.added')}>
            {text}{' '}
          </ins>
        ) : (
          <del key={key} className={styles['removed']} title={say('outgoing.compare.removed')}>
            {text}{' '}
          </del>
        );
      })}
    </p>
  );
}

const KEPT_LETTERS = 160;
/** What stayed is shown around what changed, not whole. */
const shortened = (text: string): string =>
  text.length <= 2 * KEPT_LETTERS ? text : `${text.slice(0, KEPT_LETTERS)} … ${text.slice(-KEPT_LETTERS)}`;
