import { type ReactElement, useLayoutEffect, useRef } from 'react';
import { announce } from '../announce.ts';
import { keysFor, useShortcuts } from '../keys.ts';
import type { Shortcut } from '../shortcuts.ts';

/** Something that can be done with what is shown. */
export type Act = {
  readonly key: string;
  readonly label: string;
  readonly icon?: ReactElement;
  readonly act: () => void;
  readonly isBusy?: boolean;
  /** The sentence for why it is forbidden now; shown, and the button cannot be pressed. */
  readonly whyNot?: string | undefined;
  /** What to know before doing it; shown beside it in the menu. */
  readonly note?: string;
};

/** Acts that have a key, by their names: the same key for the same thing, whatever it is done with. Where two stand side by side the first of them has it. */
const shortcutOf: Readonly<Record<string, Shortcut>> = {
  ...{ direct: 'opinion', giveOpinion: 'opinion', opinion: 'opinion', ask: 'askOpinion' },
  ...{ present: 'present', forward: 'handOn', start: 'start', reply: 'reply' },
  ...{ submit: 'submit', number: 'takeNumber', file: 'file', note: 'progress', chase: 'chase' },
  ...{ correct: 'edit', revise: 'edit' },
  ...{ refuse: 'takeBack', sendBack: 'takeBack', handBack: 'takeBack' },
  ...{ recall: 'takeBack', withdraw: 'takeBack', cancel: 'takeBack' },
};

/** The key of an act, as it is written beside it. */
export function keysOfAct({ key }: Act): string | undefined {
  const shortcut = shortcutOf[key];
  return shortcut && keysFor(shortcut);
}

/** Each key does the first act that may be done; where none may, it says why, also while the act is busy. */
function deedsOf(acts: readonly Act[]): Partial<Record<Shortcut, () => void>> {
  const ready = acts.filter(({ isBusy, whyNot }) => isBusy !== true && whyNot === undefined);
  const forbidden = acts.filter(({ whyNot }) => whyNot !== undefined);
  const deeds: Partial<Record<Shortcut, () => void>> = {};
  for (const act of [...ready, ...forbidden]) {
    const shortcut = shortcutOf[act.key];
    if (!shortcut || deeds[shortcut]) continue;
    const { whyNot } = act;
    deeds[shortcut] = whyNot === undefined ? act.act : () => announce(whyNot);
  }
  return deeds;
}

type Offer = { readonly acts: () => readonly Act[] };
const offers: Offer[] = [];

/** Offers the acts of what is shown to the keys, and to the command palette as they stand when it opens. */
export function useOfferActs(acts: readonly Act[]): void {
  useShortcuts(deedsOf(acts));
  const latest = useRef(acts);
  latest.current = acts;
  useLayoutEffect(() => {
    const offer: Offer = { acts: () => latest.current };
    offers.push(offer);
    return () => {
      offers.splice(offers.indexOf(offer), 1);
    };
  }, []);
}

/** The keys of acts on several rows at once, before those of what is shown. */
export const useActsOver = (acts: readonly Act[]): void => useShortcuts(deedsOf(acts), true);

/** What can be done with what is shown now, the forbidden too. */
export const offeredActs = (): readonly Act[] => offers.at(-1)?.acts() ?? [];
