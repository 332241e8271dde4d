import type { Page } from 'playwright-core';
import { uuid } from './fake-people.ts';
import type { Look } from './token-looks.ts';

const incoming = (n: number) => uuid(1000 + n);

const openSheet = (page: Page) => page.getByRole('tab', { name: 'Phiếu giải quyết' }).click();

async function openMetadata(page: Page): Promise<void> {
  await page.locator('[data-pane=side]').getByRole('button', { name: 'Thêm thao tác' }).click();
  await page.getByRole('menuitem', { name: 'Thông tin' }).click();
}

/** A unit leads, a person supports by a day of his own. */
async function chooseShares(page: Page): Promise<void> {
  await page.getByRole('button', { name: 'Bút phê, giao việc' }).click();
  await page
    .getByRole('radiogroup', { name: 'Phòng Kinh tế Đỗ Quang Vũ' })
    .getByRole('radio', { name: 'Chủ trì' })
    .check();
  await page
    .getByRole('radiogroup', { name: /^Hoàng Anh Tú/ })
    .getByRole('radio', { name: 'Phối hợp' })
    .check();
}

/** A leader's words off his paper: whom they name is chosen as they are typed. */
async function typeDirective(page: Page): Promise<void> {
  await page.getByRole('button', { name: 'Ghi bút phê trên giấy' }).click();
  await page.getByRole('radiogroup', { name: 'Phòng Kinh tế Đỗ Quang Vũ' }).waitFor();
  await page
    .getByLabel('Nội dung bút phê trên giấy')
    .fill('Giao Phòng Kinh tế chủ trì, phối hợp @Hoàng Anh Tú tham mưu trả lời trước ngày 26/11.');
  await page.getByRole('button', { name: 'Giao 2 người' }).waitFor();
}

/** The way of an incoming document between clerk, leader, units and those who work on it. */
export const incomingLooks: readonly Look[] = [
  { name: 'incoming-sheet', scene: 'leader', at: `/incoming?view=all&id="${incoming(8)}"`, act: openSheet },
  {
    name: 'incoming-sheet-1920',
    scene: 'leader',
    at: `/incoming?view=all&id="${incoming(8)}"`,
    width: 1920,
    height: 1080,
    act: openSheet,
  },
  { name: 'incoming-chase', scene: 'clerk', at: '/incoming?view=all&attention=overdue' },
  { name: 'incoming-chase-empty', scene: 'empty', at: '/incoming?view=all&attention=overdue' },
  {
    name: 'incoming-attention',
    scene: 'clerk',
    at: '/incoming',
    act: (page) => page.getByRole('button', { name: 'Cần chú ý' }).click(),
  },
  {
    name: 'incoming-metadata',
    scene: 'clerk',
    at: `/incoming?view=all&id="${incoming(8)}"`,
    width: 1920,
    height: 1080,
    act: openMetadata,
  },
  { name: 'incoming-way', scene: 'specialist', at: `/incoming?view=all&id="${incoming(8)}"` },
  {
    name: 'incoming-present',
    scene: 'clerk',
    at: `/incoming?view=all&id="${incoming(6)}"`,
    act: (page) => page.getByRole('button', { name: 'Trình lãnh đạo' }).click(),
  },
  {
    name: 'incoming-record',
    scene: 'clerk',
    at: `/incoming?view=all&id="${incoming(6)}"`,
    act: typeDirective,
  },
  {
    name: 'incoming-direct',
    scene: 'leader',
    at: `/incoming?view=all&id="${incoming(6)}"`,
    act: chooseShares,
  },
];
