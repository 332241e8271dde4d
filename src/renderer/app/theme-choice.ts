import { useSyncExternalStore } from 'react';
import { recall, remember } from './remembered.ts';

/** What the window is coloured by; kept on this machine. */
export const themeChoices = ['system', 'light', 'dark'] as const;
export type ThemeChoice = (typeof themeChoices)[number];

const accept = (found: unknown): ThemeChoice | undefined => themeChoices.find((each) => each === found);
const system = window.matchMedia('(prefers-color-scheme: dark)');
let choice: ThemeChoice = recall('theme', accept) ?? 'light';
const listeners = new Set<() => void>();

export function chooseTheme(next: ThemeChoice): void {
  choice = next;
  remember('theme', next);
  for (const listener of listeners) listener();
}

const subscribe = (listener: () => void) => {
  listeners.add(listener);
  system.addEventListener('change', listener);
  return () => {
    listeners.delete(listener);
    system.removeEventListener('change', listener);
  };
};

export const useThemeChoice = (): ThemeChoice => useSyncExternalStore(subscribe, () => choice);

/** Whether the window is dark now. */
export const useIsDark = (): boolean =>
  useSyncExternalStore(subscribe, () => choice === 'dark' || (choice === 'system' && system.matches));
