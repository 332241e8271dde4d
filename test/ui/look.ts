import { mkdirSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { launchChromium } from '../support/chromium.ts';
import { looks } from './looks.ts';
import { serveFake } from './serve-fake.ts';

/** Draws each screen as a picture to be judged by eye: `node test/ui/look.ts FOLDER [name…]`. */
const [folder = join(tmpdir(), 'ui'), ...wanted] = process.argv.slice(2);
mkdirSync(folder, { recursive: true });
const host = await serveFake();
const browser = await launchChromium();
for (const { name, scene, at, width = 1366, height = 768, act } of looks) {
  if (wanted.length > 0 && !wanted.some((each) => name.startsWith(each))) continue;
  const page = await browser.newPage({ viewport: { width, height } });
  page.on('pageerror', (error) => process.stderr.write(`${name}: ${error.message}\n`));
  page.on('console', (message) => {
    if (message.type() === 'error' || message.type() === 'warning')
      process.stderr.write(`${name}: ${message.text()}\n`);
  });
  await page.goto(`${host.address(scene)}#${at}`);
  await page.waitForTimeout(900);
  await act?.(page).catch((cause: unknown) =>
    process.stderr.write(`${name}: ${String(cause).slice(0, 300)}\n`),
  );
  await page.waitForTimeout(400);
  await page.screenshot({ path: `${folder}/${name}.png` });
  await page.close();
}
await browser.close();
await host.close();
