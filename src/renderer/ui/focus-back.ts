import { useEffect, useState } from 'react';

/** On a button that is the one way on: it takes the focus that a dialog gives back, wherever that came from. */
export const leadsOn = { 'data-leads-on': '' } as const;

/**
 * When what took the focus is gone, gives it back to where it was, so that the keys go on from there (WCAG 2.4.3); to the work as a whole where that is gone too, as
 * the entry of a menu is. Whoever has taken the focus meanwhile keeps it.
 */
export function useFocusBack(): void {
  const [before] = useState(() => document.activeElement);
  useEffect(
    () => () => {
      for (const ms of AGAIN_MS) setTimeout(() => giveBack(before), ms);
    },
    [before],
  );
}

/** The kit lets nothing beside a dialog have the focus until it has noticed that the dialog is gone, which on a busy machine is later. */
const AGAIN_MS = [0, 50, 250, 1000];

function giveBack(before: Element | null): void {
  const { activeElement } = document;
  if ((activeElement && activeElement !== document.body) || document.querySelector('[role=dialog]')) return;
  const next = document.querySelector<HTMLElement>('[data-leads-on]');
  const isThere = before instanceof HTMLElement && before !== document.body && before.isConnected;
  (next ?? (isThere ? before : document.getElementById('work')))?.focus();
}
