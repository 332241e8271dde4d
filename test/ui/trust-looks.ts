import type { Page } from 'playwright-core';
import type { Look } from './token-looks.ts';

async function chooseRoot(page: Page, name: string): Promise<void> {
  const bytes = { name, mimeType: 'application/octet-stream', buffer: Buffer.from('MẪU') };
  await page.getByRole('button', { name: 'Nhập chứng thư gốc' }).waitFor();
  await page.locator('input[type=file]').setInputFiles(bytes);
  await page.getByRole('dialog').waitFor();
}

/** Gốc tin cậy: the list, and what is asked before one is taken in or dropped. */
export const trustLooks: readonly Look[] = [
  { name: 'trust', scene: 'administrator', at: '/trust' },
  { name: 'trust-1920', scene: 'administrator', at: '/trust', width: 1920, height: 1080 },
  { name: 'trust-clerk', scene: 'clerk', at: '/trust' },
  { name: 'trust-empty', scene: 'empty', at: '/trust' },
  { name: 'trust-import', scene: 'administrator', at: '/trust', act: (page) => chooseRoot(page, 'goc.cer') },
  {
    name: 'trust-unreadable',
    scene: 'administrator',
    at: '/trust',
    act: (page) => chooseRoot(page, 'goc.txt'),
  },
  {
    name: 'trust-remove',
    scene: 'administrator',
    at: '/trust',
    act: (page) => page.getByRole('button', { name: 'Bỏ tin cậy' }).first().click(),
  },
];
