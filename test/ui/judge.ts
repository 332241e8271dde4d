import type { Page, Request } from 'playwright-core';
import { AXE } from './serve-fake.ts';

const tags = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'];
/** What is still on its way after so long is the scene's own slowness, and is judged as it stands. */
const STILL_MS_MAX = 1000;
const JUDGED_TIMES_MAX = 5;
/** What each page has asked and not yet heard, but for its stream of hints, which never ends. */
const onTheWay = new WeakMap<Page, Set<Request>>();

/** Counts from now on what the page asks and has not yet heard. */
export function countRequests(page: Page): void {
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

/** Until the screen stands there in its own letters. */
export async function untilShown(page: Page): Promise<void> {
  await page.locator('main [data-pane]').first().waitFor();
  await page.evaluate(() => document.fonts.ready.then(() => undefined));
  await page.locator('[role=row], h1, h2').first().waitFor();
}

/** Until nothing was asked, changed or faded over two frames: a dialog stands before what it shows has come. */
export async function untilStill(page: Page): Promise<void> {
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
export const cutsOn = (page: Page): Promise<readonly string[]> =>
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

/**
 * Vietnamese letters whose marks a box cuts off: `Ễ` stands higher than the letters that a line is measured by. The ink of each letter with a mark is asked of
 * the font, and held against the nearest box that hides what runs out of it; where that box scrolls, a cut line is its way.
 */
export const clippedMarksOn = (page: Page): Promise<readonly string[]> =>
  page.evaluate(() => {
    const pen = document.createElement('canvas').getContext('2d');
    if (!pen) throw new Error('the browser measures letters');
    // Ink is told in whole pixels, so it is asked of large letters; the line's own measure is rounded as the browser rounds it.
    const ENLARGED = 50;
    const inks = new Map<string, { readonly ascent: number; readonly high: number; readonly low: number }>();
    const inkOf = (letter: string, { fontWeight, fontSize, fontFamily }: CSSStyleDeclaration) => {
      const font = `${fontWeight} ${String(Number.parseFloat(fontSize) * ENLARGED)}px ${fontFamily}`;
      const known = inks.get(letter + font);
      if (known) return known;
      pen.font = font;
      const ink = pen.measureText(letter);
      const told = {
        ascent: Math.round(ink.fontBoundingBoxAscent / ENLARGED),
        high: ink.actualBoundingBoxAscent / ENLARGED,
        low: ink.actualBoundingBoxDescent / ENLARGED,
      };
      inks.set(letter + font, told);
      return told;
    };
    const hiddenBy = (element: Element): Element | undefined => {
      for (let at: Element | null = element; at; at = at.parentElement) {
        const { overflowY } = getComputedStyle(at);
        if (overflowY === 'auto' || overflowY === 'scroll') return undefined;
        if (overflowY === 'hidden' || overflowY === 'clip') return at;
      }
      return undefined;
    };
    const found = new Set<string>();
    const texts = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
    for (let text = texts.nextNode(); text; text = texts.nextNode()) {
      const [words, element] = [text.textContent ?? '', text.parentElement];
      const box = element && hiddenBy(element)?.getBoundingClientRect();
      // What is there for the screen reader alone is one pixel high.
      if (!element || !box || box.height <= 1 || !element.checkVisibility({ visibilityProperty: true }))
        continue;
      const style = getComputedStyle(element);
      for (const { 0: letter, index } of words.matchAll(/\p{L}/gu)) {
        if (letter < '\u0080') continue;
        const range = document.createRange();
        range.setStart(text, index);
        range.setEnd(text, index + letter.length);
        const [line] = range.getClientRects();
        if (!line) continue;
        const { ascent, high, low } = inkOf(letter, style);
        const baseline = line.top + ascent;
        // A line that is hidden whole is said by the ellipsis before it.
        if (baseline <= box.top || baseline >= box.bottom || line.left >= box.right) continue;
        if (Math.max(box.top - (baseline - high), baseline + low - box.bottom) > 0.5)
          found.add(`${element.tagName}.${element.className}: ${letter} in ${words.slice(0, 60)}`);
      }
    }
    return [...found];
  });

/** Where each text in sight stands, as `x y width height text`: what a theme must leave as it is. */
export const boxesOn = (page: Page): Promise<readonly string[]> =>
  page.evaluate(() =>
    [...document.querySelectorAll('body *')]
      .filter((element) => [...element.childNodes].some(({ nodeType }) => nodeType === Node.TEXT_NODE))
      .filter((element) => element.checkVisibility({ visibilityProperty: true }))
      .map((element) => {
        const { x, y, width, height } = element.getBoundingClientRect();
        const place = [x, y, width, height].map((each) => String(Math.round(each))).join(' ');
        return `${place} ${(element.textContent ?? '').slice(0, 40)}`;
      }),
  );
