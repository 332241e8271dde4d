import type { Page } from 'playwright-core';
import { uuid } from './fake-people.ts';
import { openedBy } from './opened-by.ts';
import type { Look } from './token-looks.ts';

async function find(page: Page, text: string): Promise<void> {
  await openedBy(page, 'Control+k');
  await page.getByRole('combobox').fill(text);
  await page.getByRole('option').first().waitFor();
}
const incoming = `/incoming?id="${uuid(1000)}"`;

/** The first screen of each role, the command palette, the sheet of keys. */
export const deskLooks: readonly Look[] = [
  { name: 'today-clerk', scene: 'clerk', at: '/today' },
  { name: 'today-clerk-1920', scene: 'clerk', at: '/today', width: 1920, height: 1080 },
  { name: 'today-clerk-800', scene: 'clerk', at: '/today', width: 800, height: 700 },
  { name: 'today-leader', scene: 'leader', at: '/today' },
  { name: 'today-specialist', scene: 'specialist', at: '/today' },
  { name: 'today-empty', scene: 'empty', at: '/today' },
  { name: 'today-administrator', scene: 'administrator', at: '/today' },
  { name: 'palette', scene: 'clerk', at: incoming, act: (page) => openedBy(page, 'Control+k') },
  { name: 'palette-found', scene: 'clerk', at: '/today', act: (page) => find(page, 'bao cao') },
  {
    name: 'palette-nothing',
    scene: 'clerk',
    at: '/today',
    act: async (page) => {
      await openedBy(page, 'Control+k');
      await page.getByRole('combobox').fill('z');
      await page.getByText('Không có gì khớp').waitFor();
    },
  },
  { name: 'notices', scene: 'specialist', at: '/incoming', act: (page) => openedBy(page, 'Control+b') },
  {
    name: 'notices-quiet-1920',
    ...{ scene: 'leader', at: '/today', width: 1920, height: 1080 },
    act: (page) => openedBy(page, 'Control+b'),
  },
  { name: 'notices-empty', scene: 'empty', at: '/today', act: (page) => openedBy(page, 'Control+b') },
  {
    name: 'notices-hours-refused',
    scene: 'specialist',
    at: '/today',
    act: async (page) => {
      await openedBy(page, 'Control+b');
      await page.getByRole('button', { name: 'Giờ yên lặng' }).click();
      await page.getByLabel('Báo tiếng từ').fill('18:00');
      await page.getByRole('button', { name: 'Lưu' }).click();
      await page.getByText('phải trước giờ kết thúc').waitFor();
    },
  },
  { name: 'keys', scene: 'clerk', at: '/today', act: (page) => openedBy(page, 'Control+/') },
];
