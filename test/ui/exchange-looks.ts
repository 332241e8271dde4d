import { uuid } from './fake-people.ts';
import { GIVEN_BACK } from './fake-recalled.ts';
import type { Look } from './token-looks.ts';

/** A recall of one recipient, and a package that is taken in. */
export const exchangeLooks: readonly Look[] = [
  {
    name: 'recall-one',
    scene: 'clerk',
    at: `/outgoing?view=dispatched&id="${uuid(3009)}"`,
    act: async (page) => {
      await page.getByRole('button', { name: 'Xem bảng' }).click();
      await page.getByRole('button', { name: 'Thu hồi nơi này…' }).first().click();
    },
  },
  {
    name: 'incoming-recalled',
    scene: 'clerk',
    at: `/incoming?view=all&id="${uuid(1000 + GIVEN_BACK)}"`,
    act: async (page) => {
      await page.getByRole('row').first().hover();
      await page.mouse.wheel(0, 700);
      await page.locator(`[role=row][data-key="${uuid(1000 + GIVEN_BACK)}"]`).waitFor();
    },
  },
  {
    name: 'incoming-recalled-1920',
    scene: 'clerk',
    at: `/incoming?view=all&id="${uuid(1000 + GIVEN_BACK)}"`,
    width: 1920,
    height: 1080,
    act: (page) => page.getByRole('button', { name: 'Gỡ' }).first().click(),
  },
  {
    name: 'incoming-carried',
    scene: 'clerk',
    at: `/incoming?view=all&id="${uuid(1009)}"`,
    act: (page) => page.locator('[data-pane=reading]').getByRole('button', { name: 'Thêm thao tác' }).click(),
  },
  {
    name: 'incoming-add',
    scene: 'clerk',
    at: '/incoming?view=arrived',
    act: (page) => page.getByRole('button', { name: 'Thêm', exact: true }).click(),
  },
];
