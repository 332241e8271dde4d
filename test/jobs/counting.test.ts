import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { launchChromium } from '../support/chromium.ts';
import { begin, countIn, effortOn } from './counting.ts';

let browser: Browser;
let page: Page;
beforeAll(async () => {
  browser = await launchChromium();
  const context = await browser.newContext();
  await countIn(context);
  page = await context.newPage();
  await page.goto(
    'data:text/html;charset=utf-8,<label><input type=checkbox>Theo dõi</label><button>Ký</button><input id=text>',
  );
  // What stops every event, as a window could.
  await page.evaluate(() => {
    for (const type of ['pointerdown', 'keydown'])
      document.addEventListener(type, (event) => event.stopImmediatePropagation(), true);
  });
});
afterAll(() => browser.close());

test('a press of the mouse is one click, however many events come of it, and what a script does is none', async () => {
  await begin(page);
  await page.getByText('Theo dõi').click();
  await page.getByRole('button').click();
  await page.getByRole('button').dispatchEvent('pointerdown');
  await page.evaluate(() => document.querySelector('button')?.click());
  const { clicks, keys } = await effortOn(page);
  expect([clicks.length, keys]).toEqual([2, []]);
});

test('a chord is one key; modifiers alone, typed text and what takes a letter back are none', async () => {
  await begin(page);
  await page.locator('#text').focus();
  await page.keyboard.type('Kinh gui');
  await page.keyboard.press('Backspace');
  await page.keyboard.press('Control+Shift+KeyG');
  await page.keyboard.press('Tab');
  await page.getByRole('button').focus();
  await page.keyboard.press('Space');
  await page.keyboard.press('Enter');
  await page.locator('#text').dispatchEvent('keydown', { key: 'F8' });
  const { clicks, keys } = await effortOn(page);
  expect([clicks, keys]).toEqual([[], ['Ctrl+Shift+G', 'Tab', ' ', 'Enter']]);
});
