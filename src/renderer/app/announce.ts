import { useSyncExternalStore } from 'react';

/** How long a done deed stays readable in the status bar. */
const SHOWN_MS = 8000;

let current = '';
let timer: ReturnType<typeof setTimeout> | undefined;
const listeners = new Set<() => void>();

/** Says in the status bar, and to screen readers, that something was done (WCAG 4.1.3). */
export function announce(sentence: string): void {
  current = sentence;
  clearTimeout(timer);
  timer = setTimeout(() => announce(''), SHOWN_MS);
  for (const listener of listeners) listener();
}

export const useAnnouncement = (): string =>
  useSyncExternalStore(
    (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    () => current,
  );
