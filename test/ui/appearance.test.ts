import type { Page } from 'playwright-core';
import { expect, test } from 'vitest';
import { openWindow } from './browser.ts';
import { uuid } from './fake-people.ts';

const shown = openWindow();
const DARK = 'rgb(23, 25, 29)';
const LIGHT = 'rgb(242, 244, 247)';

/** Of the page under everything, and of the window itself. */
const until = async (page: Page, ground: string): Promise<void> => {
  const grounds = () =>
    page.evaluate(() => [
      getComputedStyle(document.documentElement).backgroundColor,
      getComputedStyle(document.querySelector('.surface') ?? document.body).backgroundColor,
    ]);
  await expect.poll(grounds, { timeout: 60_000 }).toEqual([ground, ground]);
};

test('the window follows the machine until a theme is chosen, and keeps the choice for every profile', async () => {
  const page = await shown.newPage();
  await page.emulateMedia({ colorScheme: 'dark' });
  await shown.openIn(page, 'clerk', '/machine');
  await until(page, DARK);
  await page.emulateMedia({ colorScheme: 'light' });
  await until(page, LIGHT);

  await page.getByRole('radio', { name: 'Tối' }).check();
  await until(page, DARK);
  const beside = await shown.newPage(page);
  await beside.goto(`${shown.address('specialist')}#/machine`);
  await beside.locator('main').waitFor();
  await until(beside, DARK);
  expect(await beside.getByRole('radio', { name: 'Tối' }).isChecked()).toBe(true);
  await beside.close();

  await page.getByRole('radio', { name: 'Theo máy' }).check();
  await until(page, LIGHT);
  await page.context().close();
});

test('a page of a document stays white in every theme', async () => {
  const page = await shown.newPage();
  for (const theme of [{ colorScheme: 'dark' }, { forcedColors: 'active' }] as const) {
    await page.emulateMedia(theme);
    await shown.openIn(page, 'clerk', `/incoming?id="${uuid(1000)}"`);
    const paper = page.locator('main canvas').first();
    await paper.waitFor();
    const ground = await paper.evaluate(
      (canvas) => getComputedStyle(canvas.parentElement ?? canvas).backgroundColor,
    );
    expect(ground).toBe('rgb(255, 255, 255)');
  }
  await page.context().close();
});
