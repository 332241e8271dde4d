import { expect, test } from 'vitest';
import { openWindow } from './browser.ts';
import { uuid } from './fake-people.ts';

const shown = openWindow();

const report = (n: number) => `/incoming?id="${uuid(1000 + n)}"`;

test('a revocation that could not be asked is asked again, and the answer replaces the verdict', async () => {
  const page = await shown.open('offline', report(0));
  await page.getByRole('button', { name: 'Chi tiết' }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByText('Chưa xác định: chưa hỏi được', { exact: false }).first().waitFor();
  await dialog.getByRole('button', { name: 'Hỏi lại qua mạng' }).click();
  await dialog.getByText('có hỏi qua mạng', { exact: false }).waitFor();
  expect(await dialog.getByRole('button', { name: 'Hỏi lại qua mạng' }).count()).toBe(0);
  await dialog.getByRole('button', { name: 'Đóng' }).click();
  expect(await page.getByText('Chữ ký hợp lệ').first().isVisible()).toBe(true);
  await page.context().close();
});

test('III.6.i: the version that was signed is read by itself and saved under a name of its own', async () => {
  const page = await shown.open('clerk', report(3));
  await page.getByRole('button', { name: 'Chi tiết' }).click();
  const asked = page.waitForRequest((request) => /blob\/[0-9a-f]{64}\?first=\d+$/.test(request.url()));
  await page.getByRole('button', { name: 'Xem bản đã ký' }).click();
  await asked;
  await page.getByText('Đang xem đúng nội dung mà Trịnh Thái Hòa đã ký').waitFor();
  const saving = page.waitForEvent('download');
  await page.getByRole('button', { name: 'Lưu bản này' }).click();
  expect((await saving).suggestedFilename()).toBe('58-UBND-VP.lan-luu-1.pdf');
  await page.getByRole('button', { name: 'Quay lại kết quả' }).click();
  await page.getByRole('heading', { name: 'Kết quả kiểm tra chữ ký' }).waitFor();
  await page.context().close();
});

test('the record of the verification is saved', async () => {
  const page = await shown.open('clerk', report(3));
  await page.getByRole('button', { name: 'Chi tiết' }).click();
  await page.getByRole('button', { name: 'Lưu biên bản' }).click();
  const saving = page.waitForEvent('download');
  await page.getByRole('menuitem', { name: 'PDF để in, lưu hồ sơ' }).click();
  expect((await saving).suggestedFilename()).toBe('58-UBND-VP.pdf.pdf');
  await page.context().close();
});

test('a root is trusted only by who typed the end of its published fingerprint', async () => {
  const page = await shown.open('administrator', '/trust');
  await page.getByRole('button', { name: 'Nhập chứng thư gốc' }).waitFor();
  const file = { name: 'goc.cer', mimeType: 'application/octet-stream', buffer: Buffer.from('MẪU') };
  await page.locator('input[type=file]').setInputFiles(file);
  const dialog = page.getByRole('dialog');
  const typed = dialog.getByLabel('Gõ 8 ký tự cuối');
  await typed.fill('EA99');
  await dialog.getByText('Gõ đủ 8 ký tự').waitFor();
  await typed.fill('0000 0000');
  await dialog.getByRole('button', { name: 'Tin cậy chứng thư này' }).click();
  await dialog.getByText('không khớp vân tay', { exact: false }).waitFor();
  await typed.fill('EA99B5EF');
  await dialog.getByRole('button', { name: 'Tin cậy chứng thư này' }).click();
  await dialog.waitFor({ state: 'detached' });
  expect((await shown.called('administrator', 'trust.import')).at(-1)).toMatchObject({
    name: 'goc.cer',
    confirmation: 'EA99B5EF',
  });
  await page.context().close();
});

test('who is no administrator sees the roots and no way to change them', async () => {
  const page = await shown.open('clerk', '/trust');
  await page.getByText('Chỉ quản trị nhập hoặc bỏ chứng thư gốc.').waitFor();
  expect(await page.getByRole('button', { name: 'Nhập chứng thư gốc' }).count()).toBe(0);
  expect(await page.getByRole('button', { name: 'Bỏ tin cậy' }).count()).toBe(0);
  await page.context().close();
});
