import { useLayoutEffect, useRef, useSyncExternalStore } from 'react';
import { type Chosen, keysIn, whyNotKeys, writtenIn } from './key-choice.ts';
import { recall, remember } from './remembered.ts';
import type { Shortcut } from './shortcuts.ts';

const acceptChosen = (found: unknown): Chosen | undefined =>
  typeof found === 'object' && found !== null ? (found as Chosen) : undefined;
/** Kept on this machine: keyboards differ, not officials. */
let chosen: Chosen = recall('keys', acceptChosen) ?? {};
const listeners = new Set<() => void>();

const keysOf = (name: Shortcut): readonly string[] => keysIn(chosen, name);

/** The key of a shortcut as it stands now, as it is written beside what it does. */
export const keysFor = (name: Shortcut): string => writtenIn(chosen, name);

/** Follows what is chosen. */
export const useChosenKeys = (): Chosen =>
  useSyncExternalStore(
    (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    () => chosen,
  );

function keepChosen(next: Chosen): void {
  chosen = next;
  remember('keys', next);
  for (const listener of listeners) listener();
}

/** Gives a shortcut another key, or answers why not; nothing changes then. */
export function chooseKeys(name: Shortcut, keys: string): ReturnType<typeof whyNotKeys> {
  const whyNot = whyNotKeys(chosen, name, keys);
  if (!whyNot) keepChosen({ ...chosen, [name]: keys });
  return whyNot;
}

/** Back to the key that it begins with; all of them where none is named. One whose first key is another's now keeps its own. */
export function resetKeys(name?: Shortcut): ReturnType<typeof whyNotKeys> {
  if (name === undefined) {
    keepChosen({});
    return undefined;
  }
  const { [name]: _gone, ...others } = chosen;
  const whyNot = whyNotKeys(others, name, writtenIn({}, name));
  if (!whyNot) keepChosen(others);
  return whyNot;
}

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

const isTyping = (target: EventTarget | null): boolean =>
  target instanceof HTMLElement && target.matches('input, textarea, select, [contenteditable=true]');

window.addEventListener('keydown', (event) => {
  if (event.defaultPrevented) return;
  const keys = pressed(event);
  const binding = keys === undefined ? undefined : found(({ name }) => keysOf(name).includes(keys));
  if (!binding || keys === undefined) return;
  // A dialog answers its own keys; what lies under it must not act.
  if (document.querySelector('[role=dialog][aria-modal=true]')) return;
  // In a field it takes back what was typed there.
  if (binding.name === 'undo' && isTyping(event.target)) return;
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
