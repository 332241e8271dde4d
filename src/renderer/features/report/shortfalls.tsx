import { Button } from '@fluentui/react-components';
import { ArrowDown20Regular, CheckmarkCircle24Regular } from '@fluentui/react-icons';
import { useInfiniteQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import type { ShortfallRow, UnitChoice } from '../../../shared/contract/report.ts';
import type { Figure } from '../../../shared/domain/report/exchange-figures.ts';
import type { Period } from '../../../shared/domain/report/period.ts';
import { formatDay } from '../../../shared/text/day.ts';
import { say } from '../../../shared/words/vi.ts';
import { readPages } from '../../app/read.ts';
import { sayCount } from '../../app/say-count.ts';
import { ListSection } from '../../app/settings/list-section.tsx';
import settings from '../../app/settings/settings.module.css';
import styles from './report.module.css';

type Props = Period & { readonly figure: Figure; readonly unit: UnitChoice | undefined };

/** The documents that lower the chosen figure, each with why. */
export function Shortfalls({ from, to, figure, unit }: Props) {
  const list = useInfiniteQuery(
    readPages('report.listShortfalls', { from, to, figure, ...(unit !== undefined && { unit }) }),
  );
  return (
    <ListSection
      title={say('figures.lowering', { figure: say(`figure.${figure}`) })}
      answer={list}
      rowsOf={({ pages }) => pages.flatMap(({ rows }) => rows)}
      empty={{
        icon: <CheckmarkCircle24Regular />,
        title: say('figures.lowering.none'),
        why: say('figures.lowering.none.why'),
      }}
      foot={
        list.hasNextPage && (
          <div className={settings['acts']}>
            <Button
              icon={<ArrowDown20Regular />}
              disabledFocusable={list.isFetchingNextPage}
              onClick={() => void list.fetchNextPage()}
            >
              {say('figures.more')}
            </Button>
          </div>
        )
      }
    >
      {(rows) => <ShortfallTable rows={rows} figure={figure} />}
    </ListSection>
  );
}

const ShortfallTable = ({
  rows,
  figure,
}: {
  readonly rows: readonly ShortfallRow[];
  readonly figure: Figure;
}) => (
  <div className={styles['scroll']}>
    <table
      className={`${settings['table']} ${styles['documents']}`}
      aria-label={say('figures.lowering', { figure: say(`figure.${figure}`) })}
    >
      <thead>
        <tr>
          <th scope="col">{say('figures.column.document')}</th>
          <th scope="col">{say('figures.column.day')}</th>
          <th scope="col">{say('figures.column.subject')}</th>
          <th scope="col">{say('figures.column.drafter')}</th>
          <th scope="col">{say('figures.column.reason')}</th>
        </tr>
      </thead>
      <tbody>
        {rows.map((row) => (
          <Row key={row.documentId} row={row} />
        ))}
      </tbody>
    </table>
  </div>
);

function Row({ row }: { readonly row: ShortfallRow }) {
  const { documentId, reference, issuedOn, typeName, subject, drafter, unitName, reason } = row;
  return (
    <tr>
      <th scope="row" className={settings['short']}>
        <Link
          to="/outgoing"
          search={{ view: 'all', id: documentId }}
          className={styles['link']}
          aria-label={say('figures.open', { reference })}
        >
          {reference}
        </Link>
        <span className={settings['when']}>{typeName}</span>
      </th>
      <td className={settings['short']}>{formatDay(issuedOn)}</td>
      <td>{subject}</td>
      <td>
        {drafter?.fullName ?? say('common.unknownPerson')}
        <span className={settings['when']}>{unitName ?? say('figures.unit.none')}</span>
      </td>
      <td className={styles['reason']}>
        {say(`shortfall.${reason}`)}
        {row.addresseeCount > 0 && <span className={settings['when']}>{sayAddressees(row)}</span>}
      </td>
    </tr>
  );
}

function sayAddressees({ addressees, addresseeCount }: ShortfallRow): string {
  const [names, others] = [addressees.join(', '), addresseeCount - addressees.length];
  return others === 0 ? names : say('shortfall.others', { names, count: sayCount(others) });
}
