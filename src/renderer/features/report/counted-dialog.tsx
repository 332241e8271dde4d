import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import type { CountedDocument } from '../../../shared/contract/report.ts';
import { IncomingId, OutgoingId } from '../../../shared/domain/core/values.ts';
import type { DocumentStanding, Grouping } from '../../../shared/domain/report/document-figures.ts';
import type { Period } from '../../../shared/domain/report/period.ts';
import { formatDay } from '../../../shared/text/day.ts';
import { say } from '../../../shared/words/vi.ts';
import { Problem } from '../../app/problem.tsx';
import { read } from '../../app/read.ts';
import settings from '../../app/settings/settings.module.css';
import { Modal } from '../../ui/modal.tsx';
import { SkeletonRows } from '../../ui/skeleton-rows.tsx';
import styles from './report.module.css';

/** Which count was asked for. */
export type Counted = {
  readonly book: 'incoming' | 'outgoing';
  readonly grouping: Grouping;
  readonly key: string | undefined;
  readonly name: string;
  readonly standing: DocumentStanding | undefined;
};
type Props = { readonly counted: Counted; readonly period: Period; readonly onClose: () => void };

const SHOWN_MAX = 200;

/** The documents behind a number, each to be opened. */
export function CountedDialog({ counted, period, onClose }: Props) {
  const { book, grouping, key, name, standing } = counted;
  const list = useQuery(
    read('report.listDocuments', {
      ...period,
      book,
      limit: SHOWN_MAX,
      ...(key !== undefined && { grouping, key }),
      ...(standing && { standing }),
    }),
  );
  const { data, error } = list;
  const group = standing ? `${name}, ${say(`documents.standing.${standing}`).toLocaleLowerCase('vi')}` : name;
  return (
    <Modal
      title={data ? say('documents.list', { group, count: data.count }) : group}
      width="wide"
      closeLabel={say('common.close')}
      onClose={onClose}
    >
      {error !== null && <Problem error={error} onRetry={() => void list.refetch()} />}
      {list.isPending && <SkeletonRows count={4} label={say('loading.rows')} />}
      {data && <Documents rows={data.rows} book={book} />}
      {data && data.count > data.rows.length && (
        <p className={settings['quiet']}>{say('documents.list.cut', { shown: data.rows.length })}</p>
      )}
    </Modal>
  );
}

const Documents = ({
  rows,
  book,
}: {
  readonly rows: readonly CountedDocument[];
  readonly book: Counted['book'];
}) => (
  <table className={settings['table']}>
    <thead>
      <tr>
        <th scope="col">{say('figures.column.document')}</th>
        <th scope="col">{say('figures.column.day')}</th>
        <th scope="col">{say('figures.column.subject')}</th>
        <th scope="col">{say('documents.by.state')}</th>
      </tr>
    </thead>
    <tbody>
      {rows.map(({ documentId, reference, day, subject, typeName, standing }) => (
        <tr key={documentId}>
          <th scope="row" className={settings['short']}>
            <Link {...placeOf(book, documentId)} className={styles['link']}>
              {reference}
            </Link>
            <span className={settings['when']}>{typeName}</span>
          </th>
          <td className={settings['short']}>{formatDay(day)}</td>
          <td>{subject}</td>
          <td>{say(`documents.standing.${standing}`)}</td>
        </tr>
      ))}
    </tbody>
  </table>
);

const placeOf = (book: Counted['book'], id: string) =>
  book === 'incoming'
    ? ({ to: '/incoming', search: { view: 'all', id: IncomingId.parse(id) } } as const)
    : ({ to: '/outgoing', search: { view: 'all', id: OutgoingId.parse(id) } } as const);
