import AxeBuilderSource from 'axe-core';
import { type Browser, chromium, type Page } from 'playwright-core';
import { type FakeHost, serveFake } from './serve-fake.ts';

export type Window = {
  readonly host: FakeHost;
  readonly open: (
    scene: Parameters<FakeHost['address']>[0],
    at?: string,
    size?: { width: number; height: number },
  ) => Promise<Page>;
  /** Whatever a page said as an error or warning since the last look. */
  readonly complaints: string[];
  readonly close: () => Promise<void>;
};

const flags = [
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];

/** The built window in a headless browser, with the fake application behind it. */
export async function openWindow(): Promise<Window> {
  const host = await serveFake();
  const asRoot = process.getuid?.() === 0 ? ['--no-sandbox'] : [];
  const browser: Browser = await chromium.launch({
    executablePath: '/usr/bin/chromium',
    args: [...flags, ...asRoot],
  });
  const complaints: string[] = [];
  return {
    host,
    complaints,
    open: async (scene, at = '', size = { width: 1366, height: 768 }) => {
      const context = await browser.newContext({ viewport: size });
      await context.grantPermissions(['clipboard-read', 'clipboard-write']);
      const page = await context.newPage();
      page.setDefaultTimeout(30_000);
      page.on('pageerror', ({ message }) => complaints.push(message));
      page.on('console', (message) => {
        if (message.type() === 'error' || message.type() === 'warning') complaints.push(message.text());
      });
      await page.goto(`${host.address(scene)}#${at}`);
      await page.locator('main').waitFor();
      return page;
    },
    close: async () => {
      await browser.close();
      await host.close();
    },
  };
}

const tags = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'];

/**
 * Offences against WCAG 2.2 AA on the page as it stands, each with where. The kit's own focus sentinels are left out: they hand the focus on
 * the moment they get it.
 */
export async function offencesOn(page: Page): Promise<readonly string[]> {
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
