import { useLayoutEffect, useRef } from 'react';
import type { WordKey } from '../../shared/words/vi.ts';

/** Where a shortcut belongs, in the order of the sheet. */
export const shortcutGroups = ['everywhere', 'list', 'document'] as const;
type Registered = {
  readonly keys: string;
  readonly label: WordKey;
  readonly group: (typeof shortcutGroups)[number];
  /** Where one shortcut stands for several keys; what acts is told which. */
  readonly each?: readonly string[];
};

/**
 * Every shortcut of the window, in one place. Only function keys and Ctrl or Alt with a key: Vietnamese typing programs send Backspace and
 * letters of their own, so a bare letter or Backspace must never act (WCAG 2.1.4).
 */
export const shortcuts = {
  palette: { keys: 'Ctrl+K', label: 'keys.palette', group: 'everywhere' },
  search: { keys: 'Ctrl+E', label: 'keys.search', group: 'everywhere' },
  go: {
    ...{ keys: 'Ctrl+1…9', label: 'keys.go', group: 'everywhere' },
    each: ['1', '2', '3', '4', '5', '6', '7', '8', '9'].map((digit) => `Ctrl+${digit}`),
  },
  nextPane: { keys: 'F6', label: 'keys.nextPane', group: 'everywhere' },
  previousPane: { keys: 'Shift+F6', label: 'keys.previousPane', group: 'everywhere' },
  back: { keys: 'Alt+←', label: 'keys.back', group: 'everywhere', each: ['Alt+ArrowLeft'] },
  forward: { keys: 'Alt+→', label: 'keys.forward', group: 'everywhere', each: ['Alt+ArrowRight'] },
  notices: { keys: 'Ctrl+B', label: 'keys.notices', group: 'everywhere' },
  refresh: { keys: 'F5', label: 'keys.refresh', group: 'everywhere' },
  synchronise: { keys: 'F9', label: 'keys.synchronise', group: 'everywhere' },
  settings: { keys: 'Ctrl+,', label: 'keys.settings', group: 'everywhere' },
  lock: { keys: 'Ctrl+Shift+L', label: 'keys.lock', group: 'everywhere' },
  keySheet: { keys: 'Ctrl+/', label: 'keys.keySheet', group: 'everywhere' },
  new: { keys: 'Ctrl+N', label: 'keys.new', group: 'list' },
  flag: { keys: 'Insert', label: 'keys.flag', group: 'list' },
  primary: { keys: 'Ctrl+Enter', label: 'keys.primary', group: 'document' },
  sign: { keys: 'F8', label: 'keys.sign', group: 'document' },
  return: { keys: 'Shift+F8', label: 'keys.return', group: 'document' },
  opinion: { keys: 'F4', label: 'keys.opinion', group: 'document' },
  edit: { keys: 'F2', label: 'keys.edit', group: 'document' },
  present: { keys: 'Ctrl+Shift+G', label: 'keys.present', group: 'document' },
  handOn: { keys: 'Ctrl+Shift+F', label: 'keys.handOn', group: 'document' },
  phrase: {
    ...{ keys: 'Alt+1…9', label: 'keys.phrase', group: 'document' },
    each: ['1', '2', '3', '4', '5', '6', '7', '8', '9'].map((digit) => `Alt+${digit}`),
  },
  start: { keys: 'Ctrl+Shift+A', label: 'keys.start', group: 'document' },
  reply: { keys: 'Ctrl+R', label: 'keys.reply', group: 'document' },
  askOpinion: { keys: 'Ctrl+Shift+Y', label: 'keys.askOpinion', group: 'document' },
  submit: { keys: 'Ctrl+Shift+T', label: 'keys.submit', group: 'document' },
  takeNumber: { keys: 'Ctrl+Shift+N', label: 'keys.takeNumber', group: 'document' },
  file: { keys: 'Ctrl+Shift+H', label: 'keys.file', group: 'document' },
  progress: { keys: 'Ctrl+G', label: 'keys.progress', group: 'document' },
  chase: { keys: 'Ctrl+Shift+D', label: 'keys.chase', group: 'document' },
  takeBack: { keys: 'Ctrl+Shift+X', label: 'keys.takeBack', group: 'document' },
  sidePanel: { keys: 'F7', label: 'keys.sidePanel', group: 'document' },
  copy: { keys: 'Ctrl+Shift+C', label: 'keys.copy', group: 'document' },
  print: { keys: 'Ctrl+P', label: 'keys.print', group: 'document' },
} as const satisfies Record<string, Registered>;
export type Shortcut = keyof typeof shortcuts;
const registry: Readonly<Record<Shortcut, Registered>> = shortcuts;

/** The pressed key as written in the registry; undefined while a typing program composes. */
export function pressed(event: KeyboardEvent): string | undefined {
  if (event.isComposing || event.key === 'Process') return undefined;
  const letter = /^Key([A-Z])$/.exec(event.code)?.[1];
  const key = letter ?? event.key;
  const modifiers = [event.ctrlKey && 'Ctrl', event.altKey && 'Alt', event.shiftKey && 'Shift'];
  return [...modifiers.filter(Boolean), key].join('+');
}

/** `at` says which of several keys was pressed. */
type Deed = (at: number) => void;
type Binding = { readonly name: Shortcut; readonly act: Deed; readonly isOver: boolean };
/** The latest to be mounted answers first: a dialog over a page; before it, who acts for several marked rows. */
const bindings: Binding[] = [];
const found = (fits: (binding: Binding) => boolean): Binding | undefined =>
  bindings.findLast((each) => each.isOver && fits(each)) ?? bindings.findLast(fits);

const keysOf = (name: Shortcut): readonly string[] => registry[name].each ?? [registry[name].keys];

window.addEventListener('keydown', (event) => {
  if (event.defaultPrevented) return;
  const keys = pressed(event);
  const binding = keys === undefined ? undefined : found(({ name }) => keysOf(name).includes(keys));
  if (!binding || keys === undefined) return;
  // A dialog answers its own keys; what lies under it must not act.
  if (document.querySelector('[role=dialog][aria-modal=true]')) return;
  event.preventDefault();
  binding.act(keysOf(binding.name).indexOf(keys));
});

/** Does what a shortcut would do now, for a button that stands for it. */
export const act = (name: Shortcut): void => found((binding) => binding.name === name)?.act(0);

/** Whether a shortcut would do anything now. */
export const isBound = (name: Shortcut): boolean => bindings.some((binding) => binding.name === name);

/** Lets shortcuts act from the moment the component is seen; those that are not given are left to whoever is beneath. */
export function useShortcuts(deeds: Partial<Record<Shortcut, Deed>>, isOver = false): void {
  const latest = useRef(deeds);
  latest.current = deeds;
  const names = Object.keys(deeds).sort().join(' ');
  // Before the picture is shown: on a slow machine a key would else fall between seeing and binding.
  useLayoutEffect(() => {
    const mine = (names === '' ? [] : names.split(' ')).map((name): Binding => {
      const shortcut = name as Shortcut;
      return { name: shortcut, act: (at) => latest.current[shortcut]?.(at), isOver };
    });
    bindings.push(...mine);
    return () => {
      for (const binding of mine) bindings.splice(bindings.indexOf(binding), 1);
    };
  }, [names, isOver]);
}

/** The same for one; undefined leaves it to whoever is beneath. */
export const useShortcut = (name: Shortcut, act: Deed | undefined): void =>
  useShortcuts(act ? { [name]: act } : {});
