import type { Page } from 'playwright-core';
import { beforeAll, describe, expect, test } from 'vitest';
import { offencesOn, openWindow, overflowOn } from './browser.ts';
import { looks } from './looks.ts';

const shown = openWindow();
let page: Page;
beforeAll(async () => {
  page = await shown.newPage();
});

describe.each(looks.map(({ name, ...look }) => [name, look] as const))(
  '%s',
  (_name, { scene, at, width = 1366, height = 768, act }) => {
    test('keeps WCAG 2.2 AA, cuts no text without a sign, and says nothing on the console', async () => {
      await shown.openIn(page, scene, at, { width, height });
      await page.locator('main [data-pane]').first().waitFor();
      await page.evaluate(() => document.fonts.ready.then(() => undefined));
      await page.locator('[role=row], h1, h2').first().waitFor();
      await act?.(page);
      expect(await overflowOn(page)).toEqual([]);
      expect(await offencesOn(page)).toEqual([]);
    });
  },
);
