import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { launchChromium } from '../support/chromium.ts';
import type { Scene } from './fake-people.ts';
import { guideFiles, pictured } from './guide-text.ts';
import { serveFake } from './serve-fake.ts';

/**
 * `npm run guide`: writes docs/huong-dan anew from the pages of help, with pictures of the built window over the fake office. `--text` leaves the pictures
 * as they are.
 */
const folder = join(import.meta.dirname, '../../docs/huong-dan');
mkdirSync(join(folder, 'images'), { recursive: true });
for (const [name, text] of guideFiles()) writeFileSync(join(folder, name), text);
if (!process.argv.includes('--text')) await takePictures();

async function takePictures(): Promise<void> {
  const host = await serveFake();
  const browser = await launchChromium();
  // Three quarters of the size: still read, and a third of the bytes.
  const context = await browser.newContext({
    viewport: { width: 1366, height: 768 },
    deviceScaleFactor: 0.75,
  });
  const page = await context.newPage();
  for (const [id, { scene, at }] of Object.entries(pictured)) {
    await page.goto('about:blank');
    await page.goto(`${host.address(scene as Scene)}#${at}`);
    await page.locator('main [data-pane]').first().waitFor();
    await page.locator('[role=row], h1, h2').first().waitFor();
    // A page on the canvas is drawn after it was fetched.
    await page.waitForTimeout(1500);
    await page.screenshot({ path: join(folder, 'images', `${id}.png`) });
  }
  await browser.close();
  await host.close();
}
