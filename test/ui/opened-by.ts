import type { Page } from 'playwright-core';

/** Opens a dialog by its key, once what the key does stands there to be done: before, nobody hears it. */
export async function openedBy(page: Page, keys: string, button?: string): Promise<void> {
  const ready = button ? page.getByRole('button', { name: button, exact: true }) : page.locator('h1');
  await ready.first().waitFor();
  await page.keyboard.press(keys);
  await page.getByRole('dialog').waitFor();
}
