import type { Page } from 'playwright-core';
import { uuid } from './fake-people.ts';
import { openedBy } from './opened-by.ts';
import type { Look } from './token-looks.ts';

/** Opens the panel from the help menu, as who looks for help does. */
export async function openTraining(page: Page): Promise<void> {
  await page.getByRole('button', { name: 'Trợ giúp' }).click();
  await page.getByRole('menuitem', { name: 'Tập việc' }).click();
  await page.getByRole('complementary', { name: 'Tập việc' }).getByRole('listitem').first().waitFor();
}

/** The first steps, the exercises beside the work, help, and the keys. */
export const trainingLooks: readonly Look[] = [
  { name: 'welcome', scene: 'clerk', at: '/' },
  { name: 'welcome-key', scene: 'signing', at: '/welcome?step=2' },
  { name: 'welcome-look-800', scene: 'clerk', at: '/welcome?step=4', width: 800, height: 700 },
  { name: 'training', scene: 'clerk', at: `/incoming?id="${uuid(1000)}"`, act: openTraining },
  {
    name: 'training-1920',
    scene: 'leader',
    at: `/incoming?view=registered&id="${uuid(1006)}"`,
    ...{ width: 1920, height: 1080, act: openTraining },
  },
  { name: 'training-800', scene: 'specialist', at: '/today', width: 800, height: 700, act: openTraining },
  { name: 'help', scene: 'clerk', at: '/books', act: (page) => openedBy(page, 'F1') },
  {
    name: 'help-found',
    scene: 'clerk',
    at: '/today',
    act: async (page) => {
      await openedBy(page, 'F1');
      await page.getByRole('searchbox', { name: 'Tìm trong trợ giúp' }).fill('cap so');
      await page.getByRole('button', { name: /^Sổ đăng ký/ }).waitFor();
    },
  },
  {
    name: 'keys-change',
    scene: 'clerk',
    at: '/machine',
    act: async (page) => {
      await page.getByRole('button', { name: 'Đổi phím tắt' }).click();
      await page.getByRole('button', { name: 'Đổi phím của Bảng lệnh' }).click();
      await page.keyboard.press('F5');
      await page.getByText('F5 đang là phím của').waitFor();
    },
  },
];
