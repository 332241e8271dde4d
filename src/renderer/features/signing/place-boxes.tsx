import { type KeyboardEvent, type PointerEvent, useRef } from 'react';
import { BOX_NAMES, type BoxName, type Places } from '../../../shared/signature/places.ts';
import type { PlaceOnPage } from '../../../shared/signature/preflight.ts';
import { say } from '../../../shared/words/vi.ts';
import { inMillimetres, LONG_STEP, movedBy, type PageSize, STEP, snapped } from './boxes.ts';
import styles from './place-boxes.module.css';

type Props = {
  readonly page: number;
  readonly size: PageSize;
  readonly scale: number;
  readonly places: Places;
  readonly proposed: Places;
  readonly onMove: (name: BoxName, box: PlaceOnPage) => void;
};

const arrows: Readonly<Record<string, readonly [number, number]>> = {
  ArrowLeft: [-1, 0],
  ArrowRight: [1, 0],
  ArrowUp: [0, 1],
  ArrowDown: [0, -1],
};

/** The boxes of one page, moved by mouse, pen or finger, or by the arrow keys. */
export function PlaceBoxes({ page, ...given }: Props) {
  return BOX_NAMES.map((name) => {
    const box = given.places[name];
    return box?.page === page && <PlaceBox key={name} name={name} box={box} {...given} />;
  });
}

type BoxProps = Omit<Props, 'page'> & { readonly name: BoxName; readonly box: PlaceOnPage };

function PlaceBox({ name, box, size, scale, places, proposed, onMove }: BoxProps) {
  const held = useRef<{ readonly x: number; readonly y: number; readonly from: PlaceOnPage } | undefined>(
    undefined,
  );
  const follow = (event: PointerEvent): PlaceOnPage | undefined => {
    const start = held.current;
    if (!start) return undefined;
    return movedBy(start.from, (event.clientX - start.x) / scale, (start.y - event.clientY) / scale, size);
  };
  const grab = (event: PointerEvent<HTMLButtonElement>) => {
    event.currentTarget.setPointerCapture(event.pointerId);
    held.current = { x: event.clientX, y: event.clientY, from: box };
  };
  const drag = (event: PointerEvent) => {
    const moved = follow(event);
    if (moved) onMove(name, moved);
  };
  const drop = (event: PointerEvent) => {
    const moved = follow(event);
    held.current = undefined;
    if (moved) onMove(name, movedBy(snapped(name, moved, places, proposed), 0, 0, size));
  };
  const key = (event: KeyboardEvent) => {
    const arrow = arrows[event.key];
    if (!arrow) return;
    event.preventDefault();
    const step = event.shiftKey ? LONG_STEP : STEP;
    onMove(name, movedBy(box, arrow[0] * step, arrow[1] * step, size));
  };
  const label = say(`signing.box-${name}`);
  return (
    <button
      type="button"
      className={`${styles['box']} ${styles[name]}`}
      aria-label={say('place.box', {
        name: label,
        left: inMillimetres(box.x),
        top: inMillimetres(size.height - box.y - box.height),
      })}
      style={{
        left: box.x * scale,
        top: (size.height - box.y - box.height) * scale,
        width: box.width * scale,
        height: box.height * scale,
      }}
      onPointerDown={grab}
      onPointerMove={drag}
      onPointerUp={drop}
      onPointerCancel={drop}
      onKeyDown={key}
    >
      <span className={styles['name']} aria-hidden="true">
        {label}
      </span>
    </button>
  );
}
