import { useLayoutEffect, useRef } from 'react';
import type { WordKey } from '../../shared/words/vi.ts';

/**
 * Every shortcut of the window, in one place. Only function keys and Ctrl or Alt with a key: Vietnamese typing programs send Backspace and
 * letters of their own, so a bare letter or Backspace must never act (WCAG 2.1.4).
 */
export const shortcuts = {
  search: { keys: 'Ctrl+E', label: 'keys.search' },
  nextPane: { keys: 'F6', label: 'keys.nextPane' },
  previousPane: { keys: 'Shift+F6', label: 'keys.previousPane' },
  sidePanel: { keys: 'F7', label: 'keys.sidePanel' },
  sign: { keys: 'F8', label: 'keys.sign' },
  return: { keys: 'Shift+F8', label: 'keys.return' },
  synchronise: { keys: 'F9', label: 'keys.synchronise' },
  primary: { keys: 'Ctrl+Enter', label: 'keys.primary' },
  copy: { keys: 'Ctrl+Shift+C', label: 'keys.copy' },
  print: { keys: 'Ctrl+P', label: 'keys.print' },
  new: { keys: 'Ctrl+N', label: 'keys.new' },
} as const satisfies Record<string, { readonly keys: string; readonly label: WordKey }>;
export type Shortcut = keyof typeof shortcuts;

/** The pressed key as written in the registry; undefined while a typing program composes. */
export function pressed(event: KeyboardEvent): string | undefined {
  if (event.isComposing || event.key === 'Process') return undefined;
  const letter = /^Key([A-Z])$/.exec(event.code)?.[1];
  const key = letter ?? event.key;
  const modifiers = [event.ctrlKey && 'Ctrl', event.altKey && 'Alt', event.shiftKey && 'Shift'];
  return [...modifiers.filter(Boolean), key].join('+');
}

type Binding = { readonly name: Shortcut; readonly act: () => void };
/** The latest to be mounted answers first: a dialog over a page. */
const bindings: Binding[] = [];

window.addEventListener('keydown', (event) => {
  if (event.defaultPrevented) return;
  const keys = pressed(event);
  const binding = bindings.findLast(({ name }) => shortcuts[name].keys === keys);
  if (!binding) return;
  // A dialog answers its own keys; what lies under it must not act.
  if (document.querySelector('[role=dialog][aria-modal=true]')) return;
  event.preventDefault();
  binding.act();
});

/** Does what a shortcut would do now, for a button that stands for it. */
export const act = (name: Shortcut): void => bindings.findLast((binding) => binding.name === name)?.act();

/** Lets a shortcut act from the moment the component is seen; undefined leaves it to whoever is beneath. */
export function useShortcut(name: Shortcut, act: (() => void) | undefined): void {
  const latest = useRef(act);
  latest.current = act;
  const isBound = act !== undefined;
  // Before the picture is shown: on a slow machine a key would else fall between seeing and binding.
  useLayoutEffect(() => {
    if (!isBound) return;
    const binding: Binding = { name, act: () => latest.current?.() };
    bindings.push(binding);
    return () => {
      bindings.splice(bindings.indexOf(binding), 1);
    };
  }, [name, isBound]);
}
