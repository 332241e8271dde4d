import { CheckmarkCircle16Regular, Warning16Filled } from '@fluentui/react-icons';
import { useId } from 'react';
import type { FigureRow } from '../../../shared/contract/report.ts';
import {
  type Count,
  type Figure,
  figures,
  isOnTarget,
  perMille,
  targets,
} from '../../../shared/domain/report/exchange-figures.ts';
import { say } from '../../../shared/words/vi.ts';
import { sayCount } from '../../app/say-count.ts';
import { Bar } from './bar.tsx';
import styles from './report.module.css';

const inPercent = new Intl.NumberFormat('vi-VN', { maximumFractionDigits: 1 });

/** "97,3 %"; never rounded up. */
export function sayShare(count: Count): string {
  const share = perMille(count);
  return share === undefined
    ? say('figure.nothing')
    : say('figure.percent', { percent: inPercent.format(share / 10) });
}

type Props = {
  readonly row: FigureRow;
  readonly figure: Figure;
  readonly onFigure: (figure: Figure) => void;
};

/** The six figures; the chosen one is opened below. */
export function FigureCards({ row, figure, onFigure }: Props) {
  return (
    <section aria-label={say('figures.list')} className={styles['cardsOf']}>
      <p className={styles['counts']}>
        {say('figures.issued', { count: sayCount(row.issuedCount) })}
        {row.paperTooCount > 0 && ` · ${say('figures.paperToo', { count: sayCount(row.paperTooCount) })}`}
      </p>
      <div className={styles['cards']}>
        {figures.map((each) => (
          <Card
            key={each}
            figure={each}
            count={row.counts[each]}
            isChosen={each === figure}
            onChoose={() => onFigure(each)}
          />
        ))}
      </div>
    </section>
  );
}

type CardProps = {
  readonly figure: Figure;
  readonly count: Count;
  readonly isChosen: boolean;
  readonly onChoose: () => void;
};
function Card({ figure, count, isChosen, onChoose }: CardProps) {
  const whatId = useId();
  return (
    <button
      type="button"
      aria-pressed={isChosen}
      aria-describedby={whatId}
      className={`${styles['card']} ${isChosen ? styles['chosen'] : ''}`}
      onClick={onChoose}
    >
      <span className={styles['cardName']}>{say(`figure.${figure}`)}</span>
      <span className={styles['share']}>{sayShare(count)}</span>
      <Bar count={count} figure={figure} />
      <span className={styles['of']}>
        {say('figure.of', { met: sayCount(count.met), counted: sayCount(count.counted) })}
      </span>
      <Target figure={figure} count={count} />
      <span id={whatId} hidden>
        {say(`figure.${figure}.what`)}
      </span>
    </button>
  );
}

/** Where the plan wants it, and whether it is there: a word and a sign, never a colour alone. */
function Target({ figure, count }: { readonly figure: Figure; readonly count: Count }) {
  const target = targets[figure];
  if (target === undefined) return <span className={styles['quiet']}>{say('figure.noTarget')}</span>;
  const isThere = isOnTarget(figure, count);
  const missing = Math.ceil((target * count.counted) / 100) - count.met;
  return (
    <span className={styles['target']}>
      {say('figure.target', { target })}
      {isThere === true && (
        <span className={styles['good']}>
          <CheckmarkCircle16Regular aria-hidden="true" /> {say('figure.reached')}
        </span>
      )}
      {isThere === false && (
        <span className={styles['missed']}>
          <Warning16Filled aria-hidden="true" /> {say('figure.missed', { count: sayCount(missing) })}
        </span>
      )}
    </span>
  );
}
