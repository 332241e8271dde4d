import type { Page } from 'playwright-core';

/** Drops files onto the window as from the desktop: neither a click nor a key. */
export async function dropFiles(
  page: Page,
  ...files: readonly { name: string; bytes: Uint8Array }[]
): Promise<void> {
  const carried = await page.evaluateHandle(
    (given) => {
      const carrier = new DataTransfer();
      for (const { name, base64 } of given) {
        const bytes = Uint8Array.from(atob(base64), (letter) => letter.charCodeAt(0));
        carrier.items.add(new File([bytes], name, { type: 'application/pdf' }));
      }
      return carrier;
    },
    files.map(({ name, bytes }) => ({ name, base64: Buffer.from(bytes).toString('base64') })),
  );
  const target = page.locator('[data-pane=list] h1').first();
  for (const type of ['dragenter', 'dragover', 'drop'])
    await target.dispatchEvent(type, { dataTransfer: carried });
}
