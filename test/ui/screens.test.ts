import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { offencesOn, openWindow, overflowOn, type Window } from './browser.ts';
import { looks } from './looks.ts';

let shown: Window;
beforeAll(async () => {
  shown = await openWindow();
}, 60_000);
afterAll(() => shown.close());

describe.each(looks.map(({ name, ...look }) => [name, look] as const))(
  '%s',
  (_name, { scene, at, width, height, act }) => {
    test('keeps WCAG 2.2 AA, cuts no text without a sign, and says nothing on the console', {
      timeout: 90_000,
    }, async () => {
      const page = await shown.open(scene, at, { width: width ?? 1366, height: height ?? 768 });
      await page.locator('main [data-pane]').first().waitFor();
      await page.evaluate(() => document.fonts.ready.then(() => undefined));
      await page.locator('[role=row], h1, h2').first().waitFor();
      await act?.(page);
      expect(await overflowOn(page)).toEqual([]);
      expect(await offencesOn(page)).toEqual([]);
      expect(shown.complaints.splice(0)).toEqual([]);
      await page.context().close();
    });
  },
);
