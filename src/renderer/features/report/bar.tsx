import {
  type Count,
  type Figure,
  isOnTarget,
  perMille,
  targets,
} from '../../../shared/domain/report/exchange-figures.ts';
import styles from './report.module.css';

/** A share as a bar with the line of its target; the words beside it say the same. */
export function Bar({ figure, count }: { readonly figure: Figure; readonly count: Count }) {
  const share = (perMille(count) ?? 0) / 10;
  const target = targets[figure];
  const tone = isOnTarget(figure, count) === false ? styles['barMissed'] : styles['barGood'];
  return (
    <svg className={styles['bar']} viewBox="0 0 100 12" preserveAspectRatio="none" aria-hidden="true">
      <rect x="0" y="3" width="100" height="6" className={styles['barGround']} />
      <rect x="0" y="3" width={share} height="6" className={tone} />
      {target !== undefined && (
        <line
          x1={Math.min(target, 99.5)}
          x2={Math.min(target, 99.5)}
          y1="0"
          y2="12"
          className={styles['barTarget']}
          vectorEffect="non-scaling-stroke"
        />
      )}
    </svg>
  );
}
