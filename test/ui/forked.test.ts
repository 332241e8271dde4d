import { expect, test } from 'vitest';
import { openWindow } from './browser.ts';
import { offencesOn } from './judge.ts';

const shown = openWindow();

test('a machine whose name another one bears says what is kept, and is enrolled anew by a code', {
  timeout: 120_000,
}, async () => {
  const page = await shown.open('forked', '/machine');
  const bar = page.getByText('Hai máy đang dùng chung một đăng ký:');
  await bar.waitFor();
  await page.getByRole('link', { name: 'Đồng bộ' }).click();
  await bar.waitFor();
  await page.getByText('Việc chưa gửi vẫn giữ trên máy, việc mới vẫn làm được').waitFor();
  await page.getByRole('button', { name: 'Đăng ký lại máy này' }).click();
  const dialog = page.getByRole('dialog');
  const code = dialog.getByLabel('Mã đăng ký máy');
  expect(await code.evaluate((field) => field === document.activeElement)).toBe(true);
  await code.fill('SAI');
  await page.keyboard.press('Enter');
  await dialog.getByText('Mã đăng ký máy không đúng, đã dùng hoặc đã hết hạn.').waitFor();
  expect(await offencesOn(page)).toEqual([]);
  await code.fill('MA-DUNG');
  await page.keyboard.press('Enter');
  await dialog.waitFor({ state: 'detached' });
  await bar.waitFor({ state: 'detached' });
  expect(await shown.called('forked', 'device.enrolAgain')).toEqual([{ code: 'SAI' }, { code: 'MA-DUNG' }]);
  await page.context().close();
});
