import { type KeyboardEvent, useLayoutEffect, useRef, useState } from 'react';

/** What the keyboard needs of a grid: its rows in their order, how they are chosen, opened, read on and marked. */
export type GridKeys = {
  readonly keys: readonly string[];
  readonly selectedKey: string | undefined;
  readonly rowHeight: number;
  readonly scroller: { readonly current: HTMLElement | null };
  readonly scrollTo: (key: string) => void;
  readonly onSelect: (key: string) => void;
  readonly onOpen: (key: string) => void;
  /** Space: turns the page of what is open; true at its end, where the next row begins. */
  readonly onReadOn?: (() => boolean) | undefined;
  /** Rows that are marked together, and their change; without it one row at a time is dealt with. */
  readonly marks?: Marks | undefined;
};
export type Marks = {
  readonly keys: ReadonlySet<string>;
  readonly onMark: (keys: ReadonlySet<string>) => void;
};

type Held = { readonly shiftKey: boolean; readonly ctrlKey: boolean };

const moves: Readonly<Record<string, (at: number, page: number, end: number) => number>> = {
  ArrowDown: (at, _page, end) => Math.min(end, at + 1),
  ArrowUp: (at) => Math.max(0, at - 1),
  PageDown: (at, page, end) => Math.min(end, at + page),
  PageUp: (at, page) => Math.max(0, at - page),
  Home: () => 0,
  End: (_at, _page, end) => end,
};

/** Every row from one to another, whichever stands first. */
function between(keys: readonly string[], from: string, to: string): ReadonlySet<string> {
  const [first = 0, last = 0] = [keys.indexOf(from), keys.indexOf(to)].sort((a, b) => a - b);
  return new Set(keys.slice(first, last + 1));
}

/** Marks by key and mouse, as in the system's own lists: Shift to a row, Ctrl for one more or less, Ctrl+A all, Esc none. */
function useMarking({ keys, marks }: GridKeys, activeKey: string | undefined) {
  const anchor = useRef<string | undefined>(undefined);
  const mark = (next: ReadonlySet<string>) => marks?.onMark(next);
  const toggle = (key: string) => {
    if (!marks) return;
    // The first to be added brings the one that the keyboard is on.
    const isFirst = marks.keys.size === 0;
    const next = new Set(isFirst && activeKey !== undefined ? [activeKey] : marks.keys);
    if (isFirst || !next.delete(key)) next.add(key);
    mark(next);
  };
  const extend = (key: string) => {
    anchor.current ??= activeKey ?? key;
    mark(between(keys, anchor.current, key));
  };
  const clear = () => {
    anchor.current = undefined;
    if (marks && marks.keys.size > 0) mark(new Set());
  };
  /** What a key marks, `extended` being the row that Shift moved to; false where it marks nothing. */
  const take = (event: KeyboardEvent, active: string, extended: string | undefined): boolean => {
    if (!marks) return false;
    if (extended !== undefined) extend(extended);
    else if (event.ctrlKey && event.code === 'KeyA') mark(new Set(keys));
    else if (event.ctrlKey && event.key === ' ') toggle(active);
    else if (event.key === 'Escape' && marks.keys.size > 0) clear();
    else return false;
    return true;
  };
  /** A press of the mouse on a row; true where it only marked. */
  const press = (key: string, { shiftKey, ctrlKey }: Held): boolean => {
    const isMarking = marks !== undefined && (shiftKey || ctrlKey);
    if (!isMarking) clear();
    else if (shiftKey) extend(key);
    else toggle(key);
    return isMarking;
  };
  return { take, press, clear };
}

/** Which row the keyboard is on, kept when rows come and go; the row scrolls into view and takes the focus once it is drawn. */
export function useGridKeys(given: GridKeys) {
  const { keys, selectedKey, rowHeight, scroller, scrollTo, onSelect, onOpen, onReadOn, marks } = given;
  const [active, setActive] = useState<string | undefined>(undefined);
  const wanted = useRef<string | undefined>(undefined);
  const preferred = active !== undefined && keys.includes(active) ? active : selectedKey;
  const activeKey = preferred !== undefined && keys.includes(preferred) ? preferred : keys[0];
  const marking = useMarking(given, activeKey);

  useLayoutEffect(() => {
    if (wanted.current === undefined) return;
    const row = scroller.current?.querySelector<HTMLElement>(`[data-key="${CSS.escape(wanted.current)}"]`);
    if (!row) return;
    wanted.current = undefined;
    row.focus({ preventScroll: true });
  });

  const goTo = (key: string) => {
    wanted.current = key;
    setActive(key);
    scrollTo(key);
  };
  const moved = (event: KeyboardEvent): string | undefined => {
    const page = Math.max(1, Math.floor((scroller.current?.clientHeight ?? 0) / rowHeight) - 1);
    return keys[moves[event.key]?.(keys.indexOf(activeKey ?? ''), page, keys.length - 1) ?? -1];
  };
  const walked = (event: KeyboardEvent, from: string): boolean => {
    if (event.shiftKey) return false;
    if (event.key === 'Enter' && !event.ctrlKey) {
      onOpen(from);
      return true;
    }
    const readsOn = event.key === ' ' && !event.ctrlKey && onReadOn !== undefined;
    const next = readsOn ? (onReadOn() ? keys[keys.indexOf(from) + 1] : undefined) : moved(event);
    if (next !== undefined) goTo(next);
    if (next !== undefined && !event.ctrlKey) {
      marking.clear();
      onSelect(next);
    }
    return readsOn || next !== undefined;
  };
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.altKey || event.nativeEvent.isComposing || activeKey === undefined) return;
    const extended = marks && event.shiftKey && !event.ctrlKey ? moved(event) : undefined;
    if (extended !== undefined) goTo(extended);
    if (marking.take(event, activeKey, extended) || walked(event, activeKey)) event.preventDefault();
  };
  const onPress = (key: string, held: Held): boolean => {
    if (marking.press(key, held)) return true;
    setActive(key);
    return false;
  };
  return { activeKey, setActive, onKeyDown, onPress };
}
