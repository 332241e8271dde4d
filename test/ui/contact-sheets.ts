import { writeFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { Browser } from 'playwright-core';
import type { Drawn } from './draw-looks.ts';

const COLUMNS = 3;
const LOOKS_A_SHEET = 12;
const PICTURE_WIDTH = 640;

const escaped = (text: string) =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('"', '&quot;');

const figure = ({ picture, name, faults }: Drawn) =>
  `<figure${faults.length > 0 ? ' class=faulty' : ''}><img src="${escaped(pathToFileURL(picture).href)}"><figcaption>${escaped(name)}${faults.length > 0 ? `: ${String(faults.length)} faults` : ''}</figcaption></figure>`;

const sheet = (looks: readonly Drawn[]) => `<!doctype html><meta charset="utf-8"><style>
body{margin:8px;background:#888;font:14px sans-serif;display:grid;grid-template-columns:repeat(${String(COLUMNS)},${String(PICTURE_WIDTH)}px);gap:8px}
figure{margin:0;background:#fff}img{width:100%;display:block}figcaption{padding:4px 8px}.faulty{outline:4px solid #b10e1c}
</style>${looks.map(figure).join('')}`;

/** Sheets of small pictures, to be looked over by eye: `sheet-01.png` and on in the folder. */
export async function drawSheets(browser: Browser, folder: string, looks: readonly Drawn[]): Promise<number> {
  const page = await browser.newPage({
    viewport: { width: COLUMNS * (PICTURE_WIDTH + 8) + 8, height: 800 },
  });
  const sheets = Math.ceil(looks.length / LOOKS_A_SHEET);
  for (let n = 0; n < sheets; n += 1) {
    const file = join(folder, `sheet-${String(n + 1).padStart(2, '0')}.html`);
    writeFileSync(file, sheet(looks.slice(n * LOOKS_A_SHEET, (n + 1) * LOOKS_A_SHEET)));
    await page.goto(pathToFileURL(file).href, { waitUntil: 'load' });
    await page.screenshot({ path: join(folder, basename(file, '.html').concat('.png')), fullPage: true });
  }
  await page.close();
  return sheets;
}
