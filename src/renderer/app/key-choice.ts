import { registry, type Shortcut } from './shortcuts.ts';

/** Keys that were chosen on this machine in place of the first ones. */
export type Chosen = Partial<Readonly<Record<Shortcut, string>>>;

/** Every key that does a shortcut's act now. */
export const keysIn = (chosen: Chosen, name: Shortcut): readonly string[] =>
  registry[name].each ?? [chosen[name] ?? registry[name].keys];

export const writtenIn = (chosen: Chosen, name: Shortcut): string => chosen[name] ?? registry[name].keys;

/** A shortcut of several keys stays as it is: its digits name what it does. */
export const isChoosable = (name: Shortcut): boolean => registry[name].each === undefined;

/**
 * `bare`: what a typing program sends too, or a field needs itself (WCAG 2.1.4). `system`: the browser, the system, text fields or Unikey's own switches have it.
 * `taken`: another shortcut has it.
 */
export type WhyNot = { readonly why: 'bare' | 'system' } | { readonly why: 'taken'; readonly by: Shortcut };

/** Of fields (select all, copy, undo), of the browser (close, new tab), of Unikey (Alt+Z), of lists. */
const SYSTEM = new Set([
  ...['Ctrl+A', 'Ctrl+C', 'Ctrl+V', 'Ctrl+X', 'Ctrl+Z', 'Ctrl+Y', 'Ctrl+W', 'Ctrl+T', 'Ctrl+Space'],
  ...['Ctrl+Shift+W', 'Ctrl+Shift+Z', 'Ctrl+Shift+I', 'Alt+Z', 'Alt+F4', 'F12'],
]);
const KEY = /^(?:[A-Z0-9]|F(?:[1-9]|1[0-2])|Insert|Enter|[,./;])$/;

/** Why a shortcut cannot have that key; undefined where it can. */
export function whyNotKeys(chosen: Chosen, name: Shortcut, keys: string): WhyNot | undefined {
  const parts = keys.split('+');
  const key = parts.at(-1) ?? '';
  const [hasCtrl, hasAlt] = [parts.includes('Ctrl'), parts.includes('Alt')];
  const isBare = !hasCtrl && !hasAlt && !/^F\d/.test(key) && key !== 'Insert';
  if (isBare || !KEY.test(key)) return { why: 'bare' };
  // Together they are AltGr, by which some keyboards write letters.
  if ((hasCtrl && hasAlt) || (SYSTEM.has(keys) && keys !== registry[name].keys)) return { why: 'system' };
  const by = (Object.keys(registry) as Shortcut[]).find(
    (other) => other !== name && keysIn(chosen, other).includes(keys),
  );
  return by && { why: 'taken', by };
}
