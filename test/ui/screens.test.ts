import type { Page } from 'playwright-core';
import { describe, expect, test } from 'vitest';
import { openWindow } from './browser.ts';
import { clippedMarksOn, cutsOn, offencesOn, untilShown } from './judge.ts';
import { chosenLooks, systemThemes } from './look-states.ts';

const shown = openWindow();
/** A page that has shown many windows holds much of each, and becomes slow: after so many another begins. */
const LOOKS_A_PAGE = 25;
let page: Page | undefined;
let looked = 0;
async function freshPage(): Promise<Page> {
  if (!page || looked % LOOKS_A_PAGE === 0) {
    const before = page;
    page = await shown.newPage(before);
    await before?.close();
  }
  looked += 1;
  return page;
}

const named = chosenLooks.map(({ name, theme, ...look }) => [name, theme, look] as const);

describe.each(named)('%s in %s', (name, theme, { scene, at, width = 1366, height = 768, act }) => {
  test('II.7: keeps WCAG 2.2 AA, cuts no text without a sign, and says nothing on the console', async () => {
    const page = await freshPage();
    await page.emulateMedia(systemThemes[theme]);
    await shown.openIn(page, scene, at, { width, height });
    await untilShown(page);
    await act?.(page);
    const offences = await offencesOn(page);
    expect(offences, [`${name} offends`, ...offences].join('\n')).toEqual([]);
    const cut = [...(await cutsOn(page)), ...(await clippedMarksOn(page))];
    expect(cut, [`${name} cuts a text`, ...cut].join('\n')).toEqual([]);
  });
});
