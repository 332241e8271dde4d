import { useVirtualizer } from '@tanstack/react-virtual';
import { type MouseEvent, type ReactNode, useEffect, useRef } from 'react';
import styles from './grid.module.css';
import { type Marks, useGridKeys } from './grid-keys.ts';

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
  /** Space: turns the page of what is open; true at its end, where the next row begins. */
  readonly onReadOn?: () => boolean;
  /** Where several rows can be dealt with at once. */
  readonly marks?: Marks | undefined;
  /** Asked for when the end comes near. */
  readonly onEnd?: () => void;
};

const GROUP_HEIGHT = 28;
const OVERSCAN = 10;

/** A virtual list of rows in groups, role=grid, with one row in the tab order; the arrow keys move focus and selection together. */
export function Grid<Row>(props: Props<Row>) {
  const { label, items, selectedKey, rowHeight, onEnd, marks, onSelect, onOpen, onReadOn } = props;
  const scroller = useRef<HTMLDivElement>(null);
  const virtual = useVirtualizer({
    count: items.length,
    getScrollElement: () => scroller.current,
    estimateSize: (index) => (items[index]?.type === 'group' ? GROUP_HEIGHT : rowHeight),
    getItemKey: (index) => items[index]?.key ?? index,
    overscan: OVERSCAN,
  });
  const keyboard = useGridKeys({
    ...{ selectedKey, rowHeight, scroller, onSelect, onOpen, onReadOn, marks },
    keys: items.filter((item) => item.type === 'row').map((item) => item.key),
    scrollTo: (key) => virtual.scrollToIndex(items.findIndex((item) => item.key === key)),
  });
  const isMarking = marks !== undefined && marks.keys.size > 0;
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
        {...(marks && { 'aria-multiselectable': true })}
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
              isSelected={isMarking ? marks.keys.has(item.key) : item.key === selectedKey}
              isActive={item.key === keyboard.activeKey}
              onActive={keyboard.setActive}
              onPress={keyboard.onPress}
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
  readonly onPress: (key: string, held: MouseEvent) => boolean;
};
function GridRow<Row>({ item, index, style, isSelected, isActive, ...props }: RowProps<Row>) {
  const { rowHeight, describe, render, onSelect, onOpen, onPick, onActive, onPress, marks } = props;
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
      // Marking leaves the focus where the marked rows begin, and selects no text.
      onMouseDown={(event) => marks && (event.shiftKey || event.ctrlKey) && event.preventDefault()}
      onClick={(event) => {
        if (!onPress(item.key, event)) (onPick ?? onSelect)(item.key);
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
