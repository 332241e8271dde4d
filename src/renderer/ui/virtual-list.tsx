import { useVirtualizer } from '@tanstack/react-virtual';
import { type ReactNode, useRef } from 'react';
import styles from './virtual-list.module.css';

type Props<Item> = {
  readonly label: string;
  readonly items: readonly Item[];
  readonly keyOf: (item: Item) => string;
  readonly rowHeight: number;
  readonly render: (item: Item) => ReactNode;
  readonly empty: ReactNode;
  readonly className?: string | undefined;
};

const OVERSCAN = 8;

/** A list whose rows hold their own controls, of which only those in sight are drawn: some hundreds of recipients scroll like ten. */
export function VirtualList<Item>({
  label,
  items,
  keyOf,
  rowHeight,
  render,
  empty,
  className = '',
}: Props<Item>) {
  const scroller = useRef<HTMLDivElement>(null);
  const virtual = useVirtualizer({
    count: items.length,
    getScrollElement: () => scroller.current,
    estimateSize: () => rowHeight,
    getItemKey: (index) => (items[index] ? keyOf(items[index]) : index),
    overscan: OVERSCAN,
  });
  return (
    <div ref={scroller} className={`${styles['scroller']} ${className}`}>
      {items.length === 0 ? (
        empty
      ) : (
        <ul aria-label={label} className={styles['rows']} style={{ height: virtual.getTotalSize() }}>
          {virtual.getVirtualItems().map(({ key, index, start }) => {
            const item = items[index];
            if (!item) return null;
            const style = { height: rowHeight, transform: `translateY(${String(start)}px)` };
            return (
              <li
                key={key}
                aria-setsize={items.length}
                aria-posinset={index + 1}
                className={styles['row']}
                style={style}
              >
                {render(item)}
              </li>
            );
          })}
        </ul>
      )}
    </div>
  );
}
