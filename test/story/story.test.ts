import { mkdirSync, writeFileSync } from 'node:fs';
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, expect, onTestFailed, test } from 'vitest';
import { launchChromium } from '../support/chromium.ts';
import {
  changedFileIsRefused,
  clerkIssues,
  clerkRegisters,
  leaderDirects,
  leaderSigns,
  otherClerkRegisters,
  senderSeesReceipt,
  specialistAnswersAlone,
} from './acts.ts';
import { judgeSealed } from './judged.ts';
import { openProvince, type Province } from './province.ts';
import { expectSound } from './sound.ts';

let province: Province;
let browser: Browser;
beforeAll(async () => {
  [province, browser] = await Promise.all([openProvince(), launchChromium()]);
}, 120_000);
afterAll(async () => {
  await browser.close();
  await province.close();
}, 120_000);

/** What stood on the screens, for whoever asks why. */
async function keepScreens(): Promise<void> {
  const folder = 'test-results/story';
  mkdirSync(folder, { recursive: true });
  const pages = browser.contexts().flatMap((context) => context.pages());
  for (const [at, page] of pages.entries()) {
    await page.screenshot({ path: `${folder}/${at}.png` });
    const text = `${page.url().split('#')[1] ?? ''}\n${await page.locator('body').ariaSnapshot()}`;
    writeFileSync(`${folder}/${at}.txt`, text);
    process.stderr.write(text);
  }
}

test('one document travels from a drop in A’s window to B’s register, through separate processes', async () => {
  onTestFailed(keepScreens);
  const stage = { province, browser };
  await clerkRegisters(stage);
  await leaderDirects(stage);
  await specialistAnswersAlone(stage);
  await province.start('server');
  await leaderSigns(stage);
  await clerkIssues(stage);
  await otherClerkRegisters(stage);
  await senderSeesReceipt(stage);
  await expectSound(province, 1);
  await changedFileIsRefused(stage);
  await judgeSealed(province);
  expect(province.running('server')?.isAlive()).toBe(true);
}, 600_000);
