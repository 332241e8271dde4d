import type { BrowserContext, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, expect } from 'vitest';
import { launchChromium } from '../support/chromium.ts';
import type { Scene } from './fake-people.ts';
import { countRequests } from './judge.ts';
import { type FakeHost, serveFake } from './serve-fake.ts';

type Size = { readonly width: number; readonly height: number };
const DESK: Size = { width: 1366, height: 768 };

export type Window = {
  readonly address: FakeHost['address'];
  /** A page of its own, with nothing remembered. */
  readonly open: (scene: Scene, at?: string, size?: Size) => Promise<Page>;
  /** The window begun anew in a page that is there, with nothing remembered: half the work of a page of its own. */
  readonly openIn: (page: Page, scene: Scene, at: string, size?: Size) => Promise<void>;
  /** `beside` another page it has the same memory, and what the browser compiled for that one. */
  readonly newPage: (beside?: Page) => Promise<Page>;
  /** What the window asked of the application under that name, oldest first. */
  readonly called: (scene: Scene, name: string) => Promise<readonly unknown[]>;
};

/** The built window in a headless browser with the fake application behind it, for all tests of a file; what a page complains of fails its test. */
export function openWindow(): Window {
  let opened: { readonly host: FakeHost; readonly browser: Awaited<ReturnType<typeof launchChromium>> };
  const complaints: string[] = [];
  beforeAll(async () => {
    const [host, browser] = await Promise.all([serveFake(), launchChromium()]);
    opened = { host, browser };
  });
  afterEach(() => {
    expect(complaints.splice(0)).toEqual([]);
  });
  afterAll(async () => {
    await opened.browser.close();
    await opened.host.close();
  });

  const newContext = async (): Promise<BrowserContext> => {
    const context = await opened.browser.newContext();
    await context.grantPermissions(['clipboard-read', 'clipboard-write']);
    return context;
  };
  const newPage = async (beside?: Page): Promise<Page> => {
    const context = beside?.context() ?? (await newContext());
    const page = await context.newPage();
    page.setDefaultTimeout(60_000);
    countRequests(page);
    page.on('pageerror', ({ message }) => complaints.push(message));
    page.on('console', (message) => {
      if (message.type() === 'error' || message.type() === 'warning') complaints.push(message.text());
    });
    return page;
  };
  const show = async (page: Page, scene: Scene, at: string, size: Size): Promise<void> => {
    await page.setViewportSize(size);
    await page.goto(`${opened.host.address(scene)}#${at}`, { waitUntil: 'commit' });
    await page.locator('main').waitFor();
  };
  return {
    address: (scene) => opened.host.address(scene),
    newPage,
    open: async (scene, at = '', size = DESK) => {
      const page = await newPage();
      await show(page, scene, at, size);
      return page;
    },
    openIn: async (page, scene, at, size = DESK) => {
      if (page.url().startsWith('http')) await page.evaluate(() => localStorage.clear());
      // Another place in the same window would only be gone to.
      await page.goto('about:blank');
      await show(page, scene, at, size);
    },
    called: async (scene, name) =>
      (await opened.host.bridge(scene)).calls.filter((call) => call.name === name).map(({ input }) => input),
  };
}
