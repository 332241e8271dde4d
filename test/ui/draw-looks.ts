import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import type { Browser, Page } from 'playwright-core';
import { boxesOn, clippedMarksOn, countRequests, cutsOn, offencesOn, untilShown } from './judge.ts';
import { type SystemTheme, systemThemes } from './look-states.ts';
import { serveFake } from './serve-fake.ts';
import type { Look } from './token-looks.ts';

/** Windows by name: the two screens that officials have, and the smaller one enlarged by the system or by the official. */
export const sizes = {
  desk: { width: 1366, height: 768, scale: 1 },
  wide: { width: 1920, height: 1080, scale: 1 },
  'desk-125': { width: 1093, height: 614, scale: 1.25 },
  'desk-150': { width: 911, height: 512, scale: 1.5 },
  'desk-200': { width: 683, height: 384, scale: 2 },
} as const;
export type SizeName = keyof typeof sizes;

/** All looks in one theme and size. */
export type Pass = { readonly theme: SystemTheme; readonly size: SizeName };
/** One look as it was drawn: its picture, where its texts stand, and what is wrong with it. */
export type Drawn = {
  readonly name: string;
  readonly picture: string;
  readonly boxes: readonly string[];
  readonly faults: readonly string[];
};

/** A weekday morning of the scenes, so that no age or day on a picture changes from run to run. */
const NOW = new Date('2026-11-23T03:00:00.000Z');
/** As in the suite: a page that has shown many windows becomes slow. */
const LOOKS_A_PAGE = 25;

/** A look that has a size of its own is drawn in that, beside the desk's. */
export const isDrawnIn = (look: Look, { size }: Pass): boolean => look.width === undefined || size === 'desk';

/** Draws the looks one after another, for some begin where the one before ended; each pass has an application of its own. */
export async function drawLooks(
  browser: Browser,
  pass: Pass,
  looks: readonly Look[],
  folder: string,
): Promise<readonly Drawn[]> {
  mkdirSync(folder, { recursive: true });
  const host = await serveFake();
  const context = await browser.newContext({
    ...systemThemes[pass.theme],
    deviceScaleFactor: sizes[pass.size].scale,
    timezoneId: 'Asia/Ho_Chi_Minh',
    permissions: ['clipboard-read', 'clipboard-write'],
  });
  const drawn: Drawn[] = [];
  let page: Page | undefined;
  for (const [at, look] of looks.entries()) {
    if (!page || at % LOOKS_A_PAGE === 0) {
      await page?.close();
      page = await context.newPage();
      page.setDefaultTimeout(20_000);
      countRequests(page);
      await page.clock.setFixedTime(NOW);
    }
    const { width = sizes[pass.size].width, height = sizes[pass.size].height } = look;
    await page.setViewportSize({ width, height });
    drawn.push(await draw(page, look, host.address(look.scene), join(folder, `${look.name}.png`)));
  }
  await context.close();
  await host.close();
  return drawn;
}

async function draw(page: Page, look: Look, address: string, picture: string): Promise<Drawn> {
  const faults: string[] = [];
  const complain = (words: string) => void faults.push(`console: ${words}`);
  const onError = ({ message }: Error) => complain(message);
  const onConsole = (message: { type: () => string; text: () => string }) => {
    if (message.type() === 'error' || message.type() === 'warning') complain(message.text());
  };
  page.on('pageerror', onError);
  page.on('console', onConsole);
  try {
    if (page.url().startsWith('http')) await page.evaluate(() => localStorage.clear());
    await page.goto('about:blank');
    await page.goto(`${address}#${look.at}`, { waitUntil: 'commit' });
    await untilShown(page);
    await look.act?.(page);
    faults.push(...(await offencesOn(page)));
    faults.push(...(await cutsOn(page)).map((each) => `cut: ${each}`));
    faults.push(...(await clippedMarksOn(page)).map((each) => `marks clipped: ${each}`));
  } catch (cause) {
    faults.push(`not drawn: ${String(cause).slice(0, 400)}`);
  }
  const boxes = await boxesOn(page);
  await page.screenshot({ path: picture, animations: 'disabled', caret: 'hide' });
  page.off('pageerror', onError);
  page.off('console', onConsole);
  return { name: look.name, picture, boxes, faults };
}
