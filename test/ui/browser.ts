import AxeBuilderSource from 'axe-core';
import type { Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, expect } from 'vitest';
import { launchChromium } from '../support/chromium.ts';
import type { Scene } from './fake-people.ts';
import { type FakeHost, serveFake } from './serve-fake.ts';

type Size = { readonly width: number; readonly height: number };
const DESK: Size = { width: 1366, height: 768 };

export type Window = {
  readonly address: FakeHost['address'];
  /** A page of its own, with nothing remembered. */
  readonly open: (scene: Scene, at?: string, size?: Size) => Promise<Page>;
  /** The window begun anew in a page that is there, with nothing remembered: half the work of a page of its own. */
  readonly openIn: (page: Page, scene: Scene, at: string, size?: Size) => Promise<void>;
  readonly newPage: () => Promise<Page>;
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

  const newPage = async (): Promise<Page> => {
    const context = await opened.browser.newContext();
    await context.grantPermissions(['clipboard-read', 'clipboard-write']);
    const page = await context.newPage();
    page.setDefaultTimeout(30_000);
    page.on('pageerror', ({ message }) => complaints.push(message));
    page.on('console', (message) => {
      if (message.type() === 'error' || message.type() === 'warning') complaints.push(message.text());
    });
    return page;
  };
  const show = async (page: Page, scene: Scene, at: string, size: Size): Promise<void> => {
    await page.setViewportSize(size);
    await page.goto(`${opened.host.address(scene)}#${at}`);
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
      if (page.url() !== 'about:blank') await page.evaluate(() => localStorage.clear());
      // Another place in the same window would only be gone to.
      await page.goto('about:blank');
      await show(page, scene, at, size);
    },
    called: async (scene, name) =>
      (await opened.host.bridge(scene)).calls.filter((call) => call.name === name).map(({ input }) => input),
  };
}

const tags = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'];

/**
 * Offences against WCAG 2.2 AA on the page as it stands, each with where. The kit's own focus sentinels are left out: they hand the focus on
 * the moment they get it.
 */
export async function offencesOn(page: Page): Promise<readonly string[]> {
  // A dialog that still fades in has the colours of neither state.
  await page.evaluate(() =>
    Promise.allSettled(
      document
        .getAnimations()
        .filter(({ effect }) => effect?.getComputedTiming().iterations !== Number.POSITIVE_INFINITY)
        .map(({ finished }) => finished),
    ).then(() => undefined),
  );
  // Evaluated, not injected: the window's content policy forbids a foreign script element.
  await page.evaluate(AxeBuilderSource.source);
  const found = await page.evaluate(async (wanted) => {
    const axe = (
      window as unknown as {
        axe: {
          run: (
            on: object,
            options: object,
          ) => Promise<{
            violations: { id: string; nodes: { target: unknown[]; failureSummary?: string }[] }[];
          }>;
        };
      }
    ).axe;
    const { violations } = await axe.run(
      { exclude: [['[data-tabster-dummy]']] },
      { runOnly: { type: 'tag', values: wanted } },
    );
    return violations.flatMap(({ id, nodes }) =>
      nodes.map(({ target, failureSummary }) => `${id}: ${String(target[0])} ${failureSummary ?? ''}`),
    );
  }, tags);
  return found;
}

/** Text that runs out of its box with nothing to say so: no ellipsis, no scroll. */
export const overflowOn = (page: Page): Promise<readonly string[]> =>
  page.evaluate(() => {
    const isCut = (element: Element) => {
      const style = getComputedStyle(element);
      if (style.visibility === 'hidden' || element.clientWidth < 2) return false;
      const hides = style.overflowX === 'hidden' || style.overflowX === 'clip';
      return (
        hides &&
        style.textOverflow !== 'ellipsis' &&
        element.scrollWidth > element.clientWidth + 1 &&
        (element.textContent ?? '').trim() !== ''
      );
    };
    const runsOut =
      document.documentElement.scrollWidth > window.innerWidth ? ['the page scrolls sideways'] : [];
    return [
      ...runsOut,
      ...[...document.querySelectorAll('button, h1, h2, h3, label, [role=tab], [role=gridcell] span')]
        .filter(isCut)
        .filter((element) => !element.matches('[class*=holder]'))
        .map(
          (element) => `${element.tagName}.${element.className}: ${(element.textContent ?? '').slice(0, 60)}`,
        ),
    ];
  });
