import { useSyncExternalStore } from 'react';

/** What the window's width leaves room for. */
export type Room = 'wide' | 'usual' | 'narrow' | 'single' | 'phone';
const steps: readonly (readonly [Room, number])[] = [
  ['wide', 1600],
  ['usual', 1280],
  ['narrow', 1024],
  ['single', 640],
];

/** What stands beside the work takes of the window's width. */
let taken = 0;
const listeners = new Set<() => void>();

/** What is left of the window's width for the work. */
export const workWidth = (): number => window.innerWidth - taken;

/** Stands beside the work with that width; 0 gives it back. */
export function takeBeside(width: number): void {
  taken = width;
  for (const listener of listeners) listener();
}

const roomNow = (): Room => steps.find(([, width]) => workWidth() >= width)?.[0] ?? 'phone';

const subscribe = (listener: () => void) => {
  window.addEventListener('resize', listener);
  listeners.add(listener);
  return () => {
    window.removeEventListener('resize', listener);
    listeners.delete(listener);
  };
};

export const useRoom = (): Room => useSyncExternalStore(subscribe, roomNow);

/** The list's width before anybody moved its splitter. */
export const listWidths: Record<Room, number> = { wide: 560, usual: 476, narrow: 420, single: 0, phone: 0 };
export const LIST_WIDTH_MIN = 360;
export const sideWidths: Record<Room, number> = {
  wide: 336,
  usual: 244,
  narrow: 320,
  single: 320,
  phone: 0,
};
