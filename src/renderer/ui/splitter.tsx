import { type KeyboardEvent, type PointerEvent, useRef } from 'react';
import styles from './splitter.module.css';

const KEY_STEP = 16;

type Props = {
  readonly label: string;
  readonly width: number;
  readonly min: number;
  readonly max: number;
  /** The pane that is being sized lies before (left of) or after the bar. */
  readonly sizes: 'before' | 'after';
  readonly onWidth: (width: number) => void;
};

/** A bar between two panes: dragged, or moved with the arrow keys. */
export function Splitter({ label, width, min, max, sizes, onWidth }: Props) {
  const from = useRef<{ x: number; width: number } | undefined>(undefined);
  const sign = sizes === 'before' ? 1 : -1;
  const set = (wanted: number) => onWidth(Math.round(Math.min(max, Math.max(min, wanted))));

  const onKeyDown = (event: KeyboardEvent) => {
    const step = event.key === 'ArrowRight' ? KEY_STEP : event.key === 'ArrowLeft' ? -KEY_STEP : 0;
    if (step === 0) return;
    event.preventDefault();
    set(width + sign * step);
  };
  const onPointerDown = (event: PointerEvent<HTMLDivElement>) => {
    event.currentTarget.setPointerCapture(event.pointerId);
    from.current = { x: event.clientX, width };
  };
  const onPointerMove = (event: PointerEvent) => {
    if (from.current) set(from.current.width + sign * (event.clientX - from.current.x));
  };
  const stop = () => {
    from.current = undefined;
  };
  return (
    // biome-ignore lint/a11y/useSemanticElements: a focusable separator is the ARIA pattern for a window splitter; <hr> cannot be one.
    <div
      role="separator"
      aria-orientation="vertical"
      aria-label={label}
      aria-valuenow={width}
      aria-valuemin={min}
      aria-valuemax={max}
      tabIndex={0}
      className={styles['splitter']}
      onKeyDown={onKeyDown}
      onPointerDown={onPointerDown}
      onPointerMove={onPointerMove}
      onPointerUp={stop}
      onPointerCancel={stop}
    />
  );
}
