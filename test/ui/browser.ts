import type { BrowserContext, Page, Request } from 'playwright-core';
import { afterAll, afterEach, beforeAll, expect } from 'vitest';
import { launchChromium } from '../support/chromium.ts';
import type { Scene } from './fake-people.ts';
import { AXE, type FakeHost, serveFake } from './serve-fake.ts';

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

const tags = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'];
/** What is still on its way after so long is the scene's own slowness, and is judged as it stands. */
const STILL_MS_MAX = 1000;
const JUDGED_TIMES_MAX = 5;
/** What each page has asked and not yet heard, but for its stream of hints, which never ends. */
const onTheWay = new WeakMap<Page, Set<Request>>();

function countRequests(page: Page): void {
  const asked = new Set<Request>();
  onTheWay.set(page, asked);
  page.on('request', (request) => {
    if (request.resourceType() !== 'eventsource') asked.add(request);
  });
  const ended = (request: Request) => void asked.delete(request);
  page.on('requestfinished', ended);
  page.on('requestfailed', ended);
  // What a window asked that is gone is never answered.
  page.on('framenavigated', (frame) => {
    if (frame.url() === 'about:blank') asked.clear();
  });
}

/**
 * Offences against WCAG 2.2 AA on the page as it stands, each with where. The kit's own focus sentinels are left out: they hand the focus on
 * the moment they get it. A page that changed while it was judged had the colours of neither state: what was found then counts only if it is found
 * once more. Where the page never stands still the last finding counts.
 */
export async function offencesOn(page: Page): Promise<readonly string[]> {
  if (!(await page.evaluate(() => 'axe' in window))) await loadAxe(page);
  for (let times = 1; ; times += 1) {
    await untilStill(page);
    const { offences, hasMoved } = await judge(page);
    if (offences.length === 0 || !hasMoved || times === JUDGED_TIMES_MAX) return offences;
  }
}

/** From the page's own origin, which its content policy allows, so that the browser keeps it compiled from page to page. */
async function loadAxe(page: Page): Promise<void> {
  const script = await page.addScriptTag({ url: AXE });
  await script.evaluate((element) => (element as Element).remove());
}

/** Until nothing was asked, changed or faded over two frames: a dialog stands before what it shows has come. */
async function untilStill(page: Page): Promise<void> {
  const end = Date.now() + STILL_MS_MAX;
  do await untilUnchanged(page);
  while ((onTheWay.get(page)?.size ?? 0) > 0 && Date.now() < end);
}

const untilUnchanged = (page: Page): Promise<void> =>
  page.evaluate(async (longestMs) => {
    const end = performance.now() + longestMs;
    let changes = 0;
    const watch = new MutationObserver(() => {
      changes += 1;
    });
    watch.observe(document, { subtree: true, childList: true, attributes: true, characterData: true });
    const frame = () => new Promise((resolve) => requestAnimationFrame(resolve));
    for (let seen = -1; seen !== changes && performance.now() < end; ) {
      seen = changes;
      const fading = document
        .getAnimations()
        .filter(
          ({ playState, effect }) =>
            playState === 'running' && effect?.getComputedTiming().iterations !== Number.POSITIVE_INFINITY,
        );
      if (fading.length > 0) changes += 1;
      await Promise.allSettled(fading.map(({ finished }) => finished));
      await frame();
      await frame();
    }
    watch.disconnect();
  }, STILL_MS_MAX);

type Finding = { readonly offences: readonly string[]; readonly hasMoved: boolean };
type Axe = {
  readonly run: (
    on: object,
    options: object,
  ) => Promise<{
    readonly violations: readonly {
      readonly id: string;
      readonly nodes: readonly { readonly target: readonly unknown[]; readonly failureSummary?: string }[];
    }[];
  }>;
};

const judge = (page: Page): Promise<Finding> =>
  page.evaluate(async (wanted) => {
    let hasMoved = false;
    const watch = new MutationObserver(() => {
      hasMoved = true;
    });
    watch.observe(document, { subtree: true, childList: true, attributes: true, characterData: true });
    // Nothing here is a film or turns with the device: no style sheet has to be fetched anew.
    const { violations } = await (window as unknown as { axe: Axe }).axe.run(
      { exclude: [['[data-tabster-dummy]']] },
      { runOnly: { type: 'tag', values: wanted }, resultTypes: ['violations'], preload: false },
    );
    watch.disconnect();
    const offences = violations.flatMap(({ id, nodes }) =>
      nodes.map(({ target, failureSummary }) => `${id}: ${String(target[0])} ${failureSummary ?? ''}`),
    );
    return { offences, hasMoved };
  }, tags);

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
