import type { Browser, Page } from 'playwright-core';
import type { IncomingView } from '../../src/shared/contract/incoming.ts';
import type { OutgoingView } from '../../src/shared/contract/outgoing.ts';
import { say, type WordKey } from '../../src/shared/words/vi.ts';
import { dropFiles } from '../support/drop-files.ts';
import type { Province, Who } from './province.ts';

type View = `incoming.${IncomingView}` | `outgoing.${OutgoingView}`;
/** An official at his window, as a person uses it: by what stands on the screen. */
export type Window = {
  readonly page: Page;
  /** Opens a view of Văn bản đến or Văn bản đi and the document with that subject. */
  readonly open: (view: View, subject: string) => Promise<void>;
  readonly press: (word: WordKey) => Promise<void>;
  /** Drops files onto the window as from the desktop. */
  readonly drop: (...files: readonly { name: string; bytes: Uint8Array }[]) => Promise<void>;
  readonly sees: (text: string) => Promise<void>;
};

const sayView = (place: View): string => say(place.replace('.', '.view.') as WordKey);

/** Across processes and a busy machine; nothing here is measured. */
const PATIENCE_MS = 30_000;

export async function sitAtWindow(browser: Browser, province: Province, who: Who): Promise<Window> {
  const context = await browser.newContext({ viewport: { width: 1366, height: 768 } });
  const page = await context.newPage();
  page.setDefaultTimeout(PATIENCE_MS);
  await page.goto(await province.addressOf(who));
  // Whoever sits down for the first time is led through five steps, which may be left.
  await page.getByRole('button', { name: say('welcome.skip') }).click();
  await page.waitForURL(/#\/today/);
  const base = page.url().split('#')[0] ?? '';
  return {
    page,
    open: async (place, subject) => {
      await page.goto(`${base}#/${place.replace('.', '?view=')}`);
      // On a busy machine the list of the view before still stands; a row of it would open what is closed a moment later.
      await page.getByRole('tab', { name: sayView(place), selected: true }).waitFor();
      await page.locator('[role=row]', { hasText: subject }).first().click();
      await page.locator('[role=row][aria-selected=true]', { hasText: subject }).waitFor();
      await page.getByRole('heading', { name: subject }).waitFor();
    },
    press: (word) =>
      page
        .getByRole('button', { name: say(word), exact: true })
        .first()
        .click(),
    drop: (...files) => dropFiles(page, ...files),
    sees: (text) => page.getByText(text).first().waitFor(),
  };
}
