import styles from './skeleton-rows.module.css';

/** The place of rows that are being read; it shows itself only after 300 ms, so that a quick answer never flickers. */
export function SkeletonRows({ count, label }: { readonly count: number; readonly label: string }) {
  return (
    <div className={styles['rows']} role="status" aria-label={label}>
      {Array.from({ length: count }, (_, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: the rows are all alike and never move.
        <div key={index} className={styles['row']}>
          <span className={styles['short']} />
          <span className={styles['long']} />
        </div>
      ))}
    </div>
  );
}
