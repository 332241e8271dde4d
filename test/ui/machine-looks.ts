import type { Page } from 'playwright-core';
import { CODE, SECRET, SLOW } from './fake-lock.ts';
import type { Look } from './token-looks.ts';

const type = (page: Page, secret: string) => page.getByLabel('Mật khẩu mở khóa').fill(secret);
/** Locked again, whatever the look before it left. */
async function lockAgain(page: Page): Promise<void> {
  const secret = page.getByLabel('Mật khẩu mở khóa');
  const lock = page.getByRole('button', { name: 'Khóa ngay' });
  await secret.or(lock.first()).waitFor();
  if (await lock.first().isVisible()) await lock.first().click();
  await secret.waitFor();
}

/** From the first secret to the sheet with its code. */
async function toSheet(page: Page, secret: string): Promise<void> {
  await page.getByLabel('Mật khẩu mới', { exact: true }).fill(secret);
  await page.getByLabel('Nhập lại mật khẩu mới').fill(secret);
  await page.keyboard.press('Enter');
  await page.getByText('In phiếu', { exact: true }).waitFor();
}

/** In front of a locked profile, and Máy và khóa: without a secret, with one, while it is set. */
export const machineLooks: readonly Look[] = [
  { name: 'lock', scene: 'locked', at: '/incoming', act: lockAgain },
  {
    name: 'lock-wrong-800',
    scene: 'locked',
    at: '/incoming',
    width: 800,
    height: 640,
    act: async (page) => {
      await lockAgain(page);
      await type(page, 'sai mật khẩu');
      await page.keyboard.press('Enter');
      await page.getByText('không đúng').waitFor();
      await page.getByText('Quên mật khẩu mở khóa?').click();
    },
  },
  {
    name: 'machine-locked',
    scene: 'locked',
    at: '/machine',
    act: async (page) => {
      await lockAgain(page);
      await type(page, SECRET);
      await page.keyboard.press('Enter');
      await page.getByText('Tự khóa khi không dùng').waitFor();
    },
  },
  {
    name: 'lock-recover',
    scene: 'locked',
    at: '/incoming',
    height: 900,
    act: async (page) => {
      await lockAgain(page);
      await page.getByText('Quên mật khẩu mở khóa?').click();
      await page.getByRole('button', { name: 'Mở bằng mã khôi phục' }).click();
      await page.getByLabel('Mã khôi phục').fill(`${CODE.slice(0, 13)}0${CODE.slice(14)}`);
      await page.getByLabel('Mật khẩu mới', { exact: true }).fill('một câu khác');
      await page.getByLabel('Nhập lại mật khẩu mới').fill('một câu khác');
      await page.keyboard.press('Enter');
      await page.getByText('Nhóm số thứ').waitFor();
    },
  },
  { name: 'lock-offer', scene: 'newcomer', at: '/incoming' },
  {
    name: 'lock-sheet',
    scene: 'newcomer',
    at: '/incoming',
    act: async (page) => {
      await page.getByRole('button', { name: 'Đặt mật khẩu mở khóa' }).click();
      await toSheet(page, SECRET);
      await page.getByRole('dialog').getByRole('button', { name: 'Đặt mật khẩu mở khóa' }).click();
      await page.getByText('Đánh dấu ô trên').waitFor();
    },
  },
  {
    name: 'lock-sealing',
    scene: 'newcomer',
    at: '/incoming',
    act: async (page) => {
      await page.getByRole('button', { name: 'Đặt mật khẩu mở khóa' }).click();
      await toSheet(page, SLOW);
      await page.getByLabel('Tôi đã in').check();
      await page.getByRole('dialog').getByRole('button', { name: 'Đặt mật khẩu mở khóa' }).click();
      await page.getByText('1312/4208').waitFor();
    },
  },
  { name: 'lock-sealing-elsewhere', scene: 'newcomer', at: '/incoming' },
  {
    name: 'machine-renew',
    scene: 'locked',
    at: '/machine',
    act: async (page) => {
      await lockAgain(page);
      await type(page, SECRET);
      await page.keyboard.press('Enter');
      await page.getByRole('button', { name: 'Đổi mật khẩu mở khóa' }).click();
      await page.getByLabel('Đổi cả khóa mã hóa').check();
    },
  },
  { name: 'machine', scene: 'clerk', at: '/machine' },
  {
    name: 'leaving-work',
    scene: 'administrator',
    at: '/authority',
    height: 900,
    act: async (page) => {
      await page.getByRole('button', { name: /^Bàn giao việc của/ }).click();
      await page.getByLabel('Người nhận').selectOption({ index: 2 });
      await page.getByRole('button', { name: /^Giao Công văn/ }).click();
      await page.getByText('Đã giao').waitFor();
    },
  },
  {
    name: 'leaving-record',
    scene: 'administrator',
    at: '/authority',
    act: async (page) => {
      await page.getByRole('button', { name: 'Ghi nhận rời cơ quan' }).click();
      await page.getByRole('dialog').getByRole('button', { name: 'Ghi nhận rời cơ quan' }).click();
    },
  },
  { name: 'forked', scene: 'forked', at: '/sync' },
  { name: 'forked-machine', scene: 'forked', at: '/machine' },
  {
    name: 'forked-dialog',
    scene: 'forked',
    at: '/sync',
    act: async (page) => {
      await page.getByRole('button', { name: 'Đăng ký lại máy này' }).click();
      await page.getByLabel('Mã đăng ký máy').fill('SAI');
      await page.keyboard.press('Enter');
      await page.getByText('Mã đăng ký máy không đúng').waitFor();
    },
  },
  { name: 'containments', scene: 'administrator', at: '/containments', height: 900 },
  { name: 'containments-1920', scene: 'administrator', at: '/containments', width: 1920, height: 1080 },
  {
    name: 'containments-gone-1024',
    scene: 'administrator',
    at: '/containments',
    width: 1024,
    height: 700,
    act: async (page) => {
      await page.getByRole('button', { name: 'Xem các máy đã có Dự thảo chưa có số' }).click();
      await page.getByText('Mọi máy đã xóa.').waitFor();
    },
  },
  { name: 'containments-empty', scene: 'leader', at: '/containments' },
  { name: 'containments-offline', scene: 'offline', at: '/containments' },
  { name: 'machine-offline', scene: 'offline', at: '/machine' },
  {
    name: 'machine-end-1024',
    scene: 'administrator',
    at: '/machine',
    width: 1024,
    height: 700,
    act: async (page) => {
      await page.getByRole('button', { name: 'Thu hồi máy VP-MAY-03' }).click();
      await page.getByRole('dialog').waitFor();
    },
  },
  {
    name: 'machine-secret',
    scene: 'specialist',
    at: '/machine',
    act: async (page) => {
      await page.getByRole('button', { name: 'Đặt mật khẩu mở khóa' }).click();
      await page.getByLabel('Mật khẩu mới', { exact: true }).fill('một câu');
      await page.getByLabel('Nhập lại mật khẩu mới').fill('câu khác');
      await page.keyboard.press('Enter');
      await page.getByText('Hai lần nhập không giống nhau.').waitFor();
    },
  },
  // The last of its scene: nobody comes in after it.
  {
    name: 'lock-wait',
    scene: 'locked',
    at: '/incoming',
    act: async (page) => {
      await lockAgain(page);
      const [wrong, wait] = [page.getByText('không đúng'), page.getByText('tạm dừng 28 giây')];
      for (let tried = 0; tried < 3 && !(await wait.isVisible()); tried++) {
        await type(page, `sai lần ${String(tried)}`);
        await page.keyboard.press('Enter');
        await wrong.or(wait).waitFor();
      }
      await wait.waitFor();
    },
  },
];
