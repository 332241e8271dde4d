import type { BrowserContext, Page } from 'playwright-core';

/** What somebody did by hand, in its order: what each click hit and each chord was. */
export type Effort = { readonly clicks: string[]; readonly keys: string[] };
declare global {
  interface Window {
    effort: Effort;
  }
}

/** Counts from the first moment of every page of the context. */
export const countIn = (context: BrowserContext): Promise<unknown> => context.addInitScript(listen);

/** Forgets what was done so far: the job begins here. */
export const begin = (page: Page): Promise<void> =>
  page.evaluate(() => {
    window.effort.clicks.length = 0;
    window.effort.keys.length = 0;
  });

export const effortOn = (page: Page): Promise<Effort> => page.evaluate(() => window.effort);

/**
 * Runs in the page, before anything of the window, so that nothing can be kept from it: trusted events in the capture phase. A click is a press of a button of the mouse
 * (the `click` that a key gives a button, or a label its box, is none). A key is a chord: every key going down but the modifiers alone, its repeats, and the typing of
 * text: letters and what takes one back, in a field.
 */
function listen(): void {
  const effort: Effort = { clicks: [], keys: [] };
  window.effort = effort;
  const modifiers = new Set(['Control', 'Shift', 'Alt', 'AltGraph', 'Meta', 'CapsLock', 'NumLock']);
  const pressed = new Set(['checkbox', 'radio', 'button', 'submit', 'reset', 'file', 'range', 'color']);
  const isField = (target: EventTarget | null): boolean =>
    target instanceof HTMLTextAreaElement ||
    (target instanceof HTMLInputElement && !pressed.has(target.type)) ||
    (target instanceof HTMLElement && target.isContentEditable);
  const isTyping = ({ key, target, ctrlKey, altKey, metaKey }: KeyboardEvent): boolean =>
    isField(target) &&
    !ctrlKey &&
    !altKey &&
    !metaKey &&
    (key.length === 1 || /^(?:Backspace|Delete)$/.test(key));
  const hit = (target: EventTarget | null): string =>
    target instanceof Element ? `${target.tagName} ${(target.textContent ?? '').trim().slice(0, 60)}` : '';
  window.addEventListener(
    'pointerdown',
    ({ isTrusted, target }) => {
      if (isTrusted) effort.clicks.push(hit(target));
    },
    true,
  );
  window.addEventListener(
    'keydown',
    (event) => {
      const { isTrusted, repeat, isComposing, key, ctrlKey, altKey, shiftKey, metaKey } = event;
      if (!isTrusted || repeat || isComposing || key === 'Process' || modifiers.has(key) || isTyping(event))
        return;
      const held = [ctrlKey && 'Ctrl', altKey && 'Alt', shiftKey && 'Shift', metaKey && 'Meta'];
      effort.keys.push([...held.filter(Boolean), key].join('+'));
    },
    true,
  );
}
