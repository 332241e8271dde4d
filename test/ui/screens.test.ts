import type { Page } from 'playwright-core';
import { describe, expect, test } from 'vitest';
import { offencesOn, openWindow, overflowOn } from './browser.ts';
import { looks } from './looks.ts';

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

describe.each(looks.map(({ name, ...look }) => [name, look] as const))(
  '%s',
  (name, { scene, at, width = 1366, height = 768, act }) => {
    test('II.7: keeps WCAG 2.2 AA, cuts no text without a sign, and says nothing on the console', async () => {
      const page = await freshPage();
      await shown.openIn(page, scene, at, { width, height });
      await page.locator('main [data-pane]').first().waitFor();
      await page.evaluate(() => document.fonts.ready.then(() => undefined));
      await page.locator('[role=row], h1, h2').first().waitFor();
      await act?.(page);
      const offences = await offencesOn(page);
      expect(offences, [`${name} offends`, ...offences].join('\n')).toEqual([]);
      const cut = await overflowOn(page);
      expect(cut, [`${name} cuts a text`, ...cut].join('\n')).toEqual([]);
    });
  },
);
