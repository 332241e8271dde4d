import { useVirtualizer } from '@tanstack/react-virtual';
import { type KeyboardEvent, type ReactNode, useEffect, useLayoutEffect, useRef, useState } from 'react';
import styles from './grid.module.css';

export type GridItem<Row> =
  | { readonly type: 'group'; readonly key: string; readonly label: string; readonly count?: number }
  | { readonly type: 'row'; readonly key: string; readonly row: Row };

type Props<Row> = {
  readonly label: string;
  readonly items: readonly GridItem<Row>[];
  readonly selectedKey: string | undefined;
  readonly rowHeight: number;
  /** The row's whole text, for the tooltip-free reader: what sight gets from colour and icon is said here in words. */
  readonly describe: (row: Row) => string;
  readonly render: (row: Row) => ReactNode;
  readonly onSelect: (key: string) => void;
  readonly onOpen: (key: string) => void;
  /** A click opens at once, where choosing a row shows nothing beside it. */
  readonly onPick?: (key: string) => void;
  /** Asked for when the end comes near. */
  readonly onEnd?: () => void;
};

const GROUP_HEIGHT = 28;
const OVERSCAN = 10;

/** A virtual list of rows in groups, role=grid, with one row in the tab order; the arrow keys move focus and selection together. */
export function Grid<Row>(props: Props<Row>) {
  const { label, items, selectedKey, rowHeight, onEnd } = props;
  const scroller = useRef<HTMLDivElement>(null);
  const virtual = useVirtualizer({
    count: items.length,
    getScrollElement: () => scroller.current,
    estimateSize: (index) => (items[index]?.type === 'group' ? GROUP_HEIGHT : rowHeight),
    getItemKey: (index) => items[index]?.key ?? index,
    overscan: OVERSCAN,
  });
  const keyboard = useGridKeyboard(props, scroller, (index) => virtual.scrollToIndex(index));
  const shown = virtual.getVirtualItems();
  const last = shown.at(-1)?.index ?? 0;
  useEffect(() => {
    if (items.length > 0 && last >= items.length - OVERSCAN) onEnd?.();
  }, [items.length, last, onEnd]);

  return (
    <div ref={scroller} className={styles['scroller']}>
      {/* biome-ignore lint/a11y/useSemanticElements: rows are positioned one by one, which a table cannot be. */}
      <div
        role="grid"
        aria-label={label}
        aria-rowcount={items.length}
        tabIndex={keyboard.activeKey === undefined ? 0 : -1}
        className={styles['rows']}
        style={{ height: virtual.getTotalSize() }}
        onKeyDown={keyboard.onKeyDown}
      >
        {shown.map(({ index, start }) => {
          const item = items[index];
          if (!item) return null;
          const style = { transform: `translateY(${String(start)}px)` };
          return item.type === 'group' ? (
            <Group key={item.key} item={item} index={index} style={style} />
          ) : (
            <GridRow
              key={item.key}
              {...props}
              item={item}
              index={index}
              style={style}
              isSelected={item.key === selectedKey}
              isActive={item.key === keyboard.activeKey}
              onActive={keyboard.setActive}
            />
          );
        })}
      </div>
    </div>
  );
}

type Group = Extract<GridItem<unknown>, { type: 'group' }>;
function Group({ item, index, style }: { item: Group; index: number; style: object }) {
  return (
    // biome-ignore lint/a11y/useFocusableInteractive: a group's name is read, not visited.
    // biome-ignore lint/a11y/useSemanticElements: rows are positioned one by one, which a table cannot be.
    <div role="row" aria-rowindex={index + 1} className={styles['group']} style={style}>
      {/* biome-ignore lint/a11y/useSemanticElements: as above */}
      {/* biome-ignore lint/a11y/useFocusableInteractive: as above */}
      <span role="gridcell">
        <strong>{item.label}</strong>
        {item.count !== undefined && <span className={styles['count']}>{item.count}</span>}
      </span>
    </div>
  );
}

type RowProps<Row> = Props<Row> & {
  readonly item: Extract<GridItem<Row>, { type: 'row' }>;
  readonly index: number;
  readonly style: object;
  readonly isSelected: boolean;
  readonly isActive: boolean;
  readonly onActive: (key: string) => void;
};
function GridRow<Row>({ item, index, style, isSelected, isActive, ...props }: RowProps<Row>) {
  const { rowHeight, describe, render, onSelect, onOpen, onPick, onActive } = props;
  return (
    // biome-ignore lint/a11y/useKeyWithClickEvents: the grid answers the keys for all its rows.
    // biome-ignore lint/a11y/useSemanticElements: rows are positioned one by one, which a table cannot be.
    <div
      role="row"
      aria-rowindex={index + 1}
      aria-selected={isSelected}
      data-key={item.key}
      tabIndex={isActive ? 0 : -1}
      className={styles['row']}
      style={{ ...style, height: rowHeight }}
      onClick={() => {
        onActive(item.key);
        (onPick ?? onSelect)(item.key);
      }}
      onDoubleClick={() => onOpen(item.key)}
      onFocus={() => onActive(item.key)}
    >
      {/* biome-ignore lint/a11y/useSemanticElements: as above */}
      {/* biome-ignore lint/a11y/useFocusableInteractive: the row is what is focused */}
      <div role="gridcell" className={styles['cell']}>
        <span className={styles['said']}>{describe(item.row)}</span>
        <div aria-hidden="true" className={styles['seen']}>
          {render(item.row)}
        </div>
      </div>
    </div>
  );
}

const moves: Readonly<Record<string, (at: number, page: number, end: number) => number>> = {
  ArrowDown: (at, _page, end) => Math.min(end, at + 1),
  ArrowUp: (at) => Math.max(0, at - 1),
  PageDown: (at, page, end) => Math.min(end, at + page),
  PageUp: (at, page) => Math.max(0, at - page),
  Home: () => 0,
  End: (_at, _page, end) => end,
};

/** Which row the keyboard is on, kept when rows come and go; the row scrolls into view and takes the focus once it is drawn. */
function useGridKeyboard<Row>(
  { items, selectedKey, rowHeight, onSelect, onOpen }: Props<Row>,
  scroller: { readonly current: HTMLDivElement | null },
  scrollTo: (index: number) => void,
) {
  const [active, setActive] = useState<string | undefined>(undefined);
  const wanted = useRef<string | undefined>(undefined);
  const keys = items.filter((item) => item.type === 'row').map((item) => item.key);
  const preferred = active !== undefined && keys.includes(active) ? active : selectedKey;
  const activeKey = preferred !== undefined && keys.includes(preferred) ? preferred : keys[0];

  useLayoutEffect(() => {
    if (wanted.current === undefined) return;
    const row = scroller.current?.querySelector<HTMLElement>(`[data-key="${CSS.escape(wanted.current)}"]`);
    if (!row) return;
    wanted.current = undefined;
    row.focus({ preventScroll: true });
  });

  const onKeyDown = (event: KeyboardEvent) => {
    if (event.altKey || event.shiftKey || event.nativeEvent.isComposing || activeKey === undefined) return;
    if (event.key === 'Enter' && !event.ctrlKey) {
      event.preventDefault();
      onOpen(activeKey);
      return;
    }
    const move = moves[event.key];
    if (!move) return;
    event.preventDefault();
    const page = Math.max(1, Math.floor((scroller.current?.clientHeight ?? 0) / rowHeight) - 1);
    const next = keys[move(keys.indexOf(activeKey), page, keys.length - 1)];
    if (next === undefined) return;
    wanted.current = next;
    setActive(next);
    scrollTo(items.findIndex((item) => item.key === next));
    if (!event.ctrlKey) onSelect(next);
  };
  return { activeKey, setActive, onKeyDown };
}
