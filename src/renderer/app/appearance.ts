import { useSyncExternalStore } from 'react';
import { type ThemeName, themes } from './theme.ts';

/** What an official may choose; `system` follows the machine. High contrast is the machine's alone, and goes before any choice. */
export const appearances = ['system', 'light', 'dark'] as const;
export type Appearance = (typeof appearances)[number];

/** One for the machine, whichever profile is open: public/ground.js reads it before anything is drawn. */
const KEY = 'hamrong:appearance';
const prefersDark = matchMedia('(prefers-color-scheme: dark)');
const forcesColours = matchMedia('(forced-colors: active)');
const listeners = new Set<() => void>();

const chosen = (): Appearance => {
  const kept = localStorage.getItem(KEY);
  return appearances.find((each) => each === kept) ?? 'system';
};

function themeName(): ThemeName {
  if (forcesColours.matches) return 'contrast';
  const appearance = chosen();
  return appearance === 'system' ? (prefersDark.matches ? 'dark' : 'light') : appearance;
}

/** What the browser draws itself, scroll bars and lists of choices, and the ground under everything. */
function ground(): void {
  const name = themeName();
  const { style } = document.documentElement;
  style.colorScheme = name === 'contrast' ? 'light dark' : name;
  style.background = themes[name].frame;
}

function changed(): void {
  ground();
  for (const listener of listeners) listener();
}
for (const media of [prefersDark, forcesColours]) media.addEventListener('change', changed);
// Another window of this machine chose.
addEventListener('storage', ({ key }) => {
  if (key === KEY) changed();
});
ground();

/** Keeps the choice on this machine; every window that is open follows at once. */
export function chooseAppearance(appearance: Appearance): void {
  localStorage.setItem(KEY, appearance);
  changed();
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

/** What was chosen on this machine. */
export const useAppearance = (): Appearance => useSyncExternalStore(subscribe, chosen);
/** The theme to draw in. */
export const useThemeName = (): ThemeName => useSyncExternalStore(subscribe, themeName);
