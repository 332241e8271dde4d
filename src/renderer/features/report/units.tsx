import { Warning16Filled } from '@fluentui/react-icons';
import { useId } from 'react';
import type { ExchangeReport } from '../../../shared/contract/report.ts';
import { type Figure, figures, isOnTarget } from '../../../shared/domain/report/exchange-figures.ts';
import { say } from '../../../shared/words/vi.ts';
import { sayCount } from '../../app/say-count.ts';
import settings from '../../app/settings/settings.module.css';
import { Bar } from './bar.tsx';
import { sayShare } from './figure-cards.tsx';
import { unitName } from './pickers.tsx';
import styles from './report.module.css';

type Props = {
  readonly figure: Figure;
  readonly units: ExchangeReport['byUnit'];
  readonly whole: ExchangeReport['whole'];
};

/** The chosen figure of every unit as bars under one scale. */
export function UnitChart({ figure, units, whole }: Props) {
  const id = useId();
  const rows = [
    ...units.map((each) => ({ name: unitName(each), row: each })),
    { name: say('figures.unit.all'), row: whole },
  ];
  return (
    <section aria-labelledby={id} className={styles['chart']}>
      <h2 id={id}>{say('figures.chart', { figure: say(`figure.${figure}`) })}</h2>
      <p className={styles['what']}>{say(`figure.${figure}.what`)}</p>
      <ul>
        {rows.map(({ name, row }) => (
          <li key={name} className={styles['chartRow']}>
            <span className={styles['chartName']}>{name}</span>
            <Bar figure={figure} count={row.counts[figure]} />
            <span className={styles['chartShare']}>{sayShare(row.counts[figure])}</span>
          </li>
        ))}
      </ul>
    </section>
  );
}

/** Every figure of every unit. */
export function UnitTable({ figure, units, whole }: Props) {
  const cells = (row: ExchangeReport['whole']) =>
    figures.map((each) => (
      <td
        key={each}
        className={`${styles['number']} ${each === figure ? styles['column'] : ''} ${
          isOnTarget(each, row.counts[each]) === false ? styles['missedCell'] : ''
        }`}
      >
        {isOnTarget(each, row.counts[each]) === false && (
          <span className={styles['sign']}>
            <Warning16Filled aria-label={say('figure.below')} />
          </span>
        )}
        {sayShare(row.counts[each])}
        {row.counts[each].counted > 0 && (
          <span className={settings['when']}>
            {sayCount(row.counts[each].met)}/{sayCount(row.counts[each].counted)}
          </span>
        )}
      </td>
    ));
  return (
    <div className={styles['scroll']}>
      <table className={`${settings['table']} ${styles['table']}`} aria-label={say('figures.table')}>
        <thead>
          <tr>
            <th scope="col">{say('figures.column.unit')}</th>
            <th scope="col" className={styles['number']}>
              {say('figures.column.issued')}
            </th>
            {figures.map((each) => (
              <th
                key={each}
                scope="col"
                className={`${styles['number']} ${each === figure ? styles['column'] : ''}`}
              >
                {say(`figure.${each}`)}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {units.map((each) => (
            <tr key={each.unit}>
              <th scope="row">{unitName(each)}</th>
              <td className={styles['number']}>{sayCount(each.issuedCount)}</td>
              {cells(each)}
            </tr>
          ))}
          <tr className={styles['whole']}>
            <th scope="row">{say('figures.unit.all')}</th>
            <td className={styles['number']}>{sayCount(whole.issuedCount)}</td>
            {cells(whole)}
          </tr>
        </tbody>
      </table>
    </div>
  );
}
